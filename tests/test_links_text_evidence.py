"""What the rest of a text says of two words."""

from __future__ import annotations

import numpy as np
import pytest

from flashcards.links.grids import Grids, joined
from flashcards.links.text_evidence import TextCells


def test_a_pair_never_confirms_itself() -> None:
    """What the text says of two words leaves out the pair in question."""
    types, lemmas = [np.array([0, 1]), np.array([0, 2])], [np.array([0, 1]), np.array([0, 2])]
    sure = np.array([[0.9, 0.1], [0.1, 0.9]])
    grids = Grids([(2, 2), (2, 2)])
    features = TextCells(types, lemmas).features(joined([sure, np.zeros((2, 2))]), np.arange(8))
    first, second = grids.tables(features["text_mean"])
    assert first[0, 0] == 0
    assert second[0, 0] == pytest.approx(0.9 / 2)
    assert second[1, 1] == 0
