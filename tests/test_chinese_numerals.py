"""Chinese numerals are read as what they are worth."""

from __future__ import annotations

import pytest

from flashcards.chinese.numerals import value


@pytest.mark.parametrize(
    ("numeral", "worth"),
    [
        ("七", 7),
        ("十", 10),
        ("十二", 12),
        ("两百", 200),
        ("一百零五", 105),
        ("一〇五", 105),
        ("二○二六", 2026),
        ("三千四百", 3400),
        ("十二万", 120_000),
        ("四亿六千万", 460_000_000),
        ("3百", 300),
        ("１２", 12),
    ],
)
def test_a_numeral_is_read(numeral: str, worth: int) -> None:
    """By powers of ten or digit by digit, with the digits of either script among them."""
    assert value(numeral) == worth
