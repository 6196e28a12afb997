"""The fitted model: for each stage a small network, one hidden layer beside a linear one, from features to a chance.

`link_weights.json` holds it, with the counts of function words; `scripts/fit_links.py` writes that file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from flashcards.common.weights import read_weights
from flashcards.links.function_words import FunctionTable
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.common.arrays import Floats

WEIGHTS = Path(__file__).with_name("link_weights.json")
_CLIP = 6.0
"""Standard deviations from the mean beyond which a feature tells no more; the networks are fitted with the same."""
_CACHED = 1024
"""Cells whose features fit the cache of a usual processor."""


class Stage(Record):
    """One network: features are standardised and clipped, and `direct` leads past the hidden layer.

    `mean`, `spread` and `direct` have the shape (features,), `hidden` (features, hidden units), `hidden_bias` and
    `output` (hidden units,).
    """

    names: tuple[str, ...]
    mean: Floats
    spread: Floats
    direct: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: float

    def chances(self, features: Mapping[str, Floats]) -> Floats:
        """Turn features, one element a cell, into chances."""
        chosen = [features[name] for name in self.names]
        starts = range(0, len(chosen[0]), _CACHED)
        portions = (np.concatenate([values[start : start + _CACHED] for values in chosen]) for start in starts)
        chances = [self._of_portion(values.reshape(len(chosen), -1)) for values in portions]
        return np.concatenate(chances or [np.zeros(0)])

    def _of_portion(self, inputs: Floats) -> Floats:
        """Turn a table of features by cells into chances, in place."""
        inputs -= self.mean[:, None]
        inputs /= self.spread[:, None]
        inputs.clip(-_CLIP, _CLIP, out=inputs)
        hidden = np.tanh(self.hidden.T @ inputs + self.hidden_bias[:, None])
        chances: Floats = 1 / (1 + np.exp(-(self.output @ hidden + self.direct @ inputs + self.bias)))
        return chances


class Model(Record):
    """The stages in order, and the counts of function words that their features draw on."""

    stages: tuple[Stage, ...]
    functions: FunctionTable


@cache
def model() -> Model:
    """Read the weights that come with the package, once."""
    return loaded(read_weights(WEIGHTS))


def loaded(weights: Mapping[str, Any]) -> Model:
    """Make a model of its weights, as they stand in their file."""
    counts = {name: {word: tuple(count) for word, count in weights[name].items()} for name in ("chinese", "english")}
    pairs = {
        (word, token): tuple(count) for word, tokens in weights["pairs"].items() for token, count in tokens.items()
    }
    return Model(tuple(map(_stage, weights["stages"].values())), FunctionTable(**counts, pairs=pairs))


def _stage(weights: Mapping[str, Any]) -> Stage:
    table = np.array(list(weights["features"].values()), np.float32)
    return Stage(
        names=tuple(weights["features"]),
        mean=table[:, 0],
        spread=table[:, 1],
        direct=table[:, 2],
        hidden=table[:, 3:],
        hidden_bias=np.array(weights["hidden bias"], np.float32),
        output=np.array(weights["output"], np.float32),
        bias=float(np.float32(weights["bias"])),
    )


def laid_out(model: Model) -> dict[str, Any]:
    """Give the weights of a model as they stand in their file: of each feature its mean, spread and weights."""
    pairs: dict[str, dict[str, tuple[int, int]]] = {}
    for (word, token), count in sorted(model.functions.pairs.items()):
        pairs.setdefault(word, {})[token] = count
    return {
        "stages": {f"stage {number}": _stage_laid_out(stage) for number, stage in enumerate(model.stages, 1)},
        "chinese": dict(sorted(model.functions.chinese.items())),
        "english": dict(sorted(model.functions.english.items())),
        "pairs": pairs,
    }


def _stage_laid_out(stage: Stage) -> dict[str, Any]:
    table = np.column_stack([stage.mean, stage.spread, stage.direct, stage.hidden])
    return {
        "features": {name: _short(row) for name, row in zip(stage.names, table, strict=True)},
        "hidden bias": _short(stage.hidden_bias),
        "output": _short(stage.output),
        "bias": _short(np.array([stage.bias]))[0],
    }


def _short(numbers: Floats) -> list[float]:
    """Keep three digits of each number; more tell nothing."""
    return [float(f"{number:.3g}") for number in numbers]
