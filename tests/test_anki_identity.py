"""A note is known again by its Chinese, by what it asks, and by a reading that makes it another word."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki import homographs, identity, notes
from flashcards.anki.notetypes import SENTENCE, VOCABULARY
from flashcards.records import Card, Sense, replace
from flashcards.settings import CardKind
from tests import anki_cards

HOMOGRAPHS = Path(homographs.__file__).with_name("homographs.tsv")
FIRST_ROWS = 208
"""Rows of the list in the first version."""


def _guids(*cards: Card, namespace: str = "") -> list[str]:
    return [note.guid for note in notes(cards, [CardKind.RECOGNITION], namespace=namespace).notes]


def test_guids_are_those_of_the_first_package() -> None:
    """A word and a sentence have the GUIDs they have always had."""
    assert identity.guid(VOCABULARY, "", "茶馆") == "izmxj2o2l7r3dcc6"  # teahouse
    assert identity.guid(SENTENCE, "", "我喝茶。") == "wtv76t2jmtnzvz35"  # I drink tea.
    assert identity.guid(VOCABULARY, "class 2b", "茶馆") == "yue25nwo5yttblr3"
    assert identity.guid(VOCABULARY, "", "长", "zhang3") == "usty6epswz5gi7ug"  # to grow
    cloze = identity.guid_of_kind("izmxj2o2l7r3dcc6", CardKind.CLOZE)
    assert cloze == "matq4h4cwe5sx5xy"
    assert identity.guid_of_kind("izmxj2o2l7r3dcc6", CardKind.RECOGNITION) == "izmxj2o2l7r3dcc6"


def test_a_word_read_otherwise_is_another_where_it_means_another() -> None:
    """长 to grow is no other form of 长 long; what no list tells apart, as 血, is one word however it is read."""
    assert homographs.unusual("长", ["chang2"]) == ""
    assert homographs.unusual("长", ["zhang3"]) == homographs.unusual("长", ["Zhang3"]) == "zhang3"
    assert homographs.unusual("东西", ["dong1", "xi1"]) == "dong1 xi1"  # east and west, not a thing
    assert homographs.unusual("血", ["xie3"]) == homographs.unusual("茶馆", ["x"]) == ""


def test_the_list_of_readings_only_grows() -> None:
    """The rows of the first version are all there and unchanged: GUIDs are made of them. A new row goes behind them."""
    rows = [line for line in HOMOGRAPHS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len({row.partition("\t")[0] for row in rows}) == len(rows)
    assert all(len(row.split("\t")) > 2 for row in rows)
    digest = hashlib.sha256("\n".join(rows[:FIRST_ROWS]).encode()).hexdigest()
    assert digest[:16] == "ad274e0f7509f34a"


def test_a_guid_survives_every_correction() -> None:
    """Pinyin, senses, translation, title, place and tags may all be put right without losing reviews."""
    sentence, word = anki_cards.sentences()[0], anki_cards.vocabulary()[0]
    english = replace(sentence.annotated.pair, english=(), confidence=0.1)
    annotated = replace(sentence.annotated, pair=english, words=(), position=9)
    term = replace(word.term, syllables=("x5", "y5"), senses=(Sense("other"),), traditional="他", count=99)
    other_sentence = replace(sentence, annotated=annotated, source="Other title", position=7, tags=("other",))
    other_word = replace(word, term=term, source="Other title", position=7, tags=())
    assert _guids(other_sentence, other_word) == _guids(sentence, word)


def test_a_namespace_sets_notes_apart() -> None:
    """Two decks with namespaces of their own have no note in common, nor with a deck that has none."""
    cards = anki_cards.deck()
    apart = [set(_guids(*cards, namespace=namespace)) for namespace in ("", "one", "two")]
    assert not apart[0] & apart[1] | apart[0] & apart[2] | apart[1] & apart[2]


@given(st.text())
def test_unicode_form_and_white_space_make_no_other_note(text: str) -> None:
    """The same text in another Unicode form, or with other white space, is the same note."""
    other = "\n" + unicodedata.normalize("NFD", text).replace(" ", "\u3000 ") + "\t"
    assert identity.guid(SENTENCE, "", other) == identity.guid(SENTENCE, "", text)


@given(st.sets(st.text(alphabet="茶馆老城里。 ", min_size=1).map(identity.key)))
def test_different_texts_are_different_notes(texts: set[str]) -> None:
    """Texts that differ in more than white space have different GUIDs, as words and as sentences."""
    guids = {identity.guid(kind, "", text) for text in texts for kind in (SENTENCE, VOCABULARY)}
    assert len(guids) == 2 * len(texts)
