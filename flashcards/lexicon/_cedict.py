"""CC-CEDICT as published: one line an entry, `Traditional Simplified [pin1 yin1] /sense/sense/`.

Both notations of the reading are understood, `[xi1 an1]` and the newer `[[Xi1'an1]]`. What a line says is kept whole
here; `_senses` makes it fit to be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE = re.compile(r"(\S+) (\S+) \[{1,2}([^\]]*)\]{1,2} /(.*)/\s*$")
_SYLLABLE = re.compile(r"[A-Za-zü:]+?[1-5]|[A-Za-z]|[^\s'\-\w]")
_NO_READING = "xx5"


class RawEntry(Record):
    """A line of the dictionary, taken apart and nothing more; `syllables` is one for each character."""

    traditional: str
    simplified: str
    syllables: tuple[str, ...]
    senses: tuple[str, ...]


def parse_reading(reading: str) -> tuple[str, ...]:
    """Cut a written reading into syllables with tone numbers: "Lu:4 dao3" -> ("Lü4", "dao3")."""
    return tuple(s.replace("u:", "ü").replace("U:", "Ü").replace("v", "ü") for s in _SYLLABLE.findall(reading))


def is_line(line: str) -> bool:
    """Whether a line is an entry or a comment."""
    return line.startswith("#") or _LINE.match(line) is not None


def parse(lines: Iterable[str]) -> Iterator[RawEntry]:
    """Read the lines of a CC-CEDICT file; comments, and entries with no syllable for each character, are left out.

    The latter are some forty: unit signs that stand for two syllables (兙), Latin words given no reading.
    """
    for line in lines:
        match = None if line.startswith("#") else _LINE.match(line)
        if match is None:
            continue
        traditional, simplified, reading, senses = match.groups()
        syllables = parse_reading(reading)
        if _NO_READING in syllables or not len(syllables) == len(simplified) == len(traditional):
            continue
        yield RawEntry(traditional, simplified, syllables, tuple(senses.split("/")))
