"""The note types are a promise: what learners have in their collections can only be updated while these stay."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flashcards.anki import notetypes, templates
from flashcards.anki.notetypes import KINDS, NOTE_TYPES, SPARES, SWITCHES
from flashcards.settings import Tones

CASE = json.loads(Path(__file__).with_name("cases").joinpath("notetypes.json").read_text(encoding="utf-8"))


def test_names_numbers_and_order_never_change() -> None:
    """Names, numbers and order of note types, fields and cards are those of the first package, for ever.

    Whoever makes this fail takes updates away from every learner: a field may at most be renamed, keeping its number.
    Never change the case to make the test pass, but for the name of a spare card or field that was given one.
    """
    now = [
        {
            "name": note_type.name,
            "number": note_type.number,
            "fields": [[note_type.field_id(field), field.name] for field in note_type.fields],
            "cards": [[note_type.template_id(name), name.title()] for name in (*KINDS, *SPARES)],
        }
        for note_type in NOTE_TYPES
    ]
    assert now == CASE["note types"]


def test_first_field_identifies_the_note() -> None:
    """Anki sorts by the first field and warns of duplicates in it: it holds the Chinese."""
    assert {note_type.names[0] for note_type in NOTE_TYPES} == {"Hanzi"}


def test_numbers_are_unique() -> None:
    """No two fields or cards of any note type share a number or, within one, a name."""
    numbers = [note_type.field_id(field) for note_type in NOTE_TYPES for field in note_type.fields]
    numbers += [note_type.template_id(kind) for note_type in NOTE_TYPES for kind in (*KINDS, *SPARES)]
    assert len(set(numbers)) == len(numbers)
    for note_type in NOTE_TYPES:
        assert len(set(note_type.names)) == len(note_type.names)


def test_no_field_has_a_name_that_anki_reserves() -> None:
    """Anki gives these names a meaning of its own in templates."""
    reserved = {"Tags", "Type", "Deck", "Card", "FrontSide", "Subdeck", "CardFlag"}
    assert not reserved & {name for note_type in NOTE_TYPES for name in note_type.names}


def test_every_kind_has_its_switch() -> None:
    """Each kind of card is made by a field of each note type."""
    for note_type in NOTE_TYPES:
        assert {*SWITCHES.values(), notetypes.SPEECH} <= set(note_type.names)


def test_a_new_look_has_a_new_time() -> None:
    """When a template or the CSS changes, `templates.REVISED` is set to a later time, else no learner ever sees it.

    After that, write the new digest and time into the case.
    """
    looks = [templates.layout(note_type, templates.Look(tones)) for note_type in NOTE_TYPES for tones in Tones]
    digest = hashlib.sha256(repr(looks).encode()).hexdigest()
    assert {"digest": digest, "revised": templates.REVISED} == CASE["look"]


def test_the_documentation_names_every_field() -> None:
    """A learner who looks a field up finds it; switches and spare fields are named by the first and last of them."""
    text = Path(__file__).parents[1].joinpath("docs", "cards.md").read_text(encoding="utf-8")
    for note_type in NOTE_TYPES:
        assert note_type.name in text
        for name in note_type.names:
            assert name in text or name.startswith(("Add ", "Spare "))
