"""Words that are written alike and are others when read otherwise: 长 is long as cháng, and to grow as zhǎng.

*The idea:* a reading that was guessed wrong must be put right without another note, so a reading is no part of what a
word is known by. Only where a word is truly another in another reading does it get a note of its own; which words these
are stands in a list that is frozen, not in a dictionary that changes. The usual reading of such a word is known by the
characters alone, so that a row added one day leaves the notes that are there as they are.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LIST = "homographs.tsv"


def unusual(word: str, syllables: Iterable[str]) -> str:
    """Give the reading of a word, in simplified characters, if it makes it another word than usual; else ''."""
    others = _others().get(word)
    reading = " ".join(syllables).lower() if others else ""
    return reading if others and reading in others else ""


def known_by(word: str) -> tuple[str, ...]:
    """Give what a word of the list, in simplified characters, can be known by, '' for its usual reading; else ()."""
    return ("", *sorted(_others()[word])) if word in _others() else ()


@functools.cache
def _others() -> Mapping[str, frozenset[str]]:
    """Read the list: for each word the readings that make it another."""
    text = resources.files("flashcards.anki").joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: frozenset(others) for word, _, *others in rows}
