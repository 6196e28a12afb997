"""Converters of options: plain values, as recipes and command lines give them, become those of `Settings`.

Each takes one value and returns it in its type; a TypeError or ValueError says in a few words what to give instead.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from flashcards.settings import levels
from flashcards.settings.choices import CardKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OUTPUT_FORMATS = (".apkg", ".tsv", ".csv", ".txt", ".html", ".tmx")
"""The endings that tell what to write: a package for Anki, the cards as a table (twice), the notes as a text that Anki
imports, every card as a page to look at, the pairs as a translation memory."""

_LARGEST = 1 << 31
"""Above every number of words, days or characters."""

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


def choice(kind: type[Choice]) -> Callable[[Any], Choice]:
    """Make a converter to one of the values of a kind."""

    def convert(value: Any) -> Choice:
        if value in list(kind):
            return kind(value)
        raise ValueError(f"use one of {', '.join(kind)}")

    return convert


def many(convert: Callable[[Any], Value]) -> Callable[[Any], tuple[Value, ...]]:
    """Make a converter of a list, or of a text with commas between its parts."""

    def convert_all(value: Any) -> tuple[Value, ...]:
        parts = value.split(",") if isinstance(value, str) else listed(value)
        return tuple(convert(part.strip() if isinstance(part, str) else part) for part in parts)

    return convert_all


def listed(value: Any) -> Sequence[Any]:
    """Take a list, or a single text or path as a list of one: a comma may stand in a file name."""
    if isinstance(value, str | Path):
        return (value,)
    if isinstance(value, list | tuple):
        return value
    raise TypeError("use a list, or a text in quotes")


def text(value: Any) -> str:
    """Take a text."""
    if isinstance(value, str):
        return value
    raise TypeError("use a text in quotes")


def texts(value: Any) -> tuple[str, ...]:
    """Take one text or several."""
    return tuple(map(text, listed(value)))


def path(value: Any) -> Path:
    """Take a path."""
    named = value if isinstance(value, Path) else Path(text(value))
    if "\0" in str(named):
        raise ValueError("no name of a file holds a zero byte")
    return named


def paths(value: Any) -> tuple[Path, ...]:
    """Take one path or several."""
    return tuple(map(path, listed(value)))


def share(value: Any) -> float:
    """Take a number from 0 to 1."""
    number = real(value)
    if 0 <= number <= 1:
        return number
    raise ValueError("use a number from 0 to 1")


def speed(value: Any) -> float:
    """Take a number from a half to two."""
    number = real(value)
    if 0.5 <= number <= 2:
        return number
    raise ValueError("use a number from 0.5 to 2")


def voice(value: Any) -> str:
    """Take the name of a voice: letters, digits and hyphens."""
    name = text(value)
    if re.fullmatch(r"[A-Za-z0-9-]*", name):
        return name
    raise ValueError("use the name of a voice, such as zh-CN-YunxiNeural or f2")


def real(value: Any) -> float:
    """Take a number, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("use a number")
    try:
        return float(value)
    except OverflowError as error:
        raise ValueError("use a smaller number") from error


def switch(value: Any) -> bool:
    """Take true or false."""
    if isinstance(value, bool):
        return value
    raise TypeError("use true or false")


def positive(value: Any) -> int:
    """Take a whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("use a whole number")
    if value < 1:
        raise ValueError("use 1 or more")
    if value > _LARGEST:
        raise ValueError("use a smaller number")
    return value


def chapters(value: Any) -> tuple[tuple[int, int], ...]:
    """Take chapters as `3`, `3-5` or `1,4-6`, or a list of these: ranges, both ends included."""
    ranges = []
    for part in many(str)(str(value) if isinstance(value, int) else value):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or not (last.isdecimal() or not dash) or not 1 <= int(first) <= int(last or first):
            raise ValueError("use numbers from 1 and ranges of them, such as 3, 3-5 or 1,4-6")
        ranges.append((int(first), int(last or first)))
    return tuple(ranges)


def place(value: Any) -> str:
    """Take a place in a text: the number of a pair, or words of it."""
    words = str(value) if isinstance(value, int) and not isinstance(value, bool) else text(value).strip()
    if not words:
        raise ValueError("use the number of a pair, or words of a sentence")
    return words


def encodings(value: Any) -> tuple[str, ...]:
    """Take names of encodings that Python knows."""
    names = many(text)(value)
    for name in names:
        try:
            b"\xff".decode(name, "replace")
        except (LookupError, ValueError) as error:  # some that Python knows are no encodings of texts
            raise ValueError("use a name such as utf-8, gb18030, big5, utf-16 or windows-1252") from error
    return names


def card_kinds(value: Any) -> tuple[CardKind, ...]:
    """Take kinds of cards, at least one."""
    kinds = many(choice(CardKind))(value)
    if not kinds:
        raise ValueError("name at least one kind of card")
    return kinds


def level_name(value: Any) -> str:
    """Take a level as `levels.parse` reads it; an empty one is none."""
    name = (str(value) if isinstance(value, int) and not isinstance(value, bool) else text(value)).strip()
    if name:
        levels.parse(name)
    return name


def output_paths(value: Any) -> tuple[Path, ...]:
    """Take paths of files whose endings tell what to write."""
    files = paths(value)
    for file in files:
        if file.suffix not in OUTPUT_FORMATS:
            raise ValueError(f"name a file that ends in {', '.join(OUTPUT_FORMATS[:-1])} or {OUTPUT_FORMATS[-1]}")
    return files


def converter_of(kind: Any) -> Callable[[Any], Any]:
    """Give the converter to a type, for options that take every value of it."""
    return choice(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else _BY_TYPE[kind]


_BY_TYPE: dict[Any, Callable[[Any], Any]] = {
    str: text,
    bool: switch,
    float: share,
    int: positive,
    int | None: positive,
    Path | None: path,
    tuple[Path, ...]: paths,
}

METAVARS: dict[Callable[[Any], Any], str] = {
    text: "NAME",
    share: "NUMBER",
    positive: "NUMBER",
    path: "FILE",
    paths: "FILE",
    output_paths: "FILE",
    encodings: "NAME",
    chapters: "NUMBERS",
    place: "PLACE",
    level_name: "LEVEL",
    card_kinds: "KINDS",
}
"""What stands in the help for a value that a converter takes."""
