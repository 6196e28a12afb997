"""Texts whose lines or paragraphs take turns with their translations: a pair keeps to its place and its order.

The idea: where nearly every line or paragraph stands just before its translation (or just behind), a pair that joins
two of them, or whose sides stand the other way round, is hardly ever right: a greeting above the first sentence, a
remark below the last one. An aligner that sees two columns cannot know this; the places in the document tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.alignment.beads import Beads
    from flashcards.common.arrays import Floats, Integers
    from flashcards.records import Bitext, Sentence

_SIDES = ("Chinese", "English")
_FEWEST = 2
"""One turn shows no habit."""
_NEARLY_ALWAYS = 0.75
"""The share of a text's turns that stand one behind the other and in one order, all or those of a line each, from which
on it takes turns: of four the title may stand the other way round."""
_OTHER_ORDER, _JOINED_LINES = 2.0, 6.0
"""Prices, in logarithms of odds, of the other order and of each line end within a pair. Set by hand, so that a title in
the other order and a translation broken in two lines remain possible: the layouts of
tests/test_learners_layouts.py come out right with 2 and prices of lines from 5 to 8."""


class _Places(NamedTuple):
    """Where in the document the blocks begin and end in which beads have their two sides, and how many each has."""

    chinese: tuple[Integers, Integers]
    english: tuple[Integers, Integers]
    blocks: tuple[Integers, Integers]

    def chosen(self, wanted: NDArray[np.bool_]) -> _Places:
        """Give the places of some of the beads."""
        (a, b), (c, d), (e, f) = self
        return _Places((a[wanted], b[wanted]), (c[wanted], d[wanted]), (e[wanted], f[wanted]))


def prices(bitext: Bitext, beads: Beads, path: Sequence[int]) -> Floats | None:
    """Tell for each bead what it loses by not keeping to the turns that a path shows; None where it shows none."""
    if not bitext.is_one_document:
        return None
    pairs = beads.chosen(np.array(path, int))
    places = _places(bitext, pairs.chosen(pairs.is_pair))
    of_a_line = places.chosen(places.blocks[0] + places.blocks[1] == len(_SIDES))
    for turns in (_turns(places), _turns(of_a_line)):
        before, behind = turns.chinese[1] <= turns.english[0], turns.english[1] <= turns.chinese[0]
        chinese_first = bool(before.sum() > behind.sum())
        in_order = before if chinese_first else behind
        if _is_usual(in_order) and _is_usual(_last(turns)[:-1] <= _first(turns)[1:]):
            return _prices(_places(bitext, beads.chosen(beads.is_pair)), beads, chinese_first=chinese_first)
    return None


def _turns(places: _Places) -> _Places:
    """Take each block and its translation as one turn, however many sentences they have."""
    ends = np.stack([*places.chinese, *places.english])
    return places.chosen(np.concatenate([[True], (ends[:, 1:] != ends[:, :-1]).any(axis=0)])[: ends.shape[1]])


def _is_usual(seen: NDArray[np.bool_]) -> bool:
    return len(seen) >= _FEWEST and seen.mean() >= _NEARLY_ALWAYS


def _prices(places: _Places, beads: Beads, *, chinese_first: bool) -> Floats:
    first, second = (places.chinese, places.english) if chinese_first else (places.english, places.chinese)
    joined = places.blocks[0] + places.blocks[1] - len(_SIDES)
    each = np.zeros(len(beads.shape))
    each[beads.is_pair] = _OTHER_ORDER * (first[1] > second[0]) + _JOINED_LINES * joined
    return each


def _places(bitext: Bitext, pairs: Beads) -> _Places:
    chinese, chinese_blocks = _side(bitext.chinese, pairs.chinese, pairs.chinese_count)
    english, english_blocks = _side(bitext.english, pairs.english, pairs.english_count)
    return _Places(chinese, english, (chinese_blocks, english_blocks))


def _side(side: Sequence[Sentence], first: Integers, count: Integers) -> tuple[tuple[Integers, Integers], Integers]:
    """Give where the blocks of stretches of sentences begin and end, and over how many these reach."""
    starts, ends, blocks = np.array([(s.start, s.end, s.block) for s in side]).T
    last = first + count - 1
    opens, closes = np.searchsorted(blocks, blocks[first]), np.searchsorted(blocks, blocks[last], "right") - 1
    return (starts[opens], ends[closes]), blocks[last] - blocks[first] + 1


def _first(places: _Places) -> Integers:
    return np.minimum(places.chinese[0], places.english[0])


def _last(places: _Places) -> Integers:
    return np.maximum(places.chinese[1], places.english[1])
