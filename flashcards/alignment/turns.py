"""Texts whose sentences and translations take turns in one document: a pair keeps to its place and its order.

The idea: where nearly every sentence stands just before its translation (or just behind), a pair that joins two lines,
or whose sides stand the other way round, is hardly ever right: a greeting above the first sentence, a remark below the
last one. An aligner that sees two columns cannot know this; the places in the document tell.
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
"""The share of a text's pairs that stand one behind the other and in one order, all or those of a line each, from which
on they take turns: of four pairs the title may stand the other way round."""
_OTHER_ORDER, _JOINED_LINES = 2.0, 6.0
"""Prices, in logarithms of odds, of the other order and of each line end within a pair. Set by hand, so that a title in
the other order and a translation broken in two lines remain possible: the layouts of
tests/test_learners_layouts.py come out right with 2 and prices of lines from 5 to 8."""


class _Places(NamedTuple):
    """Where the two sides of beads begin and end in the document, and how many blocks each side has."""

    chinese: tuple[Integers, Integers]
    english: tuple[Integers, Integers]
    blocks: tuple[Integers, Integers]


def prices(bitext: Bitext, beads: Beads, path: Sequence[int]) -> Floats | None:
    """Tell for each bead what it loses by not keeping to the turns that a path shows; None where it shows none."""
    if not bitext.is_one_document:
        return None
    pairs = beads.chosen(np.array(path, int))
    places = _places(bitext, pairs.chosen(pairs.is_pair))
    before, behind = places.chinese[1] <= places.english[0], places.english[1] <= places.chinese[0]
    chinese_first = bool(before.sum() > behind.sum())
    in_order = before if chinese_first else behind
    lines = places.blocks[0] + places.blocks[1] == len(_SIDES)
    if not _is_usual(in_order) and not _is_usual(in_order[lines]):
        return None
    if not _is_usual(_last(places)[:-1] <= _first(places)[1:]):
        return None
    return _prices(_places(bitext, beads.chosen(beads.is_pair)), beads, chinese_first=chinese_first)


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
    """Give where stretches of sentences begin and end, and over how many blocks they reach."""
    starts, ends, blocks = np.array([(s.start, s.end, s.block) for s in side]).T
    last = first + count - 1
    return (starts[first], ends[last]), blocks[last] - blocks[first] + 1


def _first(places: _Places) -> Integers:
    return np.minimum(places.chinese[0], places.english[0])


def _last(places: _Places) -> Integers:
    return np.maximum(places.chinese[1], places.english[1])
