"""A note meets the one that the learner has: both keep what they say.

*The idea:* where the learner's collection is at hand nothing need be guessed. A word that another text has brought
keeps its sentence, its source and its edits, and gains the sentence of this one behind them. A word of this text is
corrected field by field: what the learner wrote stays, what is as the last package had it is put right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki import elsewhere
from flashcards.anki.collection import STRANGE, field_names
from flashcards.anki.database import opened
from flashcards.anki.notetypes import ELSEWHERE, NOTE_TYPES
from flashcards.anki.previous_package import MOST, SEPARATOR, OldNote
from flashcards.errors import InputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from flashcards.anki.note import Note
    from flashcards.anki.notetypes import NoteType


def standing(path: Path) -> dict[str, OldNote]:
    """Read the notes of our note types out of a collection or a package, by their GUID; fields of ours by their names.

    Raises:
        InputError: it is no collection, damaged, too large, or changes while it is read.

    """
    try:
        with opened(path) as db:
            return _standing(db)
    except STRANGE as error:
        raise InputError(f"{path}: is no Anki collection, or damaged ({error}); close Anki and try again.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the file.") from error


def _standing(db: sqlite3.Connection) -> dict[str, OldNote]:
    names = field_names(db)
    notes = {}
    for kind in NOTE_TYPES:
        rows = db.execute("SELECT id, guid, mod, tags, flds FROM notes WHERE mid = ?", (kind.number,))
        for number, guid, time, tags, values in rows:
            modified = int(time)
            if not 0 <= modified < MOST:
                raise OverflowError(f"a note of the time {modified}")
            given = dict(zip(names.get(kind.number, ()), values.split(SEPARATOR), strict=False))
            ours = tuple((kind.blank | {name: given.get(name, "") for name in kind.names}).values())
            notes[guid] = OldNote(number, modified, tuple(tags.split()), ours, {})
    return notes


def is_of_another_text(note_type: NoteType, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Tell whether two notes of one word or sentence are from two texts, which say different things of it."""
    shown = ("Sentence", "Sentence English") if "Sentence" in note_type.names else ("English",)
    return before.get("Source") != after.get("Source") and any(
        before.get(name, "") != after.get(name, "") for name in shown
    )


def joined(fields: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of another text's note with what this one says behind them."""
    known = held.get(ELSEWHERE, "")
    brought = (quoted(fields), *elsewhere.items(fields.get(ELSEWHERE, "")))
    return {**held, ELSEWHERE: known + "".join(item for item in brought if item not in known)}


def quoted(fields: Mapping[str, str]) -> str:
    """Make what a note of another text shows of this one: its sentence, how it is translated, and where it is from."""
    chinese, english = fields.get("Sentence Marked", ""), fields.get("Sentence English Marked") or fields["English"]
    return elsewhere.item(chinese, english, fields.get("Source", ""))


def renewed(fields: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of a note that no learner touched anew, with what other texts said on it."""
    own = fields.get(ELSEWHERE, "")
    brought = "".join(item for item in elsewhere.joined(held.get(ELSEWHERE, "")) if item not in own)
    return {**fields, ELSEWHERE: own + brought}


def corrected(note: Note, given: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Put right what the learner left as it was given."""
    return {
        name: note.fields.get(name, "") if held[name] == given.get(name, "") else held[name]
        for name in note.note_type.names
    }


def own_words(note: Note, given: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Name the fields that are the learner's, each as it was given, so that it is known for such by the next build."""
    before = {name: given.get(name, "") for name in note.note_type.names}
    return {name: value for name, value in before.items() if value != fields.get(name, "")}
