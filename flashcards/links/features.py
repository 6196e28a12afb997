"""The features of the first stage: what the words of a pair, each cell for itself, say of being linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np

from flashcards.links.function_words import FUNCTION_LAYERS
from flashcards.links.word_evidence import LAYERS
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flashcards.common.arrays import Floats, Integers
    from flashcards.glosses.english_types import EnglishType
    from flashcards.links.chinese_types import ChineseType
    from flashcards.links.grids import Grids

Features: TypeAlias = "dict[str, Floats]"
"""Arrays by name: of the shape (Chinese words, English tokens) for a pair, of one element a cell for a text."""

_Type = TypeVar("_Type", "ChineseType", "EnglishType")

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


def first_features(laid: Sequence[Cells], grids: Grids) -> Features:
    """Describe each cell by the evidence for it, the kinds of its two words, its place, and its rivals' evidence.

    The cells of all pairs are laid end to end, as `grids` has them.
    """
    features: Features = dict(zip(LAYERS, _end_to_end([cells.layers for cells in laid]), strict=True))
    features |= zip(FUNCTION_LAYERS, _end_to_end([cells.usual for cells in laid]), strict=True)
    features |= _kinds(laid, grids)
    features["log_parts"] = np.log(features["parts"] + 1e-3) + 7
    features["distance"] = _distance(grids).astype(np.float32)
    cover = np.concatenate([cells.cover.ravel() for cells in laid])
    features |= _contended(features | {"cover": cover, "best": support(features | {"cover": cover})}, grids)
    features["cover"] = cover.astype(np.float32)
    return features | _derived(features)


def _end_to_end(tables: Sequence[Floats]) -> Floats:
    """Lay layers of the tables of pairs end to end, each layer by itself."""
    return np.concatenate([layers.reshape(len(layers), -1) for layers in tables], axis=1, dtype=np.float32)


def _contended(features: Features, grids: Grids) -> Features:
    """Tell by how much each cell is ahead of the others of its row and of its column, in double precision at first."""
    contended = np.stack([features[name] for name in _CONTENDED])
    ahead = {"best": features["best"].astype(np.float32)}
    for side, lines in (("row", grids.rows), ("column", grids.columns)):
        margins = (contended - lines.rivals(contended)).astype(np.float32)
        ahead |= zip((f"{name}_{side}" for name in _CONTENDED), margins, strict=True)
    return ahead


def _derived(features: Features) -> Features:
    """Derive what each cell by itself tells, and multiply what matters together."""
    derived = {
        "near": np.minimum(features["distance"], _NEAR),
        "faint": (features["best"] < _FAINT).astype(np.float32),
        "content_to_function": (1 - features["z_function"]) * features["e_function"],
        "spelling_clear": np.maximum(features["spelling"] - 0.45, 0),
        "spelling_unknown": features["spelling"] * (1 - features["z_known"]),
    }
    for name in ("within", "cover", "gloss", "parts", "distance"):
        derived[f"{name}_z"] = features[name] * features["z_function"]
        derived[f"{name}_e"] = features[name] * features["e_function"]
    for name in ("within", "best", "sign"):
        derived[f"{name}_distance"] = features[name] * features["distance"]
    for name in ("function", "punctuation", "number"):
        derived[f"both_{name}"] = features[f"z_{name}"] * features[f"e_{name}"]
    return derived


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


def _kinds(laid: Sequence[Cells], grids: Grids) -> Features:
    """Tell of each cell what its word and its token are."""
    chinese, words = _types(cells.chinese for cells in laid)
    english, tokens = _types(cells.english for cells in laid)
    rows = {
        "z_function": [c.is_function for c in chinese],
        "z_punctuation": [c.is_punctuation for c in chinese],
        "z_zipf": [c.zipf / _MOST_ZIPF for c in chinese],
        "z_known": [c.is_known for c in chinese],
        "z_length": [min(len(c.text), 8) / 4 for c in chinese],
        "z_number": [bool(c.numbers) for c in chinese],
    }
    columns = {
        "e_function": [e.is_function for e in english],
        "e_punctuation": [e.is_punctuation for e in english],
        "e_zipf": [e.zipf / _MOST_ZIPF for e in english],
        "e_length": [min(len(e.text), 12) / 10 for e in english],
        "e_number": [e.is_number for e in english],
    }
    of_words, of_tokens = words[grids.rows.line], tokens[grids.columns.line]
    features = {name: np.array(values, np.float32)[of_words] for name, values in rows.items()}
    features |= {name: np.array(values, np.float32)[of_tokens] for name, values in columns.items()}
    return features


def _types(sides: Iterable[Sequence[_Type]]) -> tuple[list[_Type], Integers]:
    """Give the types of the words of all pairs, each once, and the number of each word's."""
    numbers: dict[_Type, int] = {}
    of_words = [numbers.setdefault(word, len(numbers)) for side in sides for word in side]
    return list(numbers), np.array(of_words, np.int64)


def _distance(grids: Grids) -> Floats:
    """Measure how far each cell lies from the diagonal, as a share of the sentence."""
    rows, columns = grids.rows, grids.columns
    # A row has as many cells as there are columns.
    chinese = (rows.place + 0.5) / columns.lengths[columns.line]
    english = (columns.place + 0.5) / rows.lengths[rows.line]
    apart: Floats = np.abs(chinese - english)
    return apart
