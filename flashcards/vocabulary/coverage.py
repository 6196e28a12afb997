"""How much of a text a learner knows, and how much more with each card: the running words, counted.

Counted is every running word of Chinese but numbers, names and what the learner ignores: they cost no learning. Words
of grammar count as known. From about 95 known words in a hundred on a text can be followed, from 98 on with ease
(Laufer and Ravenhorst-Kalovski, 2010; Nation, 2006).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from flashcards.vocabulary import Standing

if TYPE_CHECKING:
    from flashcards.vocabulary import Choice


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the running words of a text are known: `known` of `running` now, `after[n - 1]` with n cards.

    The cards are those of the terms chosen, in their order. `is_told` tells whether the learner said what she knows;
    else a beginner is meant.
    """

    running: int
    known: int
    after: tuple[int, ...]
    is_told: bool

    @property
    def now(self) -> float:
        """The share that is known without a card, from 0 to 1."""
        return self.known / self.running if self.running else 1.0

    @property
    def then(self) -> float:
        """The share that is known with all cards."""
        return self.share(len(self.after))

    def share(self, cards: int) -> float:
        """Give the share that is known with the first so many cards."""
        return self.after[cards - 1] / self.running if cards else self.now


def coverage(choice: Choice) -> Coverage:
    """Count what a learner knows of a text and will know with the terms chosen."""
    counted = [verdict for verdict in choice.verdicts if verdict.standing is not Standing.APART]
    known = sum(verdict.running for verdict in counted if verdict.standing is Standing.KNOWN)
    taught = {id(verdict.term): verdict.running for verdict in counted if verdict.term is not None}
    steps = accumulate((taught[id(term)] for term in choice.terms), initial=known)
    return Coverage(sum(v.running for v in counted), known, tuple(steps)[1:], choice.learner.is_told)


def percent(share: float) -> str:
    """Write a share in percent; 100 % is said only of all, and 0 % only of nothing."""
    number = round(100 * share)
    return f"{min(max(number, int(share > 0)), 100 if share == 1 else 99)} %"
