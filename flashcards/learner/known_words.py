"""The words that a learner knows, from whatever file tells them: the first bytes decide how it is read."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from flashcards.anki.database import SQLITE, ZIP
from flashcards.anki.reviewed_words import reviewed_words
from flashcards.documents import word_lists
from flashcards.documents.encodings import decode
from flashcards.documents.raw_files import load
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_COLLECTION = "collection.anki2"
_SUFFIXES = frozenset((".apkg", ".colpkg", ".anki2"))
"""What the names of collections and packages end in."""


class KnownWords(Record):
    """Words in the script in which they are written; `notices` are sentences for the user about files without any."""

    words: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()


def read_words(paths: Iterable[Path], *, field: str = "", interval: int = 21) -> KnownWords:
    """Read all words of some files.

    Of an Anki collection or package these are the words of `field` ('' finds it) that have come to `interval` days;
    a young one may have none as yet, which is no fault.

    Raises:
        InputError: a file cannot be read, is none that tells words, or is a list that holds none.

    """
    words: set[str] = set()
    notices: list[str] = []
    for path in paths:
        here = _read(path, field, interval)
        words.update(here.words)
        notices += here.notices
        if not here.words:
            notices.append(_none_yet(path, interval))
    return KnownWords(frozenset(words), tuple(notices))


def collections(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Tell which of some files are Anki collections or packages; of the folder of a profile, its collection."""
    return tuple(file for file in map(_file, paths) if _is_collection(file))


def _read(path: Path, field: str, interval: int) -> KnownWords:
    path = _file(path)
    if _is_collection(path):
        reviews = reviewed_words(path, field=field, interval=interval)
        return KnownWords(reviews.words, reviews.notices)
    raw = load(path)
    return KnownWords(frozenset(word_lists.words(raw.name, decode(raw).text)))


def _none_yet(path: Path, interval: int) -> str:
    return (
        f"{path}: no Chinese word in it has come to {interval} days between reviews, so it leaves nothing out; if it "
        "should, lower --known-interval, name the field of the words with --known-field, or export the package with "
        "its scheduling."
    )


def _file(path: Path) -> Path:
    return path / _COLLECTION if _beginning(path / _COLLECTION) else path


def _is_collection(path: Path) -> bool:
    # Whatever else has such a name is left to the reader of collections, which refuses it: as a list a pipe would be
    # waited for, and the bytes of a damaged package may be Chinese in some encoding.
    is_called_so = path.suffix.lower() in _SUFFIXES and (path.is_file() or path.is_fifo())
    return is_called_so or _beginning(path).startswith((SQLITE, ZIP))


def _beginning(path: Path) -> bytes:
    """Look at the first bytes of a file, if it is one; whatever is wrong with it shows when it is read."""
    with contextlib.suppress(OSError):  # as a name that is too long
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(SQLITE))
    return b""
