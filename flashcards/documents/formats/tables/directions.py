"""Tables whose rows hold the languages now in one order, now in the other: phrases that were translated either way."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SAMPLE = 50
"""Rows by which the columns are judged. Set by hand."""
_NEARLY_EVERY = 0.9
"""The share of rows in which two columns are in different languages, if they are a text and its translation."""
_MOST_COLUMNS, _FEWEST_ROWS = 6, 2
"""Columns among which two may hold a language each, now this, now that; and rows of the rarer order. Set by hand."""


def in_one_direction(
    rows: Sequence[tuple[int, tuple[str, ...]]], evidence: Callable[[str], float]
) -> Sequence[tuple[int, tuple[str, ...]]]:
    """Exchange the cells of those rows, each behind its line, whose languages stand the other way round than in most.

    `evidence` weighs what speaks for English in a cell; less than nothing speaks for Chinese.
    """
    some = [[evidence(cell) for cell in row] for _, row in rows[:_SAMPLE]]
    width = min(max(map(len, some), default=0), _MOST_COLUMNS)
    for left, right in combinations(range(width), 2):
        orders = [row[left] > row[right] for row in some if len(row) > right and row[left] * row[right] < 0]
        english_first = sum(orders)
        rarer = min(english_first, len(orders) - english_first)
        if len(orders) > _NEARLY_EVERY * len(some) and rarer >= _FEWEST_ROWS:
            wrong = 1 if rarer == english_first else -1

            def is_wrong(row: Sequence[str], left: int = left, right: int = right, wrong: int = wrong) -> bool:
                return len(row) > right and evidence(row[left]) * wrong > 0 > evidence(row[right]) * wrong

            return [(line, _exchanged(row, left, right) if is_wrong(row) else row) for line, row in rows]
    return rows


def _exchanged(row: tuple[str, ...], left: int, right: int) -> tuple[str, ...]:
    return (*row[:left], row[right], *row[left + 1 : right], row[left], *row[right + 1 :])
