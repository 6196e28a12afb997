"""Pinyin in a text: lines, cells and parts of lines that only say how the Chinese beside them is read are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents.passages import with_sections
from flashcards.documents.pinyin import (
    LONGEST_SYLLABLE,
    Readings,
    has_tones,
    is_all_syllables,
    is_trusted,
    may_be_pinyin,
    spelling,
)
from flashcards.lexicon import open_lexicon
from flashcards.records import Language, Omission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.documents.passages import Extract, Passage
    from flashcards.lexicon import Lexicon
    from flashcards.records import Span

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OPENING, _JOINT = " \t\n([（【〔{/|｜", " \t\n)]）】〕}/|｜:：=—–-·"
"""Signs before pinyin, and between it and what follows."""
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_CLOSERS = re.compile(r"""[^\w\s(（\[【/|｜—–=-]*""")
_REASON = "pinyin"
_LONGEST_CELL = 500
"""Characters of a cell that may be the pinyin of the one beside it; longer ones tell nothing more."""
_LONGEST = 3_000
"""Characters: a longer passage is no line of pinyin beside its Chinese. Set by hand."""
_FEWEST_OF_A_PART = 6
"""Syllables of pinyin that begins or ends within a passage of Chinese: a line of a page may."""
_FEW_CHARACTERS = 3
"""As many and fewer after an English sentence are quoted in it rather than translated by it."""
_USUAL = 2
"""From three passages on pinyin is a habit of the text. Set by hand."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a passage, and its language."""

    start: int
    end: int
    language: Language


def without_pinyin(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Leave out the pinyin of a text, whole passages and parts of them; what does not fit its Chinese stays.

    The lexicon is opened only where something may be pinyin.
    """
    if not _may_hold_pinyin(extract):
        return extract
    finder = _Finder(extract, Readings(lexicon()))
    passages: list[Passage] = []
    left_out: list[Omission] = []
    for number, passage in enumerate(extract.passages):
        spans = finder.pinyin(number)
        for start, end in spans:
            left_out.append(Omission(extract.name, passage.line, extract.text[start:end].strip(), _REASON))
        passages += finder.rest(number) if spans else [passage]
    return (
        replace(extract, passages=with_sections(extract.passages, passages), left_out=(*extract.left_out, *left_out))
        if left_out
        else extract
    )


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
        self._rows: dict[int, list[int]] = {}
        for number, passage in enumerate(extract.passages):
            if passage.row is not None and self._has_chinese[number]:
                self._rows.setdefault(passage.row, []).append(number)
        self._stream: list[str] = []
        self._lengths: dict[int, int] = {}  # of passages, by where in the stream each begins
        self._starts: dict[str, list[int]] = {}
        self._parts: dict[int, tuple[list[Span], list[_Part]]] = {}
        hits = [self._found(number, usual=True) for number in range(len(self._texts))]
        usual = sum(bool(spans) for spans, _ in hits) > _USUAL
        for number, hit in enumerate(hits):
            self._parts[number] = hit if usual else self._found(number, usual=False)

    def pinyin(self, number: int) -> list[Span]:
        """Tell where in the text the pinyin of a passage stands."""
        return self._parts[number][0]

    def rest(self, number: int) -> Iterator[Passage]:
        """Give what remains of a passage without its pinyin."""
        passage = self._extract.passages[number]
        for at, part in enumerate(self._parts[number][1]):
            begins = passage.begins_section and at == 0
            yield replace(passage, start=part.start, end=part.end, language=part.language, begins_section=begins)

    def _index(self) -> None:
        """Put the characters of all Chinese passages in one row, and note where each reading is; once it is needed."""
        for number, text in enumerate(self._texts):
            if not self._has_chinese[number]:
                continue
            tokens = self._readings.tokens(text)
            self._lengths[len(self._stream)] = len(tokens)
            for token in tokens:
                for reading in self._readings.of(token):
                    self._starts.setdefault(reading, []).append(len(self._stream))
                self._stream.append(token)

    def _found(self, number: int, *, usual: bool) -> tuple[list[Span], list[_Part]]:
        """Find the pinyin of a passage, and the parts that remain."""
        text, passage = self._texts[number], self._extract.passages[number]
        if len(text) > _LONGEST or not _LATIN.search(text):
            return [], []
        if self._has_chinese[number]:
            cut = self._beside(text, usual=usual)
        elif passage.row is not None:
            cut = self._against(text, [self._texts[other] for other in self._rows.get(passage.row, ())], usual=usual)
        elif self._is_whole(text, usual=usual):
            cut = [(0, len(text))], []
        else:
            near = range(max(0, number - 1), min(len(self._texts), number + 2))
            cut = self._against(text, [self._texts[other] for other in near if self._has_chinese[other]], usual=usual)
        spans, parts = cut
        start = passage.start
        return [(start + a, start + b) for a, b in spans], [
            _Part(start + part.start, start + part.end, part.language) for part in parts
        ]

    def _against(self, latin: str, texts: Sequence[str], *, usual: bool) -> tuple[list[Span], list[_Part]]:
        """Find the pinyin of one of some Chinese texts at the beginning or end of a Latin one."""
        for chinese in texts:
            count = len(self._readings.tokens(chinese))
            span = self._edge(latin, chinese)
            if span and is_trusted(latin[slice(*span)], count, usual=usual):
                rest = [part for part in (_trimmed(latin, 0, span[0]), _trimmed(latin, span[1], len(latin))) if part]
                return [span], [_Part(*part, Language.ENGLISH) for part in rest]
        return [], []

    def _edge(self, latin: str, chinese: str) -> Span | None:
        end = self._readings.leading(latin, chinese)
        if end:
            return 0, end
        start = self._readings.trailing(latin, chinese)
        return None if start is None else (start, len(latin))

    def _is_whole(self, latin: str, *, usual: bool) -> bool:
        """Whether a passage reads a whole Chinese passage of the text, or a long part of some."""
        if not is_all_syllables(latin):
            return False
        if not self._stream:
            self._index()
        letters = spelling(latin).letters
        for length in range(1, min(LONGEST_SYLLABLE, len(letters)) + 1):
            for start in self._starts.get(letters[:length], ()):
                count = self._passage_read(letters, start) or self._run(letters, start)
                least = 1 if start in self._lengths else _FEWEST_OF_A_PART
                if count >= least and is_trusted(latin, count, usual=usual):
                    return True
        return False

    def _passage_read(self, letters: str, start: int) -> int:
        """Tell how many characters a passage has that begins at `start` and is what letters read; 0 for none."""
        count = self._lengths.get(start, 0)
        is_read = count and len(letters) in self._readings.ends(letters, 0, self._stream[start : start + count])
        return count if is_read else 0

    def _run(self, letters: str, start: int) -> int:
        """Tell how many characters from `start` on all letters read; 0 where they do not."""
        reached = {0}
        for count, token in enumerate(self._stream[start : start + len(letters)], 1):
            reached = {end for place in reached for end in self._readings.ends(letters, place, (token,))}
            if len(letters) in reached:
                return count
            if not reached:
                break
        return 0

    def _beside(self, text: str, *, usual: bool) -> tuple[list[Span], list[_Part]]:
        """Find pinyin beside the Chinese in the same passage, before it or behind it."""
        characters = [found.start() for found in HAN_CHARACTER.finditer(text)]
        first, last = _with_numbers(text, characters[0], characters[-1] + 1)
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
                if not quoted:
                    return self._divided(text, (first, last), (start + span[0], start + span[1]))
        return [], []

    def _divided(self, text: str, chinese: Span, pinyin: Span) -> tuple[list[Span], list[_Part]]:
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
        return [pinyin], parts

    def _around(self, text: str, within: Span, chinese: Span) -> Iterator[_Part]:
        """Part a stretch into the English before its Chinese, the Chinese with its signs, and the English behind it."""
        start, end = within
        begin = chinese[0]
        while begin > start and text[begin - 1] in "“‘「『《（(\"'【":
            begin -= 1
        closers = _CLOSERS.match(text, chinese[1], end)
        stop = closers.end() if closers else chinese[1]
        for a, b, language in (
            (start, begin, Language.ENGLISH),
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


def _with_numbers(text: str, first: int, last: int) -> Span:
    """Widen a stretch of Chinese by the numbers that touch it: 2019年."""
    while first > 0 and text[first - 1].isdigit():
        first -= 1
    while last < len(text) and text[last].isdigit():
        last += 1
    return first, last


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Take signs that set parts apart off both ends; None where no letter remains."""
    closing = re.match(r"[^\w\s(（\[【“‘「『\"']+", text[start:end])
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
