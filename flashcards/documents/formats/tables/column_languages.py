"""Which column of a table is Chinese and which is English, told from what stands in them.

What stands in most cells of a column, and the pinyin of another, says nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import ANNOTATION
from flashcards.documents.languages import evidence
from flashcards.documents.other_script import first_script
from flashcards.documents.romanised import is_pinyin_of
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


Row: TypeAlias = tuple[int, tuple[str, ...]]
"""The line in which a row begins, and its cells."""
MOST_COLUMNS = 30
"""Bounds the work: what stands further right is no text beside a text. Set by hand."""
_READING_BEHIND = pattern(rf"(?<=[{HAN}])\[[^\[\]{HAN}]{{1,60}}\]|{ANNOTATION.pattern}")
SAMPLE = 50
"""Rows by which the columns are judged. Set by hand."""
_WORD = pattern(r"[^\W\d_]+")
_FEWEST_FOR_TAGS, _MOST_OF = 4, 0.7
"""From so many rows on, what stands in more than this share of a column's cells says nothing about its language."""


def language_columns(rows: Sequence[Row]) -> Mapping[int, Language]:
    """Tell which column is most Chinese and which most English; what has neither has no column."""
    scores = _without_pinyin(rows, _scores(rows))
    chinese, english = min(scores, key=scores.__getitem__, default=0), max(scores, key=scores.__getitem__, default=0)
    chinese = first_script([row for _, row in rows[:SAMPLE]], chinese)
    columns = {}
    if scores.get(chinese, 0.0) < 0:
        columns[chinese] = Language.CHINESE
    if scores.get(english, 0.0) > 0:
        columns[english] = Language.ENGLISH
    return columns


def _without_pinyin(rows: Sequence[Row], scores: Mapping[int, float]) -> dict[int, float]:
    """Take out the columns that are the pinyin of the most Chinese one, or of another that goes before."""
    chinese = min(scores, key=scores.__getitem__, default=0)
    some = [row for _, row in rows[:SAMPLE] if chinese < len(row) and row[chinese]]
    return {
        column: score
        for column, score in scores.items()
        if score <= 0
        or not is_pinyin_of([(row[column], row[chinese]) for row in some if column < len(row) and row[column]])
    }


def contrast(rows: Sequence[Row]) -> float:
    """Say how well the columns are of two languages."""
    scores = _scores(rows)
    return min(-min(scores.values(), default=0.0), max(scores.values(), default=0.0))


def _scores(rows: Sequence[Row]) -> dict[int, float]:
    """Weigh what speaks for English in each column; of what stands in most of its cells, nothing does."""
    columns = {column: [row[column] for _, row in rows if column < len(row)] for column in range(MOST_COLUMNS)}
    return {column: sum(map(evidence_of, _telling(cells))) for column, cells in columns.items() if cells}


def _telling(cells: Sequence[str]) -> Iterator[str]:
    """Take the words that stand in most cells out of a column: an attribution, a tag."""
    if len(cells) < _FEWEST_FOR_TAGS:
        yield from cells
        return
    words = [_WORD.findall(cell) for cell in cells]
    counts = Counter(word for cell in words for word in set(cell))
    common = {word for word, count in counts.items() if count > _MOST_OF * len(cells)}
    for cell in cells:
        yield _WORD.sub(lambda word: "" if word.group() in common else word.group(), cell) if common else cell


def evidence_of(cell: str) -> float:
    """Weigh what speaks for English in a cell, the readings of its characters aside."""
    return evidence(_READING_BEHIND.sub("", cell))
