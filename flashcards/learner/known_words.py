"""The words that a learner knows, from whatever file tells them: the first bytes decide how it is read."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from flashcards.anki.database import SQLITE, ZIP
from flashcards.anki.reviewed_words import reviewed_words
from flashcards.documents.encodings import decode
from flashcards.documents.raw_files import load
from flashcards.learner import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_COLLECTION = "collection.anki2"


def read_words(paths: Iterable[Path], *, field: str = "", interval: int = 21) -> frozenset[str]:
    """Read all words of some files, in the script in which they are written.

    Of an Anki collection or package these are the words of `field` ('' finds it) that have come to `interval` days.

    Raises:
        InputError: a file cannot be read, is none that tells words, or holds none.

    """
    return frozenset(word for path in paths for word in _read(path, field, interval))


def _read(path: Path, field: str, interval: int) -> Iterable[str]:
    if _beginning(path / _COLLECTION):
        path /= _COLLECTION  # the folder of a profile
    if _beginning(path).startswith((SQLITE, ZIP)):
        return reviewed_words(path, field=field, interval=interval)
    raw = load(path)
    return word_lists.parse(raw.name, decode(raw).text)


def _beginning(path: Path) -> bytes:
    """Look at the first bytes of a file, if it is one; whatever is wrong with it shows when it is read."""
    with contextlib.suppress(OSError):  # as a name that is too long
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(SQLITE))
    return b""
