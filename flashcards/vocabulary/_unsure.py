"""Whether a word was cut surely enough for a card: a wrong card is worse than a missing one.

A word is in doubt where another word of the dictionary shares a character with it, and a cut with that other is about
as likely (未|必要 or 未必|要). Teachers found 2.7 % of 2,406 cards wrong. Of those that such a word crosses, by how far
the best cut with it was behind, and whether the translation confirmed the card (a sense holds the rendering):

    behind              confirmed: cards, wrong    not confirmed: cards, wrong
    less than 2.5                      5, 2                           3, 1
    2.5 to 6                          14, 1                           8, 4
    6 to 10                           18, 0                           7, 2
    10 and more                       76, 0                          14, 0

So a word less than 2.5 ahead has no card, nor has one less than 6 ahead that the translation does not confirm. Of those
cards that takes 15: seven wrong, two doubtful, six good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.vocabulary._exclusions import is_rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.records import AnnotatedPair, Word

_CLOSE, _NEAR = 2.5, 6.0
"""How far the likeliest cut with a crossing word must be behind where the translation confirms a word, and where not:
differences of logarithms, by the table above."""


def is_unsure(places: Iterable[tuple[AnnotatedPair, Word]]) -> bool:
    """Tell whether a word may be none at any of its places; what a person has set is sure."""
    return all(_may_be_none(word, pair) for pair, word in places)


def _may_be_none(word: Word, pair: AnnotatedPair) -> bool:
    if word.crossing is None or word.own_meaning:
        return False
    is_quoted = word.rendering is not None and bool(word.rendering.quotation)
    is_unconfirmed = bool(pair.pair.english_text) and not is_quoted and not is_rendered(word)
    return word.crossing.behind < (_NEAR if is_unconfirmed else _CLOSE)
