"""The notes of a deck as a text that Anki imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.output.rows import delimited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.anki import Note

_ANKI_COLUMNS = ("notetype", "guid", "deck", "tags")


def anki_text(notes: Iterable[Note], title: str) -> str:
    """Write notes as a text file that Anki imports (its manual, "Text Files"): a line a note, all its fields.

    Anki takes note types only from a package; it must have seen one of ours before.
    """
    head = ["#separator:tab", "#html:true", *(f"#{name} column:{at}" for at, name in enumerate(_ANKI_COLUMNS, 1))]
    rows = (
        (note.note_type.name, note.guid, f"{title}::{note.deck}", " ".join(note.tags), *note.values) for note in notes
    )
    return "\n".join(head) + "\n" + delimited(rows, "\t")
