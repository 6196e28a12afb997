"""Which items of a text were read: a convenience, remembered in the cache folder."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from flashcards.common import files
from flashcards.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Marks:
    """The items of a text that were read, by their keys; `path` is the file of its corrections."""

    def __init__(self, path: Path) -> None:
        self._file = files.cache_directory() / "review" / f"{_digest(str(path.resolve()))}.json"
        self._digests: dict[str, str] = {}
        try:
            self._read = set(json.loads(self._file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._read = set()

    def is_read(self, key: str) -> bool:
        """Whether an item was read."""
        digest = self._digests.get(key)
        if digest is None:  # a book has thousands of items, which each page asks for
            digest = self._digests[key] = _digest(key)
        return digest in self._read

    def mark(self, keys: Iterable[str], *, is_read: bool) -> None:
        """Note that items were read, or are to be read again."""
        digests = map(_digest, keys)
        if is_read:
            self._read.update(digests)
        else:
            self._read.difference_update(digests)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            files.write_text(self._file, json.dumps(sorted(self._read)))
        except (OSError, OutputError):  # no folder for it, no memory of it
            return


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]
