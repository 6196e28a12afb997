"""Small tools for arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flashcards.common.arrays import distinct, numbered


@given(st.lists(st.integers(-5, 5) | st.integers(-(2**62), 2**62)))
def test_numbers_of_values_are_those_of_numpy(values: list[int]) -> None:
    """Distinct values and their places are what numpy gives, for no value, for one and for many."""
    array = np.array(values, np.int64)
    unique, places = np.unique(array, return_inverse=True)
    assert np.array_equal(distinct(array), unique)
    assert all(map(np.array_equal, numbered(array), (unique, places)))
