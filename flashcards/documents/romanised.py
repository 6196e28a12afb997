"""Pinyin and zhuyin in a text: what only says how the Chinese beside it is read is left out, and kept as its readings.

That may be a line, a cell, a part of a line, or a block far from the characters.
"""

from __future__ import annotations

import re
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.passages import with_sections
from flashcards.documents.pinyin import (
    Readings,
    has_tones,
    is_all_syllables,
    is_trusted,
    may_be_pinyin,
)
from flashcards.documents.stream import Stream
from flashcards.lexicon import open_lexicon
from flashcards.records import Language, Omission, Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from flashcards.documents.passages import Extract, Passage
    from flashcards.lexicon import Lexicon
    from flashcards.records import Span

_LATIN = pattern(r"[A-Za-zÀ-ɏㄅ-ㄯ]")
_OPENING, _JOINT = " \t\n([（【〔{/|｜", " \t\n)]）】〕}/|｜:：=—–-·"
"""Signs before pinyin, and between it and what follows."""
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_CLOSERS = pattern(r"""[^\w\s(（\[【“‘「『《/|｜—–=-]*""")
_REASON = "pinyin"
_LONGEST_CELL = 500
"""Characters of a cell that may be the pinyin of the one beside it; longer ones tell nothing more."""
_LONGEST = 3_000
"""Characters: a longer passage is no line of pinyin beside its Chinese. Set by hand."""
_FEW_CHARACTERS = 3
"""As many and fewer after an English sentence are quoted in it rather than translated by it."""
_NAME_BEFORE = re.compile(r"(?<![A-Za-z])(?P<name>[A-Za-z]{2,40})[ ]?$")
_NAME_BEHIND = re.compile(r"[ ]?(?P<name>[A-Za-z]{2,40})(?![A-Za-z])")
_LATIN_NAME = re.compile(r"(?<![A-Za-zÀ-ɏ])[A-Z][a-z]{1,40}(?![A-Za-zÀ-ɏ])")
_USUAL = 2
"""From three passages on pinyin is a habit of the text. Set by hand."""


class _Part(Record):
    """A part of a passage, and its language."""

    start: int
    end: int
    language: Language


class _Hit(NamedTuple):
    """Where in the text the pinyin of a passage stands, what remains of it, and the syllables by their characters."""

    spans: Sequence[Span] = ()
    parts: Sequence[_Part] = ()
    syllables: Mapping[int, str] = MappingProxyType({})


def without_pinyin(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Leave out the pinyin of a text, whole passages and parts of them; what does not fit its Chinese stays.

    The lexicon is opened only where something may be pinyin.
    """
    if not _may_hold_pinyin(extract):
        return extract
    finder = _Finder(extract, Readings(lexicon()))
    syllables = finder.syllables()
    passages: list[Passage] = []
    left_out: list[Omission] = []
    for number, passage in enumerate(extract.passages):
        spans = finder.pinyin(number)
        for start, end in spans:
            left_out.append(Omission(extract.name, passage.line, extract.text[start:end].strip(), _REASON))
        passages += finder.rest(number) if spans else [passage]
    if left_out:
        extract = replace(extract, passages=with_sections(extract.passages, passages))
    return replace(extract, left_out=(*extract.left_out, *left_out), pinyin={**extract.pinyin, **syllables})


def is_pinyin_of(cells: Sequence[tuple[str, str]]) -> bool:
    """Whether most of some Latin cells are wholly pinyin: that of the Chinese beside them, or with tones and a slip."""
    if not any(is_all_syllables(latin) for latin, _ in cells):
        return False
    cells = [cell for cell in cells if max(map(len, cell)) <= _LONGEST_CELL]
    readings = Readings(open_lexicon())
    fitting = sum(
        (has_tones(latin) and is_all_syllables(latin)) or readings.fits(latin, chinese) for latin, chinese in cells
    )
    return 2 * fitting > len(cells)


def _may_hold_pinyin(extract: Extract) -> bool:
    """Whether there is Chinese, and Latin with words that are made of syllables."""
    texts = [extract.text[passage.start : min(passage.end, passage.start + _LONGEST)] for passage in extract.passages]
    texts += [passage.pinyin for passage in extract.passages if passage.pinyin]
    return any(map(HAN_CHARACTER.search, texts)) and any(
        may_be_pinyin(piece) for text in texts for piece in HAN_CHARACTER.split(text) if _LATIN.search(piece)
    )


class _Finder:
    """Finds the pinyin of each passage of an extract, once for all."""

    def __init__(self, extract: Extract, readings: Readings) -> None:
        self._extract = extract
        self._readings = readings
        self._texts = [extract.text[p.start : p.end] for p in extract.passages]
        self._has_chinese = [bool(HAN_CHARACTER.search(text)) for text in self._texts]
        chinese = " ".join(text for text, has in zip(self._texts, self._has_chinese, strict=True) if has)
        self._names = frozenset(name.lower() for name in _LATIN_NAME.findall(chinese))
        self._rows: dict[int, list[int]] = {}
        for number, passage in enumerate(extract.passages):
            if passage.row is not None and self._has_chinese[number]:
                self._rows.setdefault(passage.row, []).append(number)
        self._stream = Stream(extract, readings)
        self._english_first = False
        self._hits = [self._hit(number, usual=True) for number in range(len(self._texts))]
        if sum(self._begins_in_english(number) for number in range(len(self._texts))) > _USUAL:
            self._english_first = True
            self._hits = [hit if hit.spans else self._hit(number, usual=True) for number, hit in enumerate(self._hits)]
        if sum(bool(hit.spans) for hit in self._hits) <= _USUAL and not self._is_translated():
            self._hits = [self._hit(number, usual=False) for number in range(len(self._texts))]

    def _begins_in_english(self, number: int) -> bool:
        """Whether Chinese and its pinyin stand behind a translation: where they often do, that quotes nothing."""
        parts = self._hits[number].parts
        return self._has_chinese[number] and len(parts) > 1 and parts[0].language is Language.ENGLISH

    def _is_translated(self) -> bool:
        """Whether each Chinese passage, of two at least, has one of pinyin and another in Latin letters beside it."""
        chinese = sum(self._has_chinese)
        latin = [
            bool(hit.spans)
            for hit, text, is_chinese in zip(self._hits, self._texts, self._has_chinese, strict=True)
            if not is_chinese and _LATIN.search(text)
        ]
        return chinese >= _USUAL and min(sum(latin), len(latin) - sum(latin)) >= chinese

    def pinyin(self, number: int) -> Sequence[Span]:
        """Tell where in the text the pinyin of a passage stands."""
        return self._hits[number].spans

    def syllables(self) -> dict[int, str]:
        """Tell how the pinyin of the text reads its characters, by their places."""
        beside = {
            place: syllable
            for number, passage in enumerate(self._extract.passages)
            if passage.pinyin and self._has_chinese[number]
            for place, syllable in self._stream.read_by(passage.pinyin, self._stream.first(number)).items()
        }
        return beside | {place: syllable for hit in self._hits for place, syllable in hit.syllables.items()}

    def rest(self, number: int) -> Iterator[Passage]:
        """Give what remains of a passage without its pinyin."""
        passage = self._extract.passages[number]
        for at, part in enumerate(self._hits[number].parts):
            begins = passage.begins_section and at == 0
            yield replace(passage, start=part.start, end=part.end, language=part.language, begins_section=begins)

    def _hit(self, number: int, *, usual: bool) -> _Hit:
        """Find the pinyin of a passage, and the parts that remain."""
        text, passage = self._texts[number], self._extract.passages[number]
        if len(text) > _LONGEST or not _LATIN.search(text):
            return _Hit()
        if self._has_chinese[number]:
            hit = self._beside(text, number, usual=usual)
        elif passage.row is not None:
            hit = self._against(text, self._rows.get(passage.row, ()), usual=usual)
        elif is_all_syllables(text, self._names) and (stretch := self._stream.stretch_read(text, usual=usual)):
            hit = _Hit([(0, len(text))], syllables=self._stream.read_by(text, *stretch))
        else:
            near = range(max(0, number - 1), min(len(self._texts), number + 2))
            hit = self._against(text, [other for other in near if self._has_chinese[other]], usual=usual)
        start = passage.start
        parts = [_Part(start + part.start, start + part.end, part.language) for part in hit.parts]
        return hit._replace(spans=[(start + a, start + b) for a, b in hit.spans], parts=parts)

    def _against(self, latin: str, passages: Sequence[int], *, usual: bool) -> _Hit:
        """Find the pinyin of one of some Chinese passages at the beginning or end of a Latin text."""
        for number in passages:
            chinese = self._texts[number]
            span = self._edge(latin, chinese)
            if span and is_trusted(latin[slice(*span)], len(self._readings.tokens(chinese)), usual=usual):
                rest = [part for part in (_trimmed(latin, 0, span[0]), _trimmed(latin, span[1], len(latin))) if part]
                syllables = self._stream.read_by(latin[slice(*span)], self._stream.first(number))
                return _Hit([span], [_Part(*part, Language.ENGLISH) for part in rest], syllables)
        return _Hit()

    def _edge(self, latin: str, chinese: str) -> Span | None:
        end = self._readings.leading(latin, chinese)
        if end:
            return 0, end
        start = self._readings.trailing(latin, chinese)
        return None if start is None else (start, len(latin))

    def _beside(self, text: str, number: int, *, usual: bool) -> _Hit:
        """Find pinyin beside the Chinese in the same passage, before it or behind it."""
        for first, last in _stretches(text):
            hit = self._beside_stretch(text, number, (first, last), usual=usual)
            if hit.spans:
                return hit
        return _Hit()

    def _beside_stretch(self, text: str, number: int, stretch: Span, *, usual: bool) -> _Hit:
        """Find pinyin before a stretch of Chinese or behind it."""
        first, last = stretch
        chinese = text[first:last]
        count = len(self._readings.tokens(chinese))
        closers = _CLOSERS.match(text, last)
        behind = closers.end() if closers else last
        for start, end in ((behind, len(text)), (0, first)):
            if not _LATIN.search(text, start, end):
                continue
            span = self._edge(text[start:end], chinese)
            if span and is_trusted(text[start + span[0] : start + span[1]], count, usual=usual):
                quoted = (
                    count <= _FEW_CHARACTERS and first > 0 and _LATIN.search(text, 0, first) and start + span[0] > 0
                )
                if not quoted or self._english_first:
                    pinyin = start + span[0], start + span[1]
                    syllables = self._stream.read_by(text[slice(*pinyin)], *self._stream.part(number, stretch))
                    return _Hit([pinyin], self._divided(text, stretch, pinyin), syllables)
        return _Hit()

    def _divided(self, text: str, chinese: Span, pinyin: Span) -> list[_Part]:
        """Part a passage into its Chinese and its English, the pinyin and the signs around it taken off."""
        borders = sorted({0, len(text), *pinyin})
        parts: list[_Part] = []
        for start, end in pairwise(borders):
            if (start, end) == pinyin:
                continue
            if start <= chinese[0] < end:
                parts += self._around(text, (start, end), chinese)
            else:
                trimmed = _trimmed(text, start, end)
                parts += [_Part(*trimmed, Language.ENGLISH)] if trimmed else []
        return parts

    def _around(self, text: str, within: Span, chinese: Span) -> Iterator[_Part]:
        """Part a stretch into the English before its Chinese, the Chinese with its signs, and the English behind it."""
        start, end = within
        begin = chinese[0]
        while begin > start and text[begin - 1] in "“‘「『《（(\"'【":
            begin -= 1
        closers = _CLOSERS.match(text, chinese[1], end)
        stop = closers.end() if closers else chinese[1]
        for a, b, language in (
            (start, max(start, len(text[:begin].rstrip(" \t\n:："))), Language.ENGLISH),
            (begin, stop, Language.CHINESE),
            (stop, end, Language.ENGLISH),
        ):
            trimmed = _trimmed(text, a, b)
            if trimmed and language is Language.CHINESE:
                trimmed = _without_opening(text, *trimmed)
            if trimmed:
                yield _Part(*trimmed, language)


def _without_opening(text: str, start: int, end: int) -> Span:
    """Take off a bracket that closes behind the pinyin, and the comma before that: `(你好, nǐ hǎo)`."""
    closing = _BRACKETS.get(text[start])
    if closing is None or closing in text[start:end]:
        return start, end
    return start + 1, len(text[:end].rstrip(" ,，;；"))


def _stretches(text: str) -> Iterator[Span]:
    """Yield what may be the Chinese of a passage: with the names that touch it (`Anna来了`), and without.

    A name that a space sets apart (`Anna 来了`) stands a second time in what may be its pinyin.
    """
    characters = [match.start() for match in HAN_CHARACTER.finditer(text)]
    first, last = _with_numbers(text, characters[0], characters[-1] + 1)
    wide = first, last
    before, behind = _NAME_BEFORE.search(text, 0, first), _NAME_BEHIND.match(text, last)
    if before and (before.end("name") == first or text.count(before["name"]) > 1):
        wide = before.start(), wide[1]
    if behind and (behind.start("name") == last or text.count(behind["name"]) > 1):
        wide = wide[0], behind.end()
    yield from dict.fromkeys((wide, (first, last)))


def _with_numbers(text: str, first: int, last: int) -> Span:
    """Widen a stretch of Chinese by the numbers that touch it: 2019年."""
    while first > 0 and text[first - 1].isdigit():
        first -= 1
    while last < len(text) and text[last].isdigit():
        last += 1
    return first, last


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Take signs that set parts apart off both ends; None where no letter remains."""
    closing = re.match(r"\s*(?:[^\w\s(（\[【“‘「『\"']|[\"'](?=[\s)\]）】]))+", text[start:end])
    start += closing.end() if closing and start else 0
    while start < end and text[start] in _JOINT:
        start += 1
    while end > start and text[end - 1] in _OPENING:
        end -= 1
    while end > start and text[end - 1] in "—–-=" and text[end - 2 : end - 1] in ("", " "):
        end -= 1
        while end > start and text[end - 1] == " ":
            end -= 1
    body = text[start:end]
    if body[:1] in "([（" and body[-1:] in ")]）" and body:
        start, end = start + 1, end - 1
    return (start, end) if re.search(r"[^\W\d_]", text[start:end]) else None
