"""Numbers of things and pieces of texts, as all reports write them."""

from __future__ import annotations

_WIDTH = 60
"""Characters shown of a text."""


def short(text: str) -> str:
    """Write a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def count(number: int, singular: str, plural: str = "") -> str:
    """Write a number of things."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
