"""HTML pages: recognised, and not yet read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.errors import InputError

if TYPE_CHECKING:
    from flashcards.documents.passages import Extract


def extract(name: str, text: str) -> Extract:
    """Refuse the page, and say what to do instead.

    Raises:
        InputError: always.

    """
    del text
    raise InputError(f"{name}: this is an HTML page, no plain text; save its text as UTF-8 and give that.")
