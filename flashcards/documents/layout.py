"""From passages to a document: each passage gets its language, and lines that hold both languages are cut in two.

Nothing here knows a format, so every format gets every layout: one language after the other, paragraphs or lines in
turn, a sentence and its translation on one line.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.documents.bilingual import LETTERS_PER_CHARACTER, divide
from flashcards.documents.languages import find_languages
from flashcards.records import Block, Document, Language, Omission

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.documents.passages import Extract, Passage

_LEAST_SHARE = 0.05
"""Of the whole text, sizes made comparable: less of a language is quotation, and the text is in the other language."""


def lay_out(extract: Extract, language: Language | None = None) -> Document:
    """Make a document of passages: all in one language where it is given, each in its own where it is not."""
    blocks: list[Block] = []
    left_out = list(extract.left_out)
    for passage, found in zip(extract.passages, _languages(extract, language), strict=True):
        cut = () if language or passage.language or extract.settled else tuple(_divided(extract.text, passage))
        blocks += cut or [Block(passage.start, passage.end, found, passage.row)]
        left_out += _signs_between(extract, cut)
    return Document(extract.name, extract.text, tuple(blocks), tuple(left_out))


def _languages(extract: Extract, language: Language | None) -> tuple[Language, ...]:
    """Tell the language of each passage: as given, as its format says, or as its words show."""
    if language:
        return (language,) * len(extract.passages)
    told = [passage.language for passage in extract.passages]
    if None not in told:
        return tuple(known for known in told if known)
    found = find_languages(extract.text, extract.passages)
    return tuple(known or guess for known, guess in zip(told, found, strict=True))


def main_language(document: Document) -> Language:
    """Tell in which language most of a document is."""
    chinese, english = _sizes(document)
    return Language.ENGLISH if english > chinese else Language.CHINESE


def is_bilingual(document: Document) -> bool:
    """Whether a document holds both languages, each with more than a few words."""
    sizes = _sizes(document)
    return min(sizes) > _LEAST_SHARE * sum(sizes)


def _sizes(document: Document) -> tuple[float, float]:
    """Measure how much Chinese and how much English a document holds, both in English letters."""
    sizes = dict.fromkeys(Language, 0.0)
    for block in document.blocks:
        sizes[block.language] += block.end - block.start
    return sizes[Language.CHINESE] * LETTERS_PER_CHARACTER, sizes[Language.ENGLISH]


def _divided(text: str, passage: Passage) -> Iterator[Block]:
    """Cut a passage that holds both languages; none where it holds one."""
    for part in divide(text[passage.start : passage.end]):
        piece = text[passage.start + part.start : passage.start + part.end]
        start = passage.start + part.start + len(piece) - len(piece.lstrip())
        yield Block(start, start + len(piece.strip()), part.language, passage.row)


def _signs_between(extract: Extract, parts: Sequence[Block]) -> Iterator[Omission]:
    """Report the signs that set the parts of a line apart."""
    for left, right in pairwise(parts):
        signs = extract.text[left.end : right.start].strip()
        if signs:
            line = extract.text.count("\n", 0, left.end) + 1
            yield Omission(extract.name, line, signs, "a sign between two languages")
