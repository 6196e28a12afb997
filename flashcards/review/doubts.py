"""How much a card is in doubt, and why: what a teacher with little time reads first.

*The idea:* where the translator's own word says the sense, it is hardly ever wrong; where it says another, or none, the
sense is a guess, and the page names the reason, so that a look decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flashcards.records import SentenceCard

if TYPE_CHECKING:
    from flashcards.records import Card, Term

_FOREIGN, _OTHERWISE, _GUESSED, _UNSEEN = 0.8, 0.7, 0.6, 0.3
"""How much a word is in doubt that no dictionary has, that is rendered by other words than its sense, that no word
renders, and whose only sense no word renders. Of 659 cards of two texts that a teacher judged, 14 of them wrong or
doubtful, 1 of the 4 first ones was, 5 of 92 of the second, 2 of 79 of the third, 4 of 120 of the last, and 2 of the
364 that the translation confirms. Set by hand: by them 8 of the 14 are in the quarter that is read first."""


class Doubt(NamedTuple):
    """How much a card is in doubt, from 0 to 1, and why, in a few words."""

    share: float = 0.0
    reason: str = ""


def of(card: Card) -> Doubt:
    """Tell how much a card is in doubt: for its pair, and that of a word for its sense."""
    if isinstance(card, SentenceCard):
        return _of_pair(card.annotated.pair.confidence)
    return max(_of_pair(card.term.example.annotated.pair.confidence), _of_term(card.term))


def _of_pair(confidence: float) -> Doubt:
    return Doubt(1 - confidence, "the two sentences may not belong together" if confidence < 1 else "")


def _of_term(term: Term) -> Doubt:
    word = term.example.word
    if term.own_meaning or (word.rendering and word.rendering.quotation and term.senses):
        return Doubt()
    if not term.senses:
        return Doubt(_FOREIGN, "no dictionary has it; the meaning is the translator’s word")
    if term.is_in_doubt:
        return Doubt(1.0, f"the likeliest of {len(term.senses)} senses, without a translation")
    says = f"the translation says “{word.rendering.text}”" if word.rendering else "the translation does not show it"
    if len(term.senses) == 1:
        return Doubt(_UNSEEN, f"its only sense; {says}")
    if word.rendering:
        return Doubt(_OTHERWISE, says)
    return Doubt(_GUESSED, f"the likeliest of {len(term.senses)} senses; {says}")
