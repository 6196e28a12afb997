"""What a source of text can be beside a file: standard input, or a page of the web; and what a deck of it is called."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flashcards.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STDIN = "-"
CORRECTIONS = ".corrections.toml"
"""What the name of a file of corrections ends in."""
_PARTS = re.compile(r"[^\W_]+|[\W_]+")
"""The words of a name, and what stands between them."""
_OPENING, _CLOSING = " ._-–—,([（【", " ._-–—,)]）】"
"""What stands before and behind the part of a name that tells the language."""
_LANGUAGES = frozenset(
    """
    en eng english zh zho chi chinese cn mandarin hans hant simplified traditional us gb uk tw hk
    中文 英文 汉语 漢語 英语 英語 中 英 原文 译文 譯文 简体 繁体 簡體 繁體
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Parts of a name that tell nothing but the language: its codes (ISO 639), regions and scripts, its names."""
_UNNAMED = "flashcards"
"""What a deck is called whose sources have no name."""


def is_address(source: str | Path) -> bool:
    """Whether a source is a page of the web."""
    return str(source).lower().startswith(("http://", "https://"))


def refuse_inputs(inputs: Iterable[str], outputs: Iterable[Path]) -> None:
    """See to it that nothing is written over that is read, by whatever name; standard input may be a file, too.

    Raises:
        OutputError: an output is one of the inputs.

    """
    read = {identity for name in inputs if not is_address(name) for identity in _identities(name)}
    for path in outputs:
        if not read.isdisjoint(_identities(str(path))):
            raise OutputError(f"{path}: this is the text itself, or a list; name another place with --output.")


def _identities(name: str) -> Iterator[object]:
    """Yield what tells that two names are of one file: where all links lead, and its number on its disk."""
    with contextlib.suppress(OSError, ValueError):  # whoever opens the file says what is wrong with it
        if name != STDIN:
            yield os.path.realpath(name)
        status = os.fstat(0) if name == STDIN else os.stat(name)  # noqa: PTH116 (a name may be too long for a Path)
        if stat.S_ISREG(status.st_mode):
            yield status.st_dev, status.st_ino


def name_of(sources: Sequence[str]) -> str:
    """Name a deck after its text; of two files by what their names begin or end with alike, else by the first.

    `chapter1.en.txt` and `chapter1.zh.txt` are chapter1; words of a name count as a whole, and numbers name nothing.
    Where names tell the language alone (`en.txt`, `zh.txt`), the folder names the deck.
    """
    stems = [_stem(source) for source in sources]
    forwards = [_PARTS.findall(stem) for stem in stems]
    backwards = [parts[::-1] for parts in forwards]
    alike = ("".join(_beginning(forwards)).rstrip(_OPENING), "".join(_beginning(backwards)[::-1]).lstrip(_CLOSING))
    if len(stems) > 1 and len(set(stems)) > 1:
        stems = [name for name in alike if any(map(str.isalpha, name))] + stems
    return next((name for name in stems if not _is_language(name)), "") or _folder(sources[0])


def corrections_beside(sources: Sequence[str]) -> Path | None:
    """Name the file for the corrections of a text: beside it, and called as its deck; a page or a stream has none."""
    if sources[0] == STDIN or is_address(sources[0]) or "\0" in sources[0]:
        return None
    return Path(sources[0]).parent / f"{name_of(sources)}{CORRECTIONS}"


def _beginning(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return what all lists begin with."""
    return [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, zip(*lists, strict=False))]


def without_language(name: str) -> str:
    """Take the words that tell the language out of a name: essay of `essay.en`."""
    words = (part for part in _PARTS.findall(name) if part.casefold() not in _LANGUAGES)
    return "".join(words).strip(_OPENING + _CLOSING)


def _is_language(name: str) -> bool:
    """Whether a name says nothing but in which language a text is."""
    words = [part.casefold() for part in _PARTS.findall(name) if part[0].isalnum()]
    return bool(words) and _LANGUAGES.issuperset(words)


def _folder(source: str) -> str:
    """Name the folder that a file stands in; a page stands on its server."""
    if source == STDIN:
        return _UNNAMED
    if is_address(source):
        return source.partition("://")[2].partition("/")[0].partition(":")[0]
    name = Path(source.replace("\0", "")).resolve().parent.name
    return name if any(map(str.isalpha, name)) else _UNNAMED


def _stem(source: str) -> str:
    """Name a source: the file, the last part of an address, or the server where it has none."""
    if source == STDIN:
        return _UNNAMED
    if is_address(source):
        host, _, path = source.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")
        return Path(unquote(path).rstrip("/").replace("\0", "")).stem or host.partition(":")[0]
    return Path(source).stem
