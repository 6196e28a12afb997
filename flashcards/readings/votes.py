"""What speaks for each reading of a character: votes from named sources, whose sum decides.

Whoever asks why hears of every choice with its votes; see `Heard`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from flashcards.records import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.records import Word

AUTHOR = "the text's own pinyin"
DICTIONARY, LESSONS, NETWORK = "dictionary", "lessons", "second opinion"
ENGLISH, NEUTRAL, SURNAME, RULE = "English", "neutral tone", "surname", "rule"
RENDERING = "rendering"
"""The sources. A rule votes under its own name behind `RULE`; a rendering overrules what the others came to,
and what the author of the text says needs no vote."""

ONLY = "the only reading"
"""What is said where there was no choice."""


class Vote(NamedTuple):
    """What a source adds to the score of a reading; a score is the logarithm of odds, up to a constant."""

    reading: str
    source: str
    weight: float


Heard: TypeAlias = "Callable[[int, Sequence[Vote]], None]"
"""Hears of a choice: the place of the character, and all votes on its readings."""


def unheard(_at: int, _votes: Sequence[Vote]) -> None:
    """Hear nothing."""


def tally(votes: Sequence[Vote]) -> dict[str, float]:
    """Add up the votes for each reading, in the order in which readings were first named."""
    totals: dict[str, float] = {}
    for reading, _, weight in votes:
        totals[reading] = totals.get(reading, 0.0) + weight
    return totals


def winner(votes: Sequence[Vote]) -> str:
    """Give the reading with the highest sum; of equal ones the one named first."""
    totals = tally(votes)
    return max(totals, key=totals.__getitem__)


def decision(word: Word, choices: Sequence[tuple[int, Sequence[Vote]]]) -> Decision:
    """Tell what decided about a word: a rule where one did, else what tipped the closest choice about a character."""
    for _, votes in choices:
        if votes[0].source == AUTHOR:
            (given, *_), (own, *_) = votes
            return Decision(word, AUTHOR, f"{given}{f', not {own}' * (given != own)}: {AUTHOR}")
    for _, votes in choices:
        if ruled := next((v for v in votes if v.source.startswith(RULE) and v.reading == winner(votes)), None):
            return Decision(word, ruled.source, f"{ruled.reading} by its neighbours, {ruled.source}")
    contested = [choice for choice in choices if len(tally(choice[1])) > 1]
    if not contested:
        return Decision(word, DICTIONARY, ONLY)
    at, votes = min(contested, key=lambda choice: _lead(choice[1]))
    chosen, other = _first_two(votes)
    margins = sorted(_margins(votes, chosen, other), reverse=True)
    sums = ", ".join(f"{source} {margin:+.1f}" for margin, source in margins)
    detail = f"{word.text[at - word.start]} {chosen}, not {other}: {sums}"
    return Decision(word, margins[0][1] if margins else DICTIONARY, detail)


def _margins(votes: Sequence[Vote], chosen: str, other: str) -> Iterator[tuple[float, str]]:
    """Give by how much each source prefers one reading to another."""
    margins: defaultdict[str, float] = defaultdict(float)
    for reading, source, weight in votes:
        margins[source] += weight * ((reading == chosen) - (reading == other))
    yield from ((margin, source) for source, margin in margins.items() if margin)


def _first_two(votes: Sequence[Vote]) -> tuple[str, str]:
    totals = tally(votes)
    first, second, *_ = sorted(totals, key=lambda reading: -totals[reading])
    return first, second


def _lead(votes: Sequence[Vote]) -> float:
    totals = tally(votes)
    first, second = _first_two(votes)
    return totals[first] - totals[second]
