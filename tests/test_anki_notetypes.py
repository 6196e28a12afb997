"""The note types are a promise: what learners have in their collections can only be updated while these stay."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from flashcards.anki import notetypes, templates
from flashcards.anki.notetypes import KINDS, NOTE_TYPES, SPARES, SWITCHES
from flashcards.settings import CardKind
from tests.conftest import ROOT

CASE = json.loads(Path(__file__).with_name("cases").joinpath("notetypes.json").read_text(encoding="utf-8"))[
    "note types"
]


def test_names_numbers_and_order_never_change() -> None:
    """Names, numbers and order of note types, fields and cards are those of the first package, for ever.

    Whoever makes this fail takes updates away from every learner: a field may at most be renamed, keeping its number.
    Never change the case to make the test pass; what is spare there may be given a name.
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
    assert now == [_with_new_names(note_type, then) for note_type, then in zip(now, CASE, strict=True)]


def _with_new_names(now: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """Give the case, in which what was spare has the name that it has now."""
    return then | {
        part: [
            [number, name if re.fullmatch(r"(Add )?Spare \d", old) else old]
            for (number, old), (_, name) in zip(then[part], now[part], strict=True)
        ]
        for part in ("fields", "cards")
    }


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
    """When a template or the CSS changes, the look gets a later time, else no learner ever sees it."""
    script = runpy.run_path(str(ROOT / "scripts" / "revise_look.py"))
    noted = json.loads(Path(templates.__file__).with_name("look.json").read_text(encoding="utf-8"))
    assert noted["digest"] == script["digest"](), "the look has changed: run python scripts/revise_look.py --write"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_complete(kind: CardKind) -> None:
    """Each kind of card has a front for each note type, needs fields that there are, and stands in the documents."""
    place, folder = notetypes.PLACE_OF[kind], ROOT / "flashcards" / "templates"
    for note_type in NOTE_TYPES:
        front = folder / note_type.folder / f"{kind}.front.html"
        assert front.is_file(), f"write {front}, then run python scripts/revise_look.py --write"
        assert {*place.needs, place.hint} - {""} <= {name for each in NOTE_TYPES for name in each.names}
    row = f"| `{kind}` "
    assert row in (ROOT / "docs" / "cards.md").read_text(encoding="utf-8"), f"docs/cards.md lacks a row {row}| … | … |"


def test_every_kind_has_a_place() -> None:
    """A kind that an option can ask for is one of the cards of the note types."""
    assert set(KINDS) == set(CardKind), "PLACES in anki/notetypes.py lacks a kind: put it where the first spare one is"


def test_the_documentation_names_every_field() -> None:
    """A learner who looks a field up finds it; switches and spare fields are named by the first and last of them."""
    text = Path(__file__).parents[1].joinpath("docs", "cards.md").read_text(encoding="utf-8")
    for note_type in NOTE_TYPES:
        assert note_type.name in text
        for name in note_type.names:
            assert name in text or name.startswith(("Add ", "Spare "))
