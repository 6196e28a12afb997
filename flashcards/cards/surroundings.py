"""What stands around the sentence of a card: the pairs before and behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.records import Context, SentenceCard, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.records import AlignedPair, Card


def with_context(cards: Iterable[Card], pairs: Sequence[AlignedPair]) -> tuple[Card, ...]:
    """Let each card know the pairs before and behind its own; `pairs` are those of the text, in its order."""
    whole = [pair for pair in pairs if pair.chinese]
    around = {pair: Context(before, after) for before, pair, after in _triples(whole)}
    return tuple(replace(card, context=around.get(_pair(card), Context())) for card in cards)


def with_speakers(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Let each card name who says its sentence, where the text does."""
    return tuple(replace(card, speaker=_pair(card).speaker) for card in cards)


def _triples(
    pairs: Sequence[AlignedPair],
) -> Iterable[tuple[AlignedPair | None, AlignedPair, AlignedPair | None]]:
    return zip((None, *pairs[:-1]), pairs, (*pairs[1:], None), strict=True)


def _pair(card: Card) -> AlignedPair:
    return card.annotated.pair if isinstance(card, SentenceCard) else card.term.example.origin.pair
