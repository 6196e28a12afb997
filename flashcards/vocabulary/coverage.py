"""How much of a text a learner knows, and how much more with each card: the running words, counted.

Counted is every running word of Chinese but numbers, names and what the learner ignores: they cost no learning. Words
of grammar count as known.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from flashcards.learner import Learner
from flashcards.records import Record
from flashcards.vocabulary import Standing, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word
    from flashcards.vocabulary import Choice

FOLLOWED, EASY = 0.95, 0.98
"""Shares of known running words from which on a text can be followed, and read with ease (Laufer and
Ravenhorst-Kalovski, 2010; Nation, 2006)."""
TAUGHT = 0.9
"""Share of known running words from which on a text can be read with help, in class; below it, it frustrates (Betts,
1946). Of ten texts that we wrote for levels it gives eight the level that was meant, 0.95 gives it to four."""
LEVELS = 6
"""Levels of the HSK lists of 2010."""


class Coverage(Record):
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


def by_level(choice: Choice, lexicon: Lexicon) -> tuple[int, ...]:
    """Count the running words by the level of HSK 2.0 whose learners know them; the last ones none of them knows.

    It is the same whoever learns, but for the words that she ignores.
    """
    counts = [0] * (LEVELS + 1)
    for verdict in choice.verdicts:
        if verdict.standing is not Standing.APART and verdict.running:
            counts[_level(verdict.word, lexicon)] += verdict.running
    return tuple(counts)


def _level(word: Word, lexicon: Lexicon) -> int:
    """Give the level below the first that knows a word: 0 for one of HSK 1, as many as there are where none does."""
    learners = (Learner(hsk=level + 1, has_level=True) for level in range(LEVELS))
    knows = (judge(word, learner, lexicon)[0] is Standing.KNOWN for learner in learners)
    return next((level for level, is_known in enumerate(knows) if is_known), LEVELS)


def text_level(counts: Sequence[int]) -> int:
    """Give the level of HSK 2.0 that can be taught a text of so many running words of each; 7 is beyond all."""
    running = sum(counts) or 1
    return next((level for level, known in enumerate(accumulate(counts), 1) if known / running >= TAUGHT), LEVELS + 1)


def level_name(level: int) -> str:
    """Name the level of a text for a reader."""
    return f"HSK {level}" if level <= LEVELS else f"above HSK {LEVELS}"


def percent(share: float) -> str:
    """Write a share in percent; 100 % is said only of all, and 0 % only of nothing."""
    number = round(100 * share)
    return f"{min(max(number, int(share > 0)), 100 if share == 1 else 99)} %"


def percent_of(known: int, running: int) -> str:
    """Write how many of the running words of a text are known, in percent; nothing for a text without any."""
    return percent(known / running) if running else ""
