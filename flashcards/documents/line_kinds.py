"""A kind of line that is no sentence, or not wholly: a row of data that says how it looks, with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common import patterns
from flashcards.records import Record

if TYPE_CHECKING:
    import re


class LineKind(Record):
    """A kind of line: its name in the report, how it looks, a line it fits, and one that only looks as if it did."""

    name: str
    pattern: re.Pattern[str]
    fires: str
    spares: str


def line_kind(name: str, pattern: str, fires: str, spares: str, flags: int = 0) -> LineKind:
    """Write a row."""
    return LineKind(name, patterns.pattern(pattern, flags), fires, spares)
