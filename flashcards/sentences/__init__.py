"""A text's sentences, in English and in Chinese, as spans of the text: nothing is altered, nothing is lost.

The idea: every end mark is a candidate, and the sentence ends there unless one of a list of named reasons speaks
against it (`_reasons.py`). One list serves both languages, because each is full of the other: an English name with a
full stop inside a Chinese sentence, a Chinese quotation inside an English one. Blocks (headings, paragraphs, cells)
always end a sentence, so a heading needs no mark.

Decisions that another program might take otherwise:

* A semicolon (`;` or `；`) ends nothing. A Chinese translator keeps a semicolon, or turns it into a comma or a full
  stop as it suits the rhythm; in hand-cut novels (MAC-Dev) fewer than half of the Chinese and one in a hundred of the
  English semicolons stand at a cut. What follows one is mostly the second half of a contrast: a poor card alone.
* Colons, dashes (`—`, `——`) and commas end nothing; a dash before a closing quotation mark does, where speech breaks
  off.
* A quotation of several sentences is cut inside the quotation marks where it is speech: where it opens a sentence, or
  follows a comma, a colon or a verb of saying. A quotation that a sentence carries as one of its words (a title, an
  exclamation) is kept whole, as is what stands in brackets in mid-sentence.
* A quotation and the words that only say who spoke ("Why?" Ann asked. “为什么？”安问。) are one sentence.
* A Chinese `……` ends a sentence only before a quotation mark or at the end of its block: a stammer and an end look
  alike otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.records import Language, Sentence
from flashcards.sentences._marks import sentence_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.records import Block, Document, Span

__all__ = ["split", "split_text", "whole"]

_WORD = re.compile(r"\w")


def split(document: Document, language: Language) -> tuple[Sentence, ...]:
    """Cut the blocks of one language into sentences; white space between sentences is in none of them."""
    return tuple(
        _sentence(document, (number, block), block.start + start, block.start + end)
        for number, block in _blocks(document, language)
        for start, end in split_text(document.text[block.start : block.end], language)
    )


def whole(document: Document, language: Language) -> tuple[Sentence, ...]:
    """Take each block of one language as one sentence: for lines and table cells that somebody has cut already."""
    return tuple(_sentence(document, block, block[1].start, block[1].end) for block in _blocks(document, language))


def split_text(text: str, language: Language) -> tuple[Span, ...]:
    """Cut one block of text into the spans of its sentences; they hold every character that is no white space.

    A piece without letters and digits (`***`, a lone quotation mark) belongs to the sentence before it.
    """
    spans: list[Span] = []
    start = 0
    for end in (*sentence_ends(text, language), len(text)):
        first, last = _without_space(text, start, end)
        if first < last and spans and not _WORD.search(text, first, last):
            spans[-1] = (spans[-1][0], last)
        elif first < last:
            spans.append((first, last))
        start = end
    return tuple(spans)


def _blocks(document: Document, language: Language) -> Iterator[tuple[int, Block]]:
    """Count the blocks of a language from 0."""
    return enumerate(block for block in document.blocks if block.language == language)


def _sentence(document: Document, of: tuple[int, Block], start: int, end: int) -> Sentence:
    """Make a sentence of a span of a document, in the block of that number."""
    number, block = of
    places = (at for at in range(start, end) if at in document.pinyin) if document.pinyin else ()
    pinyin = tuple((at - start, document.pinyin[at]) for at in places)
    text, twin = document.text[start:end], _in_other_script(document, start, end)
    return Sentence(text, start, end, number, block.place, pinyin=pinyin, speaker=block.speaker, other_script=twin)


def _in_other_script(document: Document, start: int, end: int) -> str:
    """Write a span of a document in the other script; '' where it tells no character of it."""
    variants = document.variants
    if not variants or variants.keys().isdisjoint(range(start, end)):
        return ""
    return "".join(variants.get(at, document.text[at]) for at in range(start, end))


def _without_space(text: str, start: int, end: int) -> Span:
    """Narrow a span until neither end is white space."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, max(first, start + len(piece.rstrip()))
