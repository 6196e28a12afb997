"""What the last package remembers: when each note and each look last changed, and under which numbers they stand.

*The idea:* Anki takes a note of a package only when it is newer than its own, and then overwrites whatever the
learner has edited. So only what truly changed may be called newer. The memory of that is the last package itself;
there is no other file to lose.
"""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flashcards.anki.collection import STRANGE
from flashcards.anki.database import COLLECTION, member, opened
from flashcards.anki.notetypes import NOTE_TYPES
from flashcards.errors import InputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki.notetypes import NoteType

SEPARATOR = "\x1f"
"""What stands between the fields of a note in Anki's own table."""

_OURS = {str(note_type.number): note_type.names for note_type in NOTE_TYPES}
"""The names of the fields of each of our note types, by its number."""

MOST = 2**53
"""What numbers and times are below: the whole numbers that Anki's own pages, in JavaScript, tell apart."""

_OTHERS = (InputError, *STRANGE)
"""What is raised by what is no package, a damaged one, or one with a collection of another make."""


@dataclass(frozen=True, slots=True)
class OldNote:
    """A note of the last package; `cards` holds the number of its card of each place.

    `replaced` holds, of a note that a learner has edited, the fields in whose place the learner's words stand, as this
    program gave them. It is None where nothing is known of that.
    """

    number: int
    modified: int
    tags: tuple[str, ...]
    values: tuple[str, ...]
    cards: Mapping[int, int]
    replaced: Mapping[str, str] | None = None

    def fields(self, note_type: NoteType) -> dict[str, str]:
        """All its fields by name; those that a note changed by others lacks are empty."""
        missing = [""] * (len(note_type.names) - len(self.values))
        return dict(zip(note_type.names, (*self.values, *missing), strict=False))

    def given(self, note_type: NoteType) -> dict[str, str]:
        """All its fields by name, as this program gave them."""
        return self.fields(note_type) | dict(self.replaced or {})


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
    names = {number: [each["name"] for each in types[number]["flds"]] for number in _OURS.keys() & types.keys()}
    if not names or not all(len(held) == len(_OURS[n]) or {*held} <= {*_OURS[n]} for n, held in names.items()):
        raise NotOursError
    cards: dict[int, dict[int, int]] = {}
    for number, note, place in db.execute("select id, nid, ord from cards"):
        cards.setdefault(note, {})[place] = number
    notes = {
        guid: _old_note(
            OldNote(number, modified, tuple(str.split(tags)), _values(str(kind), names, values), cards.get(number, {})),
            data,
        )
        for number, guid, kind, modified, tags, values, data in db.execute(
            "select id, guid, mid, mod, tags, flds, data from notes"
        )
    }
    return Previous(notes, {int(number): kind for number, kind in types.items()})


def _old_note(note: OldNote, data: str) -> OldNote:
    """Take a note whose values, of a table, may be of any type; `data` is a column that Anki leaves to others."""
    if not all(
        isinstance(each, int) and 0 <= each < MOST for each in (note.number, note.modified, *note.cards.values())
    ):
        raise NotOursError
    replaced = json.loads(data) if data else None
    if replaced is not None and not (isinstance(replaced, dict) and all(isinstance(v, str) for v in replaced.values())):
        raise NotOursError
    return replace(note, replaced=replaced)


def _values(kind: str, names: Mapping[str, Sequence[str]], values: str) -> tuple[str, ...]:
    """Give the fields of a note in our order; of a package with fewer those that came later are empty.

    Of as many fields each is the one at its place, whatever it is called: a spare one may have got a name.
    """
    written = tuple(values.split(SEPARATOR))
    if kind not in names or len(names[kind]) == len(_OURS[kind]):
        return written
    by_name = dict(zip(names[kind], written, strict=True))
    return tuple(by_name.get(name, "") for name in _OURS[kind])
