"""How likely each of the many beads of a band is, row by row of the band. Nothing here knows what a score means."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment.scorer import SHAPES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from flashcards.alignment.scorer import Beads

Floats: TypeAlias = "NDArray[np.float64]"
Integers: TypeAlias = "NDArray[np.int64]"

_NEVER = -1e30
_FORBIDDEN = -1e6
"""Far below every score, and small enough that sums over a row of the band keep their precision."""
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
        self._before[beads.shape, beads.target] = beads.source
        self._after[beads.shape, beads.source] = beads.target

    def posteriors(self, scores: Floats) -> tuple[Floats, float]:
        """Give the probability of each bead, were scores logarithms of odds (forward-backward; Baum et al., 1970).

        The second value is the logarithm of the sum of all alignments' odds.
        """
        forward = self._sums(self._by_node(scores, self._beads.target), self._before, backwards=False)
        backward = self._sums(self._by_node(scores, self._beads.source), self._after, backwards=True)
        total = float(forward[self._grid.size - 1])
        through = forward[self._beads.source] + scores + backward[self._beads.target] - total
        return np.exp(np.clip(through, -700.0, 0.0)), total

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
        return [slice(a, b) for a, b in pairwise(starts)]

    def _by_node(self, scores: Floats, nodes: Integers) -> Floats:
        table = np.full((len(SHAPES), self._grid.size), _NEVER)
        table[self._beads.shape, nodes] = scores
        return table

    @staticmethod
    def _steps(scores: Floats) -> Floats:
        """Sum up the steps along a row, from its first node on; one that is no bead costs more than any other way."""
        return np.cumsum(np.maximum(scores, _FORBIDDEN))
