"""What the last package remembers: when each note and each look last changed, and under which numbers they stand.

*The idea:* Anki takes a note of a package only when it is newer than its own, and then overwrites whatever the
learner has edited. So only what truly changed may be called newer. The memory of that is the last package itself;
there is no other file to lose.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flashcards.anki.database import COLLECTION, member, opened
from flashcards.anki.notetypes import NOTE_TYPES
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from flashcards.anki.notetypes import NoteType

SEPARATOR = "\x1f"
"""What stands between the fields of a note in Anki's own table."""

_OURS = {str(note_type.number): len(note_type.fields) for note_type in NOTE_TYPES}
"""How many fields each of our note types has, by its number."""

_OTHERS = (InputError, sqlite3.Error, KeyError, ValueError, TypeError, AttributeError)
"""What is raised by what is no package, a damaged one, or one with a collection of another make."""


@dataclass(frozen=True, slots=True)
class OldNote:
    """A note of the last package; `cards` holds the number of its card of each place."""

    number: int
    modified: int
    tags: tuple[str, ...]
    values: tuple[str, ...]
    cards: Mapping[int, int]

    def fields(self, note_type: NoteType) -> dict[str, str]:
        """All its fields by name."""
        return dict(zip(note_type.names, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class Previous:
    """The last package: its notes by GUID, its note types by their number, as Anki keeps them, and where it stands."""

    notes: Mapping[str, OldNote] = field(default_factory=dict)
    note_types: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    path: Path | None = None

    def media(self, names: Collection[str]) -> dict[str, bytes]:
        """Take the sound files of these names that the package holds."""
        if self.path is None or not names:
            return {}
        with zipfile.ZipFile(self.path) as package:
            members = {name: member for member, name in json.loads(package.read("media")).items()}
            return {name: package.read(members[name]) for name in names if name in members}


class NotOursError(Exception):
    """A file is no package that this program wrote."""


def read(path: Path) -> Previous:
    """Read a package that this program wrote.

    Raises:
        NotOursError: it is something else.
        OSError: it cannot be read.

    """
    try:
        # A package that Anki itself exported keeps its notes in a newer collection, beside an old, empty one.
        if member(path) != COLLECTION:
            raise NotOursError
        with opened(path) as db:
            return replace(_previous(db), path=path)
    except _OTHERS as error:
        raise NotOursError from error


def beside(path: Path, previous: Path | None, guids: Collection[str]) -> Mapping[str, list[OldNote]]:
    """Read the notes of these GUIDs out of the other packages of ours in the folder of `path`."""
    notes: dict[str, list[OldNote]] = {}
    with suppress(OSError):
        for other in sorted(path.parent.glob("*.apkg")):
            with suppress(NotOursError, OSError):
                held = read(other).notes if other not in (path, previous) else {}
                for guid in held.keys() & guids:
                    notes.setdefault(guid, []).append(held[guid])
    return notes


def _previous(db: sqlite3.Connection) -> Previous:
    types: dict[str, Any] = json.loads(db.execute("select models from col").fetchone()[0])
    if not _OURS.keys() & types.keys() or any(len(types[n]["flds"]) != _OURS[n] for n in _OURS.keys() & types.keys()):
        raise NotOursError
    cards: dict[int, dict[int, int]] = {}
    for number, note, place in db.execute("select id, nid, ord from cards"):
        cards.setdefault(note, {})[place] = number
    notes = {
        guid: OldNote(number, modified, tuple(tags.split()), tuple(values.split(SEPARATOR)), cards.get(number, {}))
        for number, guid, modified, tags, values in db.execute("select id, guid, mod, tags, flds from notes")
    }
    return Previous(notes, {int(number): kind for number, kind in types.items()})
