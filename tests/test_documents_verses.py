"""Numbered verses and items that run on in a paragraph."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.verses import without_verse_numbers

VERSES = ["The door opened.", "He came in, and said:", "“Good morning!”", "They left,", "and nobody came."]
CHINESE = ["门开了。", "他进来说：", "“早上好！”", "他们走了，", "没有人来。"]  # the same


def passages(text: str) -> list[str]:
    """Give the passages of a text."""
    extraction = without_verse_numbers(extract("a.txt", text))
    return [extraction.text[passage.start : passage.end] for passage in extraction.passages]


@pytest.mark.parametrize(
    "layout", ["{n} {v} ", "{n}{v}", "{n}. {v} ", "({n}) {v} ", "[{n}] {v}", "{up}{v} ", "{sign}{v}"]
)
@pytest.mark.parametrize("verses", [VERSES, CHINESE])
@pytest.mark.parametrize("first", [1, 9])
def test_verses_are_passages(layout: str, verses: list[str], first: int) -> None:
    """Each verse stands alone without its number, however it is set."""
    numbers = range(first, first + len(verses))
    text = "".join(
        layout.format(n=n, up="".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in str(n)), sign=chr(ord("①") + n - 1), v=v)
        for n, v in zip(numbers, verses, strict=True)
    )
    assert passages(text) == verses


def test_the_number_of_a_chapter() -> None:
    """A chapter's number may stand in place of that of its first verse."""
    assert passages("7 The door opened. 2 He came in. 3 They left.") == [
        "The door opened.",
        "He came in.",
        "They left.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1 cup of tea, 2 cups of milk and 3 eggs.",
        "3 cups stood there. He took 2. Then 3 more.",
        "1个人来了。2个人走了。3个人没来。",  # one came, two left, three did not come
        "1 January was cold. 2 January was colder. 3 January was the coldest day.",
        "In 1990 he came. 2 years later he left.",
        "1. He came. 2. He left.",
    ],
)
def test_numbers_of_sentences_stay(text: str) -> None:
    """Quantities, numbers that do not count up, and two alone are the text's own."""
    assert passages(text) == [text]


def test_numbers_are_reported() -> None:
    """Each number that comes off stands in the report."""
    extraction = without_verse_numbers(extract("a.txt", "1 He came. 2 He sat. 3 He left."))
    assert [omission.text for omission in extraction.left_out] == ["1", "2", "3"]
