"""Levels: one grammar, and a sentence for what is none."""

from __future__ import annotations

import pytest

from flashcards.settings import levels
from flashcards.settings.levels import Reached


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("hsk0", Reached("2", 0)),
        ("HSK4", Reached("2", 4)),
        ("hsk2.0-6", Reached("2", 6)),
        ("hsk3.0-9", Reached("3", 9)),
        ("top5000", Reached(rank=5000)),
    ],
)
def test_levels_are_read(text: str, reached: Reached) -> None:
    """A level of either edition, or a rank of frequency; case does not matter."""
    assert levels.parse(text) == reached


@pytest.mark.parametrize(
    "text",
    ["", "hsk7", "4", "hsk3.0-0x", "hsk", "expert", "top", "top0", "top99999999999999999999", "hsk2.0-7", "hsk٣"],
)
def test_a_level_that_says_nothing_is_refused(text: str) -> None:
    """The message names the levels there are."""
    with pytest.raises(ValueError, match="use hsk1 to hsk6"):
        levels.parse(text)
