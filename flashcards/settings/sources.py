"""What a source of text can be beside a file: standard input, or a page of the web; and what a deck of it is called."""

from __future__ import annotations

import os
import re
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flashcards.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STDIN = "-"
_PARTS = re.compile(r"[^\W_]+|[\W_]+")
"""The words of a name, and what stands between them."""
_OPENING, _CLOSING = " ._-–—,([（【", " ._-–—,)]）】"
"""What stands before and behind the part of a name that tells the language."""


def is_address(source: str | Path) -> bool:
    """Whether a source is a page of the web."""
    return str(source).lower().startswith(("http://", "https://"))


def refuse_sources(sources: Iterable[str], outputs: Iterable[Path]) -> None:
    """See to it that no text is written over.

    Raises:
        OutputError: an output is one of the sources.

    """
    read = {os.path.realpath(source) for source in sources if source != STDIN and not is_address(source)}
    for path in outputs:
        if os.path.realpath(path) in read:
            raise OutputError(f"{path}: this is the text itself; name another place with --output.")


def name_of(sources: Sequence[str]) -> str:
    """Name a deck after its text; of two files by what their names begin or end with alike, else by the first.

    `chapter1.en.txt` and `chapter1.zh.txt` are chapter1; words of a name count as a whole, and numbers name nothing.
    """
    stems = [_stem(source) for source in sources]
    forwards = [_PARTS.findall(stem) for stem in stems]
    backwards = [parts[::-1] for parts in forwards]
    alike = ("".join(_beginning(forwards)).rstrip(_OPENING), "".join(_beginning(backwards)[::-1]).lstrip(_CLOSING))
    named = (name for name in alike if any(map(str.isalpha, name)))
    return stems[0] if len(set(stems)) == 1 else next(named, stems[0])


def _beginning(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return what all lists begin with."""
    return [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, zip(*lists, strict=False))]


def _stem(source: str) -> str:
    """Name a source: the file, the last part of an address, or the server where it has none."""
    if source == STDIN:
        return "flashcards"
    if is_address(source):
        host, _, path = source.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")
        return Path(unquote(path).rstrip("/").replace("\0", "")).stem or host.partition(":")[0]
    return Path(source).stem
