"""Excel workbooks: each sheet with a column of Chinese and one of English is a text that is paired already.

Read by openpyxl (MIT) in its mode that keeps no sheet in memory, after the archive was found harmless.
"""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from flashcards.documents.formats.archives import open_archive
from flashcards.documents.formats.tables import table
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.formats.tables.table import Row
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile

_MOST_ROWS = 200_000
_MOST_COLUMNS = 30
_MOST_SHEETS = 100
_UNIT = "a workbook"


def extract(raw: RawFile) -> Extract:
    """Find the cells of both languages in every sheet that has both, or side by side in two sheets of as many rows.

    Raises:
        InputError: the workbook is damaged, or no sheet holds both languages.

    """
    _refuse_entities(raw)
    sheets = list(rows_of_sheets(raw))
    found: list[Extract] = []
    failure = InputError(f"{raw.name}: the workbook is empty; give one with a text in it.")
    for rows in sheets:
        try:
            found.append(table.from_rows(raw.name, rows, _UNIT))
        except InputError as error:
            failure = error
    if not found and len(sheets) == 2 and len(sheets[0]) == len(sheets[1]):
        rows = [(line, _filled(left) + _filled(right)) for (line, left), (_, right) in zip(*sheets, strict=True)]
        return table.from_rows(raw.name, rows, _UNIT)
    if not found:
        raise failure
    return _joined(found)


def _refuse_entities(raw: RawFile) -> None:
    archive = open_archive(raw)
    for member in archive.names:
        if member.endswith((".xml", ".rels")) and b"<!ENTITY" in archive.read(member):
            raise InputError(f"{raw.name}: this workbook defines entities, as attacks do; it was not read.")


def rows_of_sheets(raw: RawFile) -> Iterator[list[Row]]:
    """Yield the rows of each sheet that holds something.

    Raises:
        InputError: the workbook is damaged.

    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw.data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:_MOST_SHEETS]:
            sheet.reset_dimensions()
            rows = enumerate(islice(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), _MOST_ROWS), 1)
            cells = [(line, tuple(map(_text, row))) for line, row in rows if any(map(_text, row))]
            if cells:
                yield cells
    except Exception as error:
        raise InputError(f"{raw.name}: this workbook is damaged; save it anew, or as CSV.") from error


def _text(value: Any) -> str:
    """Take the text of a cell; numbers, dates and truth values are none."""
    return value.strip() if isinstance(value, str) else ""


def _filled(row: tuple[str, ...]) -> tuple[str, ...]:
    """Take the cells of a row up to the last that holds something."""
    return row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)]


def _joined(parts: list[Extract]) -> Extract:
    """Put the sheets one behind the other, their rows numbered on."""
    first, *others = parts
    for part in others:
        offset = len(first.text) + 2
        last = max((passage.row or 0 for passage in first.passages), default=0) + 1
        moved = tuple(
            replace(one, start=one.start + offset, end=one.end + offset, row=(one.row or 0) + last)
            for one in part.passages
        )
        first = replace(
            first,
            text=f"{first.text}\n\n{part.text}",
            passages=first.passages + moved,
            left_out=first.left_out + part.left_out,
        )
    return first
