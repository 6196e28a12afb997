"""Marks around the sentences of one language come off; what is spoken stays quoted."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.layout import lay_out

PAIRS = [("门开了。", "The door opened."), ("茶很热。", "The tea is hot."), ("他说：“好。”", 'He said, "Fine."')]
# the door opened / the tea is hot / he said: fine


def blocks(layout: str, pairs: list[tuple[str, str]] = PAIRS) -> list[str]:
    """Write pairs in a layout, and give the blocks of the text."""
    document = lay_out(extract("a.txt", "".join(layout.format(z=z, e=e) for z, e in pairs)))
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize(
    "layout",
    ["{z}\n“{e}”\n\n", "{z}\n({e})\n\n", "（{z}）\n{e}\n\n", "{z}\n[{e}]\n\n", "「{z}」\n{e}\n", "{z} – “{e}”\n"],
)
def test_marks_around_one_side_come_off(layout: str) -> None:
    """Whatever sets one language apart stands on no card."""
    assert blocks(layout) == [side for pair in PAIRS for side in pair]


@pytest.mark.parametrize(
    ("layout", "pairs"),
    [
        ("“{z}”\n“{e}”\n", PAIRS[:2]),
        ("{z}\n{e}\n", [("他（小王）来了（昨天）。", "(He) came (home)"), ("（他）走（了）", "He left.")]),
        ("{z}\n{e}\n", [("门开了。", "“Fine.” He said, “Go.”"), ("好。", "“Yes,” he said, “I am.”")]),
    ],
)
def test_marks_of_the_text_stay(layout: str, pairs: list[tuple[str, str]]) -> None:
    """What is quoted on both sides, or only begins and ends with such a mark, is left as it is."""
    text = "".join(layout.format(z=z, e=e) for z, e in pairs)
    assert "".join(blocks(layout, pairs)) == text.replace("\n", "")


def test_what_comes_off_is_reported() -> None:
    """The marks of each sentence stand in the report, with its line."""
    document = lay_out(extract("a.txt", "门开了。\n(The door opened.)\n茶很热。\n(The tea is hot.)\n"))
    assert [(omission.line, omission.text) for omission in document.left_out] == [(2, "()"), (4, "()")]
