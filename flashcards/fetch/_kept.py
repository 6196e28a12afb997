"""Copies of pages in the user's cache directory: a second build asks nobody, and works offline."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from flashcards.common import files
from flashcards.errors import OutputError
from flashcards.records import Record

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = 1
"""Raise it when the header changes; copies of another format are fetched anew."""


class Kept(Record):
    """A page as it came: `time` is when, in seconds since 1970."""

    url: str
    content_type: str
    time: float
    data: bytes


def kept(url: str) -> Kept | None:
    """Find the copy of a page; None where there is none that is whole."""
    try:
        head, _, data = _path(url).read_bytes().partition(b"\n")
        header = json.loads(head)
        copy = Kept(header["url"], str(header["content_type"]), float(header["time"]), data)
        is_whole = header["format"] == _FORMAT and header["size"] == len(data) and copy.url == url
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return copy if is_whole else None


def keep(copy: Kept) -> None:
    """Keep a page, if the directory can be written; without, the next run downloads it again."""
    header = {"format": _FORMAT, "url": copy.url, "content_type": copy.content_type, "time": copy.time}
    path = _path(copy.url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_all({path: json.dumps(header | {"size": len(copy.data)}).encode() + b"\n" + copy.data})
    except (OSError, OutputError):
        return


def _path(url: str) -> Path:
    return files.cache_directory() / "pages" / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:32]
