"""Laws of the knowledge how well words render each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from flashcards.glosses.english_types import stem_key
from flashcards.links.word_pairs import candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Floats
    from flashcards.lexicon import Lexicon


def scores(chinese: Sequence[str], english: Sequence[str], lexicon: Lexicon) -> Floats:
    """Score every Chinese word against every English one, 0 to 1, in an array of that shape; capitals are names."""
    keys = [stem_key(word, lexicon) for word in english]
    names = {key for word, key in zip(english, keys, strict=True) if word[:1].isupper()}
    pairs = candidates(chinese, keys, lexicon, names)
    table = np.zeros((len(chinese), len(english)))
    np.maximum.at(table, (pairs.chinese, pairs.english), pairs.strength)
    return table


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
    right, wrong = scores([chinese], [english, "parliament"], lexicon)[0]
    assert right > 0.3 > wrong


def test_scores_have_a_row_for_each_chinese_word(lexicon: Lexicon) -> None:
    """Rows are Chinese words, columns English ones, repeated words and all, and scores lie between 0 and 1."""
    table = scores(["水", "火", "水"], ["water", "fire", "water", "?"], lexicon)  # water, fire
    assert table.shape == (3, 4)
    assert np.array_equal(table[0], table[2])
    assert np.array_equal(table[:, 0], table[:, 2])
    assert table.min() >= 0
    assert table.max() <= 1


def test_traditional_words_score_like_simplified_ones(lexicon: Lexicon) -> None:
    """The script of a word does not matter."""
    simplified, traditional = scores(["医生", "醫生"], ["doctor"], lexicon)  # doctor, twice
    assert simplified == traditional


def test_small_letters_are_no_name(lexicon: Lexicon) -> None:
    """A word in small letters that happens to be pinyin is not taken for a name."""
    assert scores(["龙"], ["long"], lexicon)[0, 0] < 0.1  # dragon
    assert scores(["龙"], ["Long"], lexicon)[0, 0] > 0.5


def test_no_words_give_no_scores(lexicon: Lexicon) -> None:
    """Empty lists are no error."""
    assert scores([], ["water"], lexicon).shape == (0, 1)
    assert scores(["水"], [], lexicon).shape == (1, 0)
