"""The fitted model of the linker, and its file of weights."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from flashcards.common.weights import origin_of, read_weights, write_weights
from flashcards.links.network import WEIGHTS, laid_out, loaded, model

if TYPE_CHECKING:
    from pathlib import Path


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    """Reading and writing the weights gives the same file: three digits are all that a fit keeps."""
    path = tmp_path / "weights.json"
    write_weights(path, laid_out(model()), origin_of(WEIGHTS))
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(WEIGHTS.read_text(encoding="utf-8"))


def test_chances_are_chances() -> None:
    """Whatever the features, a chance lies between 0 and 1; without cells there is none."""
    first = loaded(read_weights(WEIGHTS)).stages[0]
    for size in (0, 1, 3000):
        chances = first.chances({name: np.linspace(-9, 9, size, dtype=np.float32) for name in first.names})
        assert len(chances) == size
        assert ((chances >= 0) & (chances <= 1)).all()
