"""The features of the first stage: what the words of a pair, each cell for itself, say of being linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.links.function_words import FUNCTION_LAYERS
from flashcards.links.grids import joined
from flashcards.links.word_evidence import LAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.links.chinese_types import ChineseType

Features: TypeAlias = "dict[str, Floats]"
"""Arrays by name: of the shape (Chinese words, English tokens) for a pair, of one element a cell for a text."""

_MOST_ZIPF = 7.0
_NEAR = 0.15
_FAINT = 0.1
_CONTENDED = ("best", "log_parts", "inner", "near_whole", "near_sense", "synonym")
"""Features that say more where the other cells of a row or column have less of them."""
SUPPORTED = 0.2
"""Lexical evidence that justifies a link by itself."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A pair as a table of cells.

    It holds the words, the tokens, the layers of lexical evidence, what is usual of function words, and the cover of
    long glosses.
    """

    chinese: Sequence[ChineseType]
    english: Sequence[EnglishType]
    layers: Floats
    usual: Floats
    cover: Floats


def first_features(laid: Sequence[Cells]) -> Features:
    """Describe each cell by the evidence for it, the kinds of its two words, its place, and its rivals' evidence.

    The cells of all pairs are laid end to end.
    """
    described = [_within_pair(cells) for cells in laid]
    found = {name: joined([one[name] for one in described]) for name in described[0]} if described else {}
    found["near"] = np.minimum(found["distance"], _NEAR)
    found["faint"] = (found["best"] < _FAINT).astype(np.float32)
    for name in ("within", "cover", "gloss", "parts", "distance"):
        found[f"{name}_z"] = found[name] * found["z_function"]
        found[f"{name}_e"] = found[name] * found["e_function"]
    for name in ("within", "best", "sign"):
        found[f"{name}_distance"] = found[name] * found["distance"]
    for name in ("function", "punctuation", "number"):
        found[f"both_{name}"] = found[f"z_{name}"] * found[f"e_{name}"]
    found["content_to_function"] = (1 - found["z_function"]) * found["e_function"]
    found["spelling_clear"] = np.maximum(found["spelling"] - 0.45, 0)
    found["spelling_unknown"] = found["spelling"] * (1 - found["z_known"])
    return found


def _within_pair(cells: Cells) -> Features:
    """Describe the cells of a pair as far as they need each other."""
    found: Features = dict(zip(LAYERS, cells.layers, strict=True))
    found |= zip(FUNCTION_LAYERS, cells.usual, strict=True)
    found["cover"] = cells.cover
    found |= _kinds(cells)
    found["log_parts"] = np.log(found["parts"] + 1e-3) + 7
    found["distance"] = _distance(len(cells.chinese), len(cells.english))
    found["best"] = support(found)
    contended = np.stack([found[name] for name in _CONTENDED])
    for side, axis in (("row", -1), ("column", -2)):
        found |= zip((f"{name}_{side}" for name in _CONTENDED), contended - rivals(contended, axis), strict=True)
    return found


def support(found: Mapping[str, Floats]) -> Floats:
    """Give the strongest lexical evidence for each cell, from 0 to 1: what a link can be justified by."""
    weighted = (
        (1.0, ("whole", "within", "number", "sound", "form", "sign", "cover")),
        (0.9, ("gloss",)),
        (0.8, ("spelling",)),
        (0.6, ("parts",)),
    )
    strongest: Floats = np.maximum.reduce([weight * found[name] for weight, names in weighted for name in names])
    return strongest


def rivals(table: Floats, axis: int) -> Floats:
    """Give for each cell the highest value among the others of its row (axis -1) or column (axis -2)."""
    if table.shape[axis] == 1:
        return np.zeros_like(table)
    highest = table.max(axis, keepdims=True)
    second = np.partition(table, -2, axis).take([-2], axis)
    return np.where(table == highest, second, highest)


def _kinds(cells: Cells) -> Features:
    shape = (len(cells.chinese), len(cells.english))
    rows = {
        "z_function": [c.is_function for c in cells.chinese],
        "z_punctuation": [c.is_punctuation for c in cells.chinese],
        "z_zipf": [c.zipf / _MOST_ZIPF for c in cells.chinese],
        "z_known": [c.is_known for c in cells.chinese],
        "z_length": [min(len(c.text), 8) / 4 for c in cells.chinese],
        "z_number": [bool(c.numbers) for c in cells.chinese],
    }
    columns = {
        "e_function": [e.is_function for e in cells.english],
        "e_punctuation": [e.is_punctuation for e in cells.english],
        "e_zipf": [e.zipf / _MOST_ZIPF for e in cells.english],
        "e_length": [min(len(e.text), 12) / 10 for e in cells.english],
        "e_number": [e.is_number for e in cells.english],
    }
    found = {name: np.broadcast_to(np.array(told, float)[:, None], shape) for name, told in rows.items()}
    found |= {name: np.broadcast_to(np.array(told, float), shape) for name, told in columns.items()}
    return found


def _distance(rows: int, columns: int) -> Floats:
    """Measure how far a cell lies from the diagonal, as a share of the sentence."""
    chinese = (np.arange(rows) + 0.5) / rows
    english = (np.arange(columns) + 0.5) / columns
    apart: Floats = np.abs(chinese[:, None] - english[None, :])
    return apart
