"""The features of the later stages: what the other cells of the pair, and the rest of the text, say of a link."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.links.batches import batched
from flashcards.links.features import rivals
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Floats, Integers
    from flashcards.links.batches import Batch
    from flashcards.links.features import Features

Twins: TypeAlias = "list[tuple[Integers, Integers]]"
"""The words of each count above one: the number of the pair of each, of the shape (word, 1), and (word, its places)."""

KEPT = (
    "whole", "within", "gloss", "cover", "log_parts", "inner", "near_whole", "near_sense", "number", "sound",
    "spelling", "best", "best_row", "best_column", "sign", "z_function", "e_function", "z_punctuation",
    "e_punctuation", "both_punctuation", "content_to_function", "both_function", "distance", "z_zipf", "e_zipf",
    "z_known", "z_length", "e_length", "z_number", "e_number", "z_linked", "e_linked", "pair_usual", "pair_seen",
    "synonym", "synonym_row", "synonym_column", "inner_synonym",
)  # fmt: skip
"""What the later stages take over from the first."""


_BESIDE = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
"""The eight cells that touch a cell, as rows down and columns to the right."""
_NEIGHBOURS = (*_BESIDE, (2, 2), (-2, -2), (-2, 2), (2, -2))
"""And those two steps off along both diagonals, where the neighbours of a phrase's words stand. Chosen by hand."""
CONTEXT = (
    *(f"at_{a}_{b}" for a, b in _NEIGHBOURS), "along", "along_row", "along_column", "rival_row", "rival_column",
    "row_sum", "column_sum", "off_row", "off_column", "twin_column", "twin_row", "twin_column_off", "twin_row_off",
)  # fmt: skip
"""What `context_features` tells, in its order."""
CONTENT = (
    *(f"content_{a}_{b}" for a, b in _BESIDE), "content_along", "content_log_along", "content_between", "content_off",
)  # fmt: skip
"""What `content_features` tells, in its order."""
_DOWN, _RIGHT = 4, 5
"""How many Chinese words and English tokens a cell looks about it, along the diagonal; farther ones weigh under 0.1."""
_OFF_DIAGONAL = tuple(
    (
        np.float32(exp(-off / 1.5)),
        tuple(
            (down, right)
            for down in range(-_DOWN, _DOWN + 1)
            for right in (range(-_RIGHT, _RIGHT + 1) if down else ())
            if abs(right - down) == off
        ),
    )
    for off in range(_DOWN + _RIGHT + 1)
)
"""The steps to the cells about one in other rows, by how far off its diagonal they lead, and what these weigh."""
_AWAY = np.exp(-np.arange(_DOWN + 1) / 2).astype(np.float32)
"""What a cell so many rows away weighs."""
_SURE = 0.5
"""A link that is likelier than not is an anchor for its neighbours."""
_FAR = 15.0
"""Tokens from its place beyond which a cell is as wrong as can be."""


def context_features(batch: Batch, chinese: Twins, english: Twins) -> Floats:
    """Describe the cells of a batch by the chances of the cells about them, as the stage before gave them.

    `chinese` and `english` hold the places of twins: a word that stands twice competes with itself. The rows of the
    result are named by `CONTEXT`, its columns are the cells.
    """
    pair, row, column = batch.pair, batch.row, batch.column
    along = _along(batch)
    by_row = _expected(batch.tables, batch.words, batch.tokens)
    by_column = _expected(batch.tables.swapaxes(1, 2), batch.tokens, batch.words)
    both = np.stack([along, batch.tables])
    (row_along, row_rival), (column_along, column_rival) = rivals(both, -1), rivals(both, -2)
    tables = along, along - row_along, along - column_along, row_rival, column_rival
    cells = np.ravel_multi_index((pair, row, column), along.shape)
    return np.concatenate(
        [
            batch.about(_NEIGHBOURS),
            [table.take(cells) for table in tables],
            [batch.row_sums[pair, row], batch.column_sums[pair, column]],
            [np.abs(by_row[pair, row] - column), np.abs(by_column[pair, column] - row)],
            [table.take(cells) for table in _margins(along, by_row, chinese, english)],
        ],
        dtype=np.float32,
    )


def content_features(
    tables: Sequence[Floats], cells: Sequence[Integers], rows: Sequence[Integers], columns: Sequence[Integers]
) -> Floats:
    """Describe some cells of pairs by the grids in which only content words stand.

    There 可信 and "credible" stand right before 开源 and "open", whatever 的 stands between. `rows` and `columns`
    number the content words of each pair; cells of other words get 0. The rows of the result are named by `CONTENT`.
    """
    features = np.zeros((len(CONTENT), sum(map(len, cells))), np.float32)
    places = [_places(*each) for each in zip(tables, cells, rows, columns, strict=True)]
    held = np.concatenate(places) >= 0
    if not held.any():
        return features
    inner = [table[row[:, None], column] for table, row, column in zip(tables, rows, columns, strict=True)]
    batch = batched(inner, [place[place >= 0] for place in places])
    pair, row, column = batch.pair, batch.row, batch.column
    along = _along(batch)[pair, row, column]
    off = np.abs(_expected(batch.tables, batch.words, batch.tokens)[pair, row] - column)
    features[:, held] = np.concatenate(
        [batch.about(_BESIDE), [along, np.log(along + 0.05), _between(batch), np.minimum(np.log1p(off), 2.5)]]
    )
    return features


def _places(table: Floats, cells: Integers, rows: Integers, columns: Integers) -> Integers:
    """Give each cell of a table its number within the content rows and columns, -1 for cells of other words."""
    numbers = np.full(table.shape, -1)
    numbers[rows[:, None], columns] = np.arange(len(rows) * len(columns)).reshape(len(rows), len(columns))
    return numbers.take(cells)


def mixed_features(features: Features, chances: Floats) -> Features:
    """Derive what each cell by itself tells, and multiply what matters together.

    The place and the neighbours weigh otherwise for function words and for words without rivals.
    """
    features = features | {"logit": np.log(chances + 1e-4) - np.log(1 - chances + 1e-4), "chance": chances}
    features["log_along"] = np.log(features["along"] + 0.05)
    for name in ("row", "column"):
        total, off = features.pop(f"{name}_sum"), features[f"off_{name}"]
        features[f"log_rival_{name}"] = np.log(features[f"rival_{name}"] + 0.01)
        features[f"others_{name}"] = np.minimum(total - chances, 3)
        features[f"share_{name}"] = chances / (total + 0.05)
        features[f"off_{name}"] = np.log1p(off)
        features[f"off_{name}_far"] = np.minimum(off, _FAR) / 5
    features["on_place"] = (features["off_row_far"] < 1.5 / 5).astype(np.float32)
    features["free"] = ((features["rival_row"] < 0.15) & (features["rival_column"] < 0.15)).astype(np.float32)
    features["content_both"] = features["content_-1_-1"] * features["content_1_1"]
    for name in ("log_along", "off_row", "off_column"):
        for other in ("sign", "logit", "free"):
            features[f"{name}_{other}"] = features[name] * features[other]
        features[f"{name}_z"] = features[name] * features["z_function"]
        features[f"{name}_e"] = features[name] * features["e_function"]
    features["phrase"] = np.maximum(features["at_0_-1"], features["at_0_1"]) * features["cover"]
    return features


def _along(batch: Batch) -> Floats:
    """Sum the chances of cells before and after, along the diagonal: links tend to run in parallel."""
    padded = batch.padded(_DOWN, _RIGHT)
    _, height, width = padded.shape
    # Laid end to end each step is a shift of them all. A matrix product would be faster still, but on some processors
    # it rounds by the place of a cell, and no pair may hang on the others of its batch.
    weighed = _AWAY[:, None] * padded.ravel()
    summed = np.zeros(padded.size, np.float32)
    inner = summed[: padded.size - 2 * (_DOWN * width + _RIGHT)]
    for weight, steps in _OFF_DIAGONAL:
        same = np.zeros_like(inner)
        for down, right in steps:
            start = (_DOWN + down) * width + _RIGHT + right
            same += weighed[abs(down), start : start + len(inner)]
        inner += weight * same
    own = summed.reshape(padded.shape)[:, : height - 2 * _DOWN, : width - 2 * _RIGHT]
    return np.where(batch.inside, own, np.float32(0))


class _Anchors(Record):
    """The sure rows nearest to each row of each table, itself among them, and the column of the surest cell of each.

    Where none is, the row is -1 or the number of rows, the column -1 or the number of columns. All arrays have the
    shape (pair, row).
    """

    above: Integers
    below: Integers
    left: Integers
    right: Integers


def _anchors(tables: Floats, rows: Integers, columns: Integers) -> _Anchors:
    places = np.arange(tables.shape[1])
    sure = tables.max(2, initial=0.0) > _SURE
    surest = tables.argmax(2)
    above = np.maximum.accumulate(np.where(sure, places, -1), axis=1)
    below = np.minimum.accumulate(np.where(sure, places, rows[:, None])[:, ::-1], axis=1)[:, ::-1]
    pairs = np.arange(len(tables))[:, None]
    left = np.where(above < 0, -1, surest[pairs, above])
    right = np.where(below < rows[:, None], surest[pairs, np.minimum(below, len(places) - 1)], columns[:, None])
    return _Anchors(above, below, left, right)


def _between(batch: Batch) -> Floats:
    """Tell of a cell in the gap that the sure rows on both sides of it leave how small the gap is."""
    anchors = _anchors(batch.tables, batch.words, batch.tokens)
    cells = batch.pair, batch.row
    above, below, left, right = (part[cells] for part in (anchors.above, anchors.below, anchors.left, anchors.right))
    low, high = np.minimum(left, right), np.maximum(left, right)
    larger = np.maximum(below - above, high - low) - 1
    free = (above < batch.row) & (batch.row < below) & (low < batch.column) & (batch.column < high)
    return np.where(free, 1 / np.maximum(larger, 1), 0).astype(np.float32)


def _expected(tables: Floats, rows: Integers, columns: Integers) -> Floats:
    """Tell for each row the column where the line through the surest cell of each sure row passes it.

    Before the first sure row and after the last the line runs on along the diagonal; without one it is that of the
    whole table. `rows` and `columns` count those of each table.
    """
    places = np.arange(tables.shape[1], dtype=float)
    anchors = _anchors(tables, rows, columns)
    has_above, has_below = anchors.above >= 0, anchors.below < rows[:, None]
    slope = (anchors.right - anchors.left) / np.maximum(anchors.below - anchors.above, 1)
    between = slope * (places - anchors.above) + anchors.left
    after = anchors.left + (places - anchors.above)
    before = anchors.right + (places - anchors.below)
    middle = (places + 0.5) / np.maximum(rows, 1)[:, None] * columns[:, None]
    return np.select([has_above & has_below, has_above, has_below], [between, after, before], middle)


def _margins(along: Floats, by_row: Floats, chinese: Twins, english: Twins) -> Floats:
    """Compare each cell with the twins of its two words: in what stands along the diagonal, and in its place.

    Subtracts the best of the twins; a cell gets 0 where a word stands only once. The first axis is that of the last
    four names of `CONTEXT`.
    """
    margins = np.zeros((2, 2, *along.shape), np.float32)
    rows, columns = np.arange(along.shape[1]), np.arange(along.shape[2])
    of_tokens = ((pairs[:, :, None], rows, places[:, :, None]) for pairs, places in english)
    of_words = ((pairs[:, :, None], places[:, :, None], columns) for pairs, places in chinese)
    for side, cells in ((0, of_tokens), (1, of_words)):
        for pair, row, column in cells:
            place = -np.log1p(np.abs(by_row[pair, row] - column))
            twin = np.stack([np.log(along[pair, row, column] + 0.05), place])
            margins[:, side, pair, row, column] = twin - rivals(twin, 2)
    return margins.reshape(4, *along.shape)


def twins(pairs: Sequence[Integers]) -> Twins:
    """Find the places of the words of each pair that stand there more than once; words are given by their type."""
    by_count: dict[int, list[tuple[int, list[int]]]] = {}
    for number, types in enumerate(pairs):
        kinds = types.tolist()
        if len(set(kinds)) == len(kinds):
            continue
        places: dict[int, list[int]] = {}
        for place, kind in enumerate(kinds):
            places.setdefault(kind, []).append(place)
        for group in places.values():
            if len(group) > 1:
                by_count.setdefault(len(group), []).append((number, group))
    return [
        (np.array([[number] for number, _ in groups]), np.array([group for _, group in groups]))
        for groups in by_count.values()
    ]
