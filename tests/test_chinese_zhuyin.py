"""Zhuyin: cases for each kind of initial and final."""

from __future__ import annotations

import pytest

from flashcards.chinese.zhuyin import zhuyin


@pytest.mark.parametrize(
    ("letters", "tone", "written"),
    [
        ("zhi", 1, "ㄓ"), ("si", 4, "ㄙˋ"), ("li", 3, "ㄌㄧˇ"), ("ju", 4, "ㄐㄩˋ"),
        ("lü", 4, "ㄌㄩˋ"), ("lüe", 4, "ㄌㄩㄝˋ"), ("yuan", 2, "ㄩㄢˊ"), ("yi", 1, "ㄧ"),
        ("wu", 3, "ㄨˇ"), ("you", 3, "ㄧㄡˇ"), ("wen", 4, "ㄨㄣˋ"), ("yong", 4, "ㄩㄥˋ"),
        ("shui", 3, "ㄕㄨㄟˇ"), ("xiong", 2, "ㄒㄩㄥˊ"), ("er", 2, "ㄦˊ"), ("ma", 5, "˙ㄇㄚ"),
        ("an", 1, "ㄢ"), ("ng", 2, "ㄫˊ"),
    ],
)  # fmt: skip
def test_syllables(letters: str, tone: int, written: str) -> None:
    """A syllable is written by initial and final, the mark behind it, the neutral dot before it."""
    assert zhuyin(letters, tone) == written


def test_what_is_no_syllable_stays() -> None:
    """Letters that Mandarin has no sound for stay Latin."""
    assert zhuyin("xyz", 1) == "xyz"
