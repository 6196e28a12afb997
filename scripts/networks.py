"""Fit the small networks of `flashcards.links`: one hidden layer beside a linear one. For `fit_links.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from flashcards.links.network import Stage
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

HIDDEN = 16
COMMITTEE = 3
"""Networks that are fitted from different beginnings and joined into one, which gives their mean score."""

DROPPED = 0.05
"""The share of inputs left out of each step; 0.1 and 0.25 did worse out of fold."""


class Effort(NamedTuple):
    """How often all cells are gone through, and how many are looked at before each step."""

    epochs: int
    batch: int


def fit_committee(names: Sequence[str], table: np.ndarray, target: np.ndarray, seed: int, effort: Effort) -> Stage:
    """Fit several networks and join them into one, whose hidden layer holds theirs side by side."""
    members = [fit_stage(names, table, target, COMMITTEE * seed + number, effort) for number in range(COMMITTEE)]
    return replace(
        members[0],
        direct=np.sum([member.direct for member in members], axis=0) / COMMITTEE,
        hidden=np.concatenate([member.hidden for member in members], axis=1),
        hidden_bias=np.concatenate([member.hidden_bias for member in members]),
        output=np.concatenate([member.output for member in members]) / COMMITTEE,
        bias=sum(member.bias for member in members) / COMMITTEE,
    )


def fit_stage(names: Sequence[str], table: np.ndarray, target: np.ndarray, seed: int, effort: Effort) -> Stage:
    """Fit a network by Adam (Kingma and Ba, 2015) with dropped inputs, a falling rate and a little weight decay."""
    (epochs, batch), random = effort, np.random.default_rng(seed)
    mean, spread = table.mean(0), table.std(0) + 1e-6
    inputs = ((table - mean) / spread).clip(-6, 6).astype(np.float32)
    size = inputs.shape[1]
    weights = [
        random.normal(0, size**-0.5, (size, HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0, HIDDEN**-0.5, HIDDEN),
        np.array([np.log(target.mean() / (1 - target.mean()))]),
        np.zeros(size),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    steps, step = epochs * (len(inputs) // batch + 1), 0
    for _ in range(epochs):
        order = random.permutation(len(inputs))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            rows = inputs[chosen] * ((random.random((len(chosen), size)) > DROPPED) / (1 - DROPPED))
            gradients = _gradients(weights, rows, target[chosen])
            step += 1
            rate = 3e-3 * 0.5 * (1 + np.cos(np.pi * step / steps))
            for k, gradient in enumerate(gradients):
                first[k] = 0.9 * first[k] + 0.1 * gradient
                second[k] = 0.999 * second[k] + 0.001 * gradient**2
                weights[k] = weights[k] - rate * (first[k] / (1 - 0.9**step)) / (
                    np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8
                )
    hidden, hidden_bias, output, bias, direct = weights
    return Stage(tuple(names), mean, spread, direct, hidden, hidden_bias, output, float(bias[0]))


def _gradients(weights: list[np.ndarray], rows: np.ndarray, target: np.ndarray) -> list[np.ndarray]:
    hidden, hidden_bias, output, bias, direct = weights
    active = np.tanh(rows @ hidden + hidden_bias)
    scores = active @ output + bias + rows @ direct
    error = (1 / (1 + np.exp(-scores)) - target) / len(rows)
    back = np.outer(error, output) * (1 - active**2)
    decay = 1e-4
    return [
        rows.T @ back + decay * hidden,
        back.sum(0),
        active.T @ error + decay * output,
        np.array([error.sum()]),
        rows.T @ error + decay * direct,
    ]
