"""Lists of words: one word a line, or a table with a column of words, as other programs write them.

*The idea:* a list needs no format of its own. Whatever begins with Chinese is a word; the column of words is the one
that has most of them; what stands beside a word is its pinyin where it fits the characters, and its meaning where it is
in letters; all else (levels, numbers, examples) is passed over.
"""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from flashcards.chinese import leading_words
from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row: TypeAlias = tuple[int, tuple[str, ...]]
"""The line in which a row begins, from 1, and its cells."""

_SEPARATORS = "\t;,|"
"""What parts the cells of a table: the first of these that stands in most of its lines."""
_COMMENTS = ("#", "//")
"""How a line begins that holds no word: a comment, a directive of an Anki export, a category of a Pleco export."""
_RULE = "|:-+ \t\r"
"""What the line below the heading of a Markdown table is made of."""
_HEADINGS = frozenset(
    "汉字 漢字 词 詞 词语 詞語 词汇 詞彙 生词 生詞 单词 單詞 中文 汉语 漢語 简体 簡體 简体字 簡體字 繁体 繁體".split()  # noqa: SIM905 (a list of words reads better as words)
)


class Column(Record):
    """The column of words of a table: its number, None where every cell is a word, and whether a heading is above."""

    number: int | None
    has_heading: bool = False


def words(name: str, text: str) -> tuple[str, ...]:
    """Find the words of a list, each once, in its order; `name` is what messages call the file.

    Raises:
        InputError: it holds no Chinese word.

    """
    table = rows(text)
    every = dict.fromkeys(word for cell in _cells(table, column_of_words(table)) for word in leading_words(cell))
    if not every:
        raise InputError(
            f"{name}: holds no Chinese word; put one word on each line, or give a table with a column of words."
        )
    return tuple(every)


def rows(text: str) -> list[Row]:
    """Part a text into lines and cells; empty lines, comments and the rules of a Markdown table are none."""
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip(_RULE) and not line.lstrip().startswith(_COMMENTS)
    ]
    mark = next((mark for mark in _SEPARATORS if sum(mark in line for _, line in lines) > len(lines) / 2), None)
    return [
        (number, tuple(cell.strip() for cell in _split(line, mark)) if mark else (line.strip(),))
        for number, line in lines
    ]


def _split(line: str, mark: str) -> list[str]:
    """Part one line of a table; quotes hold a cell together, and a cell never goes on in the next line."""
    try:
        return next(csv.reader([line], delimiter=mark))
    except csv.Error:  # a cell longer than the module takes
        return line.split(mark)


def column_of_words(table: Sequence[Row]) -> Column:
    """Find the column that has most words, the first of equal ones.

    Of lines with any number of words and nothing else, all cells are words.
    """
    cells = [row for _, row in table]
    is_loose = len(cells) == 1 or len({len(row) for row in cells}) > 1
    if is_loose and all(leading_words(cell) for row in cells for cell in row if cell):
        return Column(None)
    counts = Counter(column for row in cells for column, cell in enumerate(row) if leading_words(cell))
    number = max(counts, key=lambda column: (counts[column], -column), default=0)
    first = next((row for row in cells if number < len(row)), ())
    return Column(number, has_heading=len(first) > 1 and first is cells[0] and first[number] in _HEADINGS)


def _cells(table: Sequence[Row], column: Column) -> Iterator[str]:
    for _, row in table[column.has_heading :]:
        if column.number is None:
            yield from row
        elif column.number < len(row):
            yield row[column.number]
