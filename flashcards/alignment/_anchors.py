"""A rough path through a text: sentences that share rare translations of each other, chained in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment._arrays import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from flashcards.alignment._side import Side
    from flashcards.translation import Candidates

Floats: TypeAlias = "NDArray[np.float64]"
Integers: TypeAlias = "NDArray[np.int64]"

_LEAST_STRENGTH = 0.3
_MOST_MEETINGS = 300
_KEPT_PER_SENTENCE = 3
_LEAST_WEIGHT = 0.1


def rough_path(chinese: Side, english: Side, words: Candidates, strength: Floats) -> list[tuple[int, int]]:
    """Give cells (Chinese sentence, English sentence), each after the one before on both sides.

    A pair of words speaks for every two sentences that hold them, the less the oftener they occur. Of the sentences that
    speak for each other the chain of greatest weight is the path.
    """
    rows, columns, weights = _meetings(chinese, english, words, strength)
    if not len(rows):
        return []
    keys, places = np.unique(rows * english.count + columns, return_inverse=True)
    totals = np.bincount(places, weights)
    rows, columns = keys // english.count, keys % english.count
    order = np.lexsort((-totals, rows))
    rank = np.empty(len(rows), np.int64)
    rank[order] = np.arange(len(rows)) - np.searchsorted(rows, rows[order])
    kept = (rank < _KEPT_PER_SENTENCE) & (totals > _LEAST_WEIGHT)
    return heaviest_chain(rows[kept], columns[kept], totals[kept])


def _meetings(chinese: Side, english: Side, words: Candidates, strength: Floats) -> tuple[Integers, Integers, Floats]:
    """Give (Chinese sentence, English sentence, weight) for each time that two words of a rare pair may meet."""
    often_chinese = np.bincount(chinese.tokens, minlength=len(chinese.types))
    often_english = np.bincount(english.tokens, minlength=len(english.types))
    meetings = often_chinese[words.chinese] * often_english[words.english]
    rare = np.flatnonzero((strength > _LEAST_STRENGTH) & (meetings <= _MOST_MEETINGS))
    weights = strength[rare] / np.sqrt(meetings[rare])
    pair, place = spread(*_occurrences(chinese, often_chinese, words.chinese[rare]))
    again, other = spread(*_occurrences(english, often_english, words.english[rare][pair]))
    rows = chinese.sentences[np.argsort(chinese.tokens, kind="stable")[place[again]]]
    columns = english.sentences[np.argsort(english.tokens, kind="stable")[other]]
    return rows, columns, weights[pair[again]]


def _occurrences(side: Side, often: Integers, types: Integers) -> tuple[Integers, Integers]:
    """Where the occurrences of each type begin, tokens sorted by type, and how many there are."""
    first = np.cumsum(often) - often
    return first[types], often[types]


def heaviest_chain(rows: Integers, columns: Integers, weights: Floats) -> list[tuple[int, int]]:
    """Choose the cells of greatest total weight that grow in both coordinates (a tree of prefix maxima, Fenwick 1994)."""
    order = np.lexsort((-columns, rows)).tolist()
    row, column, weight = rows.tolist(), columns.tolist(), weights.tolist()
    size = max(column) + 1
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = [-1] * len(row)
    best = (0.0, -1)
    for cell in order:
        place, found = column[cell], (0.0, -1)
        while place > 0:
            found = max(found, tree[place])
            place &= place - 1
        before[cell] = found[1]
        reached = (found[0] + weight[cell], cell)
        best = max(best, reached)
        place = column[cell] + 1
        while place <= size:
            tree[place] = max(tree[place], reached)
            place += place & -place
    chain = []
    cell = best[1]
    while cell >= 0:
        chain.append((row[cell], column[cell]))
        cell = before[cell]
    return chain[::-1]
