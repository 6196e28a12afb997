"""Text in columns for a terminal, where most Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay rows out in columns, a line a row; the last cell of a row is as wide as it is."""
    widths = [max(map(display_width, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join([*(padded(cell, width) for cell, width in zip(row[:-1], widths, strict=False)), row[-1]])


def display_width(text: str) -> int:
    """Count the columns a terminal takes for a text: two for wide characters, none for combining ones (UAX #11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def padded(text: str, width: int) -> str:
    """Put spaces behind a text up to a width in columns."""
    return text + " " * (width - display_width(text))
