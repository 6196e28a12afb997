"""Words of a bead linked one to one: partners that are each other's best, given how well they fit and where they stand.

Much that two sentences share they share by chance. Words that choose each other, and stand at about the same place of a
bead, seldom do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.alignment.beads import LARGEST
from flashcards.common.arrays import spread
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.alignment.beads import Beads
    from flashcards.alignment.bitext_words import Text
    from flashcards.alignment.coverage import Meetings
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats, Integers


_NEAR, _NEARER = 0.3, 0.15
"""How far apart two partners may stand, as a share of the bead's length (deviations of a bell curve)."""
LINKS = "links"
"""The feature that sums up how well the words of a bead are linked."""


class _Words(Record):
    """The words of one side of all beads, end to end: bead and token of each; where the words of a bead begin."""

    bead: Integers
    token: Integers
    before: Integers
    first: Integers
    count: Integers

    @classmethod
    def of(cls, side: Side, starts: Integers, counts: Integers) -> _Words:
        """List the words of runs of sentences."""
        first = side.starts[starts]
        count = side.starts[starts + counts] - first
        bead, token = spread(first, count)
        return cls(bead, token, np.cumsum(count) - count, first, count)

    def place(self, bead: Integers, token: Integers) -> Integers:
        """Find a token's place in the list."""
        return self.before[bead] + token - self.first[bead]

    def share(self, bead: Integers, token: Integers) -> Floats:
        """Tell how far into its bead a token stands, from 0 to 1."""
        return (token - self.first[bead] + 0.5) / self.count[bead]


def link_features(text: Text, met: Meetings, strength: Floats, beads: Beads) -> Iterator[tuple[str, Floats]]:
    """Give, for each bead, how much its words find on the other side, alone and one to one."""
    bead, meeting = _within(text, met, beads)
    chinese = _Words.of(text.chinese, beads.chinese, beads.chinese_count)
    english = _Words.of(text.english, beads.english, beads.english_count)
    chinese_token, english_token, fit = met.chinese[meeting], met.english[meeting], strength[meeting]
    places = chinese.place(bead, chinese_token), english.place(bead, english_token)
    rare = text.rarity[0][text.chinese.tokens], text.rarity[1][text.english.tokens]
    for name, words, rarity, place in (
        ("chinese", chinese, rare[0], places[0]),
        ("english", english, rare[1], places[1]),
    ):
        best_fit = _best(fit, place, len(words.bead))
        yield f"words {name}", _sums(words.bead, best_fit, len(beads.shape))
        yield f"words {name} rare", _sums(words.bead, best_fit * rarity[words.token], len(beads.shape))
    apart = abs(chinese.share(bead, chinese_token) - english.share(bead, english_token))
    near = fit * _bell(apart, _NEAR)
    linked = near >= _best(near, places[0], len(chinese.bead))[places[0]]
    linked &= near >= _best(near, places[1], len(english.bead))[places[1]]
    where, fit, apart = bead[linked], fit[linked], apart[linked]
    real = beads.is_pair
    runs = (beads.chinese, beads.chinese_count * real), (beads.english, beads.english_count * real)
    yield "sentences unlinked chinese", _unlinked(text.chinese, *runs[0], (where, chinese_token[linked]))
    yield "sentences unlinked english", _unlinked(text.english, *runs[1], (where, english_token[linked]))
    weight = (rare[0][chinese_token[linked]] + rare[1][english_token[linked]]) / 2
    yield LINKS, _sums(where, fit, len(beads.shape))
    yield "links rare", _sums(where, fit * weight, len(beads.shape))
    yield "links near", _sums(where, fit * _bell(apart, _NEARER), len(beads.shape))


def _unlinked(side: Side, starts: Integers, counts: Integers, links: tuple[Integers, Integers]) -> Floats:
    """Count the sentences of one side that have no link; they may not belong."""
    bead, token = links
    size = len(starts)
    linked = np.bincount(bead * LARGEST + side.sentences[token] - starts[bead], minlength=size * LARGEST)
    inside = np.arange(LARGEST) < counts[:, None]
    return np.asarray((inside & (linked.reshape(-1, LARGEST) == 0)).sum(axis=1).astype(np.float64))


def _within(text: Text, met: Meetings, beads: Beads) -> tuple[Integers, Integers]:
    """List (bead, meeting) for every meeting within a bead."""
    grid = beads.grid
    rows = text.chinese.sentences[met.chinese]
    cells = grid.starts[rows] + text.english.sentences[met.english] - grid.low[rows]
    order = np.argsort(cells, kind="stable")
    first = np.searchsorted(cells[order], np.arange(grid.size + 2))
    bead, number = spread(np.zeros(len(beads.shape), np.int64), beads.chinese_count * beads.english_count)
    wide = np.maximum(beads.english_count[bead], 1)
    cell = grid.number(beads.chinese[bead] + number // wide, beads.english[bead] + number % wide)
    source, place = spread(first[cell], first[cell + 1] - first[cell])
    return bead[source], order[place]


def _best(fit: Floats, place: Integers, count: int) -> Floats:
    best = np.zeros(count)
    np.maximum.at(best, place, fit)
    return best


def _sums(places: Integers, values: Floats, count: int) -> Floats:
    return np.bincount(places, values, count).astype(np.float64)


def _bell(apart: Floats, deviation: float) -> Floats:
    return np.asarray(np.exp(-(apart**2) / (2 * deviation**2)))
