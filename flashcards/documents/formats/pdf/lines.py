"""What a PDF tells of its pages: lines of text, each at its place."""

from __future__ import annotations

from flashcards.records import Record


class Line(Record):
    """A line: its ends and its height above the foot of the page, in points; the size of its font; its text.

    `reading` is what stands in small type above its characters.
    """

    left: float
    right: float
    baseline: float
    size: float
    text: str
    reading: str = ""


class Page(Record):
    """The lines of a page, in any order."""

    number: int
    width: float
    lines: tuple[Line, ...]
