"""The characters of Chinese numerals and what each is worth (GB/T 15835-2011, numerals in publications)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGITS: Mapping[str, int] = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
"""The digits; zero is also written as a circle, by two characters."""
TWO: Mapping[str, int] = dict.fromkeys("两兩俩倆", 2)
"""Two of something, in both scripts."""
POWERS: Mapping[str, int] = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
"""The powers of ten that have a character of their own."""
ALL_DIGITS, ALL_TWO, ALL_POWERS = ("".join(characters) for characters in (DIGITS, TWO, POWERS))
NUMERALS = ALL_DIGITS + ALL_POWERS
"""For use between the brackets of a regular expression, like the three above."""
_VALUES = {**DIGITS, **TWO}


def value(numeral: str) -> int:
    """Read a numeral, by powers of ten (一百零五) or digit by digit (一〇五); Arabic digits may stand among its own."""
    if not any(character in POWERS for character in numeral):
        return int("".join(str(_digit(character)) for character in numeral))
    total = section = digit = 0
    for character in numeral:
        power = POWERS.get(character)
        if power is None:
            digit = _digit(character)
        elif power < POWERS["万"]:
            section, digit = section + (digit or 1) * power, 0
        elif power == POWERS["万"]:
            total, section, digit = total + (section + digit) * power, 0, 0
        else:
            total, section, digit = (total + section + digit) * power, 0, 0
    return total + section + digit


def _digit(character: str) -> int:
    return _VALUES[character] if character in _VALUES else int(character)
