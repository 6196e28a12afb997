"""From a source to the words of a list, if it is one, and from files and folders to the texts that show them in use."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from flashcards.documents.bitexts import read_bitext
from flashcards.documents.encodings import decode
from flashcards.documents.formats.known_formats import DOCX, MARKDOWN, PLAIN, TABLE, XLSX, by_content, is_bundle
from flashcards.documents.formats.structure import by_structure
from flashcards.documents.formats.tables.workbook import rows_of_sheets
from flashcards.documents.listed_words import WordList, may_be_one
from flashcards.documents.raw_files import is_folder, load
from flashcards.documents.reading import MOST_PIECES, as_written
from flashcards.documents.word_lists import rows
from flashcards.errors import InputError
from flashcards.records import Bitext, replace
from flashcards.settings import Mode, SourceKind
from flashcards.settings.sources import is_address, without_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile
    from flashcards.documents.word_lists import Row
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sentence
    from flashcards.settings import Settings

_SHOWN = 3
"""How many of the files that are no texts are named."""


def read_listed(settings: Settings, lexicon: Callable[[], Lexicon]) -> Bitext | None:
    """Read a list of words and the texts that show them in use; None for a text.

    Raises:
        InputError: a list or an example cannot be read, or is asked for in a way that does not go with a list.

    """
    kind, count = settings.read_as, len(settings.sources)
    names = ", ".join(settings.sources)
    if kind is SourceKind.WORDS and count > 1:
        raise InputError(f"{names}: a list of words stands in one file; give it alone.")
    words = None
    if kind is not SourceKind.TEXT and count == 1:
        encoding, is_asked = next(iter(settings.encoding), ""), kind is SourceKind.WORDS
        words = read_word_list(settings.sources[0], lexicon, encoding=encoding, is_asked=is_asked)
    if words is None and settings.examples:
        raise InputError(
            f"{names}: a text brings its own examples; leave --examples away, or say --read-as words if it is a list."
        )
    if words and settings.mode is Mode.SENTENCE:
        raise InputError(
            f"{names}: a list of words has no sentences to learn; leave --mode away, or say --read-as text."
        )
    if words is None:
        return None
    examples, notices = read_examples(settings.examples, lexicon)
    return replace(words, examples=examples, notices=(*words.notices, *notices))


def read_word_list(
    source: str | Path, lexicon: Callable[[], Lexicon], *, encoding: str = "", is_asked: bool = False
) -> Bitext | None:
    """Read the words of a list; None for a text, unless a list `is_asked` for.

    The lexicon is opened only for what may be a list.

    Raises:
        InputError: the file cannot be read; or a list is asked for, and it holds no word.

    """
    if not is_asked and (is_address(source) or is_folder(source)):
        return None
    raw = _loaded(source)
    if not is_asked and is_bundle(raw):
        return None
    table, notices = _table(raw, encoding, is_asked=is_asked)
    if table is None or not (is_asked or (len(table) <= MOST_PIECES and may_be_one(table))):
        return None
    if len(table) > MOST_PIECES:
        raise InputError(
            f"{raw.name}: a list of {len(table):,} rows is too long, {MOST_PIECES:,} can be read; part it."
        )
    words = WordList(raw.name, table, lexicon())
    if not (is_asked or words.is_likely):
        return None
    taken, left_out = words.taken()
    guess = f"{raw.name}: read as a list of words; if it is a text of short lines, say --read-as text."
    return Bitext((), (), left_out=left_out, notices=(*notices, *([] if is_asked else [guess])), words=taken)


def _loaded(source: str | Path) -> RawFile:
    if not is_address(source):
        return load(source)
    from flashcards.documents import web

    return web.load(str(source))[0]


def _table(raw: RawFile, encoding: str, *, is_asked: bool) -> tuple[list[Row] | None, tuple[str, ...]]:
    """Part a file into rows, with notices; None for a format that nobody writes lists in, unless one is asked for."""
    known = by_content(raw)
    if known == XLSX:
        return [row for sheet in rows_of_sheets(raw) for row in sheet], ()
    if known == DOCX or (known and is_asked):
        return list(_rows_of(as_written(raw, encoding=encoding))), ()
    if known:
        return None, ()
    decoded = decode(raw, encoding)
    if by_structure(raw.suffix, decoded.text) in (PLAIN, TABLE, MARKDOWN):
        return rows(decoded.text), decoded.notices
    return (list(_rows_of(as_written(raw, encoding=encoding))) if is_asked else None), decoded.notices


def _rows_of(extract: Extract) -> Iterator[Row]:
    """Take each passage of a document as a row, those that stand in one row of a table together."""
    for row, passages in groupby(extract.passages, lambda passage: passage.row):
        every = list(passages)
        for cells in [[passage] for passage in every] if row is None else [every]:
            yield cells[0].line, tuple(extract.text[cell.start : cell.end].strip() for cell in cells)


def read_examples(paths: Sequence[Path], lexicon: Callable[[], Lexicon]) -> tuple[tuple[Bitext, ...], tuple[str, ...]]:
    """Read texts in both languages or in Chinese, with notices about files of folders that are none, lists among them.

    Two files of a folder whose names differ in the language alone are one text. The place of a sentence names its file.

    Raises:
        InputError: a file that is named cannot be read.

    """
    texts: list[Bitext] = []
    notices: list[str] = []
    for path in paths:
        if not path.is_dir():
            texts.append(_read([path]))
            continue
        refused = []
        for group in _groups(path):
            for files in _as_one(group):
                text = _text(files, lexicon)
                if text:
                    texts.append(text)
                else:
                    refused += files
        if refused:
            names = ", ".join(file.name for file in refused[:_SHOWN]) + (", …" if len(refused) > _SHOWN else "")
            notices.append(f"{path}: no text to take examples from, and left out: {names}.")
    return tuple(texts), tuple(notices)


def _groups(folder: Path) -> list[list[Path]]:
    """Give the files of a folder and of those in it; those called alike but for the language stand together."""
    groups: dict[tuple[Path, str], list[Path]] = defaultdict(list)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts):
            groups[file.parent, without_language(file.stem)].append(file)
    return list(groups.values())


def _as_one(group: Sequence[Path]) -> Iterator[list[Path]]:
    """Give two files as one text where they are in the two languages, else each by itself."""
    if len(group) == 2 and _can_be_read(group):
        yield list(group)
    else:
        yield from ([file] for file in group)


def _can_be_read(files: Sequence[Path]) -> bool:
    try:
        read_bitext(files)
    except InputError:
        return False
    return True


def _text(files: Sequence[Path], lexicon: Callable[[], Lexicon]) -> Bitext | None:
    """Read the files of a text; None where they are none, or a list of words."""
    try:
        return None if len(files) == 1 and read_word_list(files[0], lexicon) else _read(files)
    except InputError:
        return None


def _read(files: Sequence[Path]) -> Bitext:
    bitext = read_bitext(files, chinese_alone=True)
    name = without_language(files[0].stem) or files[0].stem
    return replace(
        bitext,
        chinese=tuple(_placed(bitext.chinese, name)),
        english=tuple(_placed(bitext.english, name)),
        chapters=(),
    )


def _placed(sentences: Iterable[Sentence], name: str) -> Iterator[Sentence]:
    """Let the place of each sentence begin with the name of its text; a list has no chapters."""
    for sentence in sentences:
        place = ", ".join(filter(None, (name, sentence.chapter, sentence.place)))
        yield replace(sentence, place=place, chapter="")
