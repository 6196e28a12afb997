"""Chapters are found by their headings on both sides, and matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import documents
from flashcards.documents.chapters import _number

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.records import Bitext

LINES = [("It rained all day.", "下了一整天的雨。"), ("Nobody came.", "没有人来。"), ("Tea was made.", "茶泡好了。")]


def book(path: Path, headings: list[str], language: int, *, repeats: int = 1, mark: str = "") -> Path:
    """Write a book: each heading with a few sentences behind it."""
    lines = []
    for heading in headings:
        lines += [mark + heading, ""] + [pair[language] for _ in range(repeats) for pair in LINES] + [""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def chapters(bitext: Bitext) -> list[tuple[str, str, str]]:
    """Give the title of each chapter and its first sentence on both sides."""
    return [
        (chapter.title, bitext.chinese[chapter.chinese[0]].text, bitext.english[chapter.english[0]].text)
        for chapter in bitext.chapters
    ]


@pytest.mark.parametrize(
    ("english", "chinese", "titles"),
    [
        (["Chapter 1", "Chapter 2"], ["第一章", "第二章"], ["Chapter 01", "Chapter 02"]),
        (["CHAPTER ONE", "CHAPTER TWO"], ["第１回", "第２回"], ["Chapter 01", "Chapter 02"]),
        (
            ["Chapter I: The Shop", "Chapter II. Rain"],
            ["第一章 小店", "第二章：雨"],
            ["01 The Shop", "02 Rain"],
        ),  # shop, rain
        (
            ["Prologue", "Chapter 1", "Afterword"],
            ["楔子", "第1章", "后记"],
            ["01 Prologue", "Chapter 02", "03 Afterword"],
        ),
        (["Part One", "Part Two"], ["第一部", "第二部"], ["Chapter 01", "Chapter 02"]),
    ],
)
def test_headings(english: list[str], chinese: list[str], titles: list[str], tmp_path: Path) -> None:
    """Numbers in whatever writing match, and every sentence knows its chapter."""
    bitext = documents.read_bitext([book(tmp_path / "en.txt", english, 0), book(tmp_path / "zh.txt", chinese, 1)])
    assert [title for title, _, _ in chapters(bitext)] == titles
    assert list(dict.fromkeys(sentence.chapter for sentence in bitext.chinese)) == titles
    assert list(dict.fromkeys(sentence.chapter for sentence in bitext.english)) == titles


def test_a_missing_chapter(tmp_path: Path) -> None:
    """A chapter that one side lacks is part of the one before; the others match by number."""
    english = book(tmp_path / "en.txt", ["Chapter 1", "Chapter 2", "Chapter 3"], 0)
    chinese = book(tmp_path / "zh.txt", ["第一章", "第三章"], 1)
    titles = chapters(documents.read_bitext([english, chinese]))
    assert [(left, right) for _, left, right in titles] == [("第一章", "Chapter 1"), ("第三章", "Chapter 3")]


def test_a_table_of_contents(tmp_path: Path) -> None:
    """Headings with nothing behind them begin no chapter."""
    headings = ["Chapter 1", "Chapter 2"]
    english = book(tmp_path / "en.txt", headings, 0)
    english.write_text("\n".join(headings) + "\n\n" + english.read_text(encoding="utf-8"), encoding="utf-8")
    bitext = documents.read_bitext([english, book(tmp_path / "zh.txt", ["第一章", "第二章"], 1)])
    assert [chapter.english[0] for chapter in bitext.chapters] == [2, 6]


@pytest.mark.parametrize("repeats", [1, 200])
def test_headings_of_the_format(repeats: int, tmp_path: Path) -> None:
    """Headings without a number make chapters of a book, and none of a page."""
    english = book(tmp_path / "en.md", ["The Shop", "Rain"], 0, repeats=repeats, mark="# ")
    chinese = book(tmp_path / "zh.md", ["小店", "雨"], 1, repeats=repeats, mark="# ")  # shop, rain
    for path in (english, chinese):
        path.write_text(path.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    titles = [title for title, _, _ in chapters(documents.read_bitext([english, chinese]))]
    assert titles == (["01 The Shop", "02 Rain"] if repeats > 1 else [])


def test_sentences_are_no_headings(tmp_path: Path) -> None:
    """A sentence that speaks of a chapter begins none."""
    english = book(tmp_path / "en.txt", ["Chapter two is where he dies in the rain.", "Part of it is lost."], 0)
    chinese = book(tmp_path / "zh.txt", ["第二章里他死了。", "第一部分丢了。"], 1)
    assert not documents.read_bitext([english, chinese]).chapters


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("xiv", 14),
        ("ix", 9),
        ("twenty-one", 21),
        ("thirteen", 13),
        ("third", 3),
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("一〇五", 105),
        ("两百", 200),
        ("１２", 12),
        ("九十九", 99),
        ("rain", 0),
    ],
)
def test_numbers(text: str, number: int) -> None:
    """Numbers are read as they are written in headings."""
    assert _number(text) == number
