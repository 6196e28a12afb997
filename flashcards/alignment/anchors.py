"""A rough path through a text: sentences that share rare translations of each other, chained in order."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment.coverage import meetings
from flashcards.alignment.grid import Grid
from flashcards.common.arrays import numbered, running

if TYPE_CHECKING:
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats, Integers
    from flashcards.links.word_pairs import Candidates

Cell: TypeAlias = "tuple[int, int]"
"""The numbers of a Chinese and an English sentence, from 0."""
Telling: TypeAlias = "tuple[tuple[Integers, Integers], Floats]"
"""Pairs of words, and how much each speaks for two sentences that hold it."""

_LEAST_STRENGTH = 0.3
"""From this strength on a word pair may anchor a path. Set by hand: what the dictionary gives outright has more."""
_MOST_MEETINGS = 300
"""A word pair that could meet oftener tells no place. Set by hand, for texts of up to `_NEIGHBOURHOOD` sentences."""
_MOST_NEARBY = 60
"""The same within a neighbourhood, where a wrong meeting leads less far astray. Set by hand."""
_MOST_IN_LONG_TEXT = 20
"""The same over a whole long text, whose first path need only be about right. Set by hand, low for speed."""
_MEETINGS_PER_SENTENCE = 10
"""So many meetings are looked at even where no word is rare: in a text that repeats itself."""
_MOST_IN_ALL = 8_000_000
"""So many meetings at most are looked at, which takes 600 MB; a novel of 9,000 sentences has a tenth. Set by hand."""
_KEPT_PER_SENTENCE = 3
"""So many partners of each sentence are kept for the chain. Set by hand."""
_LEAST_WEIGHT = 0.1
"""What two sentences must have in common to be a link of the chain. Set by hand, to leave out single common words."""
_NEIGHBOURHOOD = 600
"""Sentences about a guess in which partners are looked for, and the length from which a text is long: a chapter or two.
"""
_ROWS_AT_ONCE = 500
"""Bounds memory: rows times a neighbourhood is some 300,000 cells. Set by hand."""
_LARGEST_TABLE = 2_000_000
"""Up to so many keys counting in a table (16 MB) is quicker than sorting them."""


def rough_path(chinese: Side, english: Side, words: Candidates) -> list[Cell]:
    """Give cells (Chinese sentence, English sentence), each after the one before on both sides.

    A pair of words speaks for every two sentences that hold them, the less the oftener it might. Of the sentences that
    speak for each other the chain of greatest weight is the path. In a long text few words are rare: there a first path
    only tells the neighbourhood in which each sentence's partner is looked for, and a word need be rare in that. The
    first path may hang on a few chance meetings, as of numbers of chapters, so the shares of the lengths tell another
    neighbourhood, and the heavier chain of the two is taken.
    """
    by_lengths = np.interp(
        running(chinese.lengths)[:-1] / max(chinese.lengths.sum(), 1.0),
        running(english.lengths)[:-1] / max(english.lengths.sum(), 1.0),
        np.arange(english.count),
    )
    is_long = max(chinese.count, english.count) > _NEIGHBOURHOOD
    most = _MOST_IN_LONG_TEXT if is_long else _MOST_MEETINGS
    path, _ = _path(chinese, english, _telling(chinese, english, words, 1.0, most), by_lengths, english.count)
    if not is_long:
        return path
    rows, columns = np.array([(-1, -1), *path, (chinese.count, english.count)]).T
    by_path = np.interp(np.arange(chinese.count), rows, columns)
    near = min(1.0, _NEIGHBOURHOOD / chinese.count) * min(1.0, _NEIGHBOURHOOD / english.count)
    telling = _telling(chinese, english, words, near, _MOST_NEARBY)
    paths = [_path(chinese, english, telling, guess, _NEIGHBOURHOOD // 2) for guess in (by_path, by_lengths)]
    return max(paths, key=itemgetter(1))[0]


def _path(chinese: Side, english: Side, telling: Telling, guess: Floats, reach: int) -> tuple[list[Cell], float]:
    """Chain the best cells of each row that lie within reach of the guess; give the chain's weight, too."""
    low = np.clip(guess - reach, 0, english.count - 1).astype(np.int64)
    high = np.clip(guess + reach, 0, english.count - 1).astype(np.int64)
    pairs, weights = telling
    best_cells = []
    height = _ROWS_AT_ONCE if reach < english.count else chinese.count
    for top in range(0, chinese.count, height):
        stop = min(top + height, chinese.count)
        left, right = int(low[top:stop].min()), int(high[top:stop].max()) + 1
        grid = Grid(low[top:stop] - left, high[top:stop] - left)
        met = meetings(chinese.part(top, stop), english.part(left, right), pairs, grid)
        rows = chinese.sentences[met.chinese + chinese.starts[top]]
        columns = english.sentences[met.english + english.starts[left]]
        best_cells.append(_best_cells(rows, columns, weights[met.pair], guess, english.count))
    cells = [np.concatenate(values) for values in zip(*best_cells, strict=True)]
    return heaviest_chain(cells[0], cells[1], cells[2]) if len(cells[0]) else ([], 0.0)


def _telling(chinese: Side, english: Side, words: Candidates, near: float, most: int) -> Telling:
    """Choose the pairs of words that meet by chance no oftener than `most` times, and how much each tells.

    `near` is the share of all pairs of sentences that is looked at.
    """
    often = (
        np.bincount(chinese.tokens, minlength=len(chinese.types))[words.chinese],
        np.bincount(english.tokens, minlength=len(english.types))[words.english],
    )
    chance = np.maximum(often[0] * often[1] * near, 1.0)
    strong = words.strength > _LEAST_STRENGTH
    ordered = np.sort(chance[strong])
    enough = int(np.searchsorted(np.cumsum(ordered), _MEETINGS_PER_SENTENCE * chinese.count))
    rarest = ordered[min(enough, len(ordered) - 1)] if len(ordered) else 0.0
    rare = np.flatnonzero(strong & (chance <= max(most, rarest)))
    if chance[rare].sum() > _MOST_IN_ALL:  # of a text that says the same all the time: the rarest tell enough
        rare = rare[np.argsort(chance[rare], kind="stable")]
        rare = np.sort(rare[np.cumsum(chance[rare]) <= _MOST_IN_ALL])
    return (words.chinese[rare], words.english[rare]), words.strength[rare] / np.sqrt(chance[rare])


def _best_cells(
    rows: Integers, columns: Integers, weights: Floats, guess: Floats, width: int
) -> tuple[Integers, Integers, Floats]:
    """Sum up what speaks for each cell; of each row keep the strongest cells, of equal ones those nearest the guess."""
    keys, totals = _totals(rows * width + columns, weights)
    rows, columns = keys // width, keys % width
    order = np.lexsort((abs(columns - guess[rows]), -totals, rows))
    rank = np.empty(len(rows), np.int64)
    rank[order] = np.arange(len(rows)) - np.searchsorted(rows, rows[order])
    kept = (rank < _KEPT_PER_SENTENCE) & (totals > _LEAST_WEIGHT)
    return rows[kept], columns[kept], totals[kept]


def _totals(keys: Integers, weights: Floats) -> tuple[Integers, Floats]:
    """Sum up the weights by key; in a table of all keys where that is small, which is faster."""
    first = int(keys.min(initial=0))
    if int(keys.max(initial=0)) - first > _LARGEST_TABLE:
        distinct_keys, places = numbered(keys)
        return distinct_keys, np.bincount(places, weights, len(distinct_keys)).astype(np.float64)
    table = np.bincount(keys - first, weights).astype(np.float64)
    filled = np.flatnonzero(table)
    return filled + first, table[filled]


def heaviest_chain(rows: Integers, columns: Integers, weights: Floats) -> tuple[list[Cell], float]:
    """Choose the cells of greatest total weight that grow in both coordinates (Fenwick, 1994); give the weight, too."""
    order = np.lexsort((-columns, rows)).tolist()
    row, column, weight = rows.tolist(), columns.tolist(), weights.tolist()
    size = max(column) + 1
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = [-1] * len(row)
    best = (0.0, -1)
    for cell in order:
        place, heaviest = column[cell], (0.0, -1)
        while place > 0:
            heaviest = max(heaviest, tree[place])
            place &= place - 1
        before[cell] = heaviest[1]
        reached = (heaviest[0] + weight[cell], cell)
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
    return chain[::-1], best[0]
