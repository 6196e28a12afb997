"""Quotation marks and brackets around every sentence of one language: they set it apart from the other, and come off.

The idea: a chatbot writes `"I'm late."` below 我迟到了。, a textbook `(I'm late.)`. What is spoken in a story is quoted
on both sides; so marks around most of one side, and hardly any of the other, are none of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.records import Language, Omission, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.documents.passages import Extract
    from flashcards.records import Block, Document

_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "「": "」", "『": "』", "(": ")", "（": "）", "[": "]", "【": "】"}
"""The signs that may stand around a sentence."""
_APOSTROPHE = pattern(r"(?<=\w)'(?=\w)")
_FEW, _SHARE_OF_FEW, _SHARE_OF_MANY = 2, 0.5, 0.25
"""So many wrapped blocks are a habit where they are half of their language; more, where they are a quarter: an answer
has remarks around its sentences. As for other dress. Set by hand."""
_OF_THE_OTHER = 0.25
"""Where the other language has more than this part of that share, the marks belong to the text. Set by hand."""
_REASON = "marks around every sentence of a language"


def without_wrappings(document: Document, extract: Extract) -> Document:
    """Take marks that stand around the blocks of one language alone off them, and report them."""
    wrapped = {number for number, block in enumerate(document.blocks) if _is_wrapped(document, block)}
    shares = {language: _share(document.blocks, wrapped, language) for language in Language}
    dressed = {language for language in Language if _is_dress(shares, language)}
    if not dressed:
        return document
    lines = {passage.start: passage.line for passage in extract.passages}
    blocks: list[Block] = []
    left_out: list[Omission] = []
    line = 1
    for number, block in enumerate(document.blocks):
        line = lines.get(block.start, line)
        if number in wrapped and block.language in dressed:
            signs = document.text[block.start] + document.text[block.end - 1]
            left_out.append(Omission(document.name, line, signs, _REASON))
            blocks.append(replace(block, start=block.start + 1, end=block.end - 1))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks), left_out=(*document.left_out, *left_out))


def _is_wrapped(document: Document, block: Block) -> bool:
    """Whether the sign that opens a block is closed at its end and not before: not so in `(He) came (home)`."""
    opening, inner = document.text[block.start], document.text[block.start + 1 : block.end - 1]
    closing = _CLOSING.get(opening)
    if block.row is not None or not inner.strip() or document.text[block.end - 1] != closing:
        return False
    inner = _APOSTROPHE.sub("", inner)
    return opening not in inner[max(0, inner.find(closing)) :] if opening != closing else opening not in inner


def _share(blocks: Sequence[Block], wrapped: set[int], language: Language) -> tuple[int, float]:
    """Count the wrapped blocks of a language, and tell which part of its blocks they are."""
    numbers = [number for number, block in enumerate(blocks) if block.language == language]
    count = sum(number in wrapped for number in numbers)
    return count, count / max(1, len(numbers))


def _is_dress(shares: Mapping[Language, tuple[int, float]], language: Language) -> bool:
    """Whether so much of a language is wrapped, and so little of the other, that the marks only set it apart."""
    count, share = shares[language]
    other = max(share for of, (_, share) in shares.items() if of != language)
    least = _SHARE_OF_FEW if count <= _FEW else _SHARE_OF_MANY
    return count > 0 and share >= least and other <= _OF_THE_OTHER * share
