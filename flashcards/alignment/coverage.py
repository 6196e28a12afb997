"""How much of a bead's words find a partner on its other side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from flashcards.alignment.beads import LARGEST
from flashcards.common.arrays import running, spread
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.alignment.beads import Beads
    from flashcards.alignment.grid import Grid
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats, Integers


class Meetings(Record):
    """Each time that two words which may render each other stand in two sentences of the band.

    `chinese` and `english` are places of tokens, `pair` says which pair of words it is.
    """

    chinese: Integers
    english: Integers
    pair: Integers

    def chosen(self, which: NDArray[np.bool_]) -> Meetings:
        """Give some of the meetings."""
        return Meetings(self.chinese[which], self.english[which], self.pair[which])


def meetings(chinese: Side, english: Side, pairs: tuple[Integers, Integers], grid: Grid) -> Meetings:
    """Find every meeting within the band of the word pairs (Chinese types, English types)."""
    order = np.argsort(pairs[0], kind="stable")
    first = np.searchsorted(pairs[0][order], np.arange(len(chinese.types) + 1))
    token, place = spread(first[:-1][chinese.tokens], np.diff(first)[chinese.tokens])
    pair = order[place]
    size = len(english.tokens) + 1
    keys = np.sort(english.tokens * size + np.arange(size - 1))
    rows = chinese.sentences[token]
    wanted = pairs[1][pair] * size
    start = np.searchsorted(keys, wanted + english.starts[grid.low[rows]])
    stop = np.searchsorted(keys, wanted + english.starts[np.minimum(grid.high[rows] + 1, english.count)])
    again, key_place = spread(start, stop - start)
    return Meetings(token[again], keys[key_place] - wanted[again], pair[again])


class Cover(Record):
    """For each bead the sums over its words of their best partner's strength, by side and weighting of the words."""

    chinese: list[Floats]
    english: list[Floats]


def cover(
    sides: tuple[Side, Side],
    met: Meetings,
    strength: Floats,
    beads: Beads,
    weights: tuple[Sequence[Floats], Sequence[Floats]],
) -> Cover:
    """Sum the strengths; `weights` lists, for each side, weightings of its tokens."""
    chinese, english = sides
    grid = beads.grid
    turned, places = grid.transposed()
    strengths = strength[met.pair]
    by_chinese = _windows(chinese, grid, _Matches(met.chinese, english.sentences[met.english], strengths), weights[0])
    by_english = _windows(english, turned, _Matches(met.english, chinese.sentences[met.chinese], strengths), weights[1])
    real = (beads.chinese_count > 0) & (beads.english_count > 0)
    source, high, wide = beads.source[real], beads.chinese_count[real], beads.english_count[real]
    back = np.argsort(places)
    result = Cover([], [])
    for sums in by_chinese:
        # Sentences below each other lie side by side in the transposed band.
        totals = np.stack([running(row[back]) for row in sums])
        result.chinese.append(_filled(real, totals[wide - 1, places[source] + high] - totals[wide - 1, places[source]]))
    for sums in by_english:
        totals = np.stack([running(row[places]) for row in sums])
        result.english.append(_filled(real, totals[high - 1, source + wide] - totals[high - 1, source]))
    return result


def _filled(real: NDArray[np.bool_], values: Floats) -> Floats:
    full = np.zeros(len(real))
    full[real] = values
    return full


class _Matches(NamedTuple):
    """What words find, an element a meeting: the token on this side, the sentence on the other, and how strongly."""

    tokens: Integers
    columns: Integers
    strength: Floats


def _windows(side: Side, grid: Grid, matches: _Matches, weights: Sequence[Floats]) -> list[Floats]:
    """Sum up, in arrays (window length - 1, cell), what a sentence's words find in 1 to 6 sentences from there."""
    widths = grid.widths[side.sentences]
    starts = np.cumsum(widths) - widths
    rows = side.sentences[matches.tokens]
    best = np.zeros(int(widths.sum()))
    np.maximum.at(best, starts[matches.tokens] + matches.columns - grid.low[rows], matches.strength)
    token, cell = spread(grid.starts[side.sentences], widths)
    beyond = (starts + widths - 1)[widths > 0]
    by_place = [weight[token] for weight in weights]
    shifted, widest = best.copy(), best.copy()
    summed: list[Floats] = [np.zeros((LARGEST, grid.size)) for _ in weights]
    for length in range(LARGEST):
        if length:
            shifted[:-1] = shifted[1:]
            shifted[beyond] = 0.0
            np.maximum(widest, shifted, out=widest)
        for sums, weight in zip(summed, by_place, strict=True):
            sums[length] = np.bincount(cell, widest * weight, grid.size)
    return summed
