"""How far the paragraphs of both sides agree, and what a bead then tells by keeping to them.

Nothing is taken on trust: agreement is measured on the likely beads of the first pass, and where there is none,
paragraphs say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.common.arrays import running
from flashcards.records import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from flashcards.alignment.bead_features import View
    from flashcards.alignment.beads import Beads
    from flashcards.alignment.bitext_words import Text
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats


_PRIOR = 5.0
"""Beads by chance that stand against what is counted of paragraphs' ends. Set by hand."""
_PRIOR_WITHIN = 0.25
"""The same for paragraphs within a bead, of which there are few. Set by hand."""
_MOST_WITHIN = 4.0
"""The most that a paragraph within a bead tells against it, as a logarithm: 1 in 55. Set by hand."""
_MOST = 3.0
"""The most that paragraphs tell elsewhere, as a logarithm: 20 to 1. Set by hand, so that words can outvote them."""


class Agreement(Record):
    """Logarithms of how much oftener than by chance a paragraph begins, or none does, at each of these places.

    `ends[a][b]` is for the end of a bead, where a Chinese paragraph begins (a = 1) or not, and an English one (b);
    `inside` for a paragraph that begins within a bead, Chinese and English.
    """

    ends: Floats
    inside: tuple[float, float]

    def scores(self, view: View) -> Floats:
        """Score beads by where they begin and end; a null bead only by its end."""
        chinese, english = _breaks(view.chinese), _breaks(view.english)
        at_end = self.ends[chinese[view.chinese_stop].astype(np.int64), english[view.english_stop].astype(np.int64)]
        within = _inner(chinese, view.beads.chinese, view.beads.chinese_count)
        within_english = _inner(english, view.beads.english, view.beads.english_count)
        return np.asarray(at_end + within * self.inside[0] + within_english * self.inside[1])


def agreement(text: Text, likely: Beads) -> Agreement:
    """Measure the agreement on beads that are likely right."""
    chinese, english = _breaks(text.chinese), _breaks(text.english)
    rates = _rate(chinese), _rate(english)
    table = np.zeros((2, 2))
    ends = likely.chinese + likely.chinese_count, likely.english + likely.english_count
    np.add.at(table, (chinese[ends[0]].astype(np.int64), english[ends[1]].astype(np.int64)), 1.0)
    chance = np.outer([1 - rates[0], rates[0]], [1 - rates[1], rates[1]])
    shares = (table + _PRIOR * chance) / (table.sum() + _PRIOR)
    log_ratio = np.where(chance > 0, np.log(np.where(chance > 0, shares, 1.0) / np.where(chance > 0, chance, 1.0)), 0.0)
    inside = (
        _inside(chinese, likely.chinese, likely.chinese_count),
        _inside(english, likely.english, likely.english_count),
    )
    return Agreement(np.clip(log_ratio, -_MOST, _MOST), inside)


def _breaks(side: Side) -> Floats:
    """Tell for each place between sentences whether a paragraph ends there, as one does at the end of the text."""
    breaks = np.zeros(side.count + 1)
    breaks[1:-1] = side.blocks[1:] != side.blocks[:-1]
    breaks[-1] = 1.0
    return breaks


def _rate(breaks: Floats) -> float:
    return float(breaks.sum() / max(len(breaks) - 1, 1))


def _inner(breaks: Floats, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> Floats:
    """Count the paragraphs that begin within a run of sentences, its first not counted."""
    before = running(breaks)
    return np.where(counts > 1, before[starts + counts] - before[np.minimum(starts + 1, starts + counts)], 0.0)


def _inside(breaks: Floats, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> float:
    """Measure how much rarer than by chance a paragraph begins within a bead: of all its places there, and of all.

    One case counts for nothing, so that a bead that is wrong for spanning two paragraphs cannot excuse itself.
    """
    places, total = float(np.maximum(counts - 1, 0).sum()), float(breaks.sum())
    if not 1 < total < len(breaks) - 1 or not places:
        return 0.0
    chance = places / (len(breaks) - 1)
    inner_breaks = max(float(_inner(breaks, starts, counts).sum()) - 1.0, 0.0)
    share = (inner_breaks + _PRIOR_WITHIN * chance) / (total + _PRIOR_WITHIN)
    return float(np.clip(np.log(share / chance), -_MOST_WITHIN, _MOST))
