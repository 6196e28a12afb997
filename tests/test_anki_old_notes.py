"""Notes of the last package or of a learner are read one by one, when they are asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.anki import DeckOptions, write_package
from flashcards.anki.old_notes import OldNote, OldNotes
from flashcards.anki.previous_package import NotOursError, opened, read
from flashcards.errors import OutputError
from tests import anki_cards, makers

NOW = 1_780_000_000


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Build a package."""
    path = tmp_path / "town.apkg"
    write_package(anki_cards.deck(), DeckOptions(title="town"), path, now=NOW)
    return path


def _damaged(package: Path, guid: str) -> bytes:
    """Give one note of a package a value that none of ours has."""
    parts = makers.members(package.read_bytes())
    collection = package.with_name("collection")
    collection.write_bytes(parts["collection.anki2"])
    with closing(sqlite3.connect(collection)) as db:
        db.execute("UPDATE notes SET mod = 'never' WHERE guid = ?", (guid,))
        db.commit()
    return makers.archive(parts | {"collection.anki2": collection.read_bytes()})


def test_notes_are_known_by_their_guid(package: Path) -> None:
    """Each is there with its number, its cards and its fields, and nothing else is."""
    whole = read(package).notes
    with opened(package) as before:
        assert dict(before.notes) == whole
        assert len(before.notes) == anki_cards.NOTES_OF_A_KIND
        assert "none" not in before.notes
        assert before.notes.get("none") is None
        numbers = [number for note in whole.values() for number in (note.number, *note.cards.values())]
        assert before.free == max(numbers) + 1


def test_a_damaged_note_shows_when_it_is_read(package: Path) -> None:
    """The notes beside it are read all the same; over the package nothing is written."""
    first, *others = read(package).notes
    package.write_bytes(before := _damaged(package, first))
    with opened(package) as damaged:
        assert all(damaged.notes[guid] for guid in others)
        with pytest.raises(NotOursError):
            damaged.notes[first]
    with pytest.raises(OutputError, match="no package made by flashcards"):
        write_package(anki_cards.deck(), DeckOptions(title="town"), package, now=NOW)
    assert package.read_bytes() == before


def test_notes_in_the_order_of_the_deck_are_read_many_at_once() -> None:
    """In any order each note is itself, with its own cards; in that in which they stand few questions are asked."""
    count, asked = 300, list[str]()
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, tags, flds, data)")
        db.execute("CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, ord)")
        db.executemany("INSERT INTO notes VALUES (?, ?, 1, 0, '', '', '')", [(3 * n, f"g{n}") for n in range(count)])
        db.executemany("INSERT INTO cards VALUES (?, ?, ?)", [(3 * n + 1, 3 * n, n % 5) for n in range(count)])
        db.set_trace_callback(asked.append)
        notes = OldNotes(db, lambda row, cards: OldNote(row[0], 0, (), (), cards), lambda _: KeyError())
        orders = (range(count), [at * 7 % count for at in range(count)], range(count - 1, -1, -1))
        for order, most in zip(orders, (30, 2 * count + 1, 2 * count + 1), strict=True):
            asked.clear()
            assert all(notes[f"g{n}"] == OldNote(3 * n, 0, (), (), {n % 5: 3 * n + 1}) for n in order)
            assert len(asked) < most
