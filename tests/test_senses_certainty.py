"""What may stand beside a sense as what the translator said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.common.weights import read_weights
from flashcards.glosses.english_types import english_type
from flashcards.senses.certainty import WEIGHTS, certainty, features
from tests.linked import PODS, link

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import Word


def _words(lexicon: Lexicon) -> list[Word]:
    return [word for pair in link(PODS, lexicon) for word in pair.words if word.context and word.rendering]


def test_a_certainty_is_a_probability(lexicon: Lexicon) -> None:
    """Whatever the word, it lies between none and all."""
    words = _words(lexicon)
    assert words
    assert all(0.0 <= certainty(word, lexicon) <= 1.0 for word in words)


def test_what_a_sense_says_is_certain(lexicon: Lexicon) -> None:
    """A rendering that makes up a way of putting a sense needs no judge."""
    (pair,) = link([("他在公司负责三个项目。", "He is responsible for three projects at the company.")], lexicon)
    (word,) = (candidate for candidate in pair.words if candidate.text == "项目")
    assert certainty(word, lexicon) == 1.0


def test_another_part_of_speech_is_never_certain(lexicon: Lexicon) -> None:
    """A verb of the translator's does not stand beside a noun, however sure the link is."""
    word = next(candidate for candidate in _words(lexicon) if candidate.senses and certainty(candidate, lexicon) == 1.0)
    assert word.context is not None
    other = replace(word.context, rendered=("zigzag",), is_verb=not word.senses[0].is_verb)
    assert certainty(replace(word, context=other), lexicon) == 0.0


def test_weights_are_those_of_the_features(lexicon: Lexicon) -> None:
    """Each number that is measured has its weight, and no weight is left over."""
    weights = {name for name in read_weights(WEIGHTS) if name != "base"}
    word = next(candidate for candidate in _words(lexicon) if candidate.senses)
    assert word.context is not None
    measured = features(word, [english_type(text, lexicon) for text in word.context.rendered], lexicon)
    assert set(measured) == weights
