"""Opening a collection of Anki's, one's own or a stranger's: the one way to, for all who read one.

*The idea:* a collection is read from a copy, always. Anki may lock its own while it runs, and keeps the newest reviews
in a second file beside it (SQLite's write-ahead log), so the copy is of both; opening a copy can neither wait for Anki
nor disturb it. Packages come from strangers: they are unpacked into a file of bounded size, nothing that stands in
their schema is run, and a query that does not end is ended.
"""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
import zlib
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flashcards.common.files import temporary_folder
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

SQLITE, ZIP = b"SQLite format 3\0", b"PK\x03\x04"
"""How a collection and a package begin."""

LARGEST = 1 << 30
"""Bytes of a collection that is unpacked: four times what AnkiWeb accepts."""

COLLECTION = "collection.anki2"
"""The name of a collection that every Anki reads, in a package and in a profile."""

STEPS = 10_000_000_000
"""Instructions of SQLite that reading may take: a hundred times what a collection of a million notes takes."""

_CHECKED = 1_000_000
"""Instructions between two looks at how many there were: a few in a second."""

_MEMBERS = ("collection.anki21b", "collection.anki21", COLLECTION)
"""The collections of a package, newest first: beside a new one stands an old one that holds a single note of advice."""
_SCHEMAS = range(11, 19)
"""The forms of a collection that are known: 11 is that of 2012 and of packages for older versions, 18 is today's."""
_TABLES = (
    "SELECT id, guid, mid, mod, tags, flds, data FROM notes",
    "SELECT id, nid, ord, type, queue, ivl FROM cards",
)
"""What is read of a collection."""
_TYPES = "SELECT ntid, fields.name, ord FROM fields JOIN notetypes ON notetypes.id = ntid"
"""What is read of the note types, which stand in JSON in the oldest forms."""
_ANEW = "update flashcards, or export a package from Anki with scheduling, for older versions of Anki"
_FORM_KEY = 0x08
"""How `meta`, a message of Protocol Buffers, begins: with its first field, a number."""
_LATEST_PACKAGE = 3
"""The newest form of a package that is known, as its member `meta` tells: Anki has written it since 2022."""
_TRIES = 3
"""How often a collection is copied that changes meanwhile: Anki writes in bursts of well under a second."""
_BLOCK = 1 << 20
"""Bytes that are unpacked at a time."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of a collection, or of the newest one in a package, to read from.

    Raises:
        InputError: it is a package that is damaged or holds no collection, too large, or changes while it is copied.
        sqlite3.Error: it is no collection, or damaged; a query, too, may raise it.
        OSError: it cannot be read.

    """
    with temporary_folder() as folder:
        copy = folder / COLLECTION
        _copy(path, copy)
        with closing(sqlite3.connect(copy)) as db:
            _guard(db)
            _check_form(db, path)
            yield db


def member(path: Path) -> str:
    """Name the collection of a package that is to be read; '' for what is no package.

    Raises:
        InputError: the package is damaged or holds no collection.
        OSError: it cannot be read.

    """
    if path.is_fifo():  # whoever opens one waits until somebody writes into it
        raise InputError(f"{path}: is a pipe; give a file.")
    with path.open("rb") as file:
        if file.read(len(ZIP)) != ZIP:
            return ""
    with _package(path) as package:
        names = frozenset(package.namelist())
        _check_package(package, path)
    name = next((n for n in _MEMBERS if n in names), "")
    if not name:
        raise InputError(f"{path}: holds no Anki collection; give a package (.apkg, .colpkg) or a list of words.")
    return name


def _guard(db: sqlite3.Connection) -> None:
    """Let nothing be written, no function of a stranger's schema be run, no view stand for a table, and all end."""
    left = iter(range(STEPS // _CHECKED))
    db.set_progress_handler(lambda: next(left, None) is None, min(_CHECKED, STEPS))
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    db.create_collation("unicase", _unicase)
    if db.execute("SELECT 1 FROM sqlite_master WHERE type = 'view'").fetchone():
        raise sqlite3.DatabaseError("it holds a view, as none of Anki's does")


def _check_form(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a collection of an Anki that is not known where its tables are others; a new number alone is no fault."""
    try:
        (schema,) = db.execute("SELECT ver FROM col").fetchone()
    except (sqlite3.Error, TypeError):
        return  # it is no collection, as whoever reads it will say
    if not isinstance(schema, int) or schema in _SCHEMAS:
        return
    is_newer = schema > _SCHEMAS[-1]
    try:
        for query in (*_TABLES, *([_TYPES] if is_newer else [])):
            db.execute(f"{query} LIMIT 0")
    except sqlite3.Error as error:
        age, way = ("a newer", _ANEW) if is_newer else ("an older", "open it in an Anki of today, which renews it")
        what = f"is the collection of {age} Anki than is known (form {schema}: {error})"
        raise InputError(f"{path}: {what}; {way}.") from error


def _check_package(package: zipfile.ZipFile, path: Path) -> None:
    """Refuse a package of a newer form, beside whose collection stands an old one with a single note of advice."""
    if "meta" not in package.namelist():
        return
    with package.open("meta") as meta:
        key, form, *_ = meta.read(2).ljust(2, b"\0")
    if key == _FORM_KEY and form > _LATEST_PACKAGE:
        raise InputError(f"{path}: is a package of a newer Anki than is known (form {form}); {_ANEW}.")


def _copy(path: Path, copy: Path) -> None:
    name = member(path)
    if name:
        _unpack(path, name, copy)
        return
    log, copied_log = (Path(f"{file}-wal") for file in (path, copy))
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
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size


def _unpack(path: Path, name: str, copy: Path) -> None:
    is_zstd = name.endswith("b")
    with (
        _package(path) as package,
        package.open(name) as packed,
        _plain(packed, is_zstd=is_zstd) as content,
        copy.open("wb") as out,
    ):
        _pour(content, out, path)


@contextmanager
def _package(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as package:
            yield package
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


def _unicase(left: str, right: str) -> int:
    """Compare as Anki does, without regard to case."""
    return (left.casefold() > right.casefold()) - (left.casefold() < right.casefold())
