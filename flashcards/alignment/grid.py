"""The part of the plane of sentence pairs that is searched: a band around a rough path.

A *node* (i, j) is the place before Chinese sentence i and English sentence j; a *cell* (i, j) is that pair,
and has the number of the node at its upper left corner. Nodes are numbered row by row, so that a row of the band is a
slice, and arrays over the band are flat.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Integers


_MARGIN = 5
"""Cells added on either side of the path; set by hand, since the longest bead has six sentences."""
_ROW_MARGIN = 2
"""Rows above and below whose columns a row takes as well, for a path that errs by a sentence or two. Set by hand."""
_LARGEST_BOX = 4000
"""Up to so many cells without an anchor are searched whole, as 63 by 63 sentences. Set by hand, for speed."""
_HALF_WIDTH = 25
"""How far from the middle of a larger box is searched. Set by hand."""


class Grid:
    """A band of nodes: in row i those from column `low[i]` to `high[i]`, both growing with i."""

    def __init__(self, low: Integers, high: Integers) -> None:
        self.low, self.high = low, high
        self.widths = high - low + 1
        self.starts = np.concatenate([[0], np.cumsum(self.widths)])
        self.size = int(self.starts[-1])

    @cached_property
    def rows(self) -> Integers:
        """Tell the row of each node."""
        return np.repeat(np.arange(len(self.low)), self.widths)

    @cached_property
    def columns(self) -> Integers:
        """Tell the column of each node."""
        return np.asarray(np.arange(self.size) - self.starts[self.rows] + self.low[self.rows])

    def number(self, rows: Integers, columns: Integers) -> Integers:
        """Give the numbers of nodes; those outside the band get `size`."""
        inside = (rows >= 0) & (rows < len(self.low))
        rows = np.where(inside, rows, 0)
        inside &= (columns >= self.low[rows]) & (columns <= self.high[rows])
        return np.where(inside, self.starts[rows] + columns - self.low[rows], self.size)

    def window(self, start: tuple[int, int], stop: tuple[int, int]) -> Grid:
        """Give the part of the band between two nodes, rows and columns counted from the first."""
        (top, left), (bottom, right) = start, stop
        low = np.clip(self.low[top : bottom + 1], left, right) - left
        high = np.clip(self.high[top : bottom + 1], left, right) - left
        low[0], high[-1] = 0, right - left
        return Grid(low, high)

    def transposed(self) -> tuple[Grid, Integers]:
        """Give the same band with rows and columns exchanged, and the number there of each node here."""
        order = np.lexsort((self.rows, self.columns))
        columns, rows = self.columns[order], self.rows[order]
        first = np.searchsorted(columns, np.arange(columns[-1] + 1))
        last = np.searchsorted(columns, np.arange(columns[-1] + 1), side="right") - 1
        places = np.empty(self.size, np.int64)
        places[order] = np.arange(self.size)
        return Grid(rows[first], rows[last]), places


def band(height: int, width: int, path: Sequence[tuple[int, int]]) -> Grid:
    """Lay a band around a path of cells, each above and left of the next, through `height` by `width` sentences.

    Between two cells of the path the whole rectangle is open, unless it is so large that nothing is known about what
    lies within; then the middle of it must do.
    """
    low, high = np.full(height + 1, width), np.zeros(height + 1, np.int64)
    corners = [(-1, -1), *path, (height, width)]
    for (top, left), (bottom, right) in pairwise(corners):
        rows = np.arange(max(top, 0), min(bottom + 1, height) + 1)
        lows, highs = _rectangle(rows, (top, left), (bottom, right))
        low[rows] = np.minimum(low[rows], np.clip(lows, 0, width))
        high[rows] = np.maximum(high[rows], np.clip(highs, 0, width))
    wide_low, wide_high = low.copy(), high.copy()
    for shift in range(1, min(_ROW_MARGIN, height) + 1):
        wide_low[shift:] = np.minimum(wide_low[shift:], low[:-shift])
        wide_high[:-shift] = np.maximum(wide_high[:-shift], high[shift:])
    wide_low[0], wide_high[-1] = 0, width
    return Grid(np.minimum.accumulate(wide_low[::-1])[::-1], np.maximum.accumulate(wide_high))


def _rectangle(rows: Integers, start: tuple[int, int], end: tuple[int, int]) -> tuple[Integers, Integers]:
    (top, left), (bottom, right) = start, end
    lows, highs = np.full(len(rows), left - _MARGIN), np.full(len(rows), right + 1 + _MARGIN)
    if (bottom - top) * (right - left) <= _LARGEST_BOX:
        return lows, highs
    slope = (right - left) / (bottom - top)
    middle = left + (rows - top) * slope
    reach = _HALF_WIDTH * max(1.0, slope)
    return np.maximum(lows, middle - reach).astype(np.int64), np.minimum(highs, middle + reach).astype(np.int64)
