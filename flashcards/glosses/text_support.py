"""What English beside a Chinese text says for a word or a reading: how much of one of its senses stands there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from flashcards.lexicon.english import tokenize, without_asides, words

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import Entry

Lemmas: TypeAlias = frozenset[str]
"""The dictionary forms of the words of a text that mean something by themselves."""

_SENSES = 8
"""Senses further down are too rare to speak for a word."""
_GRAMMAR = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "to",
            "of",
            "in",
            "on",
            "at",
            "by",
            "for",
            "with",
            "from",
            "as",
            "or",
            "and",
            "into",
            "over",
        ),
        *("be", "is", "have", "do", "make", "get", "go", "not", "no", "up", "out", "off", "so", "very", "used"),
        *("it", "its", "this", "that", "sb", "sth", "one", "oneself", "s", "etc", "esp"),
    }
)
"""Words that stand in so many senses and sentences that they say nothing."""


def lemmas(english: str, lexicon: Lexicon) -> Lemmas:
    """Take from an English text the lemmas of its words, those of grammar left out."""
    pieces = (piece for token in tokenize(english) for piece in token.text.split("-") if piece)
    return frozenset(map(lexicon.lemma, pieces)) - _GRAMMAR


def support(entry: Entry, english: Lemmas, lexicon: Lexicon) -> float:
    """Tell how much of a sense of this entry the English holds: 1 for a whole one, 0 for nothing."""
    if not english:
        return 0.0
    senses = (_content(sense, lexicon) for sense in entry.glosses[:_SENSES])
    return max((len(content & english) / len(content) for content in senses if content), default=0.0)


def rendering(word: str, english: Lemmas, lexicon: Lexicon) -> Lemmas:
    """Give the lemmas of the senses of a word, of one lemma or more, that stand whole in the English."""
    senses = (_content(sense, lexicon) for entry in lexicon.entries(word) for sense in entry.glosses[:_SENSES])
    return frozenset().union(*(content for content in senses if content <= english))


@lru_cache(maxsize=1 << 15)
def _content(sense: str, lexicon: Lexicon) -> Lemmas:
    return frozenset(map(lexicon.lemma, words(without_asides(sense).lower(), split_hyphens=True))) - _GRAMMAR
