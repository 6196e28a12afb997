"""The cards of notes as Anki shows them: both sides as HTML, before a collection has seen them.

The HTML is what Anki's own `render_output` gives, but for two filters of a user's own templates: a hint folds without a
script, and `text:` leaves escaped what is escaped. A test compares both, card by card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki.notetypes import KINDS, NOTE_TYPES
from flashcards.anki.template_language import parse, render, with_buttons
from flashcards.anki.templates import Layout, Look, layout
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flashcards.anki.note import Note
    from flashcards.anki.notetypes import NoteType
    from flashcards.anki.template_language import Part
    from flashcards.settings import CardKind


class Face(Record):
    """A card of a note: both sides as HTML, with Anki's marks for play buttons and for the box to type in."""

    note: Note
    kind: CardKind
    front: str
    back: str


def faces(notes: Iterable[Note], look: Look, title: str) -> Iterator[Face]:
    """Render every card that the notes make, note by note, each in Anki's order; `title` is the name of the deck.

    Raises:
        InputError: a template of the user's is broken.

    """
    parsed = {note_type.number: _parsed(note_type, layout(note_type, look)) for note_type in NOTE_TYPES}
    for note in notes:
        for kind in note.kinds:
            yield _face(note, kind, *parsed[note.note_type.number][kind], title)


def _parsed(note_type: NoteType, look: Layout) -> dict[CardKind, tuple[tuple[Part, ...], tuple[Part, ...]]]:
    names = note_type.names
    return {t.kind: (parse(t.front, names), parse(t.back, names)) for t in look.templates}


def _face(note: Note, kind: CardKind, front: tuple[Part, ...], back: tuple[Part, ...], title: str) -> Face:
    values: Mapping[str, str] = {
        **note.fields,
        "Tags": " ".join(note.tags),
        "Type": note.note_type.name,
        "Deck": f"{title}::{note.deck}",
        "Subdeck": note.deck,
        "Card": kind.title(),
        "CardFlag": "flag0",
        f"c{KINDS.index(kind) + 1}": "1",
    }
    question = with_buttons("q", render(front, values))
    return Face(note, kind, question, with_buttons("a", render(back, {**values, "FrontSide": question})))
