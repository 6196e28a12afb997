"""What words that a rule builds are worth, and words behind a number: fitted by `scripts/fit_words.py`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.common.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS = Path(__file__).with_name("weights.json")


@cache
def word_weights() -> Mapping[str, Mapping[str, float]]:
    """Read the weights that come with the package, as logarithms: by rule, and by what stands behind a number."""
    weights: Mapping[str, Mapping[str, float]] = read_weights(WEIGHTS)
    return weights
