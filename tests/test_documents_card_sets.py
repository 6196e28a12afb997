"""Sets of cards whose owner chose what stands between the sides and between the cards."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.tables.card_sets import cards_on_lines

CARDS = [("茶凉了。", "The tea is cold; drink it."), ("我们走吧！", "Let's go!"), ("50%的人", "half (50%) of them")]


@pytest.mark.parametrize("between", ["---", " | ", " => ", "\t", "~", " - ", "##"])
@pytest.mark.parametrize("after", [";;;", ";", "@@@\n", "\n***\n", "||\n\n"])
def test_two_signs_take_turns(between: str, after: str) -> None:
    """Any two signs part the cards, whether the last one has its own or not, and the text's own signs stay."""
    rows = [line.split("\t") for line in cards_on_lines(after.join(map(between.join, CARDS))).splitlines() if line]
    assert rows == list(map(list, CARDS))
    assert cards_on_lines(after.join(map(between.join, CARDS)) + after).split("\n")[0] == "\t".join(CARDS[0])


@pytest.mark.parametrize("between", ["---", " | ", " = ", "::"])
def test_cards_on_lines_and_sides_of_two_lines(between: str) -> None:
    """A card keeps the number of its line, and the pinyin below its Chinese."""
    text = "\n\n" + "\n\n".join(f"{chinese}{between}{english}" for chinese, english in CARDS)
    assert cards_on_lines(text).splitlines()[2::2] == list(map("\t".join, CARDS))
    folded = "茶---\ntea;;;水\nshuǐ---water;;;酒---wine"  # water with its pinyin below it
    assert cards_on_lines(folded).splitlines() == ["茶\ttea", "水<br>shuǐ\twater", "酒\twine"]


@pytest.mark.parametrize(
    "text",
    [
        "茶凉了。\nThe tea is cold.\n\n我们走吧！\nLet's go!\n\n他来了。\nHe came.",  # lines that take turns
        "茶 - tea\n水 - water\n酒 - wine",  # a dash may be the text's own
        "茶---tea;;;水---water",  # two cards
        "茶---tea;;;水---water;;;酒",  # one has no other side
        "茶---水;;;酒---米;;;面---汤",  # one language
        "茶很热。---Chá hěn rè.@@@门开了。---Mén kāi le.@@@我走了。---Wǒ zǒu le.",  # pinyin
        "tea---coffee;;;water---wine;;;soup---rice",
        "<p>茶---tea;;;水---water;;;酒---wine</p>",
    ],
)
def test_what_no_signs_part_stays(text: str) -> None:
    """A text that is no set of cards stays as it is."""
    assert cards_on_lines(text) == text
