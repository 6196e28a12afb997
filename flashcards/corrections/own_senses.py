"""The senses of a word once a person has said what it means: that first, and what it says twice only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.comparison import squeezed
from flashcards.lexicon.english import parted
from flashcards.records import Sense, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def with_own(senses: Sequence[Sense], meaning: str) -> tuple[Sense, ...]:
    """Put the sense of this gloss first, or one of its own where the dictionary has none.

    What is typed may take ways of putting a sense out of it, or put them in another order: these stand with it alone.
    """
    same = next((sense for sense in senses if sense.gloss == meaning), None)
    if same:
        return (same, *(other for other in senses if other is not same))
    own = set(map(squeezed, parted(meaning)))
    return (Sense(meaning), *filter(None, (_without(other, own) for other in senses)))


def _without(sense: Sense, own: Collection[str]) -> Sense | None:
    """Give a sense without some ways of putting it, None where nothing is left."""
    ways = parted(sense.gloss)
    left = [way for way in ways if squeezed(way) not in own]
    if len(left) == len(ways):
        return sense
    return replace(sense, gloss="; ".join(left)) if left else None
