"""Numbers as both languages write them."""

from __future__ import annotations

import pytest

from flashcards.links.numbers import english_forms, value


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("三", 3),
        ("二十五", 25),
        ("两千", 2000),
        ("4.6亿", 460_000_000),
        ("27日", 27),
        ("一万二千三百", 12_300),
        ("第三", 3),
        ("4月份", 4),
        ("二〇二四年", 2024),
        ("三亿五千万", 350_000_000),
        ("银行", None),
        ("1.2.3", None),
    ],
)
def test_chinese_numbers_have_a_value(word: str, expected: float | None) -> None:
    """A numeral is read in figures, in characters or both, with or without its measure word."""
    assert value(word) == expected


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("22日", "22nd"),
        ("5月", "may"),
        ("第三", "third"),
        ("两", "two"),
        ("4.6亿", "million"),
        ("4.6亿", "460"),
        ("6月份", "june"),
        ("2%", "2.0%"),
    ],
)
def test_numbers_know_their_english_forms(word: str, form: str) -> None:
    """Each number lists how English may write it."""
    assert english_forms(word)[form] > 0


def test_a_number_beyond_measure_is_none() -> None:
    """Hundreds of digits or units are a code and no number: no float holds them."""
    for word in ("9" * 310, "五" * 400, "一" + "亿" * 60, "9" * 5000 + "亿"):
        assert value(word) is None
        assert english_forms(word) == {}
