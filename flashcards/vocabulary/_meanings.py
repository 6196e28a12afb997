"""Whether a text tells what a word means in it.

A word of two characters means what it means nearly everywhere; a single one has many uses (冒: to risk, to give off),
or is a piece that the cut left over. Where the translation does not say which, more than half of the cards on such
characters were wrong when they were read by a teacher, against one in ten of all others; so they get none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.senses import Rule, rank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word

_UNTOLD = (Rule.LIKELIEST, Rule.NEAREST)
"""The rules by which a sense comes first though nothing in the translation says it."""


def is_untold(places: Iterable[tuple[AnnotatedPair, Word]], lexicon: Lexicon) -> bool:
    """Tell whether a character has several senses of which no translation of its places says one.

    A text without a translation tells nothing, and is not asked.
    """
    asked = [word for pair, word in places if pair.pair.english_text]
    return bool(asked) and all(len(word.text) == 1 and _is_guessed(word, lexicon) for word in asked)


def _is_guessed(word: Word, lexicon: Lexicon) -> bool:
    """Whether the first of several senses is but the likeliest, and no sure rendering stands beside it."""
    if word.context is None or rank(word.context, lexicon).rule not in _UNTOLD:
        return False
    return word.rendering is None or not word.rendering.quotation
