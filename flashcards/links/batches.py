"""Pairs of like size as one array, with zeros behind the smaller ones, so that one operation serves them all.

Zeros change no maximum, since chances are never below 0; sums are taken of each pair before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.common.arrays import Floats, Integers

_TOGETHER = 64
"""Pairs of a batch; with more the zeros cost what fewer operations save. Measured on a novel and on short sentences."""
_MOST_CELLS = 1 << 15
"""Cells of a batch, zeros among them, as 64 pairs of a novel have: long sentences would take much memory at once."""


class Batch(Record):
    """Tables of the shape (pair, Chinese word, English token), and the cells that are asked about.

    `words` and `tokens` count those of each pair, `row_sums` and `column_sums` have a sum for each of them. `pair`,
    `row` and `column` tell the place of each cell.
    """

    tables: Floats
    words: Integers
    tokens: Integers
    row_sums: Floats
    column_sums: Floats
    pair: Integers
    row: Integers
    column: Integers

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Tell which places of the array belong to a pair."""
        _, rows, columns = self.tables.shape
        within = np.arange(rows) < self.words[:, None]
        return within[:, :, None] & (np.arange(columns) < self.tokens[:, None])[:, None, :]

    def about(self, steps: Sequence[tuple[int, int]]) -> Floats:
        """Give for each step what stands so many rows and columns from each cell, 0 outside its pair."""
        down, right = np.abs(np.array(steps)).max(axis=0).tolist()
        padded = self.padded(down, right)
        _, height, width = padded.shape
        places = (self.pair * height + self.row + down) * width + self.column + right
        neighbours: Floats = padded.take(places + np.array([a * width + b for a, b in steps])[:, None])
        return neighbours

    def padded(self, down: int, right: int) -> Floats:
        """Put zeros about each table; this is faster than `numpy.pad`."""
        pairs, rows, columns = self.tables.shape
        padded = np.zeros((pairs, rows + 2 * down, columns + 2 * right), np.float32)
        padded[:, down : down + rows, right : right + columns] = self.tables
        return padded


def batched(tables: Sequence[Floats], cells: Sequence[Integers]) -> Batch:
    """Lay tables into one array; `cells` numbers those that are asked about within each table."""
    words, tokens = np.array([table.shape for table in tables], np.int64).T
    whole = np.zeros((len(tables), words.max(), tokens.max()), np.float32)
    row_sums, column_sums = np.zeros(whole.shape[:2], np.float32), np.zeros((len(tables), whole.shape[2]), np.float32)
    for number, table in enumerate(tables):
        rows, columns = table.shape
        whole[number, :rows, :columns] = table
        row_sums[number, :rows], column_sums[number, :columns] = table.sum(1), table.sum(0)
    pair = np.repeat(np.arange(len(tables)), [len(own) for own in cells])
    row, column = np.divmod(np.concatenate(cells), np.maximum(tokens, 1)[pair])
    return Batch(whole, words, tokens, row_sums, column_sums, pair, row, column)


def alike(shapes: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Put pairs of like size together, by their numbers."""
    batches: list[list[int]] = []
    most_columns = 0
    for number in sorted(range(len(shapes)), key=shapes.__getitem__):
        rows, columns = shapes[number]  # rows grow from pair to pair
        most_columns = max(most_columns, columns)
        count = len(batches[-1]) + 1 if batches else _TOGETHER + 1
        if count > _TOGETHER or count * rows * most_columns > _MOST_CELLS:
            batches.append([])
            most_columns = columns
        batches[-1].append(number)
    return batches
