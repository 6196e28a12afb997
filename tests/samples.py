"""Pairs and words made by hand, for tests of what is written from them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence

from flashcards.records import AlignedPair, AnnotatedPair, Rendering, Sense, Sentence, Word, WordKind

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture in PNG, one pixel wide and high."""

Piece = tuple[str, str, str, str]
"""Text, numbered syllables, senses (by semicolon), and the English that renders it: '' where there is none."""


def sentence(text: str, start: int = 0) -> Sentence:
    return Sentence(text, start, start + len(text), 0)


def pair(chinese: str, english: str, confidence: float = 0.9) -> AlignedPair:
    """Make a pair of one sentence a side; an empty text gives an empty side."""
    sides = [(sentence(text),) if text else () for text in (chinese, english)]
    return AlignedPair(sides[0], sides[1], confidence)


def annotated(english: str, pieces: Sequence[Piece], position: int = 1, confidence: float = 0.9) -> AnnotatedPair:
    """Make a pair whose Chinese is the pieces, one after the other."""
    chinese = "".join(piece[0] for piece in pieces)
    return AnnotatedPair(pair(chinese, english, confidence), tuple(_words(english, pieces)), position)


def _words(english: str, pieces: Iterable[Piece]) -> Iterable[Word]:
    at = 0
    for text, syllables, glosses, translated in pieces:
        start = english.find(translated) if translated else -1
        rendering = Rendering(((start, start + len(translated)),), translated, 0.9, translated) if start >= 0 else None
        kind = WordKind.DICTIONARY if syllables else WordKind.OTHER
        senses = tuple(Sense(gloss.strip()) for gloss in glosses.split(";") if gloss)
        yield Word(text, at, at + len(text), kind, tuple(syllables.split()), senses, rendering)
        at += len(text)


TEA = annotated(
    "She brews tea.",
    [
        ("她", "ta1", "she", "She"),
        ("泡", "pao4", "bubble; to steep", "brews"),
        ("茶", "cha2", "tea", "tea"),
        ("。", "", "", ""),
    ],
)
