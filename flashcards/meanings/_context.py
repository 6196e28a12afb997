"""The features of the later stages: what the other cells of the pair, and the rest of the text, say of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.meanings._features import rivals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.meanings._features import Features

Floats: TypeAlias = "NDArray[np.floating]"
Integers: TypeAlias = "NDArray[np.int64]"

KEPT = (
    "whole", "within", "gloss", "cover", "log_parts", "inner", "near_whole", "near_sense", "number", "sound",
    "spelling", "best", "best_row", "best_column", "sign", "z_function", "e_function", "z_punctuation",
    "e_punctuation", "both_punctuation", "content_to_function", "both_function", "distance", "z_zipf", "e_zipf",
    "z_known", "z_length", "e_length", "z_number", "e_number", "z_linked", "e_linked", "pair_usual", "pair_seen",
    "synonym", "synonym_row", "synonym_column",
)  # fmt: skip
"""What the later stages take over from the first."""


def _falling(down: int, right: int) -> Floats:
    """Weigh the cells about one: the less the farther off the diagonal and the farther away; its own row not at all."""
    a, b = np.arange(-down, down + 1), np.arange(-right, right + 1)
    kernel: Floats = np.exp(-np.abs(b[None, :] - a[:, None]) / 1.5 - np.abs(a)[:, None] / 2)
    kernel[down] = 0.0
    return kernel


_BESIDE = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
_NEIGHBOURS = (*_BESIDE, (2, 2), (-2, -2), (-2, 2), (2, -2))
_REACH = (4, 5)
"""How many Chinese words and English tokens a cell looks about it, along the diagonal."""
_KERNEL = _falling(*_REACH)
_SURE = 0.5
_FAR = 15.0


def context_features(chances: Floats, chinese: Integers, english: Integers) -> Features:
    """Describe each cell by the chances of the cells about it, as the stage before gave them.

    `chinese` and `english` number the types of the words, so that a word that stands twice competes with itself.
    """
    found: Features = {"logit": np.log(chances + 1e-4) - np.log(1 - chances + 1e-4), "chance": chances}
    padded = _padded(chances, 2, 2)
    rows, columns = chances.shape
    for a, b in _NEIGHBOURS:
        found[f"at_{a}_{b}"] = padded[2 + a : 2 + a + rows, 2 + b : 2 + b + columns]
    along = _along(chances)
    found["along"], found["log_along"] = along, np.log(along + 0.05)
    found |= _competition(chances)
    found |= _places(chances, chinese, english, found["log_along"])
    for axis, name in ((1, "row"), (0, "column")):
        found[f"along_{name}"] = along - rivals(along, axis)
    return found


def content_features(chances: Floats, rows: Integers, columns: Integers) -> Features:
    """Describe the cells of content words by the grid in which only content words stand.

    There 可信 and "credible" stand right before 开源 and "open", whatever 的 stands between. `rows` and `columns`
    number the content words; cells of other words get 0.
    """
    inner = chances[np.ix_(rows, columns)]
    padded = _padded(inner, 1, 1)
    high, wide = inner.shape
    found = {f"content_{a}_{b}": padded[1 + a : 1 + a + high, 1 + b : 1 + b + wide] for a, b in _BESIDE}
    along = _along(inner)
    found["content_along"], found["content_log_along"] = along, np.log(along + 0.05)
    found["content_both"] = found["content_-1_-1"] * found["content_1_1"]
    found["content_between"] = _between(inner)
    found["content_off"] = np.minimum(np.log1p(_off(inner)), 2.5)
    places = (rows[:, None] * chances.shape[1] + columns).reshape(-1)
    whole = np.zeros((len(found), chances.size))
    whole[:, places] = np.stack(list(found.values())).reshape(len(found), -1)
    return dict(zip(found, whole.reshape(-1, *chances.shape), strict=True))


def _between(chances: Floats) -> Floats:
    """Tell of a cell in the gap that the sure rows on both sides of it leave how small the gap is."""
    found = np.zeros_like(chances)
    if not chances.size:
        return found
    sure = np.flatnonzero(chances.max(1) > _SURE)
    edges = [-1, *sure.tolist(), len(chances)]
    targets = [-1, *chances[sure].argmax(1).tolist(), chances.shape[1]]
    for above, below, one, other in zip(edges, edges[1:], targets, targets[1:], strict=False):
        left, right = min(one, other), max(one, other)
        larger = max(below - above, right - left) - 1
        found[above + 1 : below, left + 1 : right] = 1 / max(larger, 1)
    return found


def mixed_features(found: Features) -> Features:
    """Multiply what matters together: the place and the neighbours weigh otherwise for function words and rivals."""
    mixed: Features = {}
    for name in ("log_along", "off_row", "off_column"):
        mixed[f"{name}_z"] = found[name] * found["z_function"]
        mixed[f"{name}_e"] = found[name] * found["e_function"]
        mixed[f"{name}_sign"] = found[name] * found["sign"]
        mixed[f"{name}_logit"] = found[name] * found["logit"]
        mixed[f"{name}_free"] = found[name] * found["free"]
    left, right = found["at_0_-1"] * found["cover"], found["at_0_1"] * found["cover"]
    mixed["phrase"] = np.maximum(left, right)
    return mixed


def _along(chances: Floats) -> Floats:
    """Sum the chances of cells before and after, along the diagonal: links tend to run in parallel."""
    down, right = _REACH
    if not chances.size:
        return chances
    windows = np.lib.stride_tricks.sliding_window_view(_padded(chances, down, right), _KERNEL.shape)
    summed: Floats = np.einsum("ijab,ab->ij", windows, _KERNEL)
    return summed


def _padded(table: Floats, down: int, right: int) -> Floats:
    """Put zeros about a table; for small tables this is faster than `numpy.pad`."""
    rows, columns = table.shape
    padded = np.zeros((rows + 2 * down, columns + 2 * right))
    padded[down : down + rows, right : right + columns] = table
    return padded


def _competition(chances: Floats) -> Features:
    row, column = rivals(chances, 1), rivals(chances, 0)
    row_sum, column_sum = chances.sum(1, keepdims=True), chances.sum(0, keepdims=True)
    return {
        "rival_row": row,
        "rival_column": column,
        "log_rival_row": np.log(row + 0.01),
        "log_rival_column": np.log(column + 0.01),
        "others_row": np.minimum(row_sum - chances, 3),
        "others_column": np.minimum(column_sum - chances, 3),
        "share_row": chances / (row_sum + 0.05),
        "share_column": chances / (column_sum + 0.05),
        "free": ((row < 0.15) & (column < 0.15)).astype(float),
    }


def _places(chances: Floats, chinese: Integers, english: Integers, log_along: Floats) -> Features:
    """Compare each cell with where the sure links about it let one expect it, and with the twins of its two words."""
    off_row = _off(chances)
    off_column = _off(chances.T).T
    found = {}
    for name, off in (("row", off_row), ("column", off_column)):
        found[f"off_{name}"] = np.log1p(off)
        found[f"off_{name}_far"] = np.minimum(off, _FAR) / 5
    found["on_place"] = (off_row < 1.5).astype(float)
    columns, rows = _repeated(english), _repeated(chinese)
    found["twin_column"] = _twins(log_along, columns)
    found["twin_row"] = _twins(log_along.T, rows).T
    found["twin_column_off"] = _twins(-found["off_row"], columns)
    found["twin_row_off"] = _twins(-found["off_row"].T, rows).T
    return found


def _off(chances: Floats) -> Floats:
    """Tell how many columns a cell lies from the line through the surest cell of each row that has a sure one."""
    rows, columns = chances.shape
    sure = np.flatnonzero(chances.max(1, initial=0.0) > _SURE)
    places = np.arange(rows, dtype=float)
    if len(sure):
        targets = chances[sure].argmax(1)
        expected = np.interp(places, sure, targets)
        expected += np.minimum(places - sure[0], 0) + np.maximum(places - sure[-1], 0)
    else:
        expected = (places + 0.5) / rows * columns
    off: Floats = np.abs(expected[:, None] - np.arange(columns)[None, :])
    return off


def _repeated(types: Integers) -> list[Integers]:
    """Give for each type that stands more than once its places."""
    places: dict[int, list[int]] = {}
    for place, kind in enumerate(types.tolist()):
        places.setdefault(kind, []).append(place)
    return [np.array(told) for kind, told in sorted(places.items()) if len(told) > 1]


def _twins(values: Floats, groups: Sequence[Integers]) -> Floats:
    """Subtract from each cell the best of the columns that hold the same word; 0 where a word stands only once."""
    margins = np.zeros_like(values)
    if not groups:
        return margins
    rows = np.arange(len(values))
    for columns in groups:
        block = values[:, columns]
        if len(columns) == 2:
            margins[:, columns] = block - block[:, ::-1]
            continue
        second, best = np.partition(block, -2, axis=1)[:, -2:].T
        others = np.repeat(best[:, None], len(columns), axis=1)
        others[rows, block.argmax(1)] = second
        margins[:, columns] = block - others
    return margins
