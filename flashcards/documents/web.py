"""A page from the web as a file: its format is what the server says it is, and what stands in it."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError
from flashcards.fetch import fetch

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/tab-separated-values": ".tsv",
    "text/csv": ".csv",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
}
"""Endings that stand for the kinds that servers name; files of other kinds are known by what stands in them."""
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/json", "text/css", "text/javascript")


def load(url: str) -> tuple[RawFile, tuple[str, ...]]:
    """Get a page, with what is to be told about where it came from.

    Raises:
        InputError: it cannot be had, or is no text.

    """
    got = fetch(url)
    kind, _, parameters = got.content_type.lower().partition(";")
    kind = kind.strip()
    if kind.startswith(_NO_TEXT):
        raise InputError(f"{url}: this is no page of text ({kind}); give the address of one.")
    name, _, charset = parameters.strip().partition("=")
    suffix = _SUFFIXES.get(kind) or PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    return RawFile(url, suffix, got.data, charset.strip(" \"'") if name == "charset" else ""), got.notices
