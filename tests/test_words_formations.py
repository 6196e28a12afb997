"""Words that rules propose: which ones, and that they stay within their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.words.formations import FOREIGN, candidates, surname_length

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "rule", "word"),
    [
        ("我有二十五本书", "number", "二十五"),  # I have twenty-five books
        ("卖了25亿台", "number", "25亿"),  # sold 2.5 billion
        ("三分之一的人", "number", "三分之一"),  # a third of the people
        ("这是第三次", "ordinal", "第三"),  # the third time
        ("你尝尝", "repeated", "尝尝"),  # have a taste
        ("瘦瘦小小的人", "repeated", "瘦瘦小小"),  # a thin and small person
        ("喜不喜欢", "question", "喜不喜欢"),  # like it or not
        ("孩子们来了", "plural", "孩子们"),  # the children have come
        ("林阿姨来了", "titled", "林"),  # Aunt Lin has come
        ("小李来了", "familiar", "小李"),  # Xiao Li has come
        ("诸葛飞来了", "person", "诸葛飞"),  # Zhuge Fei has come
        ("去达累斯萨拉姆", "foreign", "达累斯萨拉姆"),  # go to Dar es Salaam
    ],
)
def test_each_rule_proposes_its_words(lexicon: Lexicon, text: str, rule: str, word: str) -> None:
    """A rule finds the words that are built as it says."""
    proposals = {(proposal.rule, text[proposal.start : proposal.end]) for proposal in candidates(text, lexicon)}
    assert (rule, word) in proposals


@pytest.mark.parametrize("text", ["三四个", "七八十", "好不好吃", "家家"])
def test_what_no_rule_covers(lexicon: Lexicon, text: str) -> None:
    """Approximations (three or four), 好不好吃 (是 it tasty or not) and doubled nouns are no words by rule."""
    rules = {"number", "question", "repeated"}
    assert not [
        proposal
        for proposal in candidates(text, lexicon)
        if proposal.rule in rules and proposal.end - proposal.start == len(text)
    ]


@given(text=st.text(st.sampled_from("一二十百看高兴不没喜欢们小李王诸葛斯特拉25第的")))
def test_candidates_stay_within_their_text(lexicon: Lexicon, text: str) -> None:
    """A proposed word is a stretch of several characters of the text, its score no more than 0."""
    for proposal in candidates(text, lexicon):
        assert 0 <= proposal.start < proposal.end <= len(text)
        assert proposal.end - proposal.start > 1
        assert proposal.score <= 0.0


@pytest.mark.parametrize("text", ["e-mail", "5/18", "16,250", "C++", "25%", "don't", "iPhone", "Ｍ", "3:30"])
def test_latin_words_and_numbers_are_one(text: str) -> None:
    """Signs that stand within a word or number do not part it."""
    assert FOREIGN.fullmatch(text)


def test_surnames_are_told_from_foreign_names(lexicon: Lexicon) -> None:
    """A Chinese name has a surname of one or two characters, a transliterated one has none."""
    assert [surname_length(name, lexicon) for name in ("李飞飞", "诸葛亮", "小李", "达累斯萨拉姆")] == [1, 2, 1, 0]
