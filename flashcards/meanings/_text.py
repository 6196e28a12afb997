"""What the rest of a text says of two words: 锚点 and "anchor" that meet again and again belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.meanings._features import Features

Floats: TypeAlias = "NDArray[np.floating]"
Integers: TypeAlias = "NDArray[np.int64]"


def text_features(chances: Floats, chinese: Sequence[Integers], english: Sequence[Integers]) -> Features:
    """Sum for each cell what the other pairs say of its two words; the pair itself is left out, lest it confirm itself.

    `chances` are those of all cells, pair after pair; `chinese` and `english` number, pair by pair, the words by their
    type and the tokens by their dictionary form.
    """
    cells = _Cells(chinese, english)
    own = np.zeros(len(cells.unique))
    np.maximum.at(own, cells.inverse, chances[cells.repeated])
    keys, places = np.unique(cells.unique % cells.base, return_inverse=True)
    elsewhere = np.bincount(places, own, len(keys))[places] - own
    meetings = np.bincount(places, minlength=len(keys))[places] - 1.0
    met = meetings > 0
    chinese_count = cells.chinese_count[(cells.unique % cells.base) // cells.width] - 1
    english_count = cells.english_count[(cells.unique % cells.base) % cells.width] - 1
    found = {
        "text_mean": met * elsewhere / (meetings + 1),
        "text_sum": met * np.log1p(elsewhere),
        "text_cohesion": np.maximum(meetings - 1, 0) / np.sqrt(chinese_count * np.maximum(english_count, 1)),
    }
    return cells.laid_out(found)


class _Cells:
    """The cells of all pairs whose two words both stand in another pair too, numbered by pair and by the two types."""

    def __init__(self, chinese: Sequence[Integers], english: Sequence[Integers]) -> None:
        self.chinese_count = _pairs_with_each(chinese)
        self.english_count = _pairs_with_each(english)
        self.width = len(self.english_count)
        self.base = len(self.chinese_count) * self.width
        keys = [(z[:, None] * self.width + e[None, :]).ravel() for z, e in zip(chinese, english, strict=True)]
        twice = [
            ((self.chinese_count[z] > 1)[:, None] & (self.english_count[e] > 1)[None, :]).ravel()
            for z, e in zip(chinese, english, strict=True)
        ]
        self.repeated = np.concatenate(twice)
        pair = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
        numbered = (pair * self.base + np.concatenate(keys))[self.repeated]
        self.unique, self.inverse = np.unique(numbered, return_inverse=True)

    def laid_out(self, found: Features) -> Features:
        """Give every cell the value of its two words, 0 where one of them stands in no other pair."""
        whole: Features = {name: np.zeros(len(self.repeated)) for name in found}
        for name, values in found.items():
            whole[name][self.repeated] = values[self.inverse]
        return whole


def _pairs_with_each(numbered: Sequence[Integers]) -> Integers:
    """Count in how many pairs each type stands."""
    seen = [present(types) for types in numbered]
    counts: Integers = np.bincount(np.concatenate(seen)) if seen else np.zeros(0, np.int64)
    return counts


def present(numbers: Integers) -> Integers:
    """Give the numbers that occur, each once, in order; for small numbers this is faster than `numpy.unique`."""
    return np.flatnonzero(np.bincount(numbers))
