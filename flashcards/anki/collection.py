"""Somebody's Anki collection, looked at and never touched: the file of a profile, or one inside a package.

*The idea:* a collection is read from a copy, always. Anki may lock its own while it runs, and keeps the newest reviews
in a second file beside it (SQLite's write-ahead log), so the copy is of both; opening a copy can neither wait for Anki
nor disturb it. Packages come from strangers: they are unpacked into a file of bounded size.

Of the schema only what is old is used. Versions 11 (a package that "supports older versions") and 18 differ in where
note types stand; notes and cards have stood in the same tables since 2012.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

SQLITE, ZIP = b"SQLite format 3\0", b"PK\x03\x04"
"""How a collection and a package begin."""

LARGEST = 1 << 30
"""Bytes of a collection that is unpacked: four times what AnkiWeb accepts."""

_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The collections of a package, newest first: beside a new one stands an old one that holds a single note of advice."""
_TRIES = 3
_BLOCK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A note, and the days that its best card has come to be shown after: `interval` is 0 for a card still learned."""

    note_type: int
    fields: tuple[str, ...]
    interval: int


@dataclass(frozen=True, slots=True)
class Collection:
    """What is read of a collection: the field names of each note type, by its number, and the reviewed notes."""

    field_names: dict[int, tuple[str, ...]]
    notes: tuple[Reviewed, ...]


def read(path: Path) -> Collection:
    """Read the notes of a collection or a package that have cards in review; suspended and new cards do not count.

    Raises:
        InputError: it is no collection, damaged, too large, or changes while it is read.

    """
    with tempfile.TemporaryDirectory(prefix="flashcards.") as folder:
        copy = Path(folder) / "collection.anki2"
        try:
            _copy(path, copy)
            with closing(sqlite3.connect(copy)) as db:
                db.create_collation("unicase", _unicase)
                return Collection(_field_names(db), tuple(_reviewed(db)))
        except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"{path}: is no Anki collection, or damaged ({error}); "
                "close Anki and try again, or export it as a package with scheduling."
            ) from error
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the file.") from error


def _copy(path: Path, copy: Path) -> None:
    with path.open("rb") as file:
        is_package = file.read(len(ZIP)) == ZIP
    if is_package:
        _unpack(path, copy)
        return
    log, copied_log = (Path(f"{one}-wal") for one in (path, copy))
    for _ in range(_TRIES):
        before = _state(path), _state(log)
        shutil.copyfile(path, copy)
        copied_log.unlink(missing_ok=True)
        if before[1]:
            shutil.copyfile(log, copied_log)
        if before == (_state(path), _state(log)):
            return
    raise InputError(f"{path}: Anki is writing to it just now; try again in a moment.")


def _state(path: Path) -> tuple[int, int] | None:
    """Tell when a file was last written, and its size; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


def _unpack(path: Path, copy: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            member = next((name for name in _MEMBERS if name in package.namelist()), None)
            if member is None:
                raise InputError(
                    f"{path}: holds no Anki collection; give a package (.apkg, .colpkg) or a list of words."
                )
            is_zstd = member.endswith("b")
            with package.open(member) as packed, _plain(packed, is_zstd=is_zstd) as content, copy.open("wb") as out:
                _pour(content, out, path)
    except _BROKEN as error:
        raise InputError(f"{path}: this package is damaged ({error}); export it anew.") from error


@contextmanager
def _plain(packed: IO[bytes], *, is_zstd: bool) -> Iterator[IO[bytes]]:
    if not is_zstd:
        yield packed
        return
    import zstandard

    try:
        with zstandard.ZstdDecompressor().stream_reader(packed) as content:
            yield content
    except zstandard.ZstdError as error:
        raise zipfile.BadZipFile(str(error)) from error


def _pour(content: IO[bytes], out: IO[bytes], path: Path) -> None:
    size = 0
    while block := content.read(_BLOCK):
        size += len(block)
        if size > LARGEST:
            raise InputError(f"{path}: unpacked, this package is larger than any collection; it was not opened.")
        out.write(block)


def _field_names(db: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Read the names of the fields of each note type, from the tables of schema 18 or the JSON of schema 11."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'notetypes'").fetchone():
        found: dict[int, list[str]] = {}
        for number, name in db.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            found.setdefault(number, []).append(str(name))
        return {number: tuple(names) for number, names in found.items()}
    types = json.loads(db.execute("SELECT models FROM col").fetchone()[0])
    return {int(number): tuple(str(field["name"]) for field in kind["flds"]) for number, kind in types.items()}


def _reviewed(db: sqlite3.Connection) -> Iterator[Reviewed]:
    rows = db.execute(
        "SELECT mid, flds, max(ivl) FROM notes JOIN cards ON nid = notes.id"
        " WHERE type IN (2, 3) AND queue != -1 GROUP BY notes.id"
    )
    for number, fields, interval in rows:
        yield Reviewed(number, tuple(fields.split("\x1f")), int(interval))  # SQLite keeps text in a column of numbers


def _unicase(one: str, other: str) -> int:
    """Compare as Anki does, without regard to case."""
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())
