"""The best way through the band, and how sure each step of it is. Nothing here knows what a score means."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment.scorer import SHAPES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from flashcards.alignment.scorer import Beads

Floats: TypeAlias = "NDArray[np.float64]"
Integers: TypeAlias = "NDArray[np.int64]"

_NEVER = -1e30
_STEP_RIGHT = SHAPES.index((0, 1))
"""The one shape that stays within a row of the band; all others lead to it from rows above."""


class Lattice:
    """The nodes of a band with the beads between them: a semi-Markov chain over sentence boundaries."""

    def __init__(self, beads: Beads) -> None:
        self._beads = beads
        self._grid = grid = beads.grid
        # One place beyond the last node stands for everything outside the band.
        self._before = np.full((len(SHAPES), grid.size), grid.size)
        self._after = np.full((len(SHAPES), grid.size), grid.size)
        self._number = np.full((len(SHAPES), grid.size), -1)
        self._before[beads.shape, beads.target] = beads.source
        self._after[beads.shape, beads.source] = beads.target
        self._number[beads.shape, beads.target] = np.arange(len(beads.shape))

    def best_path(self, scores: Floats) -> Integers:
        """Give the numbers of the beads whose scores have the greatest sum (Viterbi, 1967)."""
        into = self._by_node(scores, self._beads.target)
        best = np.full(self._grid.size + 1, _NEVER)
        choice = np.zeros(self._grid.size, np.int64)
        for row in self._rows():
            ways = best[self._before[:, row]] + into[:, row]
            ways[_STEP_RIGHT] = _NEVER
            choice[row] = ways.argmax(axis=0)
            reached = ways.max(axis=0)
            if row.start == 0:
                reached[0] = 0.0
            steps = self._steps(into[_STEP_RIGHT, row])
            relative = reached - steps
            highest = np.maximum.accumulate(relative)
            choice[row][highest > relative] = _STEP_RIGHT
            best[row] = highest + steps
        return self._trace(choice)

    def posteriors(self, scores: Floats) -> Floats:
        """Give the probability of each bead, were scores logarithms of odds (forward-backward; Baum et al., 1970)."""
        forward = self._sums(self._by_node(scores, self._beads.target), self._before, backwards=False)
        backward = self._sums(self._by_node(scores, self._beads.source), self._after, backwards=True)
        total = forward[self._grid.size - 1]
        through = forward[self._beads.source] + scores + backward[self._beads.target] - total
        return np.exp(np.minimum(through, 0.0))

    def total(self, scores: Floats) -> float:
        """Give the logarithm of the sum over all alignments of the exponential of their score."""
        forward = self._sums(self._by_node(scores, self._beads.target), self._before, backwards=False)
        return float(forward[self._grid.size - 1])

    def _sums(self, by_node: Floats, neighbours: Integers, *, backwards: bool) -> Floats:
        sums = np.full(self._grid.size + 1, _NEVER)
        for row in reversed(self._rows()) if backwards else self._rows():
            ways = sums[neighbours[:, row]] + by_node[:, row]
            ways[_STEP_RIGHT] = _NEVER
            highest = ways.max(axis=0)
            reached = highest + np.log(np.exp(ways - highest).sum(axis=0))
            if backwards:
                if row.stop == self._grid.size:
                    reached[-1] = 0.0
                steps = self._steps(by_node[_STEP_RIGHT, row][::-1])
                sums[row] = (np.logaddexp.accumulate(reached[::-1] - steps) + steps)[::-1]
            else:
                if row.start == 0:
                    reached[0] = 0.0
                steps = self._steps(by_node[_STEP_RIGHT, row])
                sums[row] = np.logaddexp.accumulate(reached - steps) + steps
        return sums

    def _rows(self) -> list[slice]:
        starts = self._grid.starts.tolist()
        return [slice(a, b) for a, b in zip(starts, starts[1:], strict=False)]

    def _by_node(self, scores: Floats, nodes: Integers) -> Floats:
        table = np.full((len(SHAPES), self._grid.size), _NEVER)
        table[self._beads.shape, nodes] = scores
        return table

    @staticmethod
    def _steps(scores: Floats) -> Floats:
        """Sums of the steps along a row; before its first node there is none (at its last, seen from behind)."""
        return np.cumsum(np.where(scores > _NEVER / 2, scores, 0.0))

    def _trace(self, choice: Integers) -> Integers:
        path = []
        node = self._grid.size - 1
        while node:
            path.append(self._number[choice[node], node])
            node = int(self._before[choice[node], node])
        return np.array(path[::-1], np.int64)
