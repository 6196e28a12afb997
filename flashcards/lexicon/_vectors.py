"""Vectors in which Chinese and English words of like meaning lie close, compiled once from the dictionary.

Each entry is a row of a matrix: which characters and inner words it is made of, and which stems stand in its senses,
both weighted by their rarity. A truncated singular value decomposition of that matrix (latent semantic indexing,
Deerwester et al., 1990;
of two languages at once, Dumais et al., 1997) gives every part and every stem a place in one space. So "contain" lies
near 遏制 though its entry says "to curb, to restrain". The decomposition is found by block Krylov iteration (Musco and
Musco, 2015), with numpy alone: the singular values fall slowly, and a plain subspace iteration stops so far from them
that one sense more or less in the dictionary moves all vectors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from flashcards.records import Record

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    from flashcards.common.arrays import Floats
    from flashcards.lexicon._glosses import Glosses


DIMENSIONS = 48
"""Four times as many bring the linker nothing."""
_ROUNDS = 8
"""Blocks of the iteration, set by hand."""
_SEED = 1
"""Any number: the iteration starts from the same vectors each time, so the same sources compile to the same file."""
_INNER_WORD = 1.5
"""An inner word tells more than a character."""
_LEAST_ENTRIES = 2
"""A part of one word alone lies where that word does."""
_MOST_SENSES = 8
"""As in `glosses.text_support`."""


class _Matrix(Record):
    """A sparse matrix: the row, column and value of each element."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Floats
    shape: tuple[int, int]

    def times(self, dense: Floats) -> Floats:
        """Multiply by a dense matrix, a column of it at a time."""
        return _sums(self.rows, self.columns, self.values, dense, self.shape[0])

    def transposed_times(self, dense: Floats) -> Floats:
        """Multiply the transposed matrix by a dense one."""
        return _sums(self.columns, self.rows, self.values, dense, self.shape[1])


def _sums(targets: NDArray[np.int64], sources: NDArray[np.int64], values: Floats, dense: Floats, size: int) -> Floats:
    sums = np.empty((dense.shape[1], size), np.float32)
    for number, column in enumerate(np.ascontiguousarray(dense.T)):
        sums[number] = np.bincount(targets, values * column.take(sources), size)
    return sums.T


def write_vectors(connection: sqlite3.Connection, glosses: Glosses) -> None:
    """Write a vector for each stem, in the order of their numbers, and for each part of words."""
    parts, matrix, rarity = _matrix(glosses)
    vectors = _decomposed(matrix) * rarity[:, None]
    weights = np.linalg.norm(vectors, axis=1)
    directions = np.rint(127 * vectors / np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)).astype(np.int8)
    first = len(parts)
    for name, data in (("stem_vectors", directions[first:]), ("stem_weights", weights[first:].astype(np.float32))):
        connection.execute("INSERT INTO knowledge VALUES (?, ?)", (name, data.tobytes()))
    connection.execute("CREATE TABLE part_vector (word TEXT PRIMARY KEY, weight REAL, vector BLOB) WITHOUT ROWID")
    connection.executemany(
        "INSERT INTO part_vector VALUES (?, ?, ?)",
        sorted((part, float(weights[number]), directions[number].tobytes()) for part, number in parts.items()),
    )


def _matrix(glosses: Glosses) -> tuple[dict[str, int], _Matrix, Floats]:
    """Lay out the entries; the columns are the parts, then the stems. The array tells how rare each column is."""
    senses, stems, inside = glosses.senses, glosses.numbers, glosses.inside
    met = Counter(part for parts in inside.values() for part in parts)
    parts = {part: number for number, part in enumerate(sorted(p for p, n in met.items() if n >= _LEAST_ENTRIES))}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, (word, meanings) in enumerate(senses.items()):
        of_word = {parts[p]: _INNER_WORD if len(p) > 1 else 1.0 for p in inside[word] if p in parts}
        of_senses: dict[int, float] = defaultdict(float)
        for sense in meanings[:_MOST_SENSES]:
            for stem in sense:
                of_senses[len(parts) + stems[stem]] += len(sense) ** -0.5
        for cells in (of_word, of_senses):
            rows += [row] * len(cells)
            columns += cells
            values += cells.values()
    shape = (len(senses), len(parts) + len(stems))
    rarity = np.log(len(senses) / np.maximum(np.bincount(columns, minlength=shape[1]), 1)).astype(np.float32)
    matrix = _Matrix(np.array(rows), np.array(columns), np.array(values, np.float32) * rarity[columns], shape)
    return parts, _normalised(matrix, len(parts)), rarity


def _normalised(matrix: _Matrix, parts: int) -> _Matrix:
    """Give each half of a row, its parts and its stems, the length 1."""
    halves = matrix.rows * 2 + (matrix.columns >= parts)
    lengths = np.sqrt(np.bincount(halves, matrix.values**2))
    values = (matrix.values / np.maximum(lengths[halves], 1e-9)).astype(np.float32)
    return _Matrix(matrix.rows, matrix.columns, values, matrix.shape)


def _decomposed(matrix: _Matrix) -> Floats:
    """Give the right singular vectors of the largest singular values, each times the root of its value."""
    block = np.random.default_rng(_SEED).standard_normal((matrix.shape[1], DIMENSIONS)).astype(np.float32)
    blocks = []
    for _ in range(_ROUNDS):
        block, _triangle = np.linalg.qr(matrix.transposed_times(matrix.times(block)))
        blocks.append(block)
    basis, _triangle = np.linalg.qr(np.hstack(blocks))
    image = matrix.times(basis)
    squares, turned = np.linalg.eigh(image.T @ image)
    vectors: Floats = (basis @ turned[:, -DIMENSIONS:]) * np.maximum(squares[-DIMENSIONS:], 0) ** 0.25
    return vectors
