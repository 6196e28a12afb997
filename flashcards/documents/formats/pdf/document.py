"""PDF files with a text layer: paragraphs, headings and columns as a reader sees them, without heads and page numbers.

The lines come from a process of their own (`process`), which may take its time and its memory and no more;
`printed` makes paragraphs of them. A line number in a report is that of the page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft
from flashcards.documents.formats.pdf.lines import Line, Page
from flashcards.documents.formats.pdf.page_layout import read_pages
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile

_SECONDS = 120
"""A book of a thousand pages takes ten."""
_PROCESS = Path(__file__).with_name("process.py")
_WHY = {
    "password": "this PDF is protected by a password; save it without one, and give that",
    "damaged": "this PDF is damaged or cut short; get a whole copy of the file",
    "large": "this PDF holds more text than can be read at once; give a part of it",
}
_UNREADABLE = pattern("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\x01\x03-\x08\x0e-\x1f]")
_MOST_UNREADABLE = 0.2
"""The share of signs without meaning from which on a page has fonts that name no characters. Set by hand."""


def extract(raw: RawFile) -> Extract:
    """Find the passages of a PDF.

    Raises:
        InputError: it is damaged or locked, holds no text, takes too long, or its fonts do not tell their characters.

    """
    records = _records(raw)
    pages = [_page(number, record) for number, record in enumerate(records, 1)]
    text = "".join(line.text for page in pages for line in page.lines)
    if not text.strip():
        raise InputError(
            f"{raw.name}: this PDF holds pictures of pages and no text; have it recognised (OCR), and give that."
        )
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise InputError(
            f"{raw.name}: the fonts of this PDF do not tell which characters they draw; have it recognised (OCR), or "
            "give the text it was made from."
        )
    draft = Draft(raw.name)
    for number, record in enumerate(records, 1):
        for mark in record.get("marks", ()):
            draft.omit(mark, number, "the mark of a note")
    read_pages(pages, draft)
    return draft.finish(*_notices(raw.name, records))


def _notices(name: str, records: Sequence[dict[str, Any]]) -> list[str]:
    """Say which pages gave nothing."""
    empty = [str(number) for number, record in enumerate(records, 1) if not record.get("rows")]
    if not empty:
        return []
    named = ", ".join(empty[:10]) + (", …" if len(empty) > 10 else "")
    return [f"{name}: no text is on {len(empty)} of its {len(records)} pages ({named})."]


def _records(raw: RawFile) -> list[dict[str, Any]]:
    """Have the pages read by the other process, which need not come back."""
    damaged = InputError(f"{raw.name}: {_WHY['damaged']}.")
    try:
        # -P keeps this folder off the path: its `html` is not Python's. What is not buffered is lost in part when the
        # process is stopped while it writes, as by a machine that sleeps.
        done = subprocess.run(  # noqa: S603 (our own program, no shell, the file comes as standard input)
            [sys.executable, "-P", str(_PROCESS)],
            input=raw.data,
            capture_output=True,
            env={**os.environ, "PYTHONUNBUFFERED": ""},
            timeout=_SECONDS,
            check=False,
        )
    except OSError as error:
        raise InputError(f"{raw.name}: a PDF cannot be read here ({error.strerror}); give its text.") from error
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{raw.name}: this PDF was not read after {_SECONDS} seconds; give a part of it.") from error
    if done.returncode:
        raise InputError(f"{raw.name}: this PDF is damaged, or takes more memory than a text does; give another copy.")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    for record in records:
        if "error" in record:
            raise InputError(f"{raw.name}: {_WHY[record['error']]}.")
    if not records:
        raise damaged
    return records


def _page(number: int, record: dict[str, Any]) -> Page:
    lines = tuple(Line(*row) for row in record.get("rows", ()))
    return Page(number, record.get("width", 0.0), lines)
