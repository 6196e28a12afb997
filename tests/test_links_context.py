"""What the other cells of a pair say of a link."""

from __future__ import annotations

import numpy as np
import pytest

from flashcards.links.context import CONTENT, CONTEXT, content_features, context_features, twins


def test_context_of_a_single_cell() -> None:
    """A pair of one word and one token has features, none of them without a value."""
    only = np.array([0])
    features = context_features(np.array([[0.7]]), twins(only), twins(only), only)
    assert features.shape == (len(CONTEXT), 1)
    assert np.isfinite(features).all()


@pytest.mark.parametrize(("rows", "columns"), [([0, 2], [1, 3]), ([], [0, 1]), ([1], []), ([], [])])
def test_content_words_meet_in_a_grid_of_their_own(rows: list[int], columns: list[int]) -> None:
    """Only cells of content words are described, and neighbours there are neighbours whatever stands between."""
    chances = np.zeros((3, 4))
    chances[0, 1] = 0.8
    features = content_features(chances, np.array(rows, np.int64), np.array(columns, np.int64), np.arange(chances.size))
    by_name = dict(zip(CONTENT, features.reshape(-1, *chances.shape), strict=True))
    others = np.ones(chances.shape, bool)
    others[np.ix_(rows, columns)] = False
    assert not any(table[others].any() for table in by_name.values())
    if rows == [0, 2]:
        assert by_name["content_-1_-1"][2, 3] == pytest.approx(0.8)
        assert by_name["content_between"][2, 3] == 1
