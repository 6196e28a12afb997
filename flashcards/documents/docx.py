"""Word documents: recognised, and not yet read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.errors import InputError

if TYPE_CHECKING:
    from flashcards.documents.files import RawFile
    from flashcards.documents.passages import Extract


def extract(raw: RawFile) -> Extract:
    """Refuse the file, and say what to do instead.

    Raises:
        InputError: always.

    """
    raise InputError(f"{raw.name}: this is a Word document, no plain text; save its text as UTF-8 and give that.")
