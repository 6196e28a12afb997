"""A bitext as the aligner sees it: both sides as numbers, and what the dictionary knows of the words between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.lexicon.english import FUNCTION_WORDS
from flashcards.links.word_pairs import Candidates, candidates
from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats
    from flashcards.lexicon import Lexicon

_COMMON = 7.0
"""The Zipf frequency of the commonest words, which tell nothing: "the" has 7.7, 的 7.8."""
USUAL_SPREAD = 4.0
"""What rarity is divided by, so that an ordinary word, of a Zipf frequency of 3, counts 1."""


class Text(Record):
    """A bitext as the aligner sees it: both sides, the word pairs between them, and how rare each type is."""

    chinese: Side
    english: Side
    words: Candidates
    rarity: tuple[Floats, Floats]


def text_of(chinese: Side, english: Side, lexicon: Lexicon) -> Text:
    """Look up what the dictionary knows about the words of a text."""
    lexicon.read_chinese(chinese.types)
    lexicon.read_english(english.types)
    rarity = (
        np.array([_rarity(lexicon.frequency(t)) for t in chinese.types]),
        np.array([0.0 if t in FUNCTION_WORDS else _rarity(lexicon.english_frequency(t)) for t in english.types]),
    )
    words = candidates(chinese.types, english.types, lexicon, english.names)
    return Text(chinese, english, words, rarity)


def _rarity(zipf: float) -> float:
    """How much a word tells: 0 for the commonest, about 1 for an ordinary word, more for a rare one."""
    return min(max(_COMMON - zipf, 0.0), _COMMON) / USUAL_SPREAD
