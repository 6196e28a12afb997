"""The features of the first stage: what the words of a pair, each cell for itself, say of being linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.links.function_words import FUNCTION_LAYERS
from flashcards.links.grids import joined
from flashcards.links.word_evidence import LAYERS
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.common.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.links.chinese_types import ChineseType

Features: TypeAlias = "dict[str, Floats]"
"""Arrays by name: of the shape (Chinese words, English tokens) for a pair, of one element a cell for a text."""

_MOST_ZIPF = 7.0
"""The frequency of the commonest words of either language, by which frequencies are scaled."""
_NEAR = 0.15
"""The share of a sentence within which a cell lies near the diagonal; like the next set by hand and fitted with."""
_FAINT = 0.1
"""Lexical evidence below this says nothing."""
_CONTENDED = ("best", "log_parts", "inner", "near_whole", "near_sense", "synonym")
"""Features that say more where the other cells of a row or column have less of them."""
SUPPORTED = 0.2
"""Lexical evidence that justifies a link by itself: with less, sentences put together at random are linked as well."""


class Cells(Record):
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
    names = described[0] if described else ()
    features = {name: joined([of_pair[name] for of_pair in described]) for name in names}
    features["near"] = np.minimum(features["distance"], _NEAR)
    features["faint"] = (features["best"] < _FAINT).astype(np.float32)
    for name in ("within", "cover", "gloss", "parts", "distance"):
        features[f"{name}_z"] = features[name] * features["z_function"]
        features[f"{name}_e"] = features[name] * features["e_function"]
    for name in ("within", "best", "sign"):
        features[f"{name}_distance"] = features[name] * features["distance"]
    for name in ("function", "punctuation", "number"):
        features[f"both_{name}"] = features[f"z_{name}"] * features[f"e_{name}"]
    features["content_to_function"] = (1 - features["z_function"]) * features["e_function"]
    features["spelling_clear"] = np.maximum(features["spelling"] - 0.45, 0)
    features["spelling_unknown"] = features["spelling"] * (1 - features["z_known"])
    return features


def _within_pair(cells: Cells) -> Features:
    """Describe the cells of a pair as far as they need each other."""
    features: Features = dict(zip(LAYERS, cells.layers, strict=True))
    features |= zip(FUNCTION_LAYERS, cells.usual, strict=True)
    features["cover"] = cells.cover
    features |= _kinds(cells)
    features["log_parts"] = np.log(features["parts"] + 1e-3) + 7
    features["distance"] = _distance(len(cells.chinese), len(cells.english))
    features["best"] = support(features)
    contended = np.stack([features[name] for name in _CONTENDED])
    for side, axis in (("row", -1), ("column", -2)):
        features |= zip((f"{name}_{side}" for name in _CONTENDED), contended - rivals(contended, axis), strict=True)
    return features


def support(features: Mapping[str, Floats]) -> Floats:
    """Give the strongest lexical evidence for each cell, from 0 to 1: what a link can be justified by."""
    weighted = (
        (1.0, ("whole", "within", "number", "sound", "form", "sign", "cover")),
        (0.9, ("gloss",)),
        (0.8, ("spelling",)),
        (0.6, ("parts",)),
    )
    strongest: Floats = np.maximum.reduce([weight * features[name] for weight, names in weighted for name in names])
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
    features = {name: np.broadcast_to(np.array(values, float)[:, None], shape) for name, values in rows.items()}
    features |= {name: np.broadcast_to(np.array(values, float), shape) for name, values in columns.items()}
    return features


def _distance(rows: int, columns: int) -> Floats:
    """Measure how far a cell lies from the diagonal, as a share of the sentence."""
    chinese = (np.arange(rows) + 0.5) / rows
    english = (np.arange(columns) + 0.5) / columns
    apart: Floats = np.abs(chinese[:, None] - english[None, :])
    return apart
