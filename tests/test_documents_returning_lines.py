"""Lines of an app that come back go; refrains and what is said twice stay."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.returning_lines import without_returning_lines

PAIRS = (("茶很热。", "The tea is hot."), ("门开了。", "The door opened."), ("下雨了。", "It is raining."))


def _rest(text: str) -> str:
    bare = without_returning_lines(extract("a.txt", text))
    return "\n".join(bare.text[passage.start : passage.end] for passage in bare.passages)


@pytest.mark.parametrize("label", ["ready", "Play audio", "显示拼音"])
def test_what_a_button_says_goes(label: str) -> None:
    """It stands between all entries, in one language alone, and is reported."""
    text = "".join(f"{z}\n{label}\n{e}\n" for z, e in PAIRS)
    assert _rest(text) == "\n".join(line for pair in PAIRS for line in pair)
    left_out = without_returning_lines(extract("a.txt", text)).left_out
    assert [(omission.text, omission.line) for omission in left_out] == [(label, 2), (label, 5), (label, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{z}\n茶呀茶\n{e}\nTea, oh tea\n" for z, e in PAIRS),  # a refrain
        "".join(f"{z}\n{e}\nYes.\n" for z, e in PAIRS),
        "好\nGood\n你好吗\nGood\n很好\nVery good\n茶\nTea\nGood",  # good, how are you, very good
    ],
    ids=["refrain", "sentence", "at random"],
)
def test_lines_of_the_text_stay(text: str) -> None:
    """A refrain has its partner, a sentence its mark, a word no place of its own."""
    assert _rest(text) == text.strip()
