"""How likely each of the many beads of a band is, row by row of the band. Nothing here knows what a score means.

As in `chain`, a run of sentences without partners has a price of its own, and the Chinese run comes first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from flashcards.alignment.beads import NULL_SHAPES, SHAPES
from flashcards.alignment.chain import Posteriors

if TYPE_CHECKING:
    from flashcards.alignment.beads import Beads
    from flashcards.common.arrays import Floats, Integers


_NEVER = -1e30
"""Stands for the logarithm of nothing, as in `chain`."""
_FORBIDDEN = -1e6
"""Far below every score, and small enough that sums over a row of the band keep their precision."""
_STEP_DOWN, _STEP_RIGHT = NULL_SHAPES
"""A step right is the one shape that stays within a row of the band; all others lead to it from rows above."""
_PAIRS = slice(len(NULL_SHAPES), None)


class Lattice:
    """The nodes of a band with the beads between them: a semi-Markov chain over sentence boundaries."""

    def __init__(self, beads: Beads) -> None:
        self._beads = beads
        self._grid = grid = beads.grid
        # One place beyond the last node stands for everything outside the band.
        self._before = np.full((len(SHAPES), grid.size), grid.size)
        self._after = np.full((len(SHAPES), grid.size), grid.size)
        self._before[beads.shape, beads.target] = beads.source
        self._after[beads.shape, beads.source] = beads.target

    def posteriors(self, scores: Floats, opening: float = 0.0) -> Posteriors:
        """Give the chances, were scores logarithms of odds; each run of nulls costs `opening` more."""
        beads = self._beads
        pair, down, right = self._forward(scores, opening)
        after_pair, after_down, after_right = self._backward(scores, opening)
        started = np.logaddexp(pair, down)
        total = float(np.logaddexp(started, right)[self._grid.size - 1])
        is_down, is_right = beads.shape == _STEP_DOWN, beads.shape == _STEP_RIGHT
        along = np.logaddexp(started, right)[beads.source] + after_pair[beads.target]
        runs = 0.0
        for which, fresh, ran, after in ((is_down, pair, down, after_down), (is_right, started, right, after_right)):
            source, ahead = beads.source[which], after[beads.target[which]]
            along[which] = np.logaddexp(fresh[source] + opening, ran[source]) + ahead
            runs += float(np.exp(np.clip(fresh[source] + opening + ahead + scores[which] - total, -700.0, 0.0)).sum())
        return Posteriors(np.exp(np.clip(along + scores - total, -700.0, 0.0)), total, runs)

    def _forward(self, scores: Floats, opening: float) -> tuple[Floats, Floats, Floats]:
        """Sum up the ways to each node that end with a pair, with a step down, with a step right."""
        by_node = self._by_node(scores, self._beads.target)
        pair, down, right, every = np.full((4, self._grid.size + 1), _NEVER)
        for row in self._rows():
            pair[row] = _sums(every[self._before[_PAIRS, row]] + by_node[_PAIRS, row])
            if row.start == 0:
                pair[0] = 0.0
            above = self._before[_STEP_DOWN, row]
            down[row] = np.logaddexp(pair[above] + opening, down[above]) + by_node[_STEP_DOWN, row]
            started = np.logaddexp(pair[row], down[row])
            right[row] = _along(started + opening, by_node[_STEP_RIGHT, row])
            every[row] = np.logaddexp(started, right[row])
        return pair, down, right

    def _backward(self, scores: Floats, opening: float) -> tuple[Floats, Floats, Floats]:
        """Sum up the ways from each node on, after a pair, after a step down, after a step right."""
        by_node = self._by_node(scores, self._beads.source)
        pair, down, right = np.full((3, self._grid.size + 1), _NEVER)
        for row in reversed(self._rows()):
            paired = _sums(pair[self._after[_PAIRS, row]] + by_node[_PAIRS, row])
            if row.stop == self._grid.size:
                paired[-1] = 0.0
            steps = _along(paired[::-1], by_node[_STEP_RIGHT, row][::-1])[::-1]
            right[row] = np.logaddexp(paired, steps)
            below = down[self._after[_STEP_DOWN, row]] + by_node[_STEP_DOWN, row]
            down[row] = np.logaddexp(np.logaddexp(paired, below), steps + opening)
            pair[row] = np.logaddexp(paired, np.logaddexp(below, steps) + opening)
        return pair, down, right

    def _rows(self) -> list[slice]:
        starts = self._grid.starts.tolist()
        return [slice(a, b) for a, b in pairwise(starts)]

    def _by_node(self, scores: Floats, nodes: Integers) -> Floats:
        table = np.full((len(SHAPES), self._grid.size), _NEVER)
        table[self._beads.shape, nodes] = scores
        return table


def _sums(ways: Floats) -> Floats:
    highest = ways.max(axis=0)
    return np.asarray(highest + np.log(np.exp(ways - highest).sum(axis=0)))


def _along(before: Floats, scores: Floats) -> Floats:
    """Sum up the ways that reach each node of a row by one step or more from a node before it.

    `scores[k]` is for the step to node k; one that is no bead costs more than any other way.
    """
    steps = np.cumsum(np.maximum(scores, _FORBIDDEN))
    reached = np.logaddexp.accumulate(before - steps)
    return np.concatenate([[_NEVER], (reached[:-1] + steps[1:])])
