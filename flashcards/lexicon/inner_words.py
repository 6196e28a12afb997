"""The characters of a Chinese word, and the shorter words that stand within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from flashcards.lexicon._lexicon import Lexicon

_LONGEST = 4
"""Longer words within a word are names and idioms, too few to tell anything."""


@cached_in_lexicon
def inner_words(word: str, lexicon: Lexicon) -> Sequence[str]:
    """Give the characters of a word, each once, and the headwords within it, itself among them."""
    return words_within(word, lexicon)


def words_within(word: str, known: Container[str]) -> list[str]:
    """Give the characters of a word and the known words of up to four characters within it, each once, in order."""
    pieces = dict.fromkeys(word)
    for length in range(2, min(_LONGEST, len(word)) + 1):
        for start in range(len(word) - length + 1):
            if word[start : start + length] in known:
                pieces[word[start : start + length]] = None
    return list(pieces)
