"""Which words of this text keep company: names, terms, and renderings that no dictionary lists.

Counted over the likely beads of a first pass. So that a wrong bead cannot confirm itself the text is cut into folds,
and a sentence sees only what was counted in the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.common.arrays import distinct, numbered, spread
from flashcards.links.word_pairs import Candidates
from flashcards.records import Record, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.alignment.bitext_words import Text
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats, Integers


FOLDS = 8
"""As few as let seven eighths of the text speak for each sentence; memory grows with their number. Set by hand."""
_LEAST_MEETINGS = 2
"""What met once met by chance: the fewest meetings that can be counted elsewhere as well."""
_LARGEST_SHARE = 0.6
"""A word in more of the beads keeps company with every other. Set by hand: no content word stands in so many."""
_TIMES_CHANCE = 2.0
"""How much oftener than by chance two words must meet. Set by hand."""
_LEAST_STRENGTH = 0.1
"""Weaker company than this is forgotten. Set by hand, to keep the table of pairs small."""


class Associations(Record):
    """Word pairs that keep company: their numbers among the text's word pairs, and how much, seen from each fold."""

    pairs: Integers
    strength: Floats

    @property
    def folds(self) -> int:
        """How many folds there are."""
        return int(self.strength.shape[1])


class Likely(Record):
    """Beads taken for right, as runs of sentences: from `chinese` on `chinese_count` of them, and so on."""

    chinese: Integers
    chinese_count: Integers
    english: Integers
    english_count: Integers


def folds_of(count: int) -> Integers:
    """Give the fold of each Chinese sentence: as many contiguous stretches as there are folds."""
    return np.arange(count) * FOLDS // max(count, 1)


def associate(text: Text, likely: Likely) -> tuple[Text, Associations]:
    """Count company over the likely beads; the text returned has the pairs found among its word pairs."""
    fold = folds_of(text.chinese.count)[likely.chinese]
    chinese = _occurrences(text.chinese, likely.chinese, likely.chinese_count)
    english = _occurrences(text.english, likely.english, likely.english_count)
    keys, strength = _count(chinese, english, fold, (len(text.chinese.types), len(text.english.types)))
    words, places = _joined(text.words, keys, len(text.english.types))
    return replace(text, words=words), Associations(places, strength)


def _occurrences(side: Side, starts: Integers, counts: Integers) -> tuple[Integers, Integers]:
    """List (bead, type), each once, in order."""
    bead = np.full(side.count, -1)
    source, sentence = spread(starts, counts)
    bead[sentence] = source
    inside = bead[side.sentences]
    keys = distinct((inside * len(side.types) + side.tokens)[inside >= 0])
    return keys // max(len(side.types), 1), keys % max(len(side.types), 1)


def _count(
    chinese: tuple[Integers, Integers], english: tuple[Integers, Integers], fold: Integers, sizes: Sequence[int]
) -> tuple[Integers, Floats]:
    """Give the pairs of types (as one number) that meet beyond chance, and how much, for each fold without itself."""
    by_fold = [_by_fold(types, fold[bead], size) for (bead, types), size in zip((chinese, english), sizes, strict=True)]
    beads = len(fold)
    first, other = (_usual(side, often, beads) for side, often in zip((chinese, english), by_fold, strict=True))
    starts = np.searchsorted(other[0], np.arange(beads + 1))
    source, place = spread(starts[first[0]], starts[first[0] + 1] - starts[first[0]])
    keys, inverse = numbered(first[1][source] * sizes[1] + other[1][place])
    often = np.flatnonzero(np.bincount(inverse, minlength=len(keys)) >= _LEAST_MEETINGS)
    number = np.full(len(keys), -1)
    number[often] = np.arange(len(often))
    kept = number[inverse] >= 0
    cells = number[inverse][kept] * FOLDS + fold[first[0][source[kept]]]
    met = np.bincount(cells, minlength=len(often) * FOLDS).reshape(-1, FOLDS)
    keys = keys[often]
    together = met.sum(axis=1, keepdims=True) - met
    alone = [
        (side.sum(axis=1, keepdims=True) - side)[types]
        for side, types in zip(by_fold, (keys // sizes[1], keys % sizes[1]), strict=True)
    ]
    elsewhere = beads - np.bincount(fold, minlength=FOLDS)
    chance = alone[0] * alone[1] / np.maximum(elsewhere, 1)
    beyond = (together > 1) & (together - 1 > _TIMES_CHANCE * chance)
    strength = np.where(beyond, (together - 1) / np.sqrt(np.maximum(alone[0] * alone[1], 1)), 0.0)
    strong = strength.max(axis=1, initial=0.0) > _LEAST_STRENGTH
    return keys[strong], strength[strong]


def _by_fold(types: Integers, fold: Integers, size: int) -> Integers:
    """Count in how many beads of each fold each type stands."""
    return np.bincount(types * FOLDS + fold, minlength=size * FOLDS).reshape(size, FOLDS)


def _usual(side: tuple[Integers, Integers], often: Integers, beads: int) -> tuple[Integers, Integers]:
    """Leave out types that stand in one bead only, or nearly everywhere."""
    bead, types = side
    total = often.sum(axis=1)[types]
    kept = (total >= _LEAST_MEETINGS) & (total < _LARGEST_SHARE * beads)
    return bead[kept], types[kept]


def _joined(words: Candidates, keys: Integers, width: int) -> tuple[Candidates, Integers]:
    """Put pairs among the word pairs, new ones with silent sources; the second value tells where they stand."""
    old = words.chinese * width + words.english
    every = distinct(np.concatenate([old, keys]))
    place = np.searchsorted(every, old)

    def widened(values: Floats) -> Floats:
        wide = np.zeros(len(every))
        wide[place] = values
        return wide

    joined = Candidates(
        every // max(width, 1),
        every % max(width, 1),
        *map(widened, (words.gloss, words.parts, words.form, words.sound)),
    )
    return joined, np.searchsorted(every, keys)
