"""A note as Anki keeps it: the fields of a word or a sentence, from which its cards are made."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from flashcards.anki.notetypes import SWITCHES
from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.anki.notetypes import NoteType
    from flashcards.settings import CardKind

_SWITCHES = tuple(SWITCHES.items())


class Note(Record, dict=True):
    """A note as Anki will keep it. `fields` are HTML by field name; `hanzi` is its text, for messages.

    `deck` is the name of its deck below that of the text, `position` its place in the text, `due` that among the new
    cards of the deck.
    """

    note_type: NoteType
    guid: str
    fields: dict[str, str]
    tags: tuple[str, ...]
    position: int
    hanzi: str
    deck: str
    due: int = 0

    @property
    def kinds(self) -> tuple[CardKind, ...]:
        """The kinds of cards it makes, in Anki's order."""
        return tuple([kind for kind, switch in _SWITCHES if self.fields.get(switch)])

    @functools.cached_property
    def values(self) -> tuple[str, ...]:
        """All fields in the order of the note type."""
        return tuple((self.note_type.blank | self.fields).values())

    def with_fields(self, fields: dict[str, str]) -> Note:
        """Make the same note with other fields; `dataclasses.replace` takes twice as long."""
        return Note(self.note_type, self.guid, fields, self.tags, self.position, self.hanzi, self.deck, self.due)
