"""How hard a word is for a learner: rare words first, as people judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import Word


def difficulty(word: Word, lexicon: Lexicon) -> float:
    """Rank a word among others: the higher, the harder."""
    return 8.0 - lexicon.frequency(word.text)
