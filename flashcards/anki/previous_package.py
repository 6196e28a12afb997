"""What the last package remembers: when each note and each look last changed, and under which numbers they stand.

*The idea:* Anki takes a note of a package only when it is newer than its own, and then overwrites whatever the
learner has edited. So only what truly changed may be called newer. The memory of that is the last package itself;
there is no other file to lose.
"""

from __future__ import annotations

import json
import zipfile
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from flashcards.anki import database
from flashcards.anki.collection import STRANGE
from flashcards.anki.database import COLLECTION, member
from flashcards.anki.merging import is_of_another_text
from flashcards.anki.notetypes import NOTE_TYPES
from flashcards.anki.old_notes import MOST, SEPARATOR, OldNote, OldNotes
from flashcards.errors import InputError
from flashcards.records import Record, field, replace

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki.old_notes import Row

_OURS = {str(note_type.number): note_type.names for note_type in NOTE_TYPES}
"""The names of the fields of each of our note types, by its number."""

_LAST = "SELECT max(ifnull((SELECT max(id) FROM notes), 0), ifnull((SELECT max(id) FROM cards), 0))"
"""Asks for the greatest number of a note or a card."""

_OTHERS = (InputError, *STRANGE)
"""What is raised by what is no package, a damaged one, or one with a collection of another make."""


class Previous(Record):
    """The last package: its notes by GUID, its note types by their number, as Anki keeps them, and where it stands.

    From `free` on numbers are those of none of its notes and cards.
    """

    notes: Mapping[str, OldNote] = field(default_factory=dict)
    note_types: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    free: int = 0
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


@contextmanager
def opened(path: Path) -> Iterator[Previous]:
    """Open a package that this program wrote; its notes are read when they are asked for, and may raise the same.

    Raises:
        NotOursError: it is something else.
        OSError: it cannot be read.

    """
    with ExitStack() as lent:
        try:
            # A package that Anki itself exported keeps its notes in a newer collection, beside an old, empty one.
            if member(path) != COLLECTION:
                raise NotOursError
            package = _package(lent.enter_context(database.opened(path)), path)
        except _OTHERS as error:
            raise NotOursError from error
        yield package


def read(path: Path) -> Previous:
    """Read all of a package; errors as for `opened`."""
    with opened(path) as package:
        return replace(package, notes=dict(package.notes))


def shared(path: Path, previous: Path | None, notes: Mapping[str, OldNote]) -> frozenset[str]:
    """Name those of some notes that other packages of ours in the folder of `path` have with another sentence."""
    guids: set[str] = set()
    with suppress(OSError):
        for other in sorted(path.parent.glob("*.apkg")):
            with suppress(NotOursError, OSError):
                if other not in (path, previous):
                    guids.update(_shared(other, notes))
    return frozenset(guids)


def _shared(other: Path, notes: Mapping[str, OldNote]) -> list[str]:
    with opened(other) as package:
        both = package.notes.keys() & notes.keys()
        return [guid for guid in both if _is_of_another_text(package.notes[guid], notes[guid])]


def _is_of_another_text(note: OldNote, other: OldNote) -> bool:
    try:
        note_type = other.note_type
    except KeyError:  # what nobody can compare may well be another text's
        return True
    return is_of_another_text(note_type, note.fields(note_type), other.fields(note_type))


def _package(db: sqlite3.Connection, path: Path) -> Previous:
    types: dict[str, Any] = json.loads(db.execute("SELECT models FROM col").fetchone()[0])
    names = {number: [each["name"] for each in types[number]["flds"]] for number in _OURS.keys() & types.keys()}
    if not names or not all(len(held) == len(_OURS[n]) or {*held} <= {*_OURS[n]} for n, held in names.items()):
        raise NotOursError
    notes = OldNotes(db, partial(_old_note, names=names), lambda _: NotOursError())
    (last,) = db.execute(_LAST).fetchone()
    if last >= MOST:
        raise NotOursError
    return Previous(notes, {int(number): kind for number, kind in types.items()}, last + 1, path)


def _old_note(row: Row, cards: Mapping[int, int], names: Mapping[str, Sequence[str]]) -> OldNote:
    """Make a note of its row, whose values may be of any type; `data` is a column that Anki leaves to others."""
    number, kind, modified, tags, values, data = row
    if not all(isinstance(each, int) and 0 <= each < MOST for each in (number, modified, *cards.values())):
        raise NotOursError
    replaced = json.loads(data) if data else None
    if replaced is not None and not (isinstance(replaced, dict) and all(isinstance(v, str) for v in replaced.values())):
        raise NotOursError
    return OldNote(number, modified, tuple(str.split(tags)), _values(str(kind), names, values), cards, replaced)


def _values(kind: str, names: Mapping[str, Sequence[str]], values: str) -> tuple[str, ...]:
    """Give the fields of a note in our order; of a package with fewer those that came later are empty.

    Of as many fields each is the one at its place, whatever it is called: a spare one may have got a name.
    """
    written = tuple(values.split(SEPARATOR))
    if kind not in names or len(names[kind]) == len(_OURS[kind]):
        return written
    by_name = dict(zip(names[kind], written, strict=True))
    return tuple(by_name.get(name, "") for name in _OURS[kind])
