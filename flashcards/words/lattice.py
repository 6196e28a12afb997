"""The shape of all the ways to cut a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from flashcards.records import WordKind


class Edge(NamedTuple):
    """A possible word: where it ends, by which rule it is one, and the logarithm of how likely it is."""

    end: int
    kind: WordKind
    score: float
    rule: str = ""


Lattice: TypeAlias = tuple[tuple[Edge, ...], ...]
"""For each place in a text the words that may begin there."""
