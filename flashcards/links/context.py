"""The features of the later stages: what the other cells of the pair, and the rest of the text, say of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.links.features import rivals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Floats, Integers
    from flashcards.links.features import Features


KEPT = (
    "whole", "within", "gloss", "cover", "log_parts", "inner", "near_whole", "near_sense", "number", "sound",
    "spelling", "best", "best_row", "best_column", "sign", "z_function", "e_function", "z_punctuation",
    "e_punctuation", "both_punctuation", "content_to_function", "both_function", "distance", "z_zipf", "e_zipf",
    "z_known", "z_length", "e_length", "z_number", "e_number", "z_linked", "e_linked", "pair_usual", "pair_seen",
    "synonym", "synonym_row", "synonym_column", "inner_synonym",
)  # fmt: skip
"""What the later stages take over from the first."""


def _falling(down: int, right: int) -> Floats:
    """Weigh the cells about one: the less the farther off the diagonal and the farther away; its own row not at all."""
    a, b = np.arange(-down, down + 1), np.arange(-right, right + 1)
    kernel: Floats = np.exp(-np.abs(b[None, :] - a[:, None]) / 1.5 - np.abs(a)[:, None] / 2).astype(np.float32)
    kernel[down] = 0.0
    return kernel


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
_REACH = (4, 5)
"""How many Chinese words and English tokens a cell looks about it, along the diagonal; farther ones weigh under 0.1."""
_KERNEL = _falling(*_REACH)
_SURE = 0.5
"""A link that is likelier than not is an anchor for its neighbours."""
_FAR = 15.0
"""Tokens from its place beyond which a cell is as wrong as can be."""


def context_features(
    chances: Floats, chinese: Sequence[Integers], english: Sequence[Integers], cells: Integers
) -> Floats:
    """Describe some cells of a pair by the chances of the cells about them, as the stage before gave them.

    `chinese` and `english` hold the places of twins (see `twins`): a word that stands twice competes with itself. The
    rows of the result are named by `CONTEXT`, its columns are the cells.
    """
    rows, columns = np.divmod(cells, chances.shape[1])
    along = _along(chances)
    by_row, by_column = _expected(chances), _expected(chances.T)
    both = np.stack([along, chances])
    (row_along, row_rival), (column_along, column_rival) = rivals(both, -1), rivals(both, -2)
    tables = along, along - row_along, along - column_along, row_rival, column_rival
    features = np.zeros((len(CONTEXT), len(cells)), np.float32)
    at = len(_NEIGHBOURS)
    features[:at] = _about(chances, rows, columns, _NEIGHBOURS)
    for number, table in enumerate(tables, at):
        features[number] = table.take(cells)
    at += len(tables)
    features[at], features[at + 1] = chances.sum(1)[rows], chances.sum(0)[columns]
    features[at + 2], features[at + 3] = np.abs(by_row[rows] - columns), np.abs(by_column[columns] - rows)
    features[at + 4 :] = _margins(along, by_row, chinese, english).reshape(4, -1)[:, cells]
    return features


def content_features(chances: Floats, rows: Integers, columns: Integers, cells: Integers) -> Floats:
    """Describe some cells of a pair by the grid in which only content words stand.

    There 可信 and "credible" stand right before 开源 and "open", whatever 的 stands between. `rows` and `columns`
    number the content words; cells of other words get 0. The rows of the result are named by `CONTENT`.
    """
    features = np.zeros((len(CONTENT), len(cells)), np.float32)
    inner = chances[np.ix_(rows, columns)]
    row_of, column_of = (_numbered(chosen, size) for chosen, size in zip((rows, columns), chances.shape, strict=True))
    row, column = np.divmod(cells, chances.shape[1])
    row, column = row_of[row], column_of[column]
    held = (row >= 0) & (column >= 0)
    if not held.any():
        return features
    row, column = row[held], column[held]
    along = _along(inner)[row, column]
    off = np.abs(_expected(inner)[row] - column)
    features[:, held] = np.concatenate(
        [
            _about(inner, row, column, _BESIDE),
            [along, np.log(along + 0.05), _between(inner)[row, column], np.minimum(np.log1p(off), 2.5)],
        ]
    )
    return features


def _numbered(chosen: Integers, size: int) -> Integers:
    """Give for each place its number among the chosen ones, -1 for the others."""
    numbers = np.full(size, -1)
    numbers[chosen] = np.arange(len(chosen))
    return numbers


def _about(table: Floats, rows: Integers, columns: Integers, steps: Sequence[tuple[int, int]]) -> Floats:
    """Give for each step what stands so many rows and columns from each cell, 0 outside the table."""
    padded = _padded(table, 2, 2)
    width = padded.shape[1]
    places = (rows + 2) * width + columns + 2
    neighbours: Floats = padded.take(places + np.array([a * width + b for a, b in steps])[:, None])
    return neighbours


def _between(chances: Floats) -> Floats:
    """Tell of a cell in the gap that the sure rows on both sides of it leave how small the gap is."""
    gaps = np.zeros_like(chances)
    if not chances.size:
        return gaps
    sure = np.flatnonzero(chances.max(1) > _SURE)
    edges = [-1, *sure.tolist(), len(chances)]
    targets = [-1, *chances[sure].argmax(1).tolist(), chances.shape[1]]
    for above, below, target, next_target in zip(edges, edges[1:], targets, targets[1:], strict=False):
        left, right = min(target, next_target), max(target, next_target)
        larger = max(below - above, right - left) - 1
        gaps[above + 1 : below, left + 1 : right] = 1 / max(larger, 1)
    return gaps


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


def _along(chances: Floats) -> Floats:
    """Sum the chances of cells before and after, along the diagonal: links tend to run in parallel."""
    down, right = _REACH
    if not chances.size:
        return chances
    windows = np.lib.stride_tricks.sliding_window_view(_padded(chances, down, right), _KERNEL.shape)
    summed: Floats = windows.reshape(chances.size, -1) @ _KERNEL.ravel()
    return summed.reshape(chances.shape)


def _padded(table: Floats, down: int, right: int) -> Floats:
    """Put zeros about a table; for small tables this is faster than `numpy.pad`."""
    rows, columns = table.shape
    padded = np.zeros((rows + 2 * down, columns + 2 * right), np.float32)
    padded[down : down + rows, right : right + columns] = table
    return padded


def _expected(chances: Floats) -> Floats:
    """Tell for each row the column where the line through the surest cell of each sure row passes it."""
    rows, columns = chances.shape
    places = np.arange(rows, dtype=float)
    sure = np.flatnonzero(chances.max(1, initial=0.0) > _SURE)
    if len(sure):
        expected: Floats = np.interp(places, sure, chances[sure].argmax(1))
        expected += np.minimum(places - sure[0], 0) + np.maximum(places - sure[-1], 0)
    else:
        expected = (places + 0.5) / max(rows, 1) * columns
    return expected


def _margins(along: Floats, by_row: Floats, chinese: Sequence[Integers], english: Sequence[Integers]) -> Floats:
    """Compare each cell with the twins of its two words: in what stands along the diagonal, and in its place."""
    place = -np.log1p(np.abs(by_row[:, None] - np.arange(along.shape[1])))
    both = np.stack([np.log(along + 0.05), place])
    return np.stack([_ahead_of(both, english), _ahead_of(both.swapaxes(1, 2), chinese).swapaxes(1, 2)], axis=1)


def twins(types: Integers) -> list[Integers]:
    """Give the places of the types that stand more than once: a table for each count, of types by places."""
    places: dict[int, list[int]] = {}
    for place, kind in enumerate(types.tolist()):
        places.setdefault(kind, []).append(place)
    by_count: dict[int, list[list[int]]] = {}
    for group in places.values():
        if len(group) > 1:
            by_count.setdefault(len(group), []).append(group)
    return [np.array(group) for group in by_count.values()]


def _ahead_of(values: Floats, groups: Sequence[Integers]) -> Floats:
    """Subtract from each cell the best of the columns that hold the same word; 0 where a word stands only once."""
    margins = np.zeros_like(values)
    for columns in groups:
        block = values[..., columns]
        margins[..., columns] = block - rivals(block, -1)
    return margins
