"""How near a word that crosses another came to being cut in its stead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.words import cut
from flashcards.words.best_path import behind, best_path
from flashcards.words.cutting import cut_text
from tests.test_words_cut_reasons import TEXTS

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "english", "word", "crossing"),
    [
        ("成功未必要靠运气。", "Success need not depend on luck.", "必要", "未必"),
        ("她带头拿出自家的米。", "She was the first to give her own family's rice.", "拿出", "出自"),
        ("我终于回到家了。", "I am back at last.", "回到", "到家"),
        ("我們從門外走進來。", "", "進來", "走进"),  # we came in from outside; named in simplified characters
    ],
)
def test_a_word_knows_what_crosses_it(lexicon: Lexicon, text: str, english: str, word: str, crossing: str) -> None:
    """Beside a word stands the word of the dictionary across one of its ends."""
    (place,) = (each for each in cut(text, lexicon, english=english) if each.text == word)
    assert place.crossing is not None
    assert place.crossing.text == crossing
    assert place.crossing.behind > 0


def test_parts_and_wholes_cross_nothing(lexicon: Lexicon) -> None:
    """A word within another, or around it, is another question than where two words part."""
    assert not any(word.crossing for word in cut("这个运动会开始了。", lexicon))  # the sports meeting began


@pytest.mark.parametrize(("text", "english"), TEXTS)
def test_what_was_chosen_is_behind_nothing(lexicon: Lexicon, text: str, english: str) -> None:
    """The best way through a word of the cut is the best way; through any other word it is no better."""
    whole = cut_text(text, lexicon, english)
    every = frozenset((start, edge.end) for start, row in enumerate(whole.edges) for edge in row)
    by_span = behind(best_path(whole.simplified, whole.edges, lexicon, whole.bonus), lexicon, every)
    assert min(by_span.values()) > -1e-6
    assert all(by_span[word.start, word.end] == pytest.approx(0, abs=1e-6) for word in whole.words)
