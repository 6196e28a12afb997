"""What the author of a text says of a reading: the pinyin or zhuyin beside a sentence decides how its words are read.

The idea: an author knows whether 还 is hái or huán here, so no guess stands against that. But pinyin in a text has
slips, and habits that a dictionary has not (yí gè for 一个, no tones at all), so it decides among what a character can
be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEUTRAL = "5"


def as_given(given: str, own: str, possible: Sequence[str]) -> str:
    """Read a character as its author does: the syllable of `possible` that he gives, or its neutral tone.

    `given` is "hai2", "hai" where he marks no tone, or nothing; `own` is the reading without him, which stays where he
    can not mean any of the possible ones.
    """
    letters, tone = _parted(given)
    if not letters or not own[-1:].isdigit():
        return own
    spelled = [syllable for syllable in (own, *possible) if _parted(syllable)[0] == letters]
    exact = [syllable for syllable in spelled if tone in ("", _parted(syllable)[1])]
    if exact:
        return _written_as(own, exact[0])
    return _written_as(own, letters + _NEUTRAL) if spelled and tone == _NEUTRAL else own


def _parted(syllable: str) -> tuple[str, str]:
    """Part a syllable into its letters, in small type, and its tone; `v` is ü."""
    letters = syllable.lower().rstrip("012345")
    return letters, syllable[len(letters) :]


def _written_as(own: str, syllable: str) -> str:
    """Keep the capital of a name."""
    return syllable.capitalize() if own[0].isupper() else syllable.lower()
