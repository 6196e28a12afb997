"""Tables within a plain text: lines in turn whose cells bars or tabs set apart, with Chinese in one and English in one.

The idea: a table of Markdown pasted into a text, a table drawn with bars and dashes, and `sentence | translation` are
the same to a reader: rows. What stands around them, a greeting or a title, stays text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.tables.grid import Row, language_columns
from flashcards.documents.formats.tables.headings import names_columns
from flashcards.documents.pinyin import chinese_among, pinyin_among
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.documents.passages import Passage
    from flashcards.records import Language, Span

_RULE = pattern(r"(?=.*[-=─━])[|│┃+:=\s─━┼├┤┌┐└┘┬┴-]+")
"""A line that only draws: between the heading and the rows of a table, or around it."""
_CELL = pattern(r"[^|｜│┃\t]+")
_FEWEST_ROWS = 2
"""A single line with a gap is no table."""
_RULED, _HEADING, _FURTHER = "a line of a drawn table", "a heading row", "a further column"


def with_rows(name: str, text: str, lines: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Omission, ...]]:
    """Take the lines of tables as rows of cells; returns all passages, and what was left out of the tables."""
    passages: list[Passage] = []
    left_out: list[Omission] = []
    row = 0
    for run in _runs(text, lines):
        rows = [Row(line.line, tuple((text[a:b],) for a, b in _cells(text, line))) for line in run]
        columns = language_columns(rows) if len(run) >= _FEWEST_ROWS else None
        if not columns:
            passages += run
            continue
        for number, line in enumerate(run):
            cells = _cells(text, line)
            is_heading = number == 0 and names_columns([text[a:b] for a, b in cells], columns)
            kept = {} if is_heading else {at: cells[at] for at in columns if at < len(cells)}
            reason = _HEADING if is_heading else _FURTHER if cells else _RULED
            left_out += (
                Omission(name, line.line, text[a:b], reason)
                for at, (a, b) in enumerate(cells or [(line.start, line.end)])
                if at not in kept
            )
            others = [text[a:b] for at, (a, b) in enumerate(cells) if at not in kept]
            marked = replace(line, row=row, pinyin=pinyin_among(others), twin=chinese_among(others))
            passages += _passages(marked, kept, columns)
            row += bool(kept)
    return tuple(passages), tuple(left_out)


def _runs(text: str, lines: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Part the lines into runs of such as may be rows of one table, and of others, one each.

    Behind a blank line a table goes on where there are as many cells.
    """
    run: list[Passage] = []
    for line in lines:
        count = len(_cells(text, line))
        may_be_row = count > 1 or bool(_RULE.fullmatch(text, line.start, line.end))
        is_other = line.begins_section and run and len(_cells(text, run[-1])) != count
        if run and (not may_be_row or is_other):
            yield run
            run = []
        if may_be_row:
            run.append(line)
        else:
            yield [line]
    if run:
        yield run


def _cells(text: str, line: Passage) -> list[Span]:
    """Tell where the cells of a line stand, white space at their ends taken off; none in a line that only draws."""
    if _RULE.fullmatch(text, line.start, line.end):
        return []
    pieces = [cell.span() for cell in _CELL.finditer(text, line.start, line.end) if cell.group().strip()]
    return [(a + _space(text[a:b]), a + len(text[a:b].rstrip())) for a, b in pieces]


def _space(piece: str) -> int:
    return len(piece) - len(piece.lstrip())


def _passages(line: Passage, cells: Mapping[int, Span], columns: Mapping[int, Language]) -> Iterator[Passage]:
    for column, (start, end) in sorted(cells.items()):
        yield replace(line, start=start, end=end, language=columns[column], begins_section=True)
