"""Tables with a column of Chinese and one of English: a text whose sentences somebody has paired already.

Which column is which, what separates them, and whether the first row is a heading is told from what stands in them.
Further columns (a confidence, pinyin, notes) are left out. Spreadsheets come here with their cells.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, TypeAlias

from flashcards.documents.drafts import Draft, Mark
from flashcards.documents.languages import evidence
from flashcards.errors import InputError
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.documents.passages import Extract

Row: TypeAlias = tuple[int, tuple[str, ...]]
"""The line in which a row begins, and its cells."""

_HEADINGS = frozenset(
    """
    chinese english zh en cn zh-cn zh-hans zh-hant mandarin source target original translation text sentence
    confidence pinyin 中文 英文 汉语 漢語 英语 英語 原文 译文 譯文 句子 翻译 翻譯 拼音
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""What columns are called; a first row of nothing else is a heading."""
_NAMES_A_LANGUAGE = re.compile("chinese|english|mandarin|[中英汉漢][文语語]|[简簡繁]体|[簡繁]體", re.IGNORECASE)
_SEPARATORS = "\t,;|"
_NEARLY_EVERY = 0.9
_MOST_COLUMNS = 30
_LONGEST_CELL = 1 << 20
_SAMPLE = 50
_TONE_MARK = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)
_QUOTED_CELL = re.compile(r'(?:^|[\t\r\n])"((?:[^"]++|"")*+)"(?=[\t\r\n]|$)')
_NEEDS_QUOTING = re.compile(r'""|[\t\r\n]')
_LINE = re.compile(r"[^\r\n]+|\r\n?|\n")


def extract(name: str, text: str) -> Extract:
    """Find the cells of both languages in a text with separators.

    Raises:
        InputError: no column holds Chinese, or none English.

    """
    return from_rows(name, list(_rows(text, _separator(text))))


def from_rows(name: str, rows: Sequence[Row], unit: str = "a table") -> Extract:
    """Take the cells of both languages; a cell counts as one sentence, and carries the number of its row.

    Raises:
        InputError: no column holds Chinese, or none English.

    """
    columns = _language_columns(rows)
    _refuse_one_language(name, rows, columns, unit)
    draft = Draft(name, settled=True)
    for number, (line, row) in enumerate(rows):
        is_heading = number == 0 and names_columns(row, columns)
        for column, cell in enumerate(row):
            if is_heading or column not in columns:
                draft.omit(cell, line, "a heading row" if is_heading else "a further column")
            else:
                draft.add(cell, Mark(line, row=number, language=columns[column]))
    return draft.finish()


def looks_like_one(text: str) -> bool:
    """Whether a text without a telling name is such a table: in nearly every line one tab between two languages."""
    rows = [line.split("\t") for line in re.split(r"[\r\n]+", text) if line.strip()]
    opposed = sum(len(row) == 2 and evidence(row[0]) * evidence(row[1]) < 0 for row in rows)
    return opposed > _NEARLY_EVERY * len(rows)


def _separator(text: str) -> str:
    """Find the sign between the columns: the one that sets Chinese and English apart best."""
    head = "".join(_LINE.findall(text[:_LONGEST_CELL])[: 2 * _SAMPLE])
    return max(_SEPARATORS, key=lambda sign: _contrast(list(_rows(head, sign))))


def _contrast(rows: Sequence[Row]) -> float:
    """Say how well the columns are of two languages."""
    scores = _scores(rows)
    return min(-min(scores.values(), default=0.0), max(scores.values(), default=0.0))


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Find the rows that hold something.

    Tables with tabs mostly have no quoting, and a quotation mark is then the sentence's own.
    """
    quoted = separator != "\t" or any(_NEEDS_QUOTING.search(cell[1]) for cell in _QUOTED_CELL.finditer(text))
    if not quoted:
        found: Iterator[tuple[int, Sequence[str]]] = _lines(text)
    else:
        csv.field_size_limit(_LONGEST_CELL)
        found = _quoted(text, separator)
    for line, row in found:
        cells = tuple(cell.strip() for cell in row[:_MOST_COLUMNS])
        if any(cells):
            yield line, cells


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    line = 1
    for found in _LINE.finditer(text):
        if found.group()[0] in "\r\n":
            line += 1
        else:
            yield line, found.group().split("\t", _MOST_COLUMNS)


def _quoted(text: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(re.sub(r"\r\n?", "\n", text).splitlines(keepends=True), delimiter=separator)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond all measure: the rows after it can still be read
            row = []
        yield line, row
        line = reader.line_num + 1


def _scores(rows: Sequence[Row]) -> dict[int, float]:
    """Weigh what speaks for English in each column; one of pinyin is none."""
    scores: dict[int, float] = {}
    tones: dict[int, int] = {}
    for _, row in rows:
        for column, cell in enumerate(row):
            scores[column] = scores.get(column, 0.0) + evidence(cell)
            tones[column] = tones.get(column, 0) + bool(_TONE_MARK.search(cell))
    return {column: score for column, score in scores.items() if 2 * tones[column] <= len(rows)}


def _language_columns(rows: Sequence[Row]) -> Mapping[int, Language]:
    """Tell which column is most Chinese and which most English; what has neither has no column."""
    scores = _scores(rows)
    chinese, english = min(scores, key=scores.__getitem__, default=0), max(scores, key=scores.__getitem__, default=0)
    columns = {}
    if scores.get(chinese, 0.0) < 0:
        columns[chinese] = Language.CHINESE
    if scores.get(english, 0.0) > 0:
        columns[english] = Language.ENGLISH
    return columns


def _refuse_one_language(name: str, rows: Sequence[Row], columns: Mapping[int, Language], unit: str) -> None:
    if max((len(row) for _, row in rows), default=0) < len(Language):
        raise InputError(f"{name}: no line holds a tab or comma; {unit} needs two columns, Chinese and English.")
    for language, is_there in (("Chinese", Language.CHINESE), ("English", Language.ENGLISH)):
        if is_there not in columns.values():
            raise InputError(f"{name}: no column is in {language}; {unit} needs two, one Chinese and one English.")


def names_columns(row: Sequence[str], columns: Mapping[int, Language]) -> bool:
    """Whether a first row names its columns: with known names, or with a language's name in the wrong language."""
    if all(cell.casefold() in _HEADINGS for column, cell in enumerate(row) if cell and column in columns):
        return True
    signs = {Language.CHINESE: 1, Language.ENGLISH: -1}
    return any(
        column in columns and _NAMES_A_LANGUAGE.search(cell) and evidence(cell) * signs[columns[column]] > 0
        for column, cell in enumerate(row)
    )
