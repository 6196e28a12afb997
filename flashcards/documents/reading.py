"""One file, whatever its format, as a document: its bytes, its format's module, the languages of what that finds."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from flashcards.documents.clutter import without_clutter
from flashcards.documents.dress import (
    with_labels_apart,
    without_dress,
    without_note_marks,
    without_spoilers,
    without_stamps,
)
from flashcards.documents.encodings import decode
from flashcards.documents.explained_words import without_explained_words
from flashcards.documents.formats.archives import open_archive
from flashcards.documents.formats.known_formats import BY_SUFFIX, PLAIN, TABLE, by_content, is_bundle
from flashcards.documents.formats.structure import by_structure
from flashcards.documents.formats.tables.card_sets import cards_on_lines
from flashcards.documents.formats.text import plain
from flashcards.documents.formats.text.wiki import undone
from flashcards.documents.frames import without_frames, without_parts
from flashcards.documents.hyphens import without_hyphens
from flashcards.documents.layout import lay_out
from flashcards.documents.mistakes import without_mistakes
from flashcards.documents.mojibake import without_damage
from flashcards.documents.other_script import without_other_script, without_script_beside
from flashcards.documents.raw_files import RawFile, files_of, is_folder, load
from flashcards.documents.returning_lines import without_returning_lines
from flashcards.documents.romanised import without_pinyin
from flashcards.documents.ruby import without_annotations, without_ruby
from flashcards.documents.speakers import without_speakers
from flashcards.documents.verses import without_verse_numbers
from flashcards.documents.word_by_word import without_renderings_by_word
from flashcards.documents.works import without_works
from flashcards.errors import InputError
from flashcards.records import Omission, replace
from flashcards.settings.sources import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flashcards.documents.formats.archives import Archive
    from flashcards.documents.formats.known_formats import Format
    from flashcards.documents.passages import Extract
    from flashcards.records import Document, Language

MOST_PIECES = 200_000
"""Passages and rows of one file: the longest novels have a tenth of that. Set by hand."""


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
    extracted = extract_raw(raw, lines=lines, encoding=encoding)
    return replace(extracted, notices=notices + extracted.notices)


def extracts(source: str | Path, *, lines: bool = False, encoding: str = "") -> tuple[Extract, ...]:
    """Read one file, or those in a folder or a ZIP archive, in the order of their names; what none can read is said.

    Raises:
        InputError: as for `read`; or no file of the folder or archive can be read.

    """
    if is_address(source):
        return (extract(source, lines=lines, encoding=encoding),)
    bundle: Iterable[Callable[[], RawFile]]
    if is_folder(source):
        bundle = (partial(load, path) for path in files_of(Path(source)))
    else:
        raw = load(source)
        if not is_bundle(raw):
            return (extract_raw(raw, lines=lines, encoding=encoding),)
        bundle = _members(raw)
    members: list[Extract] = []
    failures: list[str] = []
    for member in bundle:
        try:
            members.append(extract_raw(member(), lines=lines, encoding=encoding))
        except InputError as error:
            failures.append(str(error))
    _refuse_more_than_a_text(str(source), members)
    if not members:
        raise InputError(
            failures[0] if failures else f"{source}: no file with a text is in it; put one there, or name another."
        )
    return (replace(members[0], notices=(*failures, *members[0].notices)), *members[1:])


def _refuse_more_than_a_text(name: str, members: Sequence[Extract]) -> None:
    """See to it that the files of a folder are no whole library."""
    count = sum(len(member.passages) for member in members)
    if count > MOST_PIECES:
        raise InputError(
            f"{name}: its files have {count:,} paragraphs, {MOST_PIECES:,} can be read as one text; name single files, "
            "or let `flashcards library build` make a deck for each."
        )


def _members(raw: RawFile) -> Iterator[Callable[[], RawFile]]:
    """Give the files of an archive, each to be unpacked by a call, without those that systems hide in it."""
    archive = open_archive(raw)
    for name in sorted(archive.names):
        path = PurePosixPath(name)
        if not name.endswith("/") and not any(part.startswith((".", "__")) for part in path.parts):
            yield partial(_member, raw.name, archive, path)


def _member(name: str, archive: Archive, path: PurePosixPath) -> RawFile:
    return RawFile(f"{name}/{path}", path.suffix.lower(), archive.read(str(path)))


def extract_raw(raw: RawFile, *, lines: bool = False, encoding: str = "") -> Extract:
    """Find the passages of a file that was loaded, whatever its format.

    Raises:
        InputError: it cannot be read, or holds more than anybody reads.

    """
    extracted = without_damage(without_annotations(as_written(raw, lines=lines, encoding=encoding)))
    _refuse_endless(extracted)
    if lines:
        return replace(without_clutter(extracted), settled=True)
    for without in _UNDRESSING:
        extracted = without(extracted)
    return extracted


_UNDRESSING = (
    without_hyphens,
    without_stamps,
    without_spoilers,
    with_labels_apart,
    without_verse_numbers,
    without_note_marks,
    without_mistakes,
    without_works,
    without_renderings_by_word,
    without_explained_words,
    without_parts,
    without_speakers,
    without_dress,
    without_returning_lines,
    without_frames,
    without_script_beside,
    without_ruby,
    without_pinyin,
    without_other_script,
    without_clutter,
)
"""What takes off a text what is none of its sentences, in this order: a number before a speaker hides pinyin."""


def _refuse_endless(extract: Extract) -> None:
    """See to it that the passages are not too many; the cells of a row count as one."""
    cells = sum(left.row is not None and left.row == right.row for left, right in pairwise(extract.passages))
    count = len(extract.passages) - cells
    if count > MOST_PIECES:
        raise InputError(
            f"{extract.name}: a text of {count:,} paragraphs is too long, {MOST_PIECES:,} can be read; part it."
        )


def as_written(raw: RawFile, *, lines: bool = False, encoding: str = "") -> Extract:
    """Find the passages of a file as they stand in it: nothing is mended, and pinyin and labels are not taken off."""
    known = by_content(raw)
    return _bytes_reader(known)(raw) if known else _from_text(raw, lines=lines, encoding=encoding)


def _from_text(raw: RawFile, *, lines: bool, encoding: str) -> Extract:
    """Find the passages of a file that is text."""
    decoded = decode(raw, encoding)
    text, known = decoded.text, by_structure(raw.suffix, decoded.text)
    dropped: Sequence[tuple[int, str, str]] = ()
    if not lines and raw.suffix not in BY_SUFFIX and known in (PLAIN, TABLE):
        text, dropped = undone(text)
        text = cards_on_lines(text)
        known = by_structure(raw.suffix, text)
    as_lines = lines and (known.is_plain or (known == TABLE and raw.suffix not in BY_SUFFIX))
    read_text = plain.extract_lines if as_lines else _text_reader(known)
    extracted = read_text(raw.name, text)
    left_out = tuple(Omission(raw.name, *each) for each in dropped)
    notices = decoded.notices + extracted.notices
    return replace(extracted, notices=notices, left_out=left_out + extracted.left_out)


def _bytes_reader(of: Format) -> Callable[[RawFile], Extract]:
    """Load the module of a format that reads bytes; only now, because many need libraries that take time to load."""
    return cast("Callable[[RawFile], Extract]", import_module(f"flashcards.documents.formats.{of.module}").extract)


def _text_reader(of: Format) -> Callable[[str, str], Extract]:
    """Load the module of a format that reads text."""
    return cast("Callable[[str, str], Extract]", import_module(f"flashcards.documents.formats.{of.module}").extract)
