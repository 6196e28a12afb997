"""Excel workbooks: each sheet with a column of Chinese and one of English is a text that is paired already.

Read by openpyxl (MIT) in its mode that keeps no sheet in memory, after the archive was found harmless: what it unpacks
and parses is named by other parts of the archive, not by suffixes, so every part that is no picture counts.
"""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

from flashcards.documents.formats.archives import open_archive
from flashcards.documents.formats.tables import table
from flashcards.documents.passages import joined
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.formats.tables.column_languages import Row
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile

_MOST_BYTES = 32 << 20
"""Of all parts but pictures, unpacked: openpyxl takes 12 s and 0.6 GB for it. A novel twice over has a tenth."""
_MOST_WALKED = 1_500_000
"""Rows of all sheets, empty ones before the last among them: a sheet of Excel can have 1,048,576."""
_MOST_COLUMNS = 30
"""As in `table`."""
_MOST_SHEETS = 100
"""Bounds the work. Set by hand."""
_UNIT = "a workbook"
_ENTITY = tuple("<!ENTITY".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
"""How the definition of an entity begins, in the encodings in which XML is written."""


def extract(raw: RawFile) -> Extract:
    """Find the cells of both languages in every sheet that has both, or side by side in two sheets of as many rows.

    Raises:
        InputError: the workbook is damaged, or no sheet holds both languages.

    """
    sheets = list(rows_of_sheets(raw))
    extracts: list[Extract] = []
    failure = InputError(f"{raw.name}: the workbook is empty; give one with a text in it.")
    for rows in sheets:
        try:
            extracts.append(table.from_rows(raw.name, rows, _UNIT))
        except InputError as error:
            failure = error
    is_paired = any(passage.row is not None for extracted in extracts for passage in extracted.passages)
    if not is_paired and len(sheets) == 2 and len(sheets[0]) == len(sheets[1]):
        rows = [(line, _filled(left) + _filled(right)) for (line, left), (_, right) in zip(*sheets, strict=True)]
        return table.from_rows(raw.name, rows, _UNIT)
    if not extracts:
        raise failure
    return joined(raw.name, extracts)


def _refuse_attacks(raw: RawFile) -> None:
    """See to it that the XML is not too much, and defines no entities."""
    archive = open_archive(raw)
    if archive.text_bytes > _MOST_BYTES:
        raise InputError(
            f"{raw.name}: this workbook holds more than {_MOST_BYTES >> 20} MB, unpacked; save the sheet with the text "
            "as CSV, or part it."
        )
    for member in archive.names:
        if not archive.is_picture(member) and any(map(archive.read(member).__contains__, _ENTITY)):
            raise InputError(f"{raw.name}: this workbook defines entities, as attacks do; it was not read.")


def rows_of_sheets(raw: RawFile) -> Iterator[list[Row]]:
    """Yield the rows of each sheet that holds something.

    Raises:
        InputError: the workbook is damaged, or more than anybody reads.

    """
    import openpyxl

    _refuse_attacks(raw)
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw.data), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > _MOST_SHEETS:
            _refuse_size(raw, f"{_MOST_SHEETS} sheets")
        left = _MOST_WALKED
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = islice(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), left + 1)
            walked = [tuple(map(_text, row)) if any(row) else () for row in rows]
            left -= len(walked)
            cells = [(line, row) for line, row in enumerate(walked, 1) if any(row)]
            if left < 0:
                _refuse_size(raw, f"{_MOST_WALKED:,} rows")
            if cells:
                yield cells
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"{raw.name}: this workbook is damaged; save it anew, or as CSV.") from error


def _refuse_size(raw: RawFile, what: str) -> NoReturn:
    raise InputError(f"{raw.name}: this workbook has more than {what}; give the part with the text.")


def _text(value: Any) -> str:
    """Take the text of a cell; numbers, dates and truth values are none."""
    return value.strip() if isinstance(value, str) else ""


def _filled(row: tuple[str, ...]) -> tuple[str, ...]:
    """Take the cells of a row up to the last that holds something."""
    return row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)]
