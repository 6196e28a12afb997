"""Rows as text: tab- or comma-separated lines, an object of JSON a line, or columns for a terminal.

Every function but `columns` returns the whole text, line ends and all. The formats made of these are promises: what
they hold and in which order stands in the README and does not change without a new major version.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def tsv(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as tab-separated lines; tabs and line ends inside a value become spaces."""
    return "".join("\t".join(" ".join(str(value).split()) for value in row) + "\n" for row in rows)


def delimited(rows: Iterable[Iterable[object]], delimiter: str) -> str:
    """Write rows with a delimiter; a value that holds it, a quote or a line end stands in quotes (RFC 4180)."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def jsonl(rows: Iterable[dict[str, Any]]) -> str:
    """Write one JSON object a line, Chinese as Chinese."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def columns(rows: Sequence[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    """Lay rows out in columns, a line a row; the last cell of a row is as wide as it is.

    The first columns, so many, hold `numbers`, which end below each other.
    """
    widths = [max(map(display_width, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            " " * (width - display_width(cell)) + cell if number < numbers else padded(cell, width)
            for number, (cell, width) in enumerate(zip(row[:-1], widths, strict=False))
        ]
        yield "  ".join([*cells, row[-1]])


def display_width(text: str) -> int:
    """Count the columns a terminal takes for a text: two for wide characters, none for combining ones (UAX #11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def padded(text: str, width: int) -> str:
    """Put spaces behind a text up to a width in columns."""
    return text + " " * (width - display_width(text))
