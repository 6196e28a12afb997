"""Pinyin as HTML: each syllable in the class of its tone, beside a word or above it.

How syllables are spelled is for `flashcards.orthography` alone; here they only get their markup. The classes `tone1` to
`tone5` are those that the add-ons for Chinese use.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards import orthography
from flashcards.anki import markup
from flashcards.records import WordKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.records import Span, Word

_CLOSING = "，。！？；：、）》」』】〕〉”’…—,.!?;:)]}%"
_OPENING = "（《「『【〔〈“‘([{"
"""Marks that may not begin a line, and those that may not end one; each stays with the word beside it."""

_MARKS = re.compile(f"([{re.escape(_CLOSING)}]+|[{re.escape(_OPENING)}]+)")

_LONG = 6
"""The most characters that take one pinyin above them; more may not fit the line of a phone."""


@functools.lru_cache(maxsize=1 << 16)
def spelled(syllables: tuple[str, ...], spelling: orthography.Spelling = orthography.STANDARD) -> str:
    """Spell a word's pinyin, each syllable in the class of its tone, with the space or apostrophe before it."""
    out, written = "", ""
    for end, syllable in enumerate(syllables, 1):
        longer = orthography.word(syllables[:end], spelling=spelling)
        out += f'<span class="tone{orthography.tone(syllable)}">{markup.piece(longer[len(written) :])}</span>'
        written = longer
    return out


def colored(text: str, syllables: Sequence[str]) -> str:
    """Write a word with each character in the class of its tone; a word without a reading stays as it is."""
    if len(text) != len(syllables):
        return markup.piece(text)
    pairs = zip(text, syllables, strict=True)
    return "".join(
        f'<span class="tone{orthography.tone(s)}">{markup.piece(character)}</span>' for character, s in pairs
    )


def ruby(
    words: Iterable[Word], spelling: orthography.Spelling = orthography.STANDARD, marks: Sequence[Span] = ()
) -> str:
    """Write words with their pinyin above them, those that touch a span of `marks` in bold.

    Each word stands in an element of its own, which is not broken where it fits a line, together with the marks that
    open and close it.
    """
    out: list[_Unit] = []
    opening = ""
    for word in words:
        bold = any(start < word.end and word.start < end for start, end in marks)
        if word.kind is not WordKind.OTHER:
            body = _above(word, spelling) if word.syllables else markup.piece(word.text)
            out.append(_Unit(opening, f"<b>{body}</b>" if bold else body, is_word=True))
            opening = ""
            continue
        for run in filter(None, _MARKS.split(word.text)):
            if run[:1] in _OPENING:
                opening += run
            elif run[:1] in _CLOSING and out and not opening:
                out[-1].closing += run
            elif run.strip() or not out or not out[-1].is_word:  # words bring a space of their own
                out.append(_Unit(opening, markup.piece(run)))
                opening = ""
    return "".join(map(str, [*out, _Unit(opening, "")]))


@dataclass(slots=True)
class _Unit:
    """What a line is never broken in: a word, the marks that open it, and those that close it."""

    opening: str
    body: str
    is_word: bool = False
    closing: str = ""

    def __str__(self) -> str:
        whole = f"{markup.piece(self.opening)}{self.body}{markup.piece(self.closing)}"
        if not self.is_word:
            return whole
        # A full-width mark brings the space that parts words with it.
        is_spaced = unicodedata.east_asian_width(self.closing[-1:] or "x") in "WFA"
        return f'<span class="word{" closed" if is_spaced else ""}">{whole}</span>'


def _above(word: Word, spelling: orthography.Spelling) -> str:
    """Write a word with its pinyin above it; a long one character by character, so that a line can end inside it."""
    if len(word.text) <= _LONG or len(word.text) != len(word.syllables):
        return f"<ruby>{markup.piece(word.text)}<rt>{spelled(word.syllables, spelling)}</rt></ruby>"
    pairs = zip(word.text, word.syllables, strict=True)
    return "".join(
        f"<ruby>{markup.piece(one)}<rt>{spelled((syllable,), spelling)}</rt></ruby>" for one, syllable in pairs
    )


def sentence(words: Iterable[Word], spelling: orthography.Spelling = orthography.STANDARD) -> str:
    """Spell a sentence, plain; '' when none of its words has a reading."""
    words = tuple(words)
    return orthography.line(words, spelling) if any(word.syllables for word in words) else ""
