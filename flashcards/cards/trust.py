"""Which pairs become cards: those that are sure enough, or of a text in Chinese alone those that hold Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.records import AlignedPair
    from flashcards.settings import Settings


def is_sure(pair: AlignedPair, settings: Settings) -> bool:
    """Whether both sides of a pair are there, and say the same with the confidence that is asked for."""
    return not pair.is_null and pair.confidence >= settings.min_confidence


def is_wanted(pair: AlignedPair, settings: Settings, *, is_translated: bool) -> bool:
    """Whether a pair of a text becomes a card; the text is in both languages, or in Chinese alone."""
    return is_sure(pair, settings) if is_translated else bool(HAN_CHARACTER.search(pair.chinese_text))


def too_doubtful(pairs: Iterable[AlignedPair], settings: Settings) -> InputError:
    """Make the error for a text none of whose pairs becomes a card."""
    best = max((pair.confidence for pair in pairs if not pair.is_null), default=0.0)
    return InputError(
        f"{', '.join(settings.sources)}: no pair reaches the confidence of {settings.min_confidence}, the best "
        f"has {best:.2f}; where the sentences do belong together, lower --min-confidence, or pair them yourself in a "
        ".tsv, a sentence, a tab and its translation on each line; else see that both texts say the same."
    )
