"""Laws of the knowledge how well words render each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from flashcards.links import word_pairs

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("喜欢", "likes"),  # a gloss, in another form
        ("她", "her"),  # a pronoun, in another case
        ("电脑室", "computer"),  # a word without an entry, by its parts
        ("李小雨", "Xiaoyu"),  # a given name in pinyin
        ("2024", "2024"),  # the same number
        ("Linux", "Linux"),  # the same letters
        ("漂亮", "beautiful"),
    ],
)
def test_renderings_score_above_strangers(chinese: str, english: str, lexicon: Lexicon) -> None:
    """A word scores higher with its rendering than with a word that has nothing to do with it."""
    right, wrong = word_pairs.scores([chinese], [english, "parliament"], lexicon)[0]
    assert right > 0.3 > wrong


def test_scores_have_a_row_for_each_chinese_word(lexicon: Lexicon) -> None:
    """Rows are Chinese words, columns English ones, repeated words and all, and scores lie between 0 and 1."""
    table = word_pairs.scores(["水", "火", "水"], ["water", "fire", "water", "?"], lexicon)  # water, fire
    assert table.shape == (3, 4)
    assert np.array_equal(table[0], table[2])
    assert np.array_equal(table[:, 0], table[:, 2])
    assert table.min() >= 0
    assert table.max() <= 1


def test_traditional_words_score_like_simplified_ones(lexicon: Lexicon) -> None:
    """The script of a word does not matter."""
    simplified, traditional = word_pairs.scores(["医生", "醫生"], ["doctor"], lexicon)  # doctor, twice
    assert simplified == traditional


def test_small_letters_are_no_name(lexicon: Lexicon) -> None:
    """A word in small letters that happens to be pinyin is not taken for a name."""
    assert word_pairs.scores(["龙"], ["long"], lexicon)[0, 0] < 0.1  # dragon
    assert word_pairs.scores(["龙"], ["Long"], lexicon)[0, 0] > 0.5


def test_no_words_give_no_scores(lexicon: Lexicon) -> None:
    """Empty lists are no error."""
    assert word_pairs.scores([], ["water"], lexicon).shape == (0, 1)
    assert word_pairs.scores(["水"], [], lexicon).shape == (1, 0)
