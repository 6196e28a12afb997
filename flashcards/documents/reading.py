"""One file, whatever its format, as a document: its bytes, its format's module, the languages of what that finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.documents import plain, table
from flashcards.documents.files import decode, load
from flashcards.documents.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flashcards.documents.passages import Extract
    from flashcards.records import Document, Language


def _markdown(name: str, text: str) -> Extract:
    """Read Markdown; its module and libraries are loaded here, because only Markdown needs them."""
    from flashcards.documents import markdown

    return markdown.extract(name, text)


_FORMATS: dict[str, Callable[[str, str], Extract]] = {
    ".tsv": table.extract,
    ".md": _markdown,
    ".markdown": _markdown,
}
"""What reads a file, by the ending of its name; any other name is plain text."""


def read(source: str | Path, language: Language | None = None) -> Document:
    """Read one file (or standard input, `-`) and find its blocks and their languages.

    With `language`, every block is taken to be in that language.

    Raises:
        InputError: the file is missing, is a folder, is empty, or is no text in UTF-8.

    """
    return lay_out(extract(source), language)


def extract(source: str | Path, *, lines: bool = False) -> Extract:
    """Read one file and find its passages; with `lines`, each line is one, markup or not.

    Raises:
        InputError: as for `read`.

    """
    raw = load(source)
    text = decode(raw)
    by_name = _FORMATS.get(raw.suffix)
    if by_name is table.extract:
        return table.extract(raw.name, text)
    if lines:
        return plain.extract_lines(raw.name, text)
    if by_name:
        return by_name(raw.name, text)
    return table.extract(raw.name, text) if table.looks_like_one(text) else plain.extract(raw.name, text)
