"""What a learner has edited in Anki: notes of a deck, field by field, beside what they were given and what holds now.

*The idea:* a note that a learner ever touched is newer than any of ours (`times`). What the last package gave it and
what stands in it now differ only by the learner's hand; without that package it is compared with what would be built.
Only words and pictures count: how they are dressed stays in Anki, which takes nothing over what was edited there.
"""

from __future__ import annotations

import html
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from flashcards.anki.merging import is_of_another_text
from flashcards.anki.notetypes import ELSEWHERE, PLACES, PLAYING, SPEECH
from flashcards.anki.previous_package import NotOursError, read
from flashcards.anki.stamping import MOVING
from flashcards.anki.times import TOUCHED
from flashcards.common.patterns import pattern
from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from flashcards.anki.note import Note
    from flashcards.anki.notetypes import NoteType
    from flashcards.anki.old_notes import OldNote

_OURS = MOVING | {ELSEWHERE, "Key", SPEECH, *PLAYING, *(place.switch_name for place in PLACES)}
"""Fields that are no words of a card: numbers, switches, sounds, and what other texts say."""
_LINE_END = pattern(r"<br\s*/?>|</(?:div|p|tr|li)>\s*(?=.)", re.IGNORECASE | re.DOTALL)
_CELL = pattern(r"</t[hd]>\s*(?=<t[hd])", re.IGNORECASE)
_ABOVE = pattern(r"<rt>(.*?)</rt>", re.IGNORECASE | re.DOTALL)
_PICTURE = pattern(r"<img\b[^<>]*?\bsrc=[\"']?([^\"'<>]+)[^<>]*>", re.IGNORECASE)
_TAG = pattern(r"<[^<>]*>")


class EditedField(Record):
    """A field that a learner edited, as HTML: what the note was `given`, what is `built` now, and what Anki `held`."""

    name: str
    given: str
    built: str
    held: str


class EditedNote(Record):
    """A note of a deck as it is built now, and the fields of it that were edited."""

    note: Note
    fields: tuple[EditedField, ...]


class Edits(Record):
    """What a learner's collections hold otherwise than any build: notes `touched` by hand, and what each was `given`.

    Both are by GUID; of a note that no last package gave, nothing is known but what would be built.
    """

    touched: Mapping[str, OldNote]
    given: Mapping[str, OldNote]

    def of(self, note: Note) -> EditedNote | None:
        """Tell which fields of a note were edited and are not yet put right here; None if there are none."""
        if note.guid not in self.touched:
            return None
        fields = tuple(self._fields(note, self.touched[note.guid]))
        return EditedNote(note, fields) if fields else None

    def _fields(self, note: Note, standing: OldNote) -> Iterator[EditedField]:
        built, held = note.note_type.blank | note.fields, standing.fields(note.note_type)
        before = self.given[note.guid].given(note.note_type) if note.guid in self.given else built
        if not is_of_another_text(note.note_type, held, before):
            for name in differing(note.note_type, before, held):
                if words(held[name]) not in (words(before[name]), words(built[name])):
                    yield EditedField(name, before[name], built[name], held[name])


def edits_of(standing: Mapping[str, OldNote], given: Mapping[str, OldNote]) -> Edits:
    """Gather the notes of ours that a learner has touched: `standing` in Anki, `given` by the last package."""
    return Edits({guid: note for guid, note in standing.items() if note.modified >= TOUCHED}, given)


def differing(note_type: NoteType, given: Mapping[str, str], held: Mapping[str, str]) -> tuple[str, ...]:
    """Name the fields of a card's words that Anki holds otherwise than they were given."""
    return tuple(name for name in note_type.names if name not in _OURS and held.get(name, "") != given.get(name, ""))


def words(field: str) -> str:
    """Give the words of a field, line by line: what is read above characters in brackets, a picture as one."""
    text = _PICTURE.sub("[picture]", _ABOVE.sub(r"(\1)", _CELL.sub(" · ", _LINE_END.sub("\n", field))))
    lines = html.unescape(_TAG.sub("", text)).replace("\xa0", " ").splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def pictures(field: str) -> tuple[str, ...]:
    """Name the pictures of a field."""
    return tuple(html.unescape(name) for name in _PICTURE.findall(field))


def picture(collections: Iterable[Path], name: str) -> bytes:
    """Take a picture from beside the collection of a profile, where Anki keeps it.

    Raises:
        InputError: it is beside none of them.

    """
    for folder in (path.with_suffix(".media") for path in collections):
        with suppress(OSError, ValueError):
            if path := next((each for each in folder.iterdir() if each.name == name), None):
                return path.read_bytes()
    raise InputError(f"{name}: this picture is not beside the collection; give that of your profile, not a package.")


def last_given(path: Path) -> Mapping[str, OldNote]:
    """Read the notes of the last package by their GUID; there are none where no package of ours stands."""
    try:
        return read(path).notes
    except (NotOursError, OSError):
        return {}
