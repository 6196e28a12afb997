"""One file, whatever its format, as a document: its bytes, its format's module, the languages of what that finds."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from flashcards.documents.clutter import without_clutter
from flashcards.documents.dress import without_dress
from flashcards.documents.encodings import decode
from flashcards.documents.formats.kinds import BY_SUFFIX, TABLE, by_content
from flashcards.documents.formats.structure import by_structure
from flashcards.documents.formats.text import plain
from flashcards.documents.layout import lay_out
from flashcards.documents.mojibake import without_damage
from flashcards.documents.other_script import without_other_script
from flashcards.documents.raw_files import load
from flashcards.documents.romanised import without_pinyin
from flashcards.settings.sources import is_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flashcards.documents.formats.kinds import Format
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile
    from flashcards.records import Document, Language


def read(source: str | Path, language: Language | None = None) -> Document:
    """Read one file (or standard input, `-`) and find its blocks and their languages.

    With `language`, every block is taken to be in that language.

    Raises:
        InputError: the file is missing, is a folder, is empty, or cannot be read.

    """
    return lay_out(extract(source), language)


def extract(source: str | Path, *, lines: bool = False, encoding: str = "") -> Extract:
    """Read one file and find its passages; with `lines`, each line (of a text, markup or not) or passage is a sentence.

    A source that is an address on the web is downloaded; nothing else is.

    `encoding` is that of a text; without it, it is found.

    Raises:
        InputError: as for `read`.

    """
    if not is_address(source):
        return extract_raw(load(source), lines=lines, encoding=encoding)
    from flashcards.documents import web

    raw, notices = web.load(str(source))
    made = extract_raw(raw, lines=lines, encoding=encoding)
    return replace(made, notices=notices + made.notices)


def extract_raw(raw: RawFile, *, lines: bool = False, encoding: str = "") -> Extract:
    """Find the passages of a file that was loaded, whatever its format."""
    made = without_damage(as_written(raw, lines=lines, encoding=encoding))
    made = without_clutter(made if lines else without_other_script(without_pinyin(without_dress(made))))
    return replace(made, settled=True) if lines else made


def as_written(raw: RawFile, *, lines: bool = False, encoding: str = "") -> Extract:
    """Find the passages of a file as they stand in it: nothing is mended, and pinyin and labels are not taken off."""
    known = by_content(raw)
    return _bytes_reader(known)(raw) if known else _from_text(raw, lines=lines, encoding=encoding)


def _from_text(raw: RawFile, *, lines: bool, encoding: str) -> Extract:
    """Find the passages of a file that is text."""
    decoded = decode(raw, encoding)
    found = by_structure(raw.name, raw.suffix, decoded.text)
    as_lines = lines and (found.is_plain or (found == TABLE and raw.suffix not in BY_SUFFIX))
    read_text = plain.extract_lines if as_lines else _text_reader(found)
    made = read_text(raw.name, decoded.text)
    return replace(made, notices=decoded.notices + made.notices)


def _bytes_reader(of: Format) -> Callable[[RawFile], Extract]:
    """Load the module of a format that reads bytes; only now, because many need libraries that take time to load."""
    return cast("Callable[[RawFile], Extract]", import_module(f"flashcards.documents.formats.{of.module}").extract)


def _text_reader(of: Format) -> Callable[[str, str], Extract]:
    """Load the module of a format that reads text."""
    return cast("Callable[[str, str], Extract]", import_module(f"flashcards.documents.formats.{of.module}").extract)
