"""Tab-separated columns, one Chinese and one English: a text whose sentences somebody has paired already.

Which column is which is told from what stands in them. A heading row is left out, and so are further columns (a
confidence, pinyin).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.documents.languages import evidence
from flashcards.documents.passages import Extract, Passage
from flashcards.errors import InputError
from flashcards.records import Language, Omission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.records import Span

_LINE = re.compile(r"[^\r\n]+|\r\n?|\n")
_HEADINGS = frozenset(
    """
    chinese english zh en cn zh-cn zh-hans zh-hant mandarin source target original translation text sentence
    confidence pinyin 中文 英文 汉语 漢語 英语 英語 原文 译文 譯文 句子 翻译 翻譯 拼音
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""What columns are called; a first row of nothing else is a heading."""
_NEARLY_EVERY = 0.9
_MOST_COLUMNS = 30


def extract(name: str, text: str) -> Extract:
    """Find the cells of both languages; a cell counts as one sentence, and carries the number of its row.

    Raises:
        InputError: no column holds Chinese, or none English.

    """
    rows = list(_rows(text))
    columns = _language_columns(name, text, rows)
    passages: list[Passage] = []
    left_out: list[Omission] = []
    for number, (line, row) in enumerate(rows):
        is_heading = number == 0 and all(text[start:end].casefold() in _HEADINGS for start, end in row)
        for column, (start, end) in enumerate(row):
            if start == end:
                continue
            if is_heading or column not in columns:
                reason = "a heading row" if is_heading else "a further column"
                left_out.append(Omission(name, line, text[start:end], reason))
            else:
                passages.append(Passage(start, end, line, row=number, language=columns[column]))
    return Extract(name, text, tuple(passages), settled=True, left_out=tuple(left_out))


def looks_like_one(text: str) -> bool:
    """Whether a text without a telling name is such a table: in nearly every line one tab between two languages."""
    rows = [line.split("\t") for line in re.split(r"[\r\n]+", text) if line.strip()]
    opposed = sum(len(row) == 2 and evidence(row[0]) * evidence(row[1]) < 0 for row in rows)
    return opposed > _NEARLY_EVERY * len(rows)


def _rows(text: str) -> Iterator[tuple[int, list[Span]]]:
    """Find the rows that hold something: each row's line, from 1, and the spans of its cells."""
    line = 1
    for found in _LINE.finditer(text):
        if found.group()[0] in "\r\n":
            line += 1
        elif found.group().strip():
            yield line, list(_cells(found.group(), found.start()))


def _cells(row: str, offset: int) -> Iterator[Span]:
    """Find the spans of a row's cells, white space around them taken off."""
    for cell in row.split("\t", _MOST_COLUMNS - 1):
        start = offset + len(cell) - len(cell.lstrip())
        yield start, max(start, offset + len(cell.rstrip()))
        offset += len(cell) + 1


def _language_columns(name: str, text: str, rows: Sequence[tuple[int, Sequence[Span]]]) -> Mapping[int, Language]:
    """Tell which column is most Chinese and which most English."""
    scores: dict[int, float] = {}
    for _, row in rows:
        for column, (start, end) in enumerate(row):
            scores[column] = scores.get(column, 0.0) + evidence(text[start:end])
    if len(scores) < len(Language):
        raise InputError(f"{name}: no line holds a tab; a .tsv needs two columns, one Chinese and one English.")
    chinese, english = min(scores, key=scores.__getitem__), max(scores, key=scores.__getitem__)
    for language, is_there in (("Chinese", scores[chinese] < 0), ("English", scores[english] > 0)):
        if not is_there:
            raise InputError(f"{name}: no column is in {language}; a .tsv needs two, one Chinese and one English.")
    return {chinese: Language.CHINESE, english: Language.ENGLISH}
