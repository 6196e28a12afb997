"""What English beside a Chinese text says for a word or a reading: how much of one of its senses stands there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from flashcards.glosses.comparison import same_family
from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import tokenize, ways_of, without_asides, words

if TYPE_CHECKING:
    from collections.abc import Collection

    from flashcards.lexicon import Lexicon
    from flashcards.records import Entry, Sense

Lemmas: TypeAlias = frozenset[str]
"""The dictionary forms of the words of a text that mean something by themselves."""

_SENSES = 8
"""Senses further down are too rare to speak for a word. Set by hand; the bonuses of `words` are fitted with it."""
_LEAST = 3
"""The fewest letters that tell one word from others."""
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
    pieces = (piece for token in tokenize(english) for piece in token.text.split("-") if piece.isalnum())
    return frozenset(map(lexicon.lemma, pieces)) - _GRAMMAR


def read_ahead(words: Collection[str], lexicon: Lexicon) -> None:
    """Read all that `support` will ask about the entries of these words."""
    new = lexicon.read_entries(words)
    glosses = (part for word in new for entry in lexicon.entries(word) for part in _parts(entry))
    lexicon.read_english(english for gloss in glosses for english in _written(gloss))


def support(entry: Entry, english: Lemmas, lexicon: Lexicon) -> float:
    """Tell how much of a sense of this entry the English holds: 1 for a whole one, 0 for nothing."""
    every, contents = _contents(entry, lexicon)
    if every.isdisjoint(english):
        return 0.0
    return max(len(content & english) / len(content) for content in contents)


def rendering(word: str, english: Lemmas, lexicon: Lexicon) -> Lemmas:
    """Give the lemmas of the senses of a word, of one lemma or more, that stand whole in the English."""
    senses = (sense for entry in lexicon.entries(word) for sense in entry.senses[:_SENSES])
    contents = (_content(sense, lexicon) for sense in senses)
    return frozenset().union(*(content for content in contents if content <= english))


def means(word: str, english: str, lexicon: Lexicon) -> bool:
    """Tell whether an English word, or the rest of one whose affix was taken off, is a form of one in a word's senses.

    It takes three letters to tell anything.
    """
    if len(english) < _LEAST:
        return False
    lemma = lexicon.lemma(english)
    return any(lemma == other or same_family(english, other) for other in words_of(word, lexicon))


@cached_in_lexicon
def words_of(word: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the English words of three letters or more in the senses of a word, as they are written, in lower case."""
    glosses = (gloss for entry in lexicon.entries(word) for gloss in entry.glosses[:_SENSES])
    written = (english for gloss in glosses for english in _written(gloss))
    return frozenset(english for english in written if len(english) >= _LEAST)


@cached_in_lexicon
def _content(sense: Sense, lexicon: Lexicon) -> Lemmas:
    """Give the lemmas of all ways in which a sense is put together, those of grammar left out."""
    return frozenset(map(lexicon.lemma, _written(sense.gloss))) - _GRAMMAR


@cached_in_lexicon
def _contents(entry: Entry, lexicon: Lexicon) -> tuple[Lemmas, tuple[Lemmas, ...]]:
    """Give the lemmas of each way in which a learner's sense is put, before them all of these together.

    The ways of a sense of CC-CEDICT stay together. One without lemmas says nothing, and is left out.
    """
    written = [_written(part) for part in _parts(entry)]
    lexicon.read_english(english for part in written for english in part)
    contents = (frozenset(map(lexicon.lemma, part)) - _GRAMMAR for part in written)
    ways = tuple(content for content in contents if content)
    return frozenset().union(*ways), ways


def _parts(entry: Entry) -> list[str]:
    """Give the ways of each of a learner's senses, and each sense of CC-CEDICT whole."""
    return [part for sense in entry.senses[:_SENSES] for part in (ways_of(sense) if sense.pos else [sense.gloss])]


@lru_cache(maxsize=1 << 11)  # what is read ahead of a sentence is asked for in it
def _written(gloss: str) -> list[str]:
    return words(without_asides(gloss).lower(), split_hyphens=True)
