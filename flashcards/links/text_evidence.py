"""What the rest of a text says of two words: 锚点 and "anchor" that meet again and again belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.common.arrays import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Floats, Integers
    from flashcards.links.features import Features


class TextCells:
    """The cells of all pairs whose two words both stand in another pair too, numbered by pair and by the two types.

    `chinese` and `english` number, pair by pair, the words by their type and the tokens by their dictionary form.
    """

    def __init__(self, chinese: Sequence[Integers], english: Sequence[Integers]) -> None:
        chinese_count, english_count = _pairs_with_each(chinese), _pairs_with_each(english)
        width = len(english_count)
        types = [(z[:, None] * width + e[None, :]).ravel() for z, e in zip(chinese, english, strict=True)]
        twice = [
            ((chinese_count[z] > 1)[:, None] & (english_count[e] > 1)[None, :]).ravel()
            for z, e in zip(chinese, english, strict=True)
        ]
        repeated = np.concatenate(twice)
        base = len(chinese_count) * width
        pair = np.repeat(np.arange(len(types)), [len(cells) for cells in types])
        unique, inverse = numbered((pair * base + np.concatenate(types))[repeated])
        repeated_cells = np.flatnonzero(repeated)
        self._numbers = np.full(len(repeated), len(unique))
        self._numbers[repeated_cells] = inverse
        # The cells number by number, and where among them each number begins.
        self._cells = repeated_cells[np.argsort(inverse, kind="stable")]
        self._starts = np.searchsorted(self._numbers[self._cells], np.arange(len(unique)))
        keys, self._places = numbered(unique % base)
        self._meetings = np.bincount(self._places, minlength=len(keys))[self._places] - 1.0
        either = (chinese_count[keys // width] - 1) * np.maximum(english_count[keys % width] - 1, 1)
        self._cohesion = np.maximum(self._meetings - 1, 0) / np.sqrt(either)[self._places]

    def features(self, chances: Floats, cells: Integers) -> Features:
        """Sum for some cells what the other pairs say of their two words; `chances` are those of all cells in order.

        Its own pair is left out, lest it confirm itself. A cell gets 0 where one of its words stands in no other pair.
        """
        own = np.maximum.reduceat(chances[self._cells], self._starts).astype(np.float64)
        elsewhere = np.bincount(self._places, own)[self._places] - own
        met = self._meetings > 0
        sums = {
            "text_mean": met * elsewhere / (self._meetings + 1),
            "text_sum": met * np.log1p(elsewhere),
            "text_cohesion": self._cohesion,
        }
        numbers = self._numbers[cells]
        return {name: np.append(values, 0.0).astype(np.float32)[numbers] for name, values in sums.items()}


def _pairs_with_each(numbered: Sequence[Integers]) -> Integers:
    """Count in how many pairs each type stands."""
    seen = [present(types) for types in numbered]
    counts: Integers = np.bincount(np.concatenate(seen)) if seen else np.zeros(0, np.int64)
    return counts


def present(numbers: Integers) -> Integers:
    """Give the numbers that occur, each once, in order; for small numbers this is faster than `numpy.unique`."""
    return np.flatnonzero(np.bincount(numbers))
