"""Sentences: where they end, and that they stay what the text says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import sentences
from flashcards.records import Block, Document, Language

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """Read golden cases, each under its label."""
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / name).read_text(encoding="utf-8"))]


def pieces(text: str, language: Language) -> list[str]:
    """Cut a text into the texts of its sentences."""
    return [text[start:end] for start, end in sentences.split_text(text, language)]


@pytest.mark.parametrize("case", cases("sentences_english.json"))
def test_english(case: dict[str, Any]) -> None:
    """An English text is cut as a reader would cut it."""
    assert pieces(case["text"], Language.ENGLISH) == case["sentences"]


@pytest.mark.parametrize("case", cases("sentences_chinese.json"))
def test_chinese(case: dict[str, Any]) -> None:
    """A Chinese text is cut as a reader would cut it."""
    assert pieces(case["text"], Language.CHINESE) == case["sentences"]


# Made of what the rules look at, so that odd neighbours meet often.
fragments = st.sampled_from(
    [
        *".!?…。！？;；:：,，\"'“”‘’()（）《》「」[]—-/| \n\t\u3000",
        *(
            "......",
            ". . .",
            "Dr.",
            "U.S.",
            "e.g.",
            "No.",
            "J.",
            "1.",
            "3.5",
            "said",
            "Ann",
            "The",
            "the",
            "tea",
            "iPhone",
        ),
        *("茶", "他说", "的", "喝茶", "ß", "é", "\U0001f375", "\u0301"),
    ]
)
texts = st.lists(fragments, max_size=40).map("".join) | st.text(max_size=60)
languages = st.sampled_from(list(Language))


@given(texts, languages)
def test_sentences_partition_their_text(text: str, language: Language) -> None:
    """Sentences come in order, never overlap, and leave nothing but white space between them."""
    end = 0
    for start, stop in sentences.split_text(text, language):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@given(texts, languages)
def test_only_the_first_sentence_can_be_without_a_word(text: str, language: Language) -> None:
    """A piece without letters and digits belongs to the sentence before it."""
    assert all(any(c.isalnum() or c == "_" for c in piece) for piece in pieces(text, language)[1:])


@given(texts, languages)
def test_a_sentence_is_where_it_says(text: str, language: Language) -> None:
    """A sentence's text stands at its place in the document, and its block is the one of its language."""
    half = len(text) // 2
    other = next(o for o in Language if o != language)
    blocks = (Block(0, half, language), Block(half, half, other), Block(half, len(text), language))
    document = Document("test", text, blocks)
    own = [block for block in blocks if block.language == language]
    for sentence in sentences.split(document, language):
        assert text[sentence.start : sentence.end] == sentence.text
        assert own[sentence.block].start <= sentence.start < sentence.end <= own[sentence.block].end


def test_whole_blocks() -> None:
    """A block that is a sentence already is not cut."""
    document = Document("test", "One. Two.\n好。", (Block(0, 9, Language.ENGLISH), Block(10, 12, Language.CHINESE)))
    assert [s.text for s in sentences.whole(document, Language.ENGLISH)] == ["One. Two."]
    assert [(s.text, s.block) for s in sentences.whole(document, Language.CHINESE)] == [("好。", 0)]


@pytest.mark.parametrize("sign", ["(", "“a。", "a. ", "1. ", "—", "…”", "(. ", '"a. ', " ."])
def test_repetition_ends(sign: str) -> None:
    """A long run of one thing is cut in time that grows with its length, not with its square: this test ends."""
    for language in Language:
        assert sentences.split_text(sign * 30_000, language)
