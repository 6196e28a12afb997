"""The best way through the few beads that are left, and how sure each is. Nothing here knows what a score means.

Sentences without a partner come in runs: a passage left out, a foreword. So each run has a price of its own, and each
sentence of it another (an affine gap; Gotoh, 1982). Where both sides have a run at the same place the Chinese one comes
first, so that the same alignment is not counted once for every order of its null beads.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from flashcards.common.arrays import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.alignment.beads import Beads
    from flashcards.common.arrays import Floats


_NEVER = -1e30
"""Stands for the logarithm of nothing: no sum of scores comes near it, and unlike -inf it can be subtracted."""
_PAIR, _CHINESE, _ENGLISH = range(3)
"""What a way last went through: a pair, or a run of Chinese or of English sentences without partners."""


class Posteriors(NamedTuple):
    """The probability of each bead, the logarithm of the sum of all alignments' odds, the number of runs expected."""

    chances: Floats
    total: float
    runs: float


class Chain:
    """Beads between nodes; a way leads from the least node to the greatest, each bead beginning where one ends."""

    def __init__(self, beads: Beads) -> None:
        nodes = distinct(np.concatenate([beads.source, beads.target]))
        self._source: list[int] = np.searchsorted(nodes, beads.source).tolist()
        self._target: list[int] = np.searchsorted(nodes, beads.target).tolist()
        self._kinds = np.where(beads.is_pair, _PAIR, np.where(beads.english_count == 0, _CHINESE, _ENGLISH))
        self._into: list[list[int]] = [[] for _ in nodes]
        self._out: list[list[int]] = [[] for _ in nodes]
        for bead, (start, stop) in enumerate(zip(self._source, self._target, strict=True)):
            self._out[start].append(bead)
            self._into[stop].append(bead)

    def best_path(self, scores: Floats, opening: float = 0.0) -> list[int]:
        """Give the beads whose scores have the greatest sum, `opening` added for each run of nulls (Viterbi, 1967)."""
        score, kinds = scores.tolist(), self._kinds.tolist()
        best = [[_NEVER] * 3 for _ in self._into]
        choice = [[(-1, _PAIR)] * 3 for _ in self._into]
        best[0][_PAIR] = 0.0
        for node, beads in enumerate(self._into):
            for bead in beads:
                kind = kinds[bead]
                before, came = _best_way(best[self._source[bead]], kind, opening)
                if before + score[bead] > best[node][kind]:
                    best[node][kind], choice[node][kind] = before + score[bead], (bead, came)
        path = []
        node, kind = len(self._into) - 1, max(range(3), key=best[-1].__getitem__)
        while node > 0:
            bead, kind = choice[node][kind]
            path.append(bead)
            node = self._source[bead]
        return path[::-1]

    def posteriors(self, scores: Floats, opening: float = 0.0) -> Posteriors:
        """Give the chances, were scores logarithms of odds (forward-backward; Baum et al., 1970)."""
        score, kinds = scores.tolist(), self._kinds.tolist()
        forward = self._forward(score, kinds, opening)
        backward = self._backward(score, kinds, opening)
        total = _sum(forward[-1])
        ends = np.array(backward)[self._target, self._kinds] + scores - total
        begins = np.array(forward)[self._source]
        pair, chinese, english = begins.T
        started = np.logaddexp(pair, chinese)
        fresh = np.where(self._kinds == _CHINESE, pair, started) + opening
        ran = np.logaddexp(fresh, begins[np.arange(len(begins)), self._kinds])
        along = np.where(self._kinds == _PAIR, np.logaddexp(started, english), ran)
        runs = np.exp(np.clip(fresh + ends, -700.0, 0.0))[self._kinds != _PAIR].sum()
        return Posteriors(np.exp(np.clip(along + ends, -700.0, 0.0)), total, float(runs))

    def _forward(self, score: list[float], kinds: list[int], opening: float) -> list[tuple[float, float, float]]:
        sums = [(_NEVER, _NEVER, _NEVER)] * len(self._into)
        sums[0] = (0.0, _NEVER, _NEVER)
        whole = [0.0] * len(self._into)
        for node in range(1, len(sums)):
            pairs, chinese, english = [], _NEVER, _NEVER
            for bead in self._into[node]:
                source = self._source[bead]
                if kinds[bead] == _PAIR:
                    pairs.append(whole[source] + score[bead])
                    continue
                pair, run, other = sums[source]
                if kinds[bead] == _CHINESE:
                    chinese = _sum((pair + opening, run)) + score[bead]
                else:
                    english = _sum((pair + opening, run + opening, other)) + score[bead]
            pair = _sum(pairs)
            sums[node] = pair, chinese, english
            whole[node] = pair if chinese == english == _NEVER else _sum(sums[node])
        return sums

    def _backward(self, score: list[float], kinds: list[int], opening: float) -> list[tuple[float, float, float]]:
        sums = [(0.0, 0.0, 0.0)] * len(self._out)
        for node in range(len(sums) - 2, -1, -1):
            pairs, chinese, english = [], _NEVER, _NEVER
            for bead in self._out[node]:
                ahead = score[bead] + sums[self._target[bead]][kinds[bead]]
                if kinds[bead] == _PAIR:
                    pairs.append(ahead)
                elif kinds[bead] == _CHINESE:
                    chinese = ahead
                else:
                    english = ahead
            pair = _sum(pairs)
            if chinese == english == _NEVER:
                sums[node] = (pair, pair, pair)
                continue
            sums[node] = (
                _sum((pair, chinese + opening, english + opening)),
                _sum((pair, chinese, english + opening)),
                _sum((pair, english)),
            )
        return sums


def confidences(beads: Beads, chances: Floats) -> Floats:
    """Tell how sure each bead is: a null as sure as that its sentence has no partner, wherever in its run it stands."""
    sure = chances.copy()
    for nulls, sentence in ((beads.english_count == 0, beads.chinese), (beads.chinese_count == 0, beads.english)):
        sure[nulls] = np.bincount(sentence[nulls], chances[nulls])[sentence[nulls]]
    return np.minimum(sure, 1.0)


def _best_way(best: list[float], kind: int, opening: float) -> tuple[float, int]:
    """Choose what a bead of some kind best follows; the second value tells what that was."""
    if kind == _PAIR:
        came = best.index(max(best))
        return best[came], came
    return max((best[came] + (opening if came != kind else 0.0), came) for came in range(kind + 1))


def _sum(ways: Sequence[float]) -> float:
    """Give the logarithm of the sum of odds."""
    highest = max(ways, default=_NEVER)
    if highest < _NEVER / 2 or len(ways) == 1:
        return highest
    return highest + math.log(sum([math.exp(way - highest) for way in ways]))
