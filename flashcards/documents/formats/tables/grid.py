"""Tables of documents with markup: rows that are pairs, rows of prose, or numbers, which make no cards.

A table whose rows hold one language in one column and the other in another is a text that somebody has paired already.
Where both cells of a row hold as many paragraphs, these are pairs, too.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Mark
from flashcards.documents.formats.tables.headings import names_columns
from flashcards.documents.languages import evidence
from flashcards.documents.other_script import first_script
from flashcards.documents.pinyin import chinese_among, pinyin_among
from flashcards.documents.romanised import is_pinyin_of
from flashcards.records import Language, Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.documents.drafts import Draft

_OPPOSED = 0.6
"""The share of rows with both cells filled whose cells must be in two languages."""
_WORD = pattern(rf"[A-Za-zÀ-ɏ]{{2}}|[{HAN}]")
_FEWEST = 2
"""Columns, and rows, of a table whose cells are a lesson each: a single one says nothing."""
_LONGEST_LABEL = 20
"""Characters of what stands beside such a cell: a number, a button, who speaks. Set by hand."""
_IN_WORDS = 0.35
"""The share of cells with a word in them, headings aside, below which a table is one of numbers."""


class Row(Record):
    """A row: the line it begins in, and the paragraphs of each of its cells."""

    line: int
    cells: tuple[tuple[str, ...], ...]

    def text(self, column: int) -> str:
        """Return what stands in a column, as one line; nothing where the row is shorter."""
        return " ".join(self.cells[column]) if column < len(self.cells) else ""


def add_grid(draft: Draft, rows: Sequence[Row], first_row: int) -> int:
    """Add a table to a draft; returns the number of the first row that is still free."""
    columns = language_columns(rows)
    if columns:
        for row in rows:
            if row is rows[0] and names_columns([row.text(c) for c in range(len(row.cells))], columns):
                draft.omit(" ".join(row.text(c) for c in range(len(row.cells))), row.line, "a heading row")
            else:
                first_row = _add_pairs(draft, row, columns, first_row)
        return first_row
    if _is_of_numbers(rows):
        for row in rows:
            draft.omit(" ".join(row.text(column) for column in range(len(row.cells))), row.line, "a table of numbers")
        return first_row
    lesson = _lesson_column(rows)
    for row in rows:
        for column, cell in enumerate(row.cells):
            is_heading = lesson is not None and row is rows[0] and len(row.text(column)) <= _LONGEST_LABEL
            if lesson in (None, column) and (not is_heading or _is_of_both(cell)):
                for number, paragraph in enumerate(cell):
                    draft.add(paragraph, Mark(row.line, begins_section=lesson is None or number == 0))
            else:
                draft.omit(row.text(column), row.line, "a heading row" if column == lesson else "a further column")
    return first_row


def _lesson_column(rows: Sequence[Row]) -> int | None:
    """Find the column whose cells hold a sentence and its translation below each other, beside names and numbers."""
    both = Counter(column for row in rows for column, cell in enumerate(row.cells) if _is_of_both(cell))
    column, count = max(both.items(), key=itemgetter(1), default=(0, 0))
    others = [row.text(other) for row in rows for other in range(len(row.cells)) if other != column]
    if not any(others) or count < max(_FEWEST, _OPPOSED * len(rows)):
        return None
    return column if all(len(text) <= _LONGEST_LABEL for text in others) else None


def _is_of_both(cell: Sequence[str]) -> bool:
    """Whether some paragraphs of a cell are Chinese, and others not."""
    return len({bool(HAN_CHARACTER.search(paragraph)) for paragraph in cell}) > 1


def language_columns(rows: Sequence[Row]) -> Mapping[int, Language] | None:
    """Tell which column is Chinese and which English, where the rows of the table are pairs."""
    scores: dict[int, float] = {}
    for row in rows:
        for column in range(len(row.cells)):
            scores[column] = scores.get(column, 0.0) + evidence(row.text(column))
    if len(scores) < len(Language):
        return None
    texts = [[row.text(column) for column in range(len(row.cells))] for row in rows]
    chinese = first_script(texts, min(scores, key=scores.__getitem__))
    beside: dict[int, list[tuple[str, str]]] = {}
    for cells in texts:
        other = cells[chinese] if chinese < len(cells) else ""
        for column, text in enumerate(cells):
            if text and scores[column] > 0:
                beside.setdefault(column, []).append((text, other))
    scores = {column: score for column, score in scores.items() if not is_pinyin_of(beside.get(column, []))}
    if len(scores) < len(Language):
        return None
    english = max(scores, key=scores.__getitem__)
    filled = [(row.text(chinese), row.text(english)) for row in rows if row.text(chinese) and row.text(english)]
    opposed = sum(evidence(left) < 0 < evidence(right) for left, right in filled)
    if not opposed or opposed < _OPPOSED * len(filled):
        return None
    return {chinese: Language.CHINESE, english: Language.ENGLISH}


def _add_pairs(draft: Draft, row: Row, columns: Mapping[int, Language], number: int) -> int:
    """Add a row whose cells are a pair, or several pairs where they hold as many paragraphs."""
    sides = {column: row.cells[column] for column in sorted(columns) if column < len(row.cells) and row.cells[column]}
    for column in range(len(row.cells)):
        if column not in columns:
            draft.omit(row.text(column), row.line, "a further column")
    counts = {len(paragraphs) for paragraphs in sides.values()}
    if len(counts) > 1:
        sides = {c: (_one_paragraph(sides[c], columns[c]),) for c in sides}
        counts = {1}
    others = [row.text(column) for column in range(len(row.cells)) if column not in columns]
    pinyin, twin = pinyin_among(others), chinese_among(others)
    for at in range(max(counts, default=0)):
        for column, paragraphs in sides.items():
            mark = Mark(row.line, row=number + at, language=columns[column], pinyin=pinyin, twin=twin)
            draft.add(paragraphs[at], mark)
    return number + max(counts, default=0)


def _one_paragraph(paragraphs: Sequence[str], language: Language) -> str:
    return ("" if language == Language.CHINESE else " ").join(paragraphs)


def _is_of_numbers(rows: Sequence[Row]) -> bool:
    """Whether hardly a cell holds a word, the first row and column aside, as they are headings."""
    inner = [row.text(column) for row in rows[1:] for column in range(1, len(row.cells)) if row.text(column)]
    return len(inner) > 1 and sum(bool(_WORD.search(text)) for text in inner) < _IN_WORDS * len(inner)
