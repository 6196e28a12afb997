"""Words that rules propose: which ones, and that they stay within their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.records import WordKind
from flashcards.words import cut
from flashcards.words.formations import FOREIGN, candidates, rules, surname_length

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.lexicon.rules import Pattern


RULES = rules()


def proposed(text: str, rule: str, lexicon: Lexicon) -> set[str]:
    """Give the words that a rule proposes in a text."""
    return {text[each.start : each.end] for each in candidates(text, lexicon) if each.rule == rule}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_rule_proposes_its_word_and_spares_the_other_sentence(lexicon: Lexicon, rule: Pattern) -> None:
    """A rule finds the word that is built as it says, and in the other sentence nothing that is cut out."""
    assert rule.word in proposed(rule.fires, rule.name, lexicon)
    built = {word.text for word in cut(rule.spares, lexicon) if word.kind is not WordKind.DICTIONARY}
    assert not proposed(rule.spares, rule.name, lexicon) & built


@pytest.mark.parametrize(
    ("rule", "text"),
    [("titled", "{}老师来了。"), ("person", "{}飞在门口。"), ("foreign", "他去过{}萨拉姆。")],
)
def test_a_rule_is_never_for_some_characters(lexicon: Lexicon, rule: str, text: str) -> None:
    """No word of a rule begins with a character that the rule is not for."""
    for character in RULES[rule].never:
        assert not [word for word in proposed(text.format(character), rule, lexicon) if word[0] == character]


@pytest.mark.parametrize("text", ["三四个", "七八十", "好不好吃", "家家"])
def test_what_no_rule_covers(lexicon: Lexicon, text: str) -> None:
    """Approximations (three or four), 好不好吃 (是 it tasty or not) and doubled nouns are no words by rule."""
    names = {"number", "question", "repeated"}
    assert not [
        proposal
        for proposal in candidates(text, lexicon)
        if proposal.rule in names and proposal.end - proposal.start == len(text)
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
