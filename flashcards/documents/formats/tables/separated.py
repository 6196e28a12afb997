"""From a text with separators to rows of cells: tabs, commas, semicolons or bars, quoted or not, as others export."""

from __future__ import annotations

import csv
import html
import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import annotation
from flashcards.documents.formats.tables.column_languages import MOST_COLUMNS, SAMPLE, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.documents.formats.tables.column_languages import Row


_SEPARATORS = "\t,;|"
_LONGEST_CELL = 1 << 20
"""Characters, a million: far more than a sentence, far less than memory. Set by hand; Python's own limit is 131,072."""
SETTING = pattern(r"#[a-z ]+:[^\r\n]*(?:[\r\n]+|$)")
_SETTINGS = pattern(r"\ufeff?(?:#[a-z ]+:[^\r\n]*[\r\n]+)+")
"""The lines at the head of an Anki export: `#separator:tab`, `#tags column:4`."""
_NAMES_SEPARATOR = pattern(r"^\ufeff?#separator:[ ]*(\S+)", re.MULTILINE)
_SEPARATORS_BY_NAME = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":"}
"""The signs that Anki sets between fields, by the names in the head of its exports."""
_CLOZE = pattern(r"\{\{(?:c\d+::)?([^{}]*?)(?:::[^{}]*)?\}\}")
"""A gap to be filled, of Anki or of Clozemaster."""
_READING_ABOVE = pattern(r"<rt\b[^<>]*>((?:[^<]|<(?!/?r))*)(?:</rt>)?", re.IGNORECASE)
_BRACKET_OF_RUBY = pattern(r"<rp\b[^<>]*>[^<]*(?:</rp>)?", re.IGNORECASE)
_SOUND = pattern(r"\[sound:[^\]]*\]|<img[^<>]*>")
_LINE_TAG = pattern(r"<(?:br|/?div|/?p|/?li)\b[^<>]*>", re.IGNORECASE)
_TAG = pattern(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_QUOTED_CELL = pattern(r'(?:^|[\t\r\n])"((?:[^"]++|"")*+)"(?=[\t\r\n]|$)')
_NEEDS_QUOTING = pattern(r'""|[\t\r\n]')
_OPENING_MARKS = frozenset('“"‘「『«')
_LINE = pattern(r"[^\r\n]+|\r\n?|\n")


def rows_of(text: str) -> Iterator[Row]:
    """Part a text into rows of cells, whatever separates them, the markup of fields undone."""
    head = _SETTINGS.match(text)
    body = text[head.end() :] if head else text
    skipped = text[: head.end()].count("\n") if head else 0
    for line, row in _rows(body, declared(text) or _separator(body)):
        yield line + skipped, tuple(map(bare_cell, row))


def declared(text: str) -> str:
    """Give the separator that the head of an export names; empty where it names none."""
    head = _SETTINGS.match(text)
    named = _NAMES_SEPARATOR.search(head.group()) if head else None
    return _SEPARATORS_BY_NAME.get(named[1].lower(), named[1] if len(named[1]) == 1 else "") if named else ""


def _separator(text: str) -> str:
    """Find the sign between the columns: the one that sets Chinese and English apart best.

    As many tabs on each of several lines are surely it, whatever commas the pinyin beside the Chinese has.
    """
    head = "".join(_LINE.findall(text[:_LONGEST_CELL])[: 2 * SAMPLE])
    lines = [line for line in head.splitlines() if line.strip()]
    tabs = {line.strip().count("\t") for line in lines}
    if len(lines) > 1 and len(tabs) == 1 and 0 not in tabs:
        return "\t"
    return max(_SEPARATORS, key=lambda sign: contrast(list(_rows(head, sign))))


def bare_cell(cell: str) -> str:
    """Undo the markup of a field of Anki: HTML, gaps to be filled, sounds and pictures."""
    if not any(sign in cell for sign in "<&{["):
        return cell
    shown = _TAG.sub("", _LINE_TAG.sub("\n", _SOUND.sub("", _CLOZE.sub(r"\1", _with_annotations(cell)))))
    return html.unescape(shown).replace("\xa0", " ").strip()


def _with_annotations(cell: str) -> str:
    """Mark the readings above characters, and leave out the brackets for those who cannot show them so."""
    if "<rt" not in cell:
        return cell
    return _READING_ABOVE.sub(lambda above: annotation(_TAG.sub("", above[1])), _BRACKET_OF_RUBY.sub("", cell))


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Find the rows that hold something.

    Tables with tabs mostly have no quoting, and a quotation mark is then the sentence's own.
    """
    quoted = separator != "\t" or any(_NEEDS_QUOTING.search(cell[1]) for cell in _QUOTED_CELL.finditer(text))
    if not quoted:
        rows: Iterator[tuple[int, Sequence[str]]] = _lines(text)
    else:
        csv.field_size_limit(_LONGEST_CELL)
        rows = _quoted(text, separator)
    for line, row in rows:
        cells = tuple(cell.strip() for cell in row[:MOST_COLUMNS])
        if any(cells):
            yield line, cells


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    line = 1
    for match in _LINE.finditer(text):
        if match.group()[0] in "\r\n":
            line += 1
        else:
            yield line, _unquoted(match.group().split("\t", MOST_COLUMNS))


def _unquoted(row: list[str]) -> list[str]:
    """Take off the quotation marks that Excel sets around a cell with a comma; a text has them on both sides."""
    cells = [cell.strip() for cell in row]
    quoted = [len(cell) > 2 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1] for cell in cells]
    is_speech = any(cell[:1] in _OPENING_MARKS and not own for cell, own in zip(cells, quoted, strict=True) if cell)
    if is_speech or all(own for cell, own in zip(cells, quoted, strict=True) if cell):
        return row
    return [cell[1:-1] if own else cell for cell, own in zip(cells, quoted, strict=True)]


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
