"""The texts of a folder tree: which files belong together, and in which order they are read.

*The idea:* names tell most: `en/tea.txt` and `zh/tea.txt`, `tea.en.md` and `tea.zh.md` are called alike but for the
language. Of files that are called alike the share of their letters that are Chinese tells which is which; of all others
`partners` looks at what they say.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards.library.file_languages import Languages, languages
from flashcards.records import Record, replace
from flashcards.settings.recipes import RECIPE
from flashcards.settings.sources import without_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flashcards.settings.library import LibrarySettings

_NO_TEXTS = frozenset(
    """
    .apkg .colpkg .anki2 .toml .py .js .css .log .png .jpg .jpeg .gif .svg .webp .bmp .tif .tiff .ico .mp3 .mp4 .m4a
    .wav .ogg .flac .mkv .avi .mov .ttf .otf .woff .woff2 .exe .dll .so .sqlite .db .bak .tmp .part
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
"""Endings of files that lie beside texts and are none; whatever else lies there is read, or said to be no text."""
_FOLDER_SETTINGS = "desktop.ini"
"""What Windows keeps in a folder of how to show it: hidden there, and in no archive or share of another system."""
_NUMBER = re.compile(r"(\d+)")


class Text(Record):
    """A text of a library: its name, as `unit 1/tea house`, and its files, or the folder of its recipe."""

    name: str
    sources: tuple[str, ...]
    is_by_content: bool = False
    """Whether its files were put together by what they say, as their names do not tell."""


class Failure(Record):
    """A text that could not be taken, and why, in a sentence."""

    text: Text
    reason: str


def find(library: LibrarySettings) -> tuple[Text, ...]:
    """Find the texts of a library, in the order of `library.toml`, then of their names; numbers count as numbers."""
    own = [Text(name, values["sources"]) for name, values in library.own.items() if "sources" in values]
    taken = {_place(source) for text in own for source in text.sources}
    files = [file for file in _files(library.folder, library.exclude) if not taken or _place(file) not in taken]
    recipes = [file.parent for file in files if file.name == RECIPE]
    recipe_texts = [Text(folder.relative_to(library.folder).as_posix(), (str(folder),)) for folder in recipes]
    loose = [file for file in files if not any(folder in file.parents for folder in recipes)]
    return in_order([*own, *recipe_texts, *_texts(loose, library.folder)], library)


def in_order(texts: Iterable[Text], library: LibrarySettings) -> tuple[Text, ...]:
    """Put texts in the order of a library, each with a name of its own."""
    places = {name: place for place, name in enumerate(library.own)}
    named = _named_apart(texts)
    return tuple(sorted(named, key=lambda text: (places.get(text.name, len(places)), natural(text.name))))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Order names as people do: text 9 comes before text 10."""
    return tuple(_number(part) if part.isdecimal() else (1, 0, part.casefold()) for part in _NUMBER.split(name))


def _number(digits: str) -> tuple[int, int, str]:
    """Order numbers by their size, however long they are: `int` refuses those of thousands of digits."""
    bare = digits.lstrip("0")
    return 0, len(bare), bare


def _place(path: str | Path) -> str:
    """Tell where a file is; of a name that no file can have, the name: whoever reads it says what is wrong."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return str(path)


def _files(folder: Path, exclude: Sequence[str]) -> Iterator[Path]:
    """Walk a tree; what is hidden, excluded or never a text is left alone."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        is_recipe = file.name == RECIPE and file.parent != folder
        is_left = (file.suffix.lower() in _NO_TEXTS and not is_recipe) or file.name.lower() == _FOLDER_SETTINGS
        if any(part.startswith((".", "__", "~$")) for part in name.parts) or is_left or not file.is_file():
            continue
        if not any(fnmatch.fnmatch(name.as_posix(), pattern) for pattern in exclude):
            yield file


def _texts(files: Iterable[Path], folder: Path) -> Iterator[Text]:
    """Put the files together that make up a text."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        groups[_name(file.relative_to(folder)) or folder.resolve().name].append(file)
    for name, group in groups.items():
        if len(group) == 2 and all(_names_language(file.relative_to(folder)) for file in group):
            yield Text(name, tuple(map(str, group)))
        else:
            yield from _by_content(name, group)


def _by_content(name: str, group: Sequence[Path]) -> Iterator[Text]:
    """Put two files of a group together that are in one language each, where only these two can belong together."""
    by_language: dict[Languages, list[Path]] = defaultdict(list)
    for file in group:
        by_language[languages(file) if len(group) > 1 else Languages.UNKNOWN].append(file)
    chinese, english = by_language[Languages.CHINESE], by_language[Languages.ENGLISH]
    is_pair = len(chinese) == len(english) == 1
    if is_pair:
        yield Text(name, (str(chinese[0]), str(english[0])))
    for file in group:
        if not (is_pair and file in (chinese[0], english[0])):
            yield Text(name if len(group) == 1 else f"{name} {file.suffix.lstrip('.')}", (str(file),))


def _name(file: Path) -> str:
    """Name a text after its file, without what tells the language: `unit 1/tea` of `unit 1/zh/tea.txt`."""
    parts = [*(without_language(part) for part in file.parts[:-1]), without_language(file.stem)]
    return "/".join(filter(None, parts))


def _names_language(file: Path) -> bool:
    """Whether the path of a file has a word for its language."""
    return any(without_language(part) != part for part in (*file.parts[:-1], file.stem))


def _named_apart(texts: Iterable[Text]) -> list[Text]:
    """Give each text a name of its own."""
    names: dict[str, Text] = {}
    for text in texts:
        name, number = text.name, 1
        while name in names:
            number += 1
            name = f"{text.name} ({number})"
        names[name] = replace(text, name=name)
    return list(names.values())
