"""Cards become an Anki package. The only room that knows Anki, and the only home of genanki.

    cards -> notes (fields, GUIDs, switches) -> package (times, numbers, zip) -> .apkg

`write_package` does it all, `made_package` all but putting the file into place; `notes` gives the same notes as plain
data, for tables and pages to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki.changes import Summary
from flashcards.anki.deck_options import DeckOptions
from flashcards.anki.edits import EditedField, EditedNote, Edits, edits_of, last_given
from flashcards.anki.fields import fields
from flashcards.anki.identity import deck_title
from flashcards.anki.merging import standing
from flashcards.anki.note import Note
from flashcards.anki.notes import Notes, guid_of, guid_of_term, notes, outlines
from flashcards.anki.notes import completed as with_values
from flashcards.anki.notetypes import HINTS, NOTE_TYPES, SENTENCE, VOCABULARY
from flashcards.anki.old_notes import OldNote
from flashcards.anki.packed_fields import pack
from flashcards.anki.rendering import Face, faces
from flashcards.anki.rereading import with_places
from flashcards.anki.templates import Look, css, tone_css
from flashcards.anki.writing import made_package, write_package
from flashcards.common.memory import afresh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.chinese.orthography import Spelling
    from flashcards.common.memory import Remember
    from flashcards.records import Card, Picture

__all__ = [
    "HINTS",
    "NOTE_TYPES",
    "SENTENCE",
    "VOCABULARY",
    "DeckOptions",
    "EditedField",
    "EditedNote",
    "Edits",
    "Face",
    "Look",
    "Note",
    "Notes",
    "OldNote",
    "Summary",
    "completed",
    "css",
    "deck_notes",
    "deck_outlines",
    "deck_title",
    "edits_of",
    "faces",
    "fields",
    "guid_of",
    "guid_of_term",
    "last_given",
    "made_package",
    "notes",
    "pictures",
    "standing",
    "tone_css",
    "with_places",
    "write_package",
    "written",
]


def deck_notes(cards: Iterable[Card], deck: DeckOptions) -> Notes:
    """Make the notes of a deck as its options ask for them."""
    return notes(cards, deck.kinds, namespace=deck.namespace, spelling=deck.spelling, sounds=deck.sounds)


def deck_outlines(cards: Iterable[Card], deck: DeckOptions, remember: Remember = afresh) -> Notes:
    """Make the notes of a deck without recordings, with the fields alone that tell them apart; see `completed`."""
    return outlines(
        cards, deck.kinds, namespace=deck.namespace, spelling=deck.spelling, speech=deck.speech, remember=remember
    )


def completed(outline: Note, card: Card, spelling: Spelling) -> Note:
    """Give the outline of a note all its fields."""
    return with_values(outline, fields(card, spelling))


def written(card: Card, spelling: Spelling) -> bytes:
    """Make the fields of a card's note once and for all, as bytes that the card then holds."""
    return pack(fields(card, spelling))


def pictures(cards: Iterable[Card]) -> tuple[Picture, ...]:
    """Give the pictures of cards, each once."""
    return tuple({card.picture.name: card.picture for card in cards if card.picture}.values())
