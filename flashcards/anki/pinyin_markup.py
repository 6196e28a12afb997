"""Pinyin as HTML: each syllable in the class of its tone, beside a word or above it.

How syllables are spelled is for `chinese.orthography` alone; here they only get their markup. The classes `tone1` to
`tone5` are those that the add-ons for Chinese use.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from flashcards.anki import markup
from flashcards.chinese import orthography
from flashcards.records import Record, WordKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flashcards.records import Span, Word

    _Unit: TypeAlias = tuple[Word | None, str, str, str]

_CLOSING = "，。！？；：、）》」』】〕〉”’…—,.!?;:)]}%"
_OPENING = "（《「『【〔〈“‘([{"
"""Marks that may not begin a line, and those that may not end one; each stays with the word beside it."""

_MARKS = re.compile(f"([{re.escape(_CLOSING)}]+|[{re.escape(_OPENING)}]+)")

_LONG = 6
"""The most characters that take one pinyin above them; more may not fit the line of a phone."""


@functools.lru_cache(maxsize=1 << 16)
def spelled(
    syllables: tuple[str, ...], spelling: orthography.Spelling = orthography.STANDARD, breaks: tuple[int, ...] = ()
) -> str:
    """Spell a word's pinyin, each syllable in the class of its tone, with the space or apostrophe before it."""
    out, written = "", ""
    for end, syllable in enumerate(syllables, 1):
        longer = orthography.word(syllables[:end], spelling=spelling, breaks=[at for at in breaks if at < end])
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


class Ruby(Record):
    """A sentence with pinyin above its words, as HTML.

    `words` are the places of its words: where each begins and ends in the text, and then in the HTML.
    """

    html: str
    words: tuple[tuple[int, int, int, int], ...]

    def bold(self, marks: Sequence[Span]) -> str:
        """Write it with the words that touch a span of `marks` in bold."""
        touched = {word for start, end in marks for word in self.words if start < word[1] and word[0] < end}
        out, at = "", 0
        for *_, left, right in sorted(touched):
            out += f"{self.html[at:left]}<b>{self.html[left:right]}</b>"
            at = right
        return out + self.html[at:]


def ruby(words: Iterable[Word], spelling: orthography.Spelling = orthography.STANDARD) -> Ruby:
    """Write words with their pinyin above them.

    Each word stands in an element of its own, which is not broken where it fits a line, together with the marks that
    open and close it.
    """
    out, places, at = list[str](), list[tuple[int, int, int, int]](), 0
    for word, before, body, after in _units(words, spelling):
        left = at + len(before)
        at = left + len(body) + len(after)
        out += before, body, after
        if word:
            places.append((word.start, word.end, left, left + len(body)))
    return Ruby("".join(out), tuple(places))


def _units(words: Iterable[Word], spelling: orthography.Spelling) -> Iterator[_Unit]:
    """Part words into what a line is never broken in, and what stands between."""
    write, last = _bodies(spelling), None
    opening, opened, body, closing = "", "", "", ""  # of the last word, while marks may still close it
    for word in words:
        if word.kind is not WordKind.OTHER:
            yield _unit(last, opened, body, closing)
            last, opened, opening = word, opening and markup.piece(opening), ""
            body, closing = write(word.text, word.syllables), ""
            continue
        for run in _runs(word.text):
            if run[0] in _OPENING:
                opening += run
            elif run[0] in _CLOSING and last and not opening:
                closing += run
            elif run.strip() or not last:  # words bring a space of their own
                yield _unit(last, opened, body, closing)
                yield None, "", markup.piece(opening + run), ""
                last, opening, opened, body, closing = None, "", "", "", ""
    yield _unit(last, opened, body, closing)
    yield None, "", markup.piece(opening), ""


@functools.lru_cache(maxsize=1 << 10)
def _runs(text: str) -> tuple[str, ...]:
    """Part marks that open, marks that close, and what is neither."""
    return tuple(filter(None, _MARKS.split(text)))


def _unit(word: Word | None, opened: str, body: str, closing: str) -> _Unit:
    """Write a word with the marks that open it, and those that close it: what stands before its body and after it."""
    if not word:
        return None, "", "", ""
    if not closing:
        return word, f'<span class="word">{opened}', body, "</span>"
    # A full-width mark brings the space that parts words with it.
    is_spaced = unicodedata.east_asian_width(closing[-1]) in "WFA"
    return word, f'<span class="word{" closed" if is_spaced else ""}">{opened}', body, f"{markup.piece(closing)}</span>"


@functools.lru_cache(maxsize=8)
def _bodies(spelling: orthography.Spelling) -> Callable[[str, tuple[str, ...]], str]:
    """Make what writes a word with its pinyin above it, and writes each word once."""

    @functools.lru_cache(maxsize=1 << 15)
    def body(text: str, syllables: tuple[str, ...]) -> str:
        if not syllables:
            return markup.piece(text)
        if len(text) <= _LONG or len(text) != len(syllables):
            return f"<ruby>{markup.piece(text)}<rt>{spelled(syllables, spelling)}</rt></ruby>"
        # Character by character, so that a line can end inside it.
        return "".join(body(character, (syllable,)) for character, syllable in zip(text, syllables, strict=True))

    return body


def sentence(words: Iterable[Word], spelling: orthography.Spelling = orthography.STANDARD) -> str:
    """Spell a sentence, plain; '' when none of its words has a reading."""
    words = tuple(words)
    is_read = next((True for word in words if word.syllables), False)
    return orthography.line(words, spelling) if is_read else ""
