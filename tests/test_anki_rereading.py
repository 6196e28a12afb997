"""A word of few readings that was read wrong is put right without losing reviews, and no other word takes its note."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from flashcards import build, cards, load_settings, pipeline, write
from flashcards.anki import DeckOptions, notes, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.anki.previous_package import read
from flashcards.lexicon import open_lexicon
from flashcards.records import Card
from flashcards.review import open_session
from flashcards.settings import CardKind
from tests import anki_cards
from tests.anki_backend import Learner

SON = ("My son is growing.", "儿子在", "er2 zi5 zai4")
TREE = ("The tree is growing.", "树在", "shu4 zai4")
GROWS, LONG = ("zhang3", "to grow"), ("chang2", "long")


def deck(*sentences: tuple[tuple[str, str, str], tuple[str, str]]) -> list[Card]:
    """Make a card of each sentence with 长 in a reading, and one of each of these readings."""
    pairs = [
        anki_cards.annotated(english, [(start, own, "", ""), ("长", *word, ""), ("。", "", "", "")], position=number)
        for number, ((english, start, own), word) in enumerate(sentences, 1)
    ]
    firsts = {pair.words[1].syllables: pair for pair in reversed(pairs)}.values()
    terms = [anki_cards.term(pair, "长") for pair in firsts]
    return [*cards.sentence_cards(pairs, source="Text"), *cards.vocabulary_cards(terms, source="Text")]


def guids(path: Path, made_of: Iterable[Card], kinds: tuple[CardKind, ...] = KINDS, namespace: str = "") -> set[str]:
    """Write a package over the last one, and give the GUIDs of its notes of 长."""
    options = DeckOptions(title="Text", kinds=kinds, namespace=namespace)
    write_package(list(made_of), options, path, now=1_780_000_000)
    return {guid for guid, note in read(path).notes.items() if note.values[0] == "长"}


def test_a_reading_that_is_put_right_keeps_its_notes(tmp_path: Path) -> None:
    """The notes stay, each of its kind, however often the reading changes; a kind that is new has its own GUID."""
    path = tmp_path / "text.apkg"
    first = guids(path, deck((SON, LONG), (TREE, LONG)), KINDS[:2])
    every = guids(path, deck((SON, GROWS), (TREE, GROWS)))
    assert first < every
    assert guids(path, deck((TREE, LONG), (SON, LONG))) >= first
    assert guids(path, deck((SON, GROWS), (TREE, GROWS))) >= first


def test_two_readings_side_by_side_are_two_notes(tmp_path: Path) -> None:
    """Where the old reading still stands in the text it keeps its note, and the other has one of its own."""
    path = tmp_path / "text.apkg"
    before = guids(path, deck((SON, LONG), (TREE, LONG)))
    after = guids(path, deck((SON, GROWS), (TREE, LONG)))
    assert before < after
    assert len(after) == 2 * len(before)
    assert after == {note.guid for note in notes(deck((SON, GROWS), (TREE, LONG)), KINDS).notes if note.hanzi == "长"}


def test_no_other_word_takes_a_note(tmp_path: Path) -> None:
    """In another text, or a deck that is set apart, a word in another reading is a note of its own."""
    path = tmp_path / "text.apkg"
    before = guids(path, deck((SON, LONG)))
    assert not before & guids(path, deck((TREE, GROWS)))
    path.unlink()
    before = guids(path, deck((SON, LONG)))
    assert not before & guids(path, deck((SON, GROWS)), namespace="class 2b")


@pytest.mark.anki
@pytest.mark.usefixtures("own_cache")
def test_a_review_survives_the_correction_of_a_reading(tmp_path: Path) -> None:
    """What was learned of 长 stays when its reading is corrected, and the review knows its note in Anki again."""
    text, package = tmp_path / "essay.txt", tmp_path / "essay.apkg"
    text.write_text("My son is growing. She likes tea very much.\n\n儿子在长。她很喜欢茶。\n", encoding="utf-8")
    settings = load_settings(text, output=package, level="hsk0")

    def rebuilt() -> None:
        current = load_settings(text, output=package, level="hsk0")
        write(build(pipeline.read(current), current), current, now=1_780_000_000)

    rebuilt()
    with Learner(tmp_path / "learner") as learner:
        learner.take(package)
        learner.review()
        before = learner.scheduling()
        session = open_session(settings, pipeline.read(settings), open_lexicon(), collection=tmp_path / "learner")
        with session.alone():
            session.act("mean", {"pair": ["0"], "start": ["3"], "own_pinyin": ["cháng"], "was_english": [""]})
        rebuilt()
        learner.take(package)
        note = learner.note("长")
        assert note["Pinyin"] == "cháng"
        assert learner.scheduling() == before
        assert learner.faults() == []
        note["Meaning"] = "tall"
        learner.col.update_note(note)
        session = open_session(settings, pipeline.read(settings), open_lexicon(), collection=tmp_path / "learner")
        ((own,),) = (each.fields for each in session.edited)
        assert (own.name, own.held) == ("Meaning", "tall")
        with session.alone():
            session.act("keep", {})
        assert session.edited == ()
