"""What a source of text can be beside a file: standard input, or a page of the web; and what a deck of it is called."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

STDIN = "-"


def is_address(source: str | Path) -> bool:
    """Whether a source is a page of the web."""
    return str(source).lower().startswith(("http://", "https://"))


def stem(source: str) -> str:
    """Name a deck after its text: the file, the last part of an address, or the server where it has none."""
    if source == STDIN:
        return "flashcards"
    if is_address(source):
        host, _, path = source.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")
        return Path(unquote(path).rstrip("/").replace("\0", "")).stem or host.partition(":")[0]
    return Path(source).stem
