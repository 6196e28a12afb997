"""Pinyin as HTML: each syllable in the class of its tone, beside a word or above it.

How syllables are spelled is for `flashcards.orthography` alone; here they only get their markup. The classes `tone1` to
`tone5` are those that the add-ons for Chinese use.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from flashcards import orthography
from flashcards.anki import markup
from flashcards.records import WordKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    words: Sequence[Word], spelling: orthography.Spelling = orthography.STANDARD, marks: Sequence[Span] = ()
) -> str:
    """Write words with their pinyin above them, those that touch a span of `marks` in bold.

    Each word stands in an element of its own, which is not broken where it fits a line, together with the marks that
    open and close it.
    """
    write, out, other = _bodies(spelling), list[str](), WordKind.OTHER
    bold = {word.start for start, end in marks for word in words if start < word.end and word.start < end}
    opening, body, closing = "", "", ""  # the last word, while marks may still close it
    for word in words:
        if word.kind is not other:
            if body:
                out.append(_unit(body, closing) if closing else f'<span class="word">{body}</span>')
            body, closing = write(word.text, word.syllables), ""
            if word.start in bold:
                body = f"<b>{body}</b>"
            if opening:
                body, opening = markup.piece(opening) + body, ""
            continue
        for run in _runs(word.text):
            if run[0] in _OPENING:
                opening += run
            elif run[0] in _CLOSING and body and not opening:
                closing += run
            elif run.strip() or not body:  # words bring a space of their own
                out += _unit(body, closing), markup.piece(opening + run)
                opening = body = closing = ""
    return "".join([*out, _unit(body, closing), markup.piece(opening)])


@functools.lru_cache(maxsize=1 << 10)
def _runs(text: str) -> tuple[str, ...]:
    """Part marks that open, marks that close, and what is neither."""
    return tuple(filter(None, _MARKS.split(text)))


def _unit(body: str, closing: str) -> str:
    """Write what a line is never broken in: a word with the marks that open it, and those that close it."""
    if not closing:
        return f'<span class="word">{body}</span>' if body else ""
    # A full-width mark brings the space that parts words with it.
    is_spaced = unicodedata.east_asian_width(closing[-1]) in "WFA"
    return f'<span class="word{" closed" if is_spaced else ""}">{body}{markup.piece(closing)}</span>'


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
        return "".join(body(one, (syllable,)) for one, syllable in zip(text, syllables, strict=True))

    return body


def sentence(words: Iterable[Word], spelling: orthography.Spelling = orthography.STANDARD) -> str:
    """Spell a sentence, plain; '' when none of its words has a reading."""
    words = tuple(words)
    is_read = next((True for word in words if word.syllables), False)
    return orthography.line(words, spelling) if is_read else ""
