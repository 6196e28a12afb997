"""The fitted model: for each stage a small network, one hidden layer beside a linear one, from features to a chance.

`weights.tsv` holds it with the data and date it was fitted on; `scripts/fit_links.py` writes that file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from flashcards.links.function_words import FunctionTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flashcards.arrays import Floats


WEIGHTS = "weights.tsv"
FORMAT = "# word-link weights, format 1"
_CLIP = 6.0
_CACHED = 1024
"""Cells whose features fit the cache of a usual processor."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One network: features are standardised and clipped, and `direct` leads past the hidden layer."""

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
        told = [self._of_portion(values.reshape(len(chosen), -1)) for values in portions]
        return np.concatenate(told or [np.zeros(0)])

    def _of_portion(self, inputs: Floats) -> Floats:
        """Turn a table of features by cells into chances, in place."""
        inputs -= self.mean[:, None]
        inputs /= self.spread[:, None]
        inputs.clip(-_CLIP, _CLIP, out=inputs)
        hidden = np.tanh(self.hidden.T @ inputs + self.hidden_bias[:, None])
        chances: Floats = 1 / (1 + np.exp(-(self.output @ hidden + self.direct @ inputs + self.bias)))
        return chances


@dataclass(frozen=True, slots=True)
class Model:
    """The stages in order, and the counts of function words that their features draw on."""

    stages: tuple[Stage, ...]
    functions: FunctionTable


@lru_cache(maxsize=1)
def model() -> Model:
    """Read the weights that come with the package, once."""
    return parse(files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8"))


def parse(text: str) -> Model:
    """Read the weights from the text of their file."""
    lines = text.splitlines()
    if lines[0] != FORMAT:
        raise ValueError(f"{WEIGHTS} begins with {lines[0]!r}, not with {FORMAT!r}; fit the weights again.")
    sections: dict[str, list[list[str]]] = {}
    for line in lines:
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            sections[list(sections)[-1]].append(line.split("\t"))
    stages = tuple(_stage(rows) for name, rows in sections.items() if name.startswith("stage"))
    counts = {name: _counts(sections[name]) for name in ("chinese", "english", "pairs")}
    functions = FunctionTable(
        {k[0]: v for k, v in counts["chinese"].items()},
        {k[0]: v for k, v in counts["english"].items()},
        {(k[0], k[1]): v for k, v in counts["pairs"].items()},
    )
    return Model(stages, functions)


def _stage(rows: list[list[str]]) -> Stage:
    numbers = {row[0]: np.array([float(x) for x in row[1:]], np.float32) for row in rows}
    names = tuple(name for name in numbers if not name.startswith("*"))
    table = np.array([numbers[name] for name in names])
    return Stage(
        names=names,
        mean=table[:, 0],
        spread=table[:, 1],
        direct=table[:, 2],
        hidden=table[:, 3:],
        hidden_bias=numbers["*hidden bias"],
        output=numbers["*output"],
        bias=float(numbers["*bias"][0]),
    )


def _counts(rows: list[list[str]]) -> dict[tuple[str, ...], tuple[int, int]]:
    return {tuple(row[:-2]): (int(row[-2]), int(row[-1])) for row in rows}


def written(model: Model, heading: Iterable[str]) -> str:
    """Write a model as the text of its file, under lines that say what it was fitted on."""
    lines = [FORMAT, *(f"# {line}" for line in heading)]
    for number, stage in enumerate(model.stages, 1):
        lines += ["", f"[stage {number}]", "# feature, mean, spread, direct weight, weights to the hidden units"]
        for row, name in enumerate(stage.names):
            values = (stage.mean[row], stage.spread[row], stage.direct[row], *stage.hidden[row])
            lines.append("\t".join((name, *map(_short, values))))
        lines.append("\t".join(("*hidden bias", *map(_short, stage.hidden_bias))))
        lines.append("\t".join(("*output", *map(_short, stage.output))))
        lines.append(f"*bias\t{_short(stage.bias)}")
    functions = model.functions
    for name, counts in (("chinese", functions.chinese), ("english", functions.english), ("pairs", functions.pairs)):
        lines += ["", f"[{name}]", "# words, times linked, times met"]
        for words, (linked, met) in sorted(counts.items()):
            lines.append("\t".join((*((words,) if isinstance(words, str) else words), str(linked), str(met))))
    return "\n".join(lines) + "\n"


def _short(number: float) -> str:
    return f"{number:.3g}"
