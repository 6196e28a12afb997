"""Words: laws that hold for any text, and golden cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.records import WordKind
from flashcards.words import cut

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

CASES = json.loads((Path(__file__).parent / "cases" / "words.json").read_text(encoding="utf-8"))
_CHARACTERS = "我们不是会运动围绕的了一二三百万个人银行長說乾著王小明斯特拉" + "AaB5/.,，。 \n！“”…·々〇%-'é"
CHINESE = st.text(st.sampled_from(_CHARACTERS))


@given(text=st.one_of(CHINESE, st.text()))
def test_words_join_to_their_text(lexicon: Lexicon, text: str) -> None:
    """Whatever the text, its words join to it exactly, each standing where it says."""
    words = cut(text, lexicon)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start : word.end] == word.text for word in words)


@given(text=CHINESE)
def test_no_word_is_invented(lexicon: Lexicon, text: str) -> None:
    """A word said to be the dictionary's is a headword in one script or the other; punctuation is no word."""
    for word in cut(text, lexicon):
        if word.kind == WordKind.DICTIONARY:
            assert word.text in lexicon or lexicon.simplify(text)[word.start : word.end] in lexicon
        if word.kind in (WordKind.OTHER, WordKind.UNKNOWN):
            assert len(word.text) == 1


@given(text=CHINESE)
def test_cutting_is_a_function(lexicon: Lexicon, text: str) -> None:
    """The same text is cut the same way, whatever was cut before it."""
    first = cut(text, lexicon)
    cut(text[::-1], lexicon)
    assert cut(text, lexicon) == first


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_golden_cases(lexicon: Lexicon, case: dict[str, str]) -> None:
    """Each sentence is cut as a reader would cut it."""
    assert " ".join(word.text for word in cut(case["text"], lexicon)) == case["words"]


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("一场运动会围绕它展开。", "A movement unfolds around it.", "一 场 运动 会 围绕 它 展开 。"),
        ("一场运动会开始了。", "A sports competition has begun.", "一 场 运动会 开始 了 。"),
        ("供应链断了。", "The supply chain broke.", "供应链 断 了 。"),
        ("我不会说法语。", "I do not speak French.", "我 不 会 说 法语 。"),
    ],
)
def test_english_decides_between_cuts(lexicon: Lexicon, text: str, english: str, expected: str) -> None:
    """Where the dictionary allows several cuts, the one whose words mean what the English says is taken."""
    assert " ".join(word.text for word in cut(text, lexicon, english=english)) == expected


@given(text=CHINESE, english=st.text(st.sampled_from("a movement has bank we are sports ")))
def test_english_never_breaks_a_text(lexicon: Lexicon, text: str, english: str) -> None:
    """Whatever stands beside it, the words of a text join to it."""
    assert "".join(word.text for word in cut(text, lexicon, english=english)) == text


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("他买了2500万台。", "2500万", WordKind.NUMBER),  # he bought 25 million
        ("她在喜不喜欢之间。", "喜不喜欢", WordKind.PATTERN),  # like or not
        ("黄仁勋来了。", "黄仁勋", WordKind.NAME),  # Jensen Huang has come
        ("用iPhone打电话。", "iPhone", WordKind.FOREIGN),  # call by iPhone
        ("龘龘。", "。", WordKind.OTHER),
    ],
)
def test_kinds(lexicon: Lexicon, text: str, word: str, kind: WordKind) -> None:
    """Each word says by which rule it is one."""
    assert {found.text: found.kind for found in cut(text, lexicon)}[word] == kind
