"""Titles in both languages are known by the dictionary, not by how they look."""

from __future__ import annotations

import pytest

from flashcards.documents import titles
from flashcards.lexicon import open_lexicon

PAIRS = [
    ("绿茶", "Green Tea"),
    ("在面馆", "At the Noodle Shop"),
    ("李明", "Li Ming"),  # a name
    ("第一课：邮局", "The Post Office"),  # lesson 1
    ("新闻", "News"),
    ("第三课", "Lesson 3"),
    ("第四单元 茶", "Unit 4: Tea"),
]
BARRED = [*PAIRS, ("服务费10%", "10% service charge")]


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
@pytest.mark.parametrize("line", ["{z} {e}", "{e} {z}", "{z}: {e}", "{e} / {z}", "{z} ({e})", "{z} – {e}"])
def test_titles_on_one_line(chinese: str, english: str, line: str) -> None:
    """A line with a title and its translation is cut between them, the sign and the brackets taken off."""
    text = line.format(z=chinese, e=english)
    parts = [text[part.start : part.end].strip() for part in titles.divide(text, open_lexicon())]
    assert sorted(parts) == sorted((chinese, english))


def test_a_number_belongs_to_what_it_stands_at() -> None:
    """A number that begins the Chinese stays there, behind the number of the English."""
    parts = titles.divide("Story 5 2019年的故事", open_lexicon())  # a story of 2019
    assert [(part.start, part.end) for part in parts] == [(0, 7), (8, 16)]


@pytest.mark.parametrize(("chinese", "english"), BARRED)
@pytest.mark.parametrize("line", ["{z} / {e}", "{e}|{z}"])
def test_a_bar_parts_what_may_hold_any_sign(chinese: str, english: str, line: str) -> None:
    """A percentage stays with the side it stands on."""
    text = line.format(z=chinese, e=english)
    parts = [text[part.start : part.end].strip() for part in titles.divide(text, open_lexicon())]
    assert sorted(parts) == sorted((chinese, english))


@pytest.mark.parametrize(
    "text",
    [
        "学习 Python",  # learning Python
        "我的 iPhone 手机",  # my iPhone
        "山 means mountain",
        "The word 山",
        "安装 Docker Desktop",  # install Docker Desktop
        "绿茶",
        "Green Tea",
    ],
)
def test_names_in_a_line_are_no_translation(text: str) -> None:
    """Latin words that render nothing of their line stay in it."""
    assert titles.divide(text, open_lexicon()) == ()
