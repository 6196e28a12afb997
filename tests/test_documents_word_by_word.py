"""Renderings word by word go where they are a habit; translations on two lines stay."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.word_by_word import without_renderings_by_word

GLOSSED = {
    "spaced": [
        ("他  昨天  买了  书。", "", "he  yesterday  bought  book", "‘He bought a book yesterday.’"),
        ("茶  很  热。", "", "tea  very  hot", "‘The tea is hot.’"),
    ],
    "with pinyin": [
        ("(1) 他昨天买了书。", "tā zuótiān mǎi-le shū", "3SG yesterday buy-PFV book", "He bought a book yesterday."),
        ("(2) 茶很热。", "chá hěn rè", "tea very hot", "The tea is hot."),
    ],
    "without": [
        ("他昨天买了书。", "", "he yesterday buy LE book", "He bought a book yesterday."),
        ("他有没有书？", "", "he have NEG have book", "Does he have a book?"),
        ("茶很热。", "", "tea very hot", "The tea is hot."),
    ],
}
PLAIN = [
    ("他昨天买了书。", "", "Yesterday he went to the shop", "and bought a book."),  # a translation of two lines
    ("茶很热。", "", "Tea", "The tea is hot."),  # a label
    ("茶  很  热。", "", "The tea is hot.", "It is."),
]


def text(rows: list[tuple[str, str, str, str]]) -> str:
    """Put the lines of each sentence below it."""
    return "\n\n".join("\n".join(filter(None, row)) for row in rows)


@pytest.mark.parametrize("rows", GLOSSED.values(), ids=GLOSSED)
def test_a_habit_goes(rows: list[tuple[str, str, str, str]]) -> None:
    """All such lines go with a report, and the spaces that were set for them."""
    bare = without_renderings_by_word(extract("a.txt", text(rows)))
    lines = [bare.text[passage.start : passage.end] for passage in bare.passages]
    kept = [line for chinese, pinyin, _, english in rows for line in (chinese.replace("  ", ""), pinyin, english)]
    assert lines == list(filter(None, kept))
    assert [omission.text for omission in bare.left_out] == [row[2] for row in rows]


@pytest.mark.parametrize("rows", [PLAIN, GLOSSED["spaced"][:1] + PLAIN], ids=["none", "one"])
def test_other_lines_stay(rows: list[tuple[str, str, str, str]]) -> None:
    """A line that only stands there is none, and a single one is no habit."""
    plain = extract("a.txt", text(rows))
    assert without_renderings_by_word(plain) == plain
