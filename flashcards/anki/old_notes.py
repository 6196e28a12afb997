"""Notes that stand somewhere already, in the last package or with a learner: each is read when it is asked for.

*The idea:* a note is looked up by its GUID, seldom twice. What is held of a collection is therefore no more than which
row each GUID stands in; all else stays on the disk. A deck that is built again asks for its notes in the order in which
they stand there, so the rows behind the last one asked for are read with it, ever more of them as long as that serves.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias, cast

from flashcards.anki.collection import STRANGE
from flashcards.anki.notetypes import NOTE_TYPES
from flashcards.records import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, MutableMapping

    from flashcards.anki.notetypes import NoteType

SEPARATOR = "\x1f"
"""What stands between the fields of a note in Anki's own table."""

MOST = 2**53
"""What numbers and times are below: the whole numbers that Anki's own pages, in JavaScript, tell apart."""

_FARTHEST = 1 << 8
"""Rows that are read at once at most: two megabytes of notes with long sentences."""

_ROWS = "SELECT id, mid, mod, tags, flds, data FROM notes WHERE id >= ? ORDER BY id LIMIT ?"
_CARDS = "SELECT nid, ord, id FROM cards WHERE nid BETWEEN ? AND ?"
"""The notes from one on, and the cards of the notes from one to another."""

_BY_FIELDS = {len(kind.fields): kind for kind in NOTE_TYPES}
"""Our note types by their numbers of fields."""

Row: TypeAlias = tuple[int, int, int, str, str, str]
"""A note as it stands in a table: its number, those of its note type and time, its tags, fields and data."""


class OldNote(Record):
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

    @property
    def note_type(self) -> NoteType:
        """Its note type, which its number of fields tells.

        Raises:
            KeyError: somebody changed how many fields it has.

        """
        return _BY_FIELDS[len(self.values)]

    def fields(self, note_type: NoteType) -> dict[str, str]:
        """All its fields by name; those that a note changed by others lacks are empty."""
        missing = [""] * (len(note_type.names) - len(self.values))
        return dict(zip(note_type.names, (*self.values, *missing), strict=False))

    def given(self, note_type: NoteType) -> dict[str, str]:
        """All its fields by name, as this program gave them."""
        return self.fields(note_type) | dict(self.replaced or {})


def chained(*held: Mapping[str, OldNote]) -> Mapping[str, OldNote]:
    """Take several sorts of notes for one; of a note that more than one have the first counts."""
    return ChainMap(*cast("tuple[MutableMapping[str, OldNote], ...]", held))


class OldNotes(Mapping[str, OldNote]):
    """The notes of a collection by their GUID: those of some note types, or all.

    Each is made by `note` of its row and the numbers of its cards. What is wrong with one is raised as `error` makes it
    of its cause, whenever that comes to light.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        note: Callable[[Row, Mapping[int, int]], OldNote],
        error: Callable[[Exception], Exception],
        types: Collection[int] = (),
    ) -> None:
        self._db, self._note, self._error = db, note, error
        among = f" WHERE mid IN ({', '.join(map(str, types))})" if types else ""
        self._numbers: dict[str, int] = dict(db.execute(f"SELECT guid, id FROM notes{among}"))  # noqa: S608 (numbers)
        self._ahead: dict[int, tuple[Row, dict[int, int]]] = {}
        self._reach = 1

    def __getitem__(self, guid: str) -> OldNote:
        number = self._numbers[guid]
        try:
            if number not in self._ahead:
                self._read_on(number)
            return self._note(*self._ahead.pop(number))
        except STRANGE as error:
            raise self._error(error) from error

    def _read_on(self, number: int) -> None:
        """Read the row of a note, and some behind it: twice as many as the last time if none of those is left."""
        self._reach = 1 if self._ahead else min(2 * self._reach, _FARTHEST)
        rows = self._db.execute(_ROWS, (number, self._reach)).fetchall()
        self._ahead = {row[0]: (row, {}) for row in rows}
        for note, place, card in self._db.execute(_CARDS, (number, rows[-1][0] if rows else number)):
            if note in self._ahead:
                self._ahead[note][1][place] = card

    def __contains__(self, guid: object) -> bool:
        return guid in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
