"""Tables with a column of Chinese and one of English: a text whose sentences somebody has paired already.

Which column is which, what separates them, and whether the first row is a heading is told from what stands in them.
Further columns (a confidence, pinyin, notes) are left out. Spreadsheets come here with their cells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft, Mark
from flashcards.documents.formats.tables.column_languages import MOST_COLUMNS, SAMPLE, evidence_of, language_columns
from flashcards.documents.formats.tables.directions import in_one_direction
from flashcards.documents.formats.tables.headings import names_columns
from flashcards.documents.formats.tables.separated import SETTING, bare_cell, declared, rows_of
from flashcards.documents.pinyin import chinese_among, pinyin_among
from flashcards.errors import InputError
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.documents.formats.tables.column_languages import Row
    from flashcards.documents.passages import Extract

_NEARLY_EVERY = 0.9
"""The share of rows in which two columns are in different languages, if they are a text and its translation. Set by
hand."""
_MOST_ROWS = 200_000
"""Bounds the work: all pairs of Tatoeba in these two languages are fewer. Set by hand."""
_FAIR_SHARE = 0.2
"""Of the lines of a column that holds both languages, the least of either: with pinyin and labels, a third. Set by
hand."""
_WORDS = pattern(r"[A-Za-z]{2}[^A-Za-z]+[A-Za-z]{2}")


def extract(name: str, text: str) -> Extract:
    """Find the cells of both languages in a text with separators.

    Raises:
        InputError: no column holds Chinese.

    """
    return from_rows(name, list(rows_of(text)))


def from_rows(name: str, rows: Sequence[Row], unit: str = "a table") -> Extract:
    """Take the cells of both languages; a cell counts as one sentence, and carries the number of its row.

    Of a table in Chinese alone nothing stands beside a cell, and it carries none.

    Raises:
        InputError: no column holds Chinese, or the rows are more than anybody reads.

    """
    if len(rows) > _MOST_ROWS:
        raise InputError(f"{name}: {unit} of {len(rows):,} rows is too long, {_MOST_ROWS:,} can be read; part it.")
    rows = in_one_direction(rows, evidence_of)
    columns = language_columns(rows)
    stacked = _stacked(rows, columns)
    if stacked is not None:
        return _lines_of(name, rows, stacked)
    _refuse_one_language(name, rows, columns, unit)
    is_paired = len(columns) == len(Language)
    draft = Draft(name, settled=True)
    for number, (line, row) in enumerate(rows):
        is_heading = number == 0 and names_columns(row, columns, rows[1:SAMPLE])
        others = [cell for column, cell in enumerate(row) if column not in columns]
        beside = pinyin_among(others), chinese_among(others)
        for column, cell in enumerate(row):
            if is_heading or column not in columns:
                draft.omit(cell, line, "a heading row" if is_heading else "a further column")
            else:
                language, of = columns[column], number if is_paired else None
                draft.add(cell, Mark(line, row=of, language=language, pinyin=beside[0], twin=beside[1]))
    return draft.finish()


def _stacked(rows: Sequence[Row], columns: Mapping[int, Language]) -> int | None:
    """Find the column in which the languages stand one below the other, where no two stand beside each other."""
    chinese, english = (_texts(rows, columns, language) for language in (Language.CHINESE, Language.ENGLISH))
    if len(columns) == len(Language) and 2 * len(english) >= len(chinese):
        return None
    lines: dict[int, list[str]] = {}
    for _, row in rows:
        for column, cell in enumerate(row):
            lines.setdefault(column, []).extend(filter(None, cell.splitlines()))
    both = {column: len(texts) for column, texts in lines.items() if _are_of_both(texts)}
    return max(both, key=both.__getitem__, default=None)


def _texts(rows: Sequence[Row], columns: Mapping[int, Language], language: Language) -> set[str]:
    """Collect what stands in the column of a language and speaks for that language.

    What stands there again and again counts once: a kind of message, a label.
    """
    sign = -1 if language == Language.CHINESE else 1
    filled = [{of: row[at] for at, of in columns.items() if at < len(row) and row[at]} for _, row in rows]
    return {row[language] for row in filled if language in row and sign * evidence_of(row[language]) > 0}


def _are_of_both(texts: Sequence[str]) -> bool:
    """Whether a fair share of some lines is Chinese, and of them English, or they mostly hold both."""
    has_chinese = [bool(HAN_CHARACTER.search(text)) for text in texts]
    english = sum(not chinese and evidence_of(text) > 0 for text, chinese in zip(texts, has_chinese, strict=True))
    mixed = sum(chinese and bool(_WORDS.search(text)) for text, chinese in zip(texts, has_chinese, strict=True))
    fewest = _FAIR_SHARE * len(texts)
    return (english >= fewest and sum(has_chinese) >= fewest and english > 0) or 2 * mixed > len(texts)


def _lines_of(name: str, rows: Sequence[Row], column: int) -> Extract:
    """Take the lines of the cells of a column as those of a text; the next cell may repeat one, as chats keep them."""
    draft = Draft(name)
    before = ""
    for line, row in rows:
        for at, cell in enumerate(row):
            if at != column or cell == before:
                draft.omit(cell, line, "a further column" if at != column else "the same again")
                continue
            before = cell
            for number, text in enumerate(cell.splitlines()):
                draft.add(text, Mark(line, begins_section=number == 0))
    return draft.finish()


def looks_like_one(text: str) -> bool:
    """Whether a text without a telling name is such a table.

    Its head names a separator, or in nearly every line there are a tab, and cells of two languages.
    """
    if declared(text):
        return True
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    rows = [line.split("\t", MOST_COLUMNS) for line in lines if not SETTING.match(line)]
    scores = [[evidence_of(bare_cell(cell)) for cell in row] for row in rows]
    opposed = sum(len(row) > 1 and min(row) < 0 < max(row) for row in scores)
    return opposed > _NEARLY_EVERY * len(rows)


def _refuse_one_language(name: str, rows: Sequence[Row], columns: Mapping[int, Language], unit: str) -> None:
    is_one_column = max((len(row) for _, row in rows), default=0) < len(Language)
    if is_one_column and not all(HAN_CHARACTER.search(cell) for _, row in rows for cell in row):
        raise InputError(f"{name}: no line holds a tab or comma; {unit} needs two columns, Chinese and English.")
    if Language.CHINESE not in columns.values():
        raise InputError(f"{name}: no column is in Chinese; {unit} needs two, one Chinese and one English.")
