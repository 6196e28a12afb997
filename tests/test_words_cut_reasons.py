"""What made a stretch of text a word: the rule or source, and the cut that it won against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.words import cut, explain
from flashcards.words.best_path import after_number, is_number
from flashcards.words.cut_reasons import votes
from flashcards.words.cutting import Cut, cut_text
from flashcards.words.formations import measure_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

TEXTS = [
    ("一场运动会围绕它展开。", "A movement unfolds around it."),
    ("別信他們的話，8月15日他用25%的錢買了兩個蘋果。", ""),  # do not believe them … he bought two apples
    ("李四清看了看墙上的钟，爷爷一个人住在山上。", "Li Siqing had a look at the clock; his grandfather lives alone."),
]


@pytest.mark.parametrize(
    ("text", "word", "source", "instead"),
    [
        (("这个运动会开始了。", ""), "运动会", "dictionary", "运动 | 会"),  # the sports meeting began
        (("一场运动会围绕它展开。", "A movement unfolds around it."), "运动", "English", "运动会"),
        (("别信他们的话。", ""), "话", "rule “words, not if, at the end of a sentence”", "的话"),  # their words
        (("爷爷一个人住在山上。", ""), "一个人", "rule “alone”", "一 | 个"),  # grandfather lives alone on the mountain
        (("诸葛飞在门口。", ""), "诸葛飞", "rule “person”", "诸葛"),  # Zhuge Fei is at the door
    ],
)
def test_the_rule_or_source_that_made_a_word_is_told(
    lexicon: Lexicon, text: tuple[str, str], word: str, source: str, instead: str
) -> None:
    """What tips the scale against the likeliest cut without the word is its source; that cut is told as well."""
    chinese, english = text
    (place,) = (each for each in cut(chinese, lexicon, english=english) if each.text == word)
    (decision,) = explain(chinese, lexicon, english=english)(place)
    assert decision.source == source
    assert f"not {instead}" in decision.detail


def test_where_there_is_no_choice_none_is_told(lexicon: Lexicon) -> None:
    """A sign can be cut in one way alone."""
    ask = explain("茶，水", lexicon)
    assert [ask(word)[0].detail for word in cut("茶，水", lexicon)] == ["no other way to cut"] * 3


@pytest.mark.parametrize(("text", "english"), TEXTS)
def test_votes_add_up_to_the_score_of_a_cut(lexicon: Lexicon, text: str, english: str) -> None:
    """What the rules and sources are said to add is what the words of a cut were weighed by, no more and no less."""
    whole = cut_text(text, lexicon, english)
    assert sum(weight for _, weight in votes(whole, whole.words, lexicon)) == pytest.approx(
        score(whole, whole.words, lexicon)
    )


def score(whole: Cut, words: Sequence[Word], lexicon: Lexicon) -> float:
    """Sum the scores of the words of a cut as the search does."""
    total, follows = 0.0, False
    for word in words:
        text = whole.simplified[word.start : word.end]
        edges = [e for e in whole.edges[word.start] if e.end == word.end and e.kind is word.kind]
        total += max(edge.score for edge in edges) + whole.bonus.get((word.start, word.end), 0.0)
        total += after_number(text, word.kind, lexicon) if follows and text[0] in measure_words(lexicon) else 0.0
        follows = is_number(text, word.kind)
    return total


def test_every_word_of_a_text_can_be_asked_about(lexicon: Lexicon) -> None:
    """Whatever stands in a text, each of its words has a decision."""
    for text, english in TEXTS:
        ask = explain(text, lexicon, english=english)
        assert all(len(ask(word)) == 1 for word in cut(text, lexicon, english=english))
