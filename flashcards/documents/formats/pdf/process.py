"""Run as a process of its own: a PDF from standard input, the lines of its pages to standard output, a page a line.

A PDF can make any reader of PDF run for hours, fill the memory, or end it; here only this process suffers, and whoever
started it sets the time. Read by PDFium (of Chrome; BSD and Apache licences), which knows the encodings of Chinese
fonts; pdfminer.six takes ten times as long, pypdf tells no places of lines, PyMuPDF is under the AGPL.

Nothing of this package is imported, so that the process starts at once.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY = 3 << 30
"""3 GB: a bound on what a damaged file may take, less than a small machine has. Set by hand.
"""
_MOST_PAGES = 5_000
"""Bounds the work. Set by hand."""
_MOST_CHARACTERS = 10_000_000
"""Bounds the work: some ten long novels. Set by hand."""
_MOST_ROWS = 5_000
"""Of a page; one with more is a drawing made of letters."""
_WIDE_GAP = 1.6
"""Between two characters of a row, in sizes of the font: what is farther apart stands in two columns."""
_ROW = 0.5
"""In sizes of the font, how far the baselines of one row may be apart: less than those of two rows are."""
_SPACE = 0.1
"""In sizes of the font, the least width of a space."""
_RAISED = 0.9
"""The size of the mark of a note, in sizes of the text before it."""


@dataclass(slots=True)
class _Row:
    """Characters on one baseline: from where to where, in points, the origin at the lower left of the page."""

    left: float
    right: float
    baseline: float
    size: float
    text: list[str] = field(default_factory=list)

    def holds(self, character: _Character) -> bool:
        """Whether a character goes on with the row: neither far to the right of it nor back to the left nor below."""
        size = max(character.size, self.size)
        return (
            -size <= character.left - self.right <= _WIDE_GAP * size
            and abs(character.baseline - self.baseline) < _ROW * size
        )

    def add(self, character: _Character, *, spaced: bool) -> None:
        """Set a character at the end."""
        self.text += (" ", character.text) if spaced else (character.text,)
        self.left, self.right = min(self.left, character.left), max(self.right, character.right)

    def is_marked_by(self, character: _Character) -> bool:
        """Whether a character is the mark of a note: a digit, set small and high behind a word."""
        before = "".join(self.text[-2:]).strip()
        is_small = character.size < _RAISED * self.size and character.baseline > self.baseline + 0.1 * self.size
        return character.text.isdigit() and is_small and bool(before) and not before[-1].isdigit()


class _Character(Record):
    """A character where a page draws it; one without a size is white space, or was put in by PDFium."""

    text: str
    left: float = 0.0
    right: float = 0.0
    baseline: float = 0.0
    size: float = 0.0


def main() -> int:
    """Read, and write; the exit code is 0 also for a PDF that cannot be read, with the reason as what is written."""
    _limit_memory()
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except pypdfium2.PdfiumError as error:
        _write({"error": "password" if "password" in str(error).lower() else "damaged"})
        return 0
    left = _MOST_CHARACTERS
    for number in range(count):
        if number >= _MOST_PAGES or left <= 0:
            _write({"error": "large"})
            return 0
        try:
            page = _page(document[number])
        except pypdfium2.PdfiumError:  # this page is damaged; the others may be whole
            page = {}
        left -= sum(len(row[-1]) for row in page.get("rows", ()))
        _write(page)
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    with contextlib.suppress(OSError, ValueError):  # some systems know the limit and do not keep it
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def _write(record: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(record).encode("ascii") + b"\n")


def _page(page: Any) -> dict[str, Any]:
    """Collect the rows of a page, in the order in which it draws them, and the marks of notes apart."""
    rows: list[_Row] = []
    marks: list[str] = []
    spaced = False
    for character in _characters(page.get_textpage()):
        row = rows[-1] if rows else None
        if not character.size:
            spaced = True
        elif not (row and row.holds(character)):
            rows.append(_Row(character.left, character.right, character.baseline, character.size, [character.text]))
            spaced = False
        elif row.is_marked_by(character):
            marks.append(character.text)
            row.right, spaced = character.right, False
        else:
            row.add(character, spaced=spaced and character.left - row.right > _SPACE * row.size)
            spaced = False
    shown = [
        [*(round(place, 1) for place in (row.left, row.right, row.baseline, row.size)), "".join(row.text)]
        for row in (rows if len(rows) <= _MOST_ROWS else ())
    ]
    return {"width": page.get_width(), "rows": shown, "marks": marks}


def _characters(textpage: Any) -> Iterator[_Character]:
    """Give each character of a page with its place and the size of its font."""
    from pypdfium2 import raw

    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = raw.FS_MATRIX()
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = chr(code) if code <= sys.maxunicode and not 0xD800 <= code < 0xE000 else "\ufffd"
        if raw.FPDFText_IsGenerated(textpage, index) == 1 or text.isspace():
            yield _Character(text)
            continue
        raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        size = raw.FPDFText_GetFontSize(textpage, index)
        if raw.FPDFText_GetMatrix(textpage, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        yield _Character(text, left.value, right.value, y.value, max(size, 1.0))


if __name__ == "__main__":
    sys.exit(main())
