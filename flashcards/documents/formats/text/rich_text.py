"""RTF, as old word processors save it: its text, line by line, read as a plain text is.

Parsed by striprtf (BSD), which knows the code pages of Chinese Word; cells of tables come with bars between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.documents.encodings import whole_characters
from flashcards.documents.formats.text import plain
from flashcards.errors import InputError

if TYPE_CHECKING:
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile


def extract(raw: RawFile) -> Extract:
    """Find the paragraphs and the rows of tables.

    Raises:
        InputError: the file is damaged, or there is no text in it.

    """
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(raw.data.decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, KeyError, TypeError, OverflowError) as error:
        raise InputError(
            f"{raw.name}: this RTF file is damaged; open it in a word processor and save it anew."
        ) from error
    text = whole_characters(text)
    if not text.strip():
        raise InputError(f"{raw.name}: this RTF file holds no text; give one that does.")
    return plain.extract(raw.name, text)
