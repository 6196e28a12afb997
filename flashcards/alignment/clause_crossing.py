"""Clauses that belong beyond a boundary: what says that two beads are one.

A translator who moves a clause into the next sentence leaves a trace: the words of the last clause before the boundary
find their partners in the sentence after it, and not in the one beside it. The same for the first clause after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.common.arrays import distinct, spread
from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.alignment.beads import Beads
    from flashcards.alignment.bitext_words import Text
    from flashcards.alignment.coverage import Meetings
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats, Integers


_FEW_WORDS = 2
"""So many words without a partner are added to each clause, so that one word does not speak for all."""


class _Best(Record):
    """The strongest partner of each token in each sentence of the other side, where it has any."""

    keys: Integers
    strength: Floats
    width: int

    @classmethod
    def of(cls, tokens: Integers, sentences: Integers, strength: Floats, count: int) -> _Best:
        """Gather the meetings of tokens with sentences; `count` is how many sentences the other side has."""
        keys = tokens * count + sentences
        every = distinct(keys)
        best = np.zeros(len(every) + 1)
        np.maximum.at(best, np.searchsorted(every, keys), strength)
        return cls(np.append(every, -1), best, count)

    def find(self, tokens: Integers, sentences: Integers) -> Floats:
        """Look up what tokens find in sentences."""
        keys = tokens * self.width + sentences
        place = np.searchsorted(self.keys[:-1], keys)
        return np.where(self.keys[place] == keys, self.strength[place], 0.0)


def crossing(text: Text, met: Meetings, strength: Floats, beads: Beads) -> Floats:
    """Give, for each pair, how much the clauses about its end lean to the far side: shares of their words, summed."""
    ends = beads.grid.number(beads.chinese + beads.chinese_count, beads.english + beads.english_count)
    nodes = distinct(ends)
    rows, columns = beads.grid.rows[nodes], beads.grid.columns[nodes]
    inside = (rows > 0) & (columns > 0) & (rows < text.chinese.count) & (columns < text.english.count)
    nodes, rows, columns = nodes[inside], rows[inside], columns[inside]
    chinese, english = text.chinese.sentences[met.chinese], text.english.sentences[met.english]
    partners = (
        _Best.of(met.chinese, english, strength, text.english.count),
        _Best.of(met.english, chinese, strength, text.chinese.count),
    )
    lean = np.zeros(beads.grid.size)
    lean[nodes] = _lean(text.chinese, text.rarity[0], partners[0], (rows, columns))
    lean[nodes] += _lean(text.english, text.rarity[1], partners[1], (columns, rows))
    return np.asarray(lean[ends] * beads.is_pair)


def _lean(side: Side, rarity: Floats, best: _Best, boundary: tuple[Integers, Integers]) -> Floats:
    """Measure the clauses of one side at boundaries: before these sentences of this side and of the other."""
    here, there = boundary
    before = side.marks["last_clause"][here - 1].astype(np.int64)
    after = side.marks["first_clause"][here].astype(np.int64)
    lean = np.zeros(len(here))
    for first, count, own, far in (
        (side.starts[here] - before, before, there - 1, there),
        (side.starts[here], after, there, there - 1),
    ):
        clause, token = spread(first, count)
        gain = best.find(token, far[clause]) - best.find(token, own[clause])
        total = np.bincount(clause, gain * rarity[side.tokens[token]], len(here))
        lean += np.maximum(total, 0.0) / (count + _FEW_WORDS)
    return lean
