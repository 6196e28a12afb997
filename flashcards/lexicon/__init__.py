"""What is known about words: dictionary, frequencies, levels, compiled once into one file and opened fast."""

from __future__ import annotations

import copyreg
from functools import cache
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from flashcards.common.progress import silent
from flashcards.lexicon._compiled_file import cache_path, open_database, opened_again
from flashcards.lexicon._lexicon import Lexicon
from flashcards.lexicon._origins import Additions
from flashcards.lexicon._origins import fingerprint as _fingerprint
from flashcards.lexicon.shipped import pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flashcards.common.progress import Progress

__all__ = ["Lexicon", "fingerprint", "open_again", "open_lexicon", "pack_lexicon"]

_Files: TypeAlias = "tuple[Path | None, ...]"
_opened: dict[_Files, Lexicon] = {}
_files_of: WeakKeyDictionary[Lexicon, _Files] = WeakKeyDictionary()


def open_lexicon(
    *,
    notice: Callable[[str], None] | None = None,
    progress: Progress = silent,
    dictionary: Path | None = None,
    word_list: Path | None = None,
    usual: Path | None = None,
) -> Lexicon:
    """Open the lexicon, the same one each time within a process.

    `notice` is told in one sentence what takes long or did not work, `progress` how far it has come. `dictionary` is a
    CC-CEDICT file to use instead of the one that comes along, `word_list` a file of own words (word, reading, meaning;
    tab-separated) that win over it, `usual` another table of usual translations.
    InputError: one of the two cannot be read.
    """
    files = (dictionary, word_list, usual)
    if files not in _opened:
        _opened[files] = Lexicon(open_database(Additions(*files), notice or _ignore, progress))
        _files_of[_opened[files]] = files
    return _opened[files]


def open_again(lexicon: Lexicon) -> Lexicon:
    """Open a lexicon once more, for another thread; what the first one remembers it asks anew."""
    own = Lexicon(opened_again(lexicon.connection))
    if lexicon in _files_of:
        _files_of[own] = _files_of[lexicon]
    return own


@cache
def fingerprint(*, dictionary: Path | None = None, word_list: Path | None = None) -> str:
    """Name what makes a lexicon, by content: another dictionary, or a change of a word, is another."""
    return _fingerprint(Additions(dictionary, word_list))


def _reopened(*files: Path | None) -> Lexicon:
    """Open a lexicon by its files, as another process had opened it."""
    dictionary, word_list, usual = files
    return open_lexicon(dictionary=dictionary, word_list=word_list, usual=usual)


def _how_to_open(lexicon: Lexicon) -> tuple[Callable[..., Lexicon], _Files]:
    """Let a lexicon travel to another process as its files, which that process opens for itself."""
    if lexicon not in _files_of:
        raise TypeError("Only a lexicon that open_lexicon gave can be sent to another process.")
    return _reopened, _files_of[lexicon]


copyreg.pickle(Lexicon, _how_to_open)


def pack_lexicon() -> Path:
    """Pack the lexicon for those to whom this package is given; return the file."""
    open_lexicon()
    return pack(cache_path(Additions()))


def _ignore(_sentence: str) -> None:
    """Tell nobody."""
