"""The cells of all pairs of a text laid end to end, so that one operation serves the whole text.

A pair has few cells, and numpy asks about as much for a small array as for one a hundred times as large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.common.arrays import Floats, Integers


class Grids:
    """Tables of the given shapes, one after the other, each row by row."""

    def __init__(self, shapes: Iterable[tuple[int, int]]) -> None:
        self.shapes = tuple(shapes)
        self.starts = np.cumsum([0, *(rows * columns for rows, columns in self.shapes)])

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


def joined(tables: Sequence[Floats]) -> Floats:
    """Lay tables end to end, in single precision."""
    return np.concatenate([table.reshape(-1) for table in tables], dtype=np.float32)
