"""How a level is written: the one grammar of `level`, by which an option is refused and a learner is made."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HSK = re.compile(r"hsk(?:(?P<edition>[23])\.0-)?(?P<level>[0-9])", re.IGNORECASE)
_RANK = re.compile(r"top(?P<rank>[1-9][0-9]{0,6})", re.IGNORECASE)
_HIGHEST = {"2": 6, "3": 9}
"""The highest level of each edition of the HSK lists."""
_NEARLY = re.compile(r"(?:hsk|level)?[\s.:_-]*(?P<level>[1-9])\s*(?:级|級)?", re.IGNORECASE)
"""How a level of the HSK is written by who does not know this grammar."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a learner has come: a level of an edition of the HSK lists, or a rank in a list of frequencies.

    `edition` is "2" or "3" for HSK 2.0 (2010) or 3.0 (2021), `hsk` the highest level that is known, 0 for none; `rank`
    is how many of the most frequent words are known.
    """

    edition: str = "2"
    hsk: int = 0
    rank: int | None = None


def parse(level: str) -> Reached:
    """Read a level: "hsk4" (HSK 2.0), "hsk3.0-6", or "top5000" for the most frequent words; case does not matter.

    Raises:
        ValueError: it says nothing; the message tells what does.

    """
    if match := _RANK.fullmatch(level):
        return Reached(rank=int(match["rank"]))
    match = _HSK.fullmatch(level)
    edition = match["edition"] or "2" if match else ""
    if match is None or int(match["level"]) > _HIGHEST[edition]:
        raise ValueError(
            f"{_offer(level)}use hsk1 to hsk6 for HSK 2.0 (hsk0 for no word at all), hsk3.0-3, hsk3.0-6 or hsk3.0-9 "
            "for HSK 3.0, or top5000 for the 5000 most frequent words"
        )
    return Reached(edition=edition, hsk=int(match["level"]))


def _offer(level: str) -> str:
    """Guess which level is meant, '' where that does not show."""
    match = _NEARLY.fullmatch(level.strip())
    if match is None:
        return ""
    return f"hsk{match['level']} is meant, perhaps; " if int(match["level"]) <= _HIGHEST["2"] else "hsk3.0-9, perhaps; "
