"""Somebody's Anki collection, looked at and never touched: the file of a profile, or one inside a package.

Of the schema only what is old is used. Versions 11 (a package that "supports older versions") and 18 differ in where
note types stand; notes and cards have stood in the same tables since 2012.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from flashcards.anki.database import opened
from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STRANGE = (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What is raised by tables of another make, values of another type, and numbers or lists beyond all measure."""
_MOST_FIELDS = 200
"""Of a note that are looked at; note types of hundreds of fields are made by programs, and hold no word behind them."""


class Reviewed(Record):
    """A note, and the days that its best card has come to be shown after: `interval` is 0 for a card still learned."""

    note_type: int
    fields: tuple[str, ...]
    interval: int


class Collection(Record):
    """What is read of a collection: the field names of each note type, by its number, and the reviewed notes."""

    field_names: dict[int, tuple[str, ...]]
    notes: tuple[Reviewed, ...]


def read(path: Path) -> Collection:
    """Read the notes of a collection or a package that have cards in review; suspended and new cards do not count.

    Raises:
        InputError: it is no collection, damaged, too large, or changes while it is read.

    """
    try:
        with opened(path) as db:
            return Collection(field_names(db), tuple(_reviewed(db)))
    except STRANGE as error:
        raise InputError(
            f"{path}: is no Anki collection, or damaged ({error}); "
            "close Anki and try again, or export it as a package with scheduling."
        ) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the file.") from error


def field_names(db: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Read the names of the fields of each note type, from the tables of schema 18 or the JSON of schema 11."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'notetypes'").fetchone():
        by_type: dict[int, list[str]] = {}
        for number, name in db.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            by_type.setdefault(number, []).append(str(name))
        return {number: tuple(names) for number, names in by_type.items()}
    types = json.loads(db.execute("SELECT models FROM col").fetchone()[0])
    return {int(number): tuple(str(field["name"]) for field in kind["flds"]) for number, kind in types.items()}


def _reviewed(db: sqlite3.Connection) -> Iterator[Reviewed]:
    rows = db.execute(
        "SELECT mid, flds, max(ivl) FROM notes JOIN cards ON nid = notes.id"
        " WHERE type IN (2, 3) AND queue != -1 GROUP BY notes.id"
    )
    for number, fields, interval in rows:
        values = tuple(fields.split("\x1f", _MOST_FIELDS)[:_MOST_FIELDS])
        yield Reviewed(number, values, int(interval))  # SQLite keeps text in a column of numbers
