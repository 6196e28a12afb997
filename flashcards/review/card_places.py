"""Where in the text under review a card stands: the pair that its sentence is from, and its word in it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from flashcards.records import Record, SentenceCard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.records import AnnotatedPair, Card, Word


class CardPlace(Record):
    """The place of a card: the number of its pair, from 0, and where in that the sentence of the card begins."""

    number: int
    offset: int

    def start(self, word: Word) -> int:
        """Tell where a word of the card begins in its pair."""
        return self.offset + word.start


def annotated_of(card: Card) -> AnnotatedPair:
    """Give the sentence that a card shows."""
    return card.annotated if isinstance(card, SentenceCard) else card.term.example.annotated


def place_of(card: Card, pairs: Sequence[AnnotatedPair]) -> CardPlace | None:
    """Find the pair that a card shows, or a part of it, near where it stood last; None where it is gone."""
    shown = annotated_of(card)
    text = shown.pair.chinese_text
    for number in _outwards(shown.position - 1, len(pairs)):
        offset = pairs[number].pair.chinese_text.find(text)
        if offset >= 0:
            return CardPlace(number, offset)
    return None


def _outwards(start: int, count: int) -> Iterator[int]:
    """Give the numbers of some pairs, the nearest to a place first."""
    near = chain.from_iterable((start - step, start + 1 + step) for step in range(max(start, count - start) + 1))
    return (number for number in near if 0 <= number < count)
