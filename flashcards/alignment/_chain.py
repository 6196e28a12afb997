"""The best way through the few beads that are left, and how sure each is. Nothing here knows what a score means."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment._arrays import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Integers: TypeAlias = "NDArray[np.int64]"

_NEVER = -1e30


class Chain:
    """Beads between nodes; a way leads from the least node to the greatest, each bead beginning where one ends."""

    def __init__(self, source: Integers, target: Integers) -> None:
        nodes = distinct(np.concatenate([source, target]))
        self._source: list[int] = np.searchsorted(nodes, source).tolist()
        self._target: list[int] = np.searchsorted(nodes, target).tolist()
        self._into: list[list[int]] = [[] for _ in nodes]
        self._out: list[list[int]] = [[] for _ in nodes]
        for bead, (start, stop) in enumerate(zip(self._source, self._target, strict=True)):
            self._out[start].append(bead)
            self._into[stop].append(bead)

    def best_path(self, scores: Floats) -> list[int]:
        """Give the beads whose scores have the greatest sum (Viterbi, 1967)."""
        score = scores.tolist()
        best = [0.0] + [_NEVER] * (len(self._into) - 1)
        choice = [-1] * len(self._into)
        for node, beads in enumerate(self._into):
            for bead in beads:
                reached = best[self._source[bead]] + score[bead]
                if reached > best[node]:
                    best[node], choice[node] = reached, bead
        path = []
        node = len(self._into) - 1
        while node > 0:
            path.append(choice[node])
            node = self._source[choice[node]]
        return path[::-1]

    def posteriors(self, scores: Floats) -> tuple[Floats, float]:
        """Give the probability of each bead, were scores logarithms of odds (forward-backward; Baum et al., 1970).

        The second value is the logarithm of the sum of all alignments' odds.
        """
        score = scores.tolist()
        forward = self._sums(range(1, len(self._into)), self._into, self._source, score)
        backward = self._sums(range(len(self._into) - 2, -1, -1), self._out, self._target, score)
        total = forward[-1]
        through = np.array(forward)[self._source] + scores + np.array(backward)[self._target] - total
        return np.exp(np.clip(through, -700.0, 0.0)), total

    def _sums(self, order: range, beads: list[list[int]], ends: list[int], score: Sequence[float]) -> list[float]:
        sums = [_NEVER] * len(self._into)
        sums[0 if order.step > 0 else -1] = 0.0
        for node in order:
            ways = [sums[ends[bead]] + score[bead] for bead in beads[node]]
            highest = max(ways, default=_NEVER)
            if highest > _NEVER / 2:
                sums[node] = highest + math.log(sum([math.exp(way - highest) for way in ways]))
        return sums
