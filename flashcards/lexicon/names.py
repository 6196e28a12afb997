"""The maker of what rules for words outside the dictionary ask: characters of names, measure words.

Chinese and foreign names are counted over the names that CC-CEDICT lists: its persons for the one (an entry with a
surname and the years of a life), its entries with one capital and a foreign word for their sense for the other.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from flashcards.lexicon._packing import store
from flashcards.lexicon.cohesion import UNITS, Cohesion
from flashcards.lexicon.word_classes import chosen_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from flashcards.lexicon._cedict import RawEntry
    from flashcards.lexicon.source_data import Sources

_SURNAME = re.compile(r"(?:two-character )?surname ")
_LIFE = re.compile(r"\d{3,4}|\bBC\b|\bc\. \d")
_FOREIGN = re.compile(r"([A-Z][a-zà-ÿ'-]+)")
_NATIVE_ENDS = chosen_words("native_end")
_LONGEST_PERSON = 4
"""A surname of two characters and a given name of two: the longest kind of Chinese name."""


def make_names(connection: sqlite3.Connection, sources: Sources) -> None:
    """Store how likely characters are in surnames, given names and foreign names, and which are measure words."""
    surnames = {r.simplified for r in sources.dictionary if any(map(_SURNAME.match, r.senses))}
    family, given = Counter[str](sorted(surnames)), Counter[str]()
    for surname, name in _persons(sources, surnames):
        family[surname] += 1
        given.update(name)
    foreign = Counter(char for word in _foreign(sources, surnames) for char in word)
    common = Counter({char: count for char, count in foreign.items() if count > 2})
    tables: dict[str, object] = {
        "surnames": _logarithms(family),
        "given": _logarithms(given),
        "foreign": _logarithms(common),
    }
    tables["measures"] = "".join(sorted(Cohesion(sources).measure_words | UNITS))
    store(connection, "names", json.dumps(tables, ensure_ascii=False).encode())


def _persons(sources: Sources, surnames: set[str]) -> Iterator[tuple[str, str]]:
    for raw in sources.dictionary:
        if len(raw.simplified) > _LONGEST_PERSON or not any(map(_LIFE.search, raw.senses)):
            continue
        capitals = [at for at, syllable in enumerate(raw.syllables) if syllable[0].isupper()]
        if len(capitals) == 2 and raw.simplified[: capitals[1]] in surnames:
            yield raw.simplified[: capitals[1]], raw.simplified[capitals[1] :]


def _foreign(sources: Sources, surnames: set[str]) -> Iterator[str]:
    """Give the dictionary's transliterated names: one capital in the reading, and the sense sounds otherwise."""
    for raw in sources.dictionary:
        head = _FOREIGN.match(raw.senses[0])
        one_capital = sum(syllable[0].isupper() for syllable in raw.syllables) == 1
        if head and one_capital and raw.syllables[0][0].isupper() and raw.simplified not in surnames:
            native = raw.simplified[-1] in _NATIVE_ENDS or head[1].lower().startswith(_letters(raw)[:4])
            if len(raw.simplified) > 1 and not native:
                yield raw.simplified


def _letters(raw: RawEntry) -> str:
    return "".join(s.rstrip("12345") for s in raw.syllables).lower()


def _logarithms(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {key: round(math.log(count / total), 3) for key, count in counts.items()}
