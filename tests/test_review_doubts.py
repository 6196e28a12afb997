"""Which cards are in doubt, and why: those whose sense the translation does not confirm."""

from __future__ import annotations

import pytest

from flashcards import cards
from flashcards.records import Card, Rendering, Sense, VocabularyCard, replace
from flashcards.review import doubts
from tests import anki_cards

OTHERWISE = Rendering(((0, 4),), "shop", 0.9)
CONFIRMED = replace(OTHERWISE, quotation="shop")
TWO = (Sense("teahouse"), Sense("tea shop"))


def card(
    senses: tuple[Sense, ...], rendering: Rendering | None, own: str = "", confidence: float = 1.0
) -> VocabularyCard:
    """Make the card of a word with these senses and this rendering."""
    pair = anki_cards.annotated("This teahouse.", [("茶馆", "cha2 guan3", "x", "")], confidence=confidence)
    word = replace(pair.words[0], rendering=rendering, senses=senses)
    term = replace(anki_cards.term(replace(pair, words=(word,)), "茶馆"), senses=senses, own_meaning=own)
    (card,) = cards.vocabulary_cards([term], source="Text")
    return card


def test_what_the_translation_confirms_comes_last() -> None:
    """A word that no dictionary has comes first, then one that is put otherwise, one that is guessed, an only sense."""
    order = [
        card((), OTHERWISE),
        card(TWO, OTHERWISE),
        card(TWO, None),
        card(TWO[:1], None),
        card(TWO, CONFIRMED),
    ]
    shares = [doubts.of(each).share for each in order]
    assert shares == sorted(set(shares), reverse=True)
    assert [bool(doubts.of(each).reason) for each in order] == [True, True, True, True, False]


@pytest.mark.parametrize(("confidence", "says"), [(1.0, ""), (0.4, "may not belong together")])
def test_a_pair_in_doubt_is_one_for_its_cards(confidence: float, says: str) -> None:
    """A confirmed word, or one that a person has set, is as doubtful as its pair, and so is the sentence."""
    words: list[Card] = [
        card(TWO, CONFIRMED, confidence=confidence),
        card(TWO, None, own="my own", confidence=confidence),
    ]
    sentences = cards.sentence_cards(
        [anki_cards.annotated("It.", [("它", "ta1", "", "")], confidence=confidence)], source="Text"
    )
    for each in (*words, *sentences):
        assert doubts.of(each).share == pytest.approx(1 - confidence)
        assert says in doubts.of(each).reason
