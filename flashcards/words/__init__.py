"""Sentences into words: the dictionary's words and those a rule builds, weighed against each other.

`lattice` lays out all the ways to cut a text, `best_path` takes the likeliest. What English stands beside a text can
then speak for a word: a first cut goes by the Chinese alone, a final one by both. `explain` tells what made a word one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.words.cutting import cut_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.lexicon import Lexicon
    from flashcards.records import Decision, Word

__all__ = ["cut", "explain"]


def cut(text: str, lexicon: Lexicon, *, english: str = "") -> tuple[Word, ...]:
    """Cut a Chinese text into words, by the Chinese alone or with the help of its translation.

    The words join to the text exactly. A traditional text is cut where its simplified form is.
    """
    return cut_text(text, lexicon, english).words


def explain(text: str, lexicon: Lexicon, *, english: str = "") -> Callable[[Word], tuple[Decision, ...]]:
    """Cut a text again; the function returned tells of each word within a stretch of it what made it a word."""
    from flashcards.words.cut_reasons import decision

    again = cut_text(text, lexicon, english)
    return lambda word: tuple(
        decision(again, part, lexicon) for part in again.words if word.start <= part.start and part.end <= word.end
    )
