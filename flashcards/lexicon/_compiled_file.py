"""The compiled lexicon as a file: found by the versions of what it was made from, written whole or not at all.

*The idea:* behind the pages of the database stands a checksum of them all, which every start compares. That takes some
20 ms for 46 MB, a twentieth of a start, and leaves no flipped bit to be read for knowledge: a file that is not whole,
to the last bit, is made anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flashcards.common.collector import without_collector
from flashcards.common.files import cache_directory, replacing
from flashcards.common.progress import silent
from flashcards.errors import OutputError
from flashcards.lexicon._origins import Additions, fingerprint
from flashcards.lexicon.shipped import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.common.progress import Progress

KEPT_SECONDS = 30 * 24 * 3600
"""How long a compiled file that another version or word list made is kept beside a new one."""

_BLOCK = 1 << 20
"""Bytes that are read at a time."""


def open_database(
    additions: Additions, notice: Callable[[str], None], progress: Progress = silent
) -> sqlite3.Connection:
    """Open the compiled lexicon, after unpacking or compiling it where there is none that fits or it is damaged.

    Two processes may do that at once: each writes a file of its own and puts it into place in one step. Where no file
    can be written the lexicon is compiled into memory.
    """
    path = cache_path(additions)
    if _is_whole(path):
        return _open_file(path)
    content = unpacked(path.name)
    if content is None:
        was_damaged = path.is_file()
        what = "The kept dictionary was damaged; preparing it anew" if was_damaged else "Preparing the dictionary"
        notice(f"{what}{'' if was_damaged else ' for its first use'}; this takes some seconds.")
    try:
        _write_file(path, content, additions, progress)
    except (OSError, OutputError, sqlite3.OperationalError) as error:
        why = error.__cause__ or error
        notice(f"{path.parent}: the dictionary cannot be kept here ({why}), so the next run will prepare it again.")
        return _in_memory(content, additions, progress)
    return _open_file(path) if _is_whole(path) else _in_memory(None, additions, progress)


def opened_again(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Open an open lexicon once more; one that is in memory is copied."""
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    if path:
        return _open_file(Path(path))
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    copy.deserialize(connection.serialize())
    return copy


def cache_path(additions: Additions) -> Path:
    """Name the file that holds the lexicon made from the sources as they are now."""
    key = hashlib.sha256(fingerprint(additions).encode()).hexdigest()[:16]
    return cache_directory() / f"lexicon-{key}.sqlite"


def _open_file(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _is_whole(path: Path) -> bool:
    """Whether a file is there and its pages are those of the checksum behind them."""
    try:
        with path.open("rb") as file:
            pages = path.stat().st_size - len(_end(0))
            return pages > 0 and _end(_checksum(file, pages)) == file.read()
    except OSError:
        return False


def _checksum(file: IO[bytes], size: int) -> int:
    """Read so many bytes, and sum them up; one bit that is wrong is always seen, more all but once in 2^32 times."""
    checksum = 0
    while size > 0 and (block := file.read(min(_BLOCK, size))):
        checksum = zlib.crc32(block, checksum)
        size -= len(block)
    return checksum


def _end(checksum: int) -> bytes:
    """Write a checksum as it stands behind the last page, where SQLite does not look."""
    return b"crc32 %08x" % checksum


def _write_file(path: Path, content: bytes | None, additions: Additions, progress: Progress) -> None:
    """Write what was unpacked, else compile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        if content is None:
            _compile_file(part, additions, progress)
        else:
            part.write_bytes(content)
    _sweep(path)


def _compile_file(part: Path, additions: Additions, progress: Progress) -> None:
    connection = sqlite3.connect(part)
    try:
        _compile_into(connection, additions, progress)
    finally:
        connection.close()
    with part.open("r+b") as file:
        file.write(_end(_checksum(file, part.stat().st_size)))


def _sweep(path: Path) -> None:
    """Remove files that older versions of the program left."""
    for other in path.parent.glob("lexicon-*"):
        if other != path and other.stat().st_mtime < time.time() - KEPT_SECONDS:
            other.unlink(missing_ok=True)


def _in_memory(content: bytes | None, additions: Additions, progress: Progress) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("PRAGMA temp_store = MEMORY")  # indexes are sorted in files else, on a disk that may be full
    if content is None:
        _compile_into(connection, additions, progress)
    else:
        connection.deserialize(content[: -len(_end(0))])
    return connection


def _compile_into(connection: sqlite3.Connection, additions: Additions, progress: Progress) -> None:
    # Imported late: what compiling needs would slow every start down.
    from flashcards.lexicon._compile import compile_lexicon
    from flashcards.lexicon.source_data import Sources

    with without_collector():
        compile_lexicon(connection, Sources(additions), progress=progress)
    connection.commit()
