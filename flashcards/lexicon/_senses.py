"""Senses of CC-CEDICT made fit to be read on a card.

The dictionary is written for editors: a word that a sense mentions carries both scripts and its reading, measure words
and Taiwanese readings stand among the senses, and a variant only points elsewhere. Here the first are shortened to the
simplified word, the second taken out, and a mere pointer takes the senses of what it points to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.lexicon._cedict import RawEntry, parse_reading
from flashcards.records import Entry, Sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LETTER = f"[{HAN}·，○]"
_WORD = rf"(?:{_LETTER}|[A-Za-z0-9γ∼~])*{_LETTER}(?:{_LETTER}|[A-Za-z0-9∼~…])*"
_MENTION = re.compile(rf"(?:{_WORD}\|)?({_WORD})(?:\s?\[{{1,2}}([^\]]*)\]{{1,2}})?")
_READING = re.compile(r"\s?\[{1,2}[^\]]*\d[^\]]*\]{1,2}")
_PRONOUNCED = re.compile(
    r"\(?(?:also|Taiwan|Tw|Beijing|old|Mainland|colloquially|commonly|usually)?,? ?(?:pr\.|pronounced)", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\s?\([^()]*\b(?<!surname, )pr\. (?!\")(?:\([^()]*\)|[^()])*\)|,? Tai-lo pr\. \[[^\]]*\](?: or \[[^\]]*\])?"
)
_CLASSIFIERS = re.compile(r"\s?\(?CL:([^)]*)\)?")
_WRITTEN = re.compile(rf"^(?:also|now|usually|commonly|often) written {_WORD}", re.IGNORECASE)
_POINTER = re.compile(
    r"(?:\([^)]*\) )?"
    r"(?:(?:(?:old|archaic|Japanese|erroneous|erhua|ancient|dialectal|common|euphemistic|nonstandard|popular) )*"
    r"(?:variant of|variant form of|form of)"
    r"|see(?: also)?|abbr\. (?:for|of|to)|equivalent to|same as|also called|contraction of)"
    rf" (?P<target>(?:{_WORD}\|)?{_WORD}(?:\[{{1,2}}[^\]]*\]{{1,2}})?)[ ,;.()]*$"
)
_VARIANT = re.compile(r"(?:\w+ )*variant of \S+$")
_SHORTENED = re.compile(rf"^\(?abbr\. (?P<of>(?:for|of|to) {_WORD})\)?[,;:] (?P<sense>.*)")
_FIGURE = re.compile(r"^(fig|lit)\. ")
_BIRD = re.compile(r"^\(bird species of China\) (?P<name>.*?)(?: \([A-Z][a-z]+ [a-z]+\))?$")
"""What CC-CEDICT writes of some 1,400 birds about their plain name: where they live, and what they are in Latin."""
_SURNAME = re.compile(r"^(?:two-character )?surname ", re.IGNORECASE)


def clean_sense(sense: str) -> str:
    """Leave of each word that a sense mentions its simplified form, and of its remarks none on pronunciation."""
    plain = _CLASSIFIERS.sub("", sense) if "CL:" in sense else sense
    plain = _ASIDE.sub("", plain) if "pr. " in plain else plain
    # A word that a sense mentions is Chinese, and so are those that an abbreviation stands for.
    plain = plain if plain.isascii() else _MENTION.sub(lambda m: m[1], plain)
    plain = " ".join((_READING.sub("", plain) if "[" in plain else plain).split()).rstrip("|")
    plain = plain if plain.isascii() else _SHORTENED.sub(r"\g<sense> (abbr. \g<of>)", plain)
    return _BIRD.sub(r"\g<name>", _FIGURE.sub(r"(\1.) ", plain))


def is_surname(senses: Iterable[str]) -> bool:
    """Whether every sense says only that this is somebody's name."""
    return all(_SURNAME.match(s) for s in senses)


def measure_words(senses: Iterable[str]) -> tuple[str, ...]:
    """Read the measure words of a `CL:個|个[ge4],隻|只[zhi1]`, whether it is a sense or stands in one."""
    lists = chain.from_iterable(_CLASSIFIERS.findall(s) for s in senses if "CL:" in s)
    words = chain.from_iterable(_MENTION.findall(s) for s in lists)
    return tuple(dict.fromkeys(word for word, _ in words))


class Cleaner:
    """Turns raw entries into entries, with the whole dictionary at hand for pointers from one to another."""

    def __init__(self, raw: Iterable[RawEntry]) -> None:
        by_word: dict[str, list[RawEntry]] = defaultdict(list)
        for entry in raw:
            by_word[entry.simplified].append(entry)
        self._by_word: Mapping[str, list[RawEntry]] = by_word

    def clean(self, raw: RawEntry) -> Entry | None:
        """Make the entry fit to be read; None for one that says nothing, such as a pointer to what is not there."""
        senses = self._senses(raw, depth=2)
        if not senses:
            return None
        return Entry(
            raw.simplified, raw.traditional, raw.syllables, tuple(map(Sense, senses)), measure_words(raw.senses)
        )

    def _senses(self, raw: RawEntry, depth: int) -> tuple[str, ...]:
        own = [s for s in raw.senses if not _is_remark(s)]
        pointers = [m for m in map(_POINTER.match, own) if m is not None]
        cleaned = tuple(dict.fromkeys(filter(None, (clean_sense(s) for s in own))))
        if len(pointers) < len(own) or not own:
            return tuple(sorted(cleaned, key=lambda sense: bool(_VARIANT.match(sense))))
        borrowed = (s for m in pointers for s in self._target_senses(raw, m["target"], depth))
        return (*dict.fromkeys(borrowed), f"({'; '.join(cleaned)})")

    def _target_senses(self, raw: RawEntry, target: str, depth: int) -> tuple[str, ...]:
        match = _MENTION.match(target)
        if match is None or depth == 0:
            return ()
        written, word = re.split(r"[\[|]", target, maxsplit=1)[0], match[1]
        reading = parse_reading(match[2] or "") or raw.syllables
        rivals = [e for e in self._by_word.get(word, ()) if e != raw]
        rivals.sort(key=lambda e: (_distance(e.syllables, reading), e.traditional != written))
        candidates = (self._senses(e, depth - 1) for e in rivals)
        return next((tuple(s for s in senses if not _POINTER.match(s[1:-1])) for senses in candidates if senses), ())


def _distance(reading: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How far two readings are from being the same: 0 equal, 1 but for capitals, 2 different."""
    return 0 if reading == other else 1 if [s.lower() for s in reading] == [s.lower() for s in other] else 2


def _is_remark(sense: str) -> bool:
    """Whether this tells something other than a meaning: a measure word, another pronunciation or spelling."""
    return not sense.strip() or bool(sense.startswith("CL:") or _PRONOUNCED.match(sense) or _WRITTEN.match(sense))
