"""Interlinear text: words under their pinyin, in lines that a terminal shows whole."""

from __future__ import annotations

from flashcards.output.interlinear import interlinear
from tests.samples import TEA, annotated


def test_the_terminal_shows_words_in_columns() -> None:
    """Pinyin above, the word, its meaning below, wide characters counted as two columns; then the translation."""
    assert interlinear([TEA]) == (
        "tā  pào   chá\n她  泡    茶  。\nShe brews tea\n  She brews tea.\n"
    )  # She / brews / tea


def test_no_line_of_the_terminal_is_a_mark_alone() -> None:
    """A full stop that no longer fits takes the word before it to the next line."""
    lines = interlinear([TEA], 16).splitlines()  # room for three words, not for the mark
    assert [line for line in lines if set(line) <= set(" 。")] == []
    assert [line.split() for line in lines if "。" in line] == [["茶", "。"]]  # tea
    assert max(map(len, lines[:-2])) <= 16


def test_marks_that_follow_one_another_stay_with_their_word() -> None:
    """A question mark and the quotation mark after it go to the next line together, with the word before them."""
    words = [("她", "ta1", "she", "she"), ("喝", "he1", "drink", "drink"), ("茶", "cha2", "tea", "tea")]
    asked = annotated("“Does she drink tea?”", [*words, ("？", "", "", ""), ("”", "", "", "")])
    for width in range(9, 30):  # room for a word and both marks
        lines = interlinear([asked], width).splitlines()
        assert [line for line in lines if line.strip() and set(line) <= set(" ？”")] == []
