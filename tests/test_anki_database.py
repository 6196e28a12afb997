"""A collection is opened in one way: never touched, of bounded size, and for a bounded time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from flashcards.anki import DeckOptions, database, write_package
from flashcards.errors import InputError
from tests import anki_cards, makers
from tests.anki_backend import make_zip
from tests.attacks import collections

if TYPE_CHECKING:
    from pathlib import Path


def _names(path: Path) -> set[str]:
    with database.opened(path) as db:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Write a package."""
    write_package(anki_cards.deck(), DeckOptions(title="x"), tmp_path / "x.apkg", now=1_800_000_000)
    return tmp_path / "x.apkg"


def test_a_package_and_the_file_of_a_profile_open_alike(package: Path, tmp_path: Path) -> None:
    """The collection of a package, and the same one outside of it, while another program writes to it."""
    assert {"notes", "cards", "col"} <= _names(package)
    with closing(sqlite3.connect(tmp_path / "own.anki2")) as busy:
        busy.execute("PRAGMA journal_mode = WAL")
        busy.execute("CREATE TABLE newest (id)")
        busy.execute("BEGIN EXCLUSIVE")
        assert _names(tmp_path / "own.anki2") == {"newest"}
    assert (database.member(package), database.member(tmp_path / "own.anki2")) == (database.COLLECTION, "")


def test_nothing_can_be_written(package: Path) -> None:
    """Not even to the copy."""
    with database.opened(package) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM notes")


def test_a_query_that_does_not_end_is_ended(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a stranger's collection makes of a query, it takes so many steps at most."""
    monkeypatch.setattr(database, "STEPS", 5_000_000)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with database.opened(package) as db, pytest.raises(sqlite3.OperationalError, match="interrupted"):
        db.execute(endless)


@pytest.mark.parametrize(
    ("form", "change", "age"),
    [
        (19, "ALTER TABLE notes RENAME COLUMN flds TO content", "a newer"),
        (20, "ALTER TABLE cards RENAME TO card", "a newer"),
        (99, "SELECT 1", "a newer"),  # the note types, which a newer Anki keeps in a table, stand in JSON
        (10, "ALTER TABLE notes RENAME TO facts", "an older"),
        (18, "ALTER TABLE notes RENAME TO facts", ""),
        (10, "SELECT 1", ""),
    ],
)
def test_a_collection_of_another_form_is_told(tmp_path: Path, form: int, change: str, age: str) -> None:
    """Where the tables are others than is known, the number of the form tells why; a number alone is no fault."""
    path = tmp_path / "x.anki2"
    collections.collection(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE col SET ver = ?", (form,))
        db.execute(change)
    if age:
        with pytest.raises(InputError, match=rf"x.anki2: is the collection of {age} Anki than is known \(form {form}"):
            _names(path)
    else:
        assert "col" in _names(path)


def test_a_package_of_a_newer_form_is_told(package: Path, tmp_path: Path) -> None:
    """Its old collection holds a note of advice alone, which would be taken for all that the learner knows."""
    parts = makers.members(package.read_bytes())
    for form in (1, 2, 3, 4):
        (tmp_path / f"{form}.apkg").write_bytes(makers.archive(parts | {"meta": bytes((8, form))}))
    assert [database.member(tmp_path / f"{form}.apkg") for form in (1, 2, 3)] == [database.COLLECTION] * 3
    with pytest.raises(InputError, match=r"4.apkg: is a package of a newer Anki than is known \(form 4\); update"):
        database.member(tmp_path / "4.apkg")


def test_a_view_is_no_table(tmp_path: Path) -> None:
    """A view in the place of a table could give rows without end."""
    with closing(sqlite3.connect(tmp_path / "x.anki2")) as db, db:
        db.execute("CREATE VIEW notes AS SELECT 1 AS id")
    with pytest.raises(sqlite3.DatabaseError, match="holds a view"):
        _names(tmp_path / "x.anki2")


@pytest.mark.parametrize("is_zstd", [True, False])
def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_zstd: bool) -> None:
    """A package that unpacks to more than a collection can be is given up at the limit."""
    import zstandard

    monkeypatch.setattr(database, "LARGEST", 3 << 20)
    large = bytes(16 << 20)
    bomb = make_zip(collection_anki21b=zstandard.compress(large)) if is_zstd else make_zip(collection_anki2=large)
    (tmp_path / "x.apkg").write_bytes(bomb)
    with pytest.raises(InputError, match="larger than any collection"):
        _names(tmp_path / "x.apkg")


def test_a_collection_that_is_being_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes while it is copied is tried again, and then left."""
    path = tmp_path / "collection.anki2"
    path.write_bytes(database.SQLITE)
    states = iter(range(100))
    monkeypatch.setattr(database, "_state", lambda _: (next(states), 0))
    path.with_name("collection.anki2-wal").write_bytes(b"x")
    with pytest.raises(InputError, match="is writing to it just now"):
        _names(path)
