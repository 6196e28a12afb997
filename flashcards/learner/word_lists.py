"""Lists of words in text files: one word a line, or a table with a column of words, as other programs write them.

*The idea:* a list needs no format of its own. Whatever begins with Chinese is a word; the column of words is the one
that has most of them; what stands behind a word (pinyin, a traditional form in brackets, a gloss) is understood or
passed over.
"""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

from flashcards.chinese import leading_words
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEPARATORS = "\t;,"
"""What parts the cells of a table: the first of these that stands in most of its lines."""
_COMMENTS = ("#", "//")
"""How a line begins that holds no word: a comment, a directive of an Anki export, a category of a Pleco export."""
_HEADINGS = frozenset(
    "汉字 漢字 词 詞 词语 詞語 词汇 詞彙 生词 生詞 单词 單詞 中文 汉语 漢語 简体 簡體 简体字 簡體字 繁体 繁體".split()  # noqa: SIM905 (a list of words reads better as words)
)


def parse(name: str, text: str) -> tuple[str, ...]:
    """Find the words of a list, each once, in its order; `name` is what messages call the file.

    Raises:
        InputError: it holds no Chinese word.

    """
    words = dict.fromkeys(word for cell in _cells(_rows(text)) for word in leading_words(cell))
    if not words:
        raise InputError(
            f"{name}: holds no Chinese word; put one word on each line, or give a table with a column of words."
        )
    return tuple(words)


def _rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(_COMMENTS)]
    mark = next((mark for mark in _SEPARATORS if sum(mark in line for line in lines) > len(lines) / 2), None)
    return [[cell.strip() for cell in _split(line, mark)] if mark else [line] for line in lines]


def _split(line: str, mark: str) -> list[str]:
    """Part one line of a table; quotes hold a cell together, and a cell never goes on in the next line."""
    try:
        return next(csv.reader([line], delimiter=mark))
    except csv.Error:  # a cell longer than the module takes
        return line.split(mark)


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the cells of the column of words; of lines with any number of words and nothing else, give all."""
    is_loose = len(rows) == 1 or len({len(row) for row in rows}) > 1
    if is_loose and all(leading_words(cell) for row in rows for cell in row if cell):
        yield from (cell for row in rows for cell in row)
        return
    counts = Counter(column for row in rows for column, cell in enumerate(row) if leading_words(cell))
    column = max(counts, key=lambda column: (counts[column], -column), default=0)
    cells = [row[column] for row in rows if column < len(row)]
    has_heading = bool(cells) and len(rows[0]) > 1 and cells[0] in _HEADINGS
    yield from cells[has_heading:]
