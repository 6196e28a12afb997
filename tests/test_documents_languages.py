"""The language of a passage, from its words and from its neighbours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flashcards.documents.languages import find_languages, main_language
from flashcards.documents.passages import Passage
from flashcards.records import Language

CASES = json.loads((Path(__file__).parent / "cases/documents_languages.json").read_text(encoding="utf-8"))

ENGLISH, CHINESE = Language.ENGLISH, Language.CHINESE


def chain(*lines: str) -> list[Language]:
    """Find the languages of lines; a line that begins with ¶ has a blank line before it."""
    text = "\n".join(lines)
    passages, start = [], 0
    for number, line in enumerate(lines):
        passages.append(Passage(start, start + len(line), number + 1, begins_section=line.startswith("¶")))
        start += len(line) + 1
    return list(find_languages(text, passages))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_one_passage(case: dict[str, Any]) -> None:
    """Grammar words weigh more than borrowed names and quoted characters."""
    language = main_language(case["text"], [Passage(0, len(case["text"]), 1)])
    assert language == (Language(case["language"]) if case["language"] else None)


def test_a_name_alone_is_in_the_language_around_it() -> None:
    """In a Chinese part of a text, a line with nothing but a Latin name is Chinese."""
    lines = [
        "We drank the tea.",
        "It was good.",
        "我们喝了茶。",
        "茶很好喝。",
        "Anna Berg",
        "她也来了。",
        "她喝了两杯。",
    ]
    assert chain(*lines) == [ENGLISH] * 2 + [CHINESE] * 5


def test_a_name_alone_takes_its_turn() -> None:
    """Where the languages take turns line by line, a Latin name takes the turn of its place."""
    lines = [
        "We drank the tea.",
        "我们喝了茶。",
        "It was good.",
        "茶很好喝。",
        "Anna Berg",
        "安娜",
        "She came.",
        "她来了。",
    ]
    assert chain(*lines) == [ENGLISH, CHINESE] * 4


def test_a_line_of_signs_takes_its_turn() -> None:
    """Where the languages take turns, a line that speaks for neither does so, too."""
    lines = ["We drank the tea.", "我们喝了茶。", "It was good.", "茶很好喝。", "***", "***", "She came.", "她来了。"]
    assert chain(*lines) == [ENGLISH, CHINESE] * 4


def test_turns_by_paragraph() -> None:
    """Where paragraphs take turns, lines within a paragraph keep its language."""
    english = ["¶The tea was good.", "We drank it.", "Anna Berg"]
    chinese = ["¶茶很好喝。", "我们喝了茶。", "Anna Berg"]
    assert chain(*english, *chinese, *english, *chinese) == ([ENGLISH] * 3 + [CHINESE] * 3) * 2
