"""A reading as somebody wrote it, yínháng or yin2 hang2, as syllables: one for each character, with a tone number.

The letters are divided among the characters so that each gets one of its readings (`documents.pinyin`); the tone of a
syllable is the mark above its letters or the number behind them.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from flashcards.documents.pinyin import Readings, has_tones, spelling

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0306": "3", "\u0300": "4"}
"""Combining marks and the tones they stand for; a breve is often typed for the hook of the third tone."""
_NEUTRAL = "5"


def syllables(written: str, text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the syllables of a word as they are written; () where that is no reading of its characters.

    Where a reading of the dictionary is written the same, it is given as it stands there: with the capital of a name,
    and with its tones, if none are written.
    """
    letters = spelling(written)
    parts = _parted(letters.letters, text, Readings(lexicon))
    if not parts:
        return ()
    known = [entry.syllables for entry in lexicon.entries(text)]
    alike = [reading for reading in known if _bare(reading) == parts]
    if not has_tones(written):
        return alike[0] if alike else ()
    places = [*letters.places, len(written)]
    starts = [sum(map(len, parts[:at])) for at in range(len(parts) + 1)]
    own = tuple(
        part.replace("v", "ü") + _tone(written[places[start] : places[end]])
        for part, start, end in zip(parts, starts, starts[1:], strict=False)
    )
    return next((reading for reading in alike if [s.lower() for s in reading] == list(own)), own)


def _parted(letters: str, text: str, readings: Readings) -> tuple[str, ...]:
    """Divide letters among the characters of a word; () where that cannot be."""
    ways: dict[int, tuple[str, ...]] = {0: ()}
    for character in text:
        ways = {
            start + len(reading): (*way, reading)
            for start, way in ways.items()
            for reading in sorted(readings.of(character))
            if letters.startswith(reading, start)
        }
    return ways.get(len(letters), ())


def _bare(reading: tuple[str, ...]) -> tuple[str, ...]:
    """Take case and tones off a reading."""
    return tuple(spelling(syllable).letters for syllable in reading)


def _tone(written: str) -> str:
    """Tell the tone of a syllable from its marks or its number; without either it is neutral."""
    signs = unicodedata.normalize("NFD", written)
    marks = (_TONES.get(sign) or (sign if sign in "12345" else "") for sign in signs)
    return next(filter(None, marks), _NEUTRAL)
