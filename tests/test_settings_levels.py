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


@pytest.mark.parametrize(
    ("text", "offer"), [("4", "hsk4"), ("HSK 4", "hsk4"), ("level 2", "hsk2"), ("6级", "hsk6"), ("hsk7", "hsk3.0-9")]
)
def test_what_is_nearly_a_level_is_offered_as_one(text: str, offer: str) -> None:
    """The message begins with the level that is meant, in the grammar that is understood."""
    with pytest.raises(ValueError, match=f"^{offer}.*perhaps"):
        levels.parse(text)
