"""The words that a learner knows, from whatever file tells them: the first bytes decide how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import wordlists
from flashcards.documents.encodings import decode
from flashcards.documents.files import load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_words(paths: Iterable[Path]) -> frozenset[str]:
    """Read all words of some files, in the script in which they are written.

    Raises:
        InputError: a file cannot be read, is none that tells words, or holds none.

    """
    return frozenset(word for path in paths for word in _read(path))


def _read(path: Path) -> Iterable[str]:
    raw = load(path)
    return wordlists.parse(raw.name, decode(raw).text)
