"""The compiled lexicon as a file: found by the versions of what it was made from, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from flashcards.common.collector import without_collector
from flashcards.common.files import cache_directory
from flashcards.lexicon._origins import Additions, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEPT_SECONDS = 30 * 24 * 3600
"""How long a compiled file that another version or word list made is kept beside a new one."""


def open_database(additions: Additions, notice: Callable[[str], None]) -> sqlite3.Connection:
    """Open the compiled lexicon, after compiling it where there is none that fits or it is damaged.

    Two processes may do that at once: each writes a file of its own and puts it into place in one step. Where no file
    can be written the lexicon is compiled into memory.
    """
    path = cache_path(additions)
    connection = _open_file(path)
    if connection is not None:
        return connection
    notice("Preparing the dictionary for its first use; this takes some seconds.")
    try:
        _write_file(path, additions)
    except (OSError, sqlite3.OperationalError) as error:
        notice(f"{path.parent}: the dictionary cannot be kept here ({error}), so the next run will prepare it again.")
        return _compile_in_memory(additions)
    return _open_file(path) or _compile_in_memory(additions)


def cache_path(additions: Additions) -> Path:
    """Name the file that holds the lexicon made from the sources as they are now."""
    key = hashlib.sha256(fingerprint(additions).encode()).hexdigest()[:16]
    return cache_directory() / f"lexicon-{key}.sqlite"


def _open_file(path: Path) -> sqlite3.Connection | None:
    """Open the file unless it is absent or not whole; to look at every page would take longer than all the rest."""
    if not path.is_file():
        return None
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        pages = (
            connection.execute("PRAGMA page_count").fetchone()[0] * connection.execute("PRAGMA page_size").fetchone()[0]
        )
        whole = bool(connection.execute("SELECT whole FROM complete").fetchone()) and path.stat().st_size == pages
    except sqlite3.DatabaseError:
        whole = False
    if whole:
        return connection
    connection.close()
    return None


def _write_file(path: Path, additions: Additions) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.stem}-{os.getpid()}.tmp")
    own.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(own)
        try:
            _compile_into(connection, additions)
        finally:
            connection.close()
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)
    _sweep(path)


def _sweep(path: Path) -> None:
    """Remove files that older versions of the program left, and those of compilations that were killed."""
    for other in path.parent.glob("lexicon-*"):
        if other != path and other.stat().st_mtime < time.time() - KEPT_SECONDS:
            other.unlink(missing_ok=True)


def _compile_in_memory(additions: Additions) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _compile_into(connection, additions)
    return connection


def _compile_into(connection: sqlite3.Connection, additions: Additions) -> None:
    # Imported late: what compiling needs would slow every start down.
    from flashcards.lexicon._compile import compile_lexicon
    from flashcards.lexicon.sources import Sources

    with without_collector():
        compile_lexicon(connection, Sources(additions))
    connection.execute("CREATE TABLE complete (whole INTEGER)")
    connection.execute("INSERT INTO complete VALUES (1)")
    connection.commit()
