"""Syllables compared: a reading is the same with the capitals of a name, and nearly so in other tones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TONES = "012345"
"""How the end of a syllable writes its tone; 0 and 5 are both in use for the neutral one."""


def small(syllables: Iterable[str]) -> tuple[str, ...]:
    """Write syllables without the capitals of names: bei3 jing1 for Bei3 jing1."""
    return tuple([syllable.lower() for syllable in syllables])


def toneless(syllables: Iterable[str]) -> tuple[str, ...]:
    """Write syllables without capitals and tones: 不是 may be written bú shì, and 学生 xuéshēng."""
    return tuple([syllable.lower().rstrip(_TONES) for syllable in syllables])
