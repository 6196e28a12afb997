"""English words that say nearly the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.english_types import english_type
from flashcards.glosses.synonyms import Synonyms
from flashcards.glosses.vectors import Space

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def test_relatives_speak_for_a_sense(lexicon: Lexicon) -> None:
    """A word that says nearly the same as a sense is near to the Chinese word, another is not."""
    space = Space(lexicon)
    tokens = [english_type(word, lexicon) for word in ("honest", "banana", "the")]
    nearness = space.related(["坦率"], Synonyms(lexicon).relatives(tokens))  # frank
    assert nearness[0, 0] > 0.3
    assert not nearness[0, 1:].any()
