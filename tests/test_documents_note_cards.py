"""Cards within notes, beside code and properties that have the same signs."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.note_cards import cards_in

TEA = ("茶凉了。", "The tea is cold.")
GO = ("走吧", "let's go")


def cards(*paragraphs: str) -> list[tuple[str, str]]:
    """Give the sides of the cards in some paragraphs."""
    return [(card.chinese, card.english) for each in cards_in(dict(enumerate(paragraphs))).values() for card in each]


@pytest.mark.parametrize("sign", ["::", ":::", " :: "])
def test_cards_on_lines(sign: str) -> None:
    """Cards stand on lines, in either direction, and know their line."""
    paragraph = f"{TEA[0]}{sign}{TEA[1]}\n{GO[1]}{sign}{GO[0]}"
    assert cards(paragraph) == [TEA, GO]
    assert [card.line for card in cards_in({0: paragraph})[0]] == [0, 1]


def test_cards_of_several_lines() -> None:
    """A line of question marks parts a card whose sides have several lines."""
    assert cards("茶凉了。\n?\nChá liáng le.\nThe tea is cold.", "let's go\n??\n走吧") == [
        (TEA[0], "Chá liáng le.\nThe tea is cold."),
        GO,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "用 std::vector",  # use std::vector
        "类型:: book",  # kind
        "茶::茶",
        "tea::tea",
        "茶::tea::茶",
        "茶凉了。",
        "茶::",
    ],
)
def test_what_is_no_card(line: str) -> None:
    """Code, properties and lines in one language are none, nor is a paragraph that holds more than cards."""
    assert cards(line, "::".join(TEA), "::".join(GO)) == [TEA, GO]
    assert cards(f"{line}\n{'::'.join(TEA)}\n{'::'.join(GO)}") == []


def test_a_single_one_is_none() -> None:
    """What stands alone may be anything."""
    assert cards("::".join(TEA)) == []


def test_colons_behind_a_card_are_none() -> None:
    """Colons with nothing behind them make no second sign of a line."""
    assert cards("::".join(TEA) + "::", "::".join(GO) + " :: ") == [
        (TEA[0], f"{TEA[1]}::"),
        (GO[0], f"{GO[1]} ::"),
    ]
