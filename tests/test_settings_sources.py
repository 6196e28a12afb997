"""What a deck is called after its sources."""

from __future__ import annotations

import pytest

from flashcards.settings.sources import name_of


@pytest.mark.parametrize(
    ("sources", "name"),
    [
        (["texts/tea-house.txt"], "tea-house"),
        (["Book (English).docx"], "Book (English)"),
        (["-"], "flashcards"),
        (["chapter1.en.txt", "chapter1.zh.txt"], "chapter1"),
        (["essay.txt", "essay.zh.txt"], "essay"),
        (["en/story.md", "zh/story.md"], "story"),
        (["en-story.srt", "zh-story.srt"], "story"),
        (["Book (English).docx", "Book (Chinese).docx"], "Book"),
        (["Tea (2) english.txt", "Tea (2) chinese.txt"], "Tea (2)"),
        (["lessons/week3/en.txt", "lessons/week3/zh.txt"], "week3"),
        (["week3/English.docx", "week3/中文.docx"], "week3"),
        (["week3/zh-cn.srt", "week3/zh-en.srt"], "week3"),
        (["week3/zh.txt"], "week3"),
        (["en.txt", "harbor.txt"], "harbor"),
        (["/en.txt", "/zh.txt"], "flashcards"),
        (["1 harbor.txt", "1 港口.txt"], "1 harbor"),  # harbor
        (["stone.txt", "story.txt"], "stone"),
        (["https://example.org/en/guide/", "https://example.org/zh/guide/"], "guide"),
        (["https://example.org:8080/"], "example.org"),
        (["https://example.org/en", "https://example.org/zh"], "example.org"),
    ],
)
def test_a_deck_is_called_as_its_text(sources: list[str], name: str) -> None:
    """One source gives its own name, two what their names have in common, else the first; never a language alone."""
    assert name_of(sources) == name
