"""The arrays that the program computes with: their types, and small tools for ragged ones that are laid out flat.

What each axis stands for, the function says that takes or returns an array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.floating]"
Integers: TypeAlias = "NDArray[np.int64]"


def spread(starts: Integers, counts: Integers) -> tuple[Integers, Integers]:
    """Lay the ranges start to start + count end to end; the first array tells which range each element came from."""
    source = np.repeat(np.arange(len(starts)), counts)
    return source, np.arange(len(source)) - (np.cumsum(counts) - counts)[source] + starts[source]


def running(values: Floats) -> Floats:
    """Give the sums of all values before each place; there is one more than there are values."""
    return np.concatenate([[0.0], np.cumsum(values)])


def distinct(values: Integers) -> Integers:
    """Give each value once, in order: `np.unique`, which would load numpy's masked arrays to do only that (65 ms)."""
    ordered = np.sort(values)
    different: Integers = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return different


def numbered(values: Integers) -> tuple[Integers, Integers]:
    """Give each value once, in order, and for each element which of them it is; see `distinct`."""
    order = np.argsort(values)
    ordered = values[order]
    first = np.diff(ordered, prepend=ordered[:1] - 1) != 0
    places = np.empty(len(values), np.int64)
    places[order] = np.cumsum(first) - 1
    return ordered[first], places
