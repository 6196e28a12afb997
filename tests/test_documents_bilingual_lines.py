"""Lines that hold a sentence and its translation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.bilingual_lines import divide, divide_as_usual
from flashcards.records import Language

CASES = json.loads((Path(__file__).parent / "cases/documents_bilingual.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_divide(case: dict[str, Any]) -> None:
    """A line is cut between a sentence and its translation, and nowhere else."""
    text = case["text"]
    assert [text[part.start : part.end].strip() for part in divide(text)] == case["parts"]


def test_the_usual_order_settles_a_short_line() -> None:
    """Where lines hold English and then Chinese, a heading of two words is cut, too; elsewhere it is not."""
    text = "Getting Started 入门"  # introduction
    assert divide(text) == ()
    parts = divide_as_usual(text, Language.ENGLISH)
    assert [text[part.start : part.end] for part in parts] == ["Getting Started", "入门"]


tokens = st.sampled_from(
    [
        *("Anna", "tea", "the", "is", "I", "茶", "喝茶", "他们", "在", "。", "，", ".", "? ", " ", " / ", "|", " - "),
        *("(", ")", "（", "）", "“", "”", '"', "9", "\u3000", "é", "《", "》"),
    ]
)


@given(st.lists(tokens, max_size=60).map("".join), st.sampled_from(list(Language)))
def test_parts_leave_only_signs_between_them(text: str, first: Language) -> None:
    """Parts come in order and in turn, and what lies in none of them is white space or a sign, never a word."""
    for parts in (divide(text), divide_as_usual(text, first)):
        end = 0
        for number, part in enumerate(parts):
            assert end <= part.start < part.end
            assert not any(character.isalnum() for character in text[end : part.start])
            assert part.language != parts[number - 1].language or len(parts) == 1
            end = part.end
        assert not parts or not any(character.isalnum() for character in text[end:])
