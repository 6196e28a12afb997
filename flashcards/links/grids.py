"""The cells of all pairs of a text laid end to end, so that one operation serves the whole text.

A pair has few cells, and numpy asks about as much for a small array as for one a hundred times as large.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.common.arrays import Floats, Integers


class Lines(Record):
    """All rows of the tables of a text, or all columns, numbered from table to table.

    `line` is the number of each cell's line, `place` the same within its table. `order` has the cells line by line;
    `starts` tells where in it each line begins, `lengths` how many cells it has, `ends` after which line each table
    ends.
    """

    line: Integers
    place: Integers
    order: Integers
    starts: Integers
    lengths: Integers
    ends: Integers

    def highest(self, values: Floats) -> Floats:
        """Give the highest value of each line; the last axis of `values` are the cells."""
        highest: Floats = np.maximum.reduceat(values.take(self.order, -1), self.starts, -1)
        return highest

    def rivals(self, values: Floats) -> Floats:
        """Give for each cell the highest value among the others of its line, 0 where it has no others."""
        values = values.take(self.order, -1)
        highest = np.maximum.reduceat(values, self.starts, -1)
        is_highest = values == np.repeat(highest, self.lengths, -1)
        second = np.maximum.reduceat(np.where(is_highest, -np.inf, values), self.starts, -1)
        is_shared = np.add.reduceat(is_highest, self.starts, -1, dtype=np.int64) > 1
        second = np.where(self.lengths == 1, 0.0, np.where(is_shared, highest, second)).astype(values.dtype)
        rivals = np.empty_like(values)
        others = (lines.repeat(self.lengths, -1) for lines in (second, highest))
        rivals[..., self.order] = np.where(is_highest, *others)
        return rivals

    def by_table(self, values: Floats) -> list[Floats]:
        """Part what is known of each line by the tables."""
        return np.split(values, self.ends[:-1])


class Grids:
    """Tables of the given shapes, one after the other, each row by row; none is empty."""

    def __init__(self, shapes: Iterable[tuple[int, int]]) -> None:
        self.shapes = tuple(shapes)
        self.starts = np.cumsum([0, *(rows * columns for rows, columns in self.shapes)])

    @cached_property
    def rows(self) -> Lines:
        """The rows of all tables: what a Chinese word meets."""
        return self._lines(0)

    @cached_property
    def columns(self) -> Lines:
        """The columns of all tables: what an English token meets."""
        return self._lines(1)

    def tables(self, values: Floats) -> list[Floats]:
        """Cut values of all cells into the table of each pair; the tables are views."""
        edges = self.starts.tolist()
        return [
            values[start:end].reshape(shape) for start, end, shape in zip(edges, edges[1:], self.shapes, strict=False)
        ]

    def places(self, cells: Integers) -> list[Integers]:
        """Give for each pair which of some cells are its own, numbered within its table; `cells` are in order."""
        edges = np.searchsorted(cells, self.starts).tolist()
        starts = self.starts.tolist()
        return [cells[a:b] - start for start, a, b in zip(starts, edges, edges[1:], strict=False)]

    def _lines(self, axis: int) -> Lines:
        shapes, sizes = np.array(self.shapes, np.int64), np.diff(self.starts)
        within = np.arange(self.starts[-1]) - np.repeat(self.starts[:-1], sizes)
        place = np.divmod(within, np.repeat(shapes[:, 1], sizes))[axis]
        ends = np.cumsum(shapes[:, axis])
        line = place + np.repeat(ends - shapes[:, axis], sizes)
        lengths = np.repeat(shapes[:, 1 - axis], shapes[:, axis])
        return Lines(line, place, np.argsort(line, kind="stable"), np.cumsum(lengths) - lengths, lengths, ends)


def joined(tables: Sequence[Floats]) -> Floats:
    """Lay tables end to end, in single precision."""
    return np.concatenate([table.reshape(-1) for table in tables], dtype=np.float32)
