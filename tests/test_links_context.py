"""What the other cells of a pair say of a link."""

from __future__ import annotations

import numpy as np
import pytest

from flashcards.links.batches import alike, batched
from flashcards.links.context import CONTENT, CONTEXT, content_features, context_features, twins


def test_context_of_a_single_cell() -> None:
    """A pair of one word and one token has features, none of them without a value."""
    only = np.array([0])
    batch = batched([np.array([[0.7]])], [only])
    features = context_features(batch, twins([only]), twins([only]))
    assert features.shape == (len(CONTEXT), 1)
    assert np.isfinite(features).all()


@pytest.mark.parametrize(("rows", "columns"), [([0, 2], [1, 3]), ([], [0, 1]), ([1], []), ([], [])])
def test_content_words_meet_in_a_grid_of_their_own(rows: list[int], columns: list[int]) -> None:
    """Only cells of content words are described, and neighbours there are neighbours whatever stands between."""
    chances = np.zeros((3, 4))
    chances[0, 1] = 0.8
    content = np.array(rows, np.int64), np.array(columns, np.int64)
    features = content_features([chances], [np.arange(chances.size)], *([places] for places in content))
    by_name = dict(zip(CONTENT, features.reshape(-1, *chances.shape), strict=True))
    others = np.ones(chances.shape, bool)
    others[np.ix_(rows, columns)] = False
    assert not any(table[others].any() for table in by_name.values())
    if rows == [0, 2]:
        assert by_name["content_-1_-1"][2, 3] == pytest.approx(0.8)
        assert by_name["content_between"][2, 3] == 1


def test_no_pair_hangs_on_the_others_of_its_batch() -> None:
    """A pair is described alike, to the last bit, alone and beside pairs of any other size."""
    chance = np.random.default_rng(7)
    shapes = [(1, 1), (1, 9), (7, 1), (12, 15), (4, 30), (25, 6), (13, 13)]
    tables = [(chance.random(shape) ** 3).astype(np.float32) for shape in shapes]
    cells = [np.flatnonzero(chance.random(table.size) < 0.5) for table in tables]
    words, tokens = ([chance.integers(0, 5, shape[side]) for shape in shapes] for side in (0, 1))
    content = [[np.flatnonzero(kinds > 1) for kinds in side] for side in (words, tokens)]

    def described(pairs: list[int]) -> np.ndarray:
        own, asked = [tables[pair] for pair in pairs], [cells[pair] for pair in pairs]
        same = (twins([side[pair] for pair in pairs]) for side in (words, tokens))
        rows, columns = ([side[pair] for pair in pairs] for side in content)
        return np.concatenate(
            [context_features(batched(own, asked), *same), content_features(own, asked, rows, columns)]
        )

    alone = [described([pair]) for pair in range(len(tables))]
    assert np.array_equal(described(list(range(len(tables)))), np.concatenate(alone, axis=1))


def test_pairs_of_like_size_stand_together() -> None:
    """Every pair stands in one batch, and batches are in the order of size."""
    shapes = [(rows, columns) for columns in range(1, 12) for rows in range(1, 9)]
    batches = alike(shapes)
    assert sorted(pair for batch in batches for pair in batch) == list(range(len(shapes)))
    assert [shapes[pair] for batch in batches for pair in batch] == sorted(shapes)
