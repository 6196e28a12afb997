"""Inside a longer word a character has the sense that the word lends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.glosses.characters import sense_within

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(
    ("char", "word", "meaning", "says"),
    [
        ("点", "观点", "point of view; viewpoint", "point"),
        ("点", "锚点", "anchor", "point"),  # shares nothing: not o'clock, and no measure word
        ("串", "羊肉串", "", "skewer"),  # the lexicon names the word with the sense
        ("打", "打字", "to type", "type"),
        ("吧", "酒吧", "bar; pub", ""),  # where all senses are those of a word alone, the first
    ],
)
def test_the_word_tells_the_sense(char: str, word: str, meaning: str, says: str, lexicon: Lexicon) -> None:
    """By the phrase of the lexicon, by a shared word, else the first that may stand within a word."""
    sense = sense_within(lexicon.entries(char)[0].senses, word, [meaning])
    assert sense is not None
    assert says in sense.gloss


def test_nothing_says_nothing() -> None:
    """A character without senses has none in a word."""
    assert sense_within((), "锚点", ["anchor"]) is None
