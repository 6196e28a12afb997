"""Version N+1 of the program over version N: a field and a kind of card that it adds reach every learner.

A spare field gets a name, a spare card the name and the look of a new kind; both keep their numbers, by which Anki
knows them again. Nothing is a conflict, no full sync is forced, and no review changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flashcards.anki import DeckOptions, notes, package, previous_package, stamping, write_package
from flashcards.anki.archive import archive
from flashcards.anki.notetypes import NOTE_TYPES, SPARES
from flashcards.anki.previous_package import NotOursError, Previous, read
from flashcards.anki.templates import SHIPPED
from flashcards.settings import CardKind
from tests import anki_cards
from tests.anki_backend import Learner, Log

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.anki import Note
    from flashcards.anki.notetypes import NoteType

pytestmark = pytest.mark.anki

NOW = 1_780_000_000
CARD, FIELD = SPARES[0], "Spare 8"
SWITCH = f"Add {CARD}"


def _write(path: Path, batch: tuple[Note, ...], previous: Previous) -> Path:
    stamps = stamping.Stamps(batch, previous, NOW)
    clock = NOW + (86_400 if previous.notes else 0)
    collection = path.with_suffix(".collection")
    frame = package.Frame("x", SHIPPED, previous.note_types, clock)
    package.write(collection, batch, lambda at: stamps.of(batch[at]), frame)
    archive(collection, {}, path)
    collection.unlink()
    return path


def _next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be the next version: a spare field is called Story, a spare card asks for it."""
    fields, cards = package._fields, package._templates

    def renamed(note_type: NoteType) -> list[dict[str, Any]]:
        names = {FIELD: "Story", SWITCH: "Add Story"}
        return [field | {"name": names.get(field["name"], field["name"])} for field in fields(note_type)]

    def with_card(note_type: NoteType, layout: Any) -> list[dict[str, Any]]:
        new = {"name": "Story", "qfmt": "{{#Add Story}}<b>{{Story}}</b>{{/Add Story}}"}
        return [card | (new if card["name"] == CARD else {}) for card in cards(note_type, layout)]

    monkeypatch.setattr(package, "_fields", renamed)
    monkeypatch.setattr(package, "_templates", with_card)


def test_the_next_version_brings_a_field_and_a_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner of this version gets both from a package of the next one, and keeps every review."""
    short = notes(anki_cards.deck(), [CardKind.RECOGNITION]).notes
    with Learner(tmp_path / "learner") as learner:
        learner.take(_write(tmp_path / "old.apkg", short, Previous()))
        learner.review()
        before = learner.scheduling()
        assert learner.col.db is not None
        learner.col.db.execute("update col set ls = scm + 1")
        _next_version(monkeypatch)
        longer = tuple(note.with_fields({**note.fields, FIELD: f"about {note.hanzi}"}) for note in short)
        later = _write(tmp_path / "new.apkg", longer, read(tmp_path / "old.apkg"))
        assert learner.take(later) == Log(7, 0, 7, 0, 0)
        assert learner.note("催")["Story"] == "about 催"
        assert learner.scheduling() == before
        assert not learner.col.schema_changed()
        note = learner.note("催")
        note["Add Story"] = "1"
        learner.col.update_note(note)
        (card,) = learner.cards("card:Story")
        assert "about 催" in card.question()
        assert learner.faults() == []


def test_an_older_version_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of this version, imported after one of the next, is no conflict and takes nothing away."""
    short = notes(anki_cards.deck(), [CardKind.RECOGNITION]).notes
    with Learner(tmp_path / "learner") as learner:
        old = _write(tmp_path / "old.apkg", short, Previous())
        learner.take(old)
        _next_version(monkeypatch)
        longer = tuple(note.with_fields({**note.fields, FIELD: "a story"}) for note in short)
        learner.take(_write(tmp_path / "new.apkg", longer, read(old)))
        assert learner.take(old) == Log(7, 0, 0, 7, 0)
        assert learner.note("催")["Story"] == "a story"
        assert learner.faults() == []


def test_there_is_room(tmp_path: Path) -> None:
    """Each note type keeps three spare cards with their switches and eight spare fields; no card is made of them."""
    for note_type in NOTE_TYPES:
        assert {f"Add {name}" for name in SPARES} | {f"Spare {n}" for n in range(1, 9)} <= set(note_type.names)
    with Learner(tmp_path / "learner") as learner:
        options = DeckOptions(title="x")
        write_package(anki_cards.deck(), options, tmp_path / "deck.apkg", now=NOW)
        learner.take(tmp_path / "deck.apkg")
        assert [len(kind["tmpls"]) for kind in learner.col.models.all() if "Flashcards" in kind["name"]] == [8, 8]
        assert learner.col.card_count() == 7
        assert learner.faults() == []


def test_a_package_of_fewer_fields_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a version wrote that knew fewer fields is read by the names of those it has, and may be written over."""
    short = notes(anki_cards.deck(), [CardKind.RECOGNITION]).notes
    path = _write(tmp_path / "old.apkg", short, Previous())
    now, ours = read(path), dict(previous_package._OURS)
    more = {number: (names[0], "Story", *names[1:]) for number, names in ours.items()}
    monkeypatch.setattr(previous_package, "_OURS", more)
    later = read(path)
    for guid, note in now.notes.items():
        assert later.notes[guid].values == (note.values[0], "", *note.values[1:])
    fewer = {number: names[1:] for number, names in ours.items()}
    monkeypatch.setattr(previous_package, "_OURS", fewer)
    with pytest.raises(NotOursError):
        read(path)
