"""How close senses lie to English words: in the space of meanings, and by the words that are kin to these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.glosses.english_types import key_of
from flashcards.glosses.synonyms import closeness_of
from flashcards.glosses.vectors import Space
from flashcards.glosses.word_glosses import gloss_lemmas
from flashcards.lexicon.comparing import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense


def nearness(senses: tuple[Sense, ...], words: Floats, lexicon: Lexicon) -> Floats:
    """Tell for each sense the greatest cosine of its vector and those of words."""
    if not senses or not len(words):
        return np.zeros(len(senses))
    found: Floats = (_vectors(senses, lexicon) @ words.T).max(1)
    return found


def _vectors(senses: tuple[Sense, ...], lexicon: Lexicon) -> Floats:
    known: dict[tuple[Sense, ...], Floats] = lexicon.derived(_no_vectors)
    found = known.get(senses)
    if found is None:
        space: Space = lexicon.derived(Space)
        words = [{w for lemmas in gloss_lemmas(s, lexicon) for w in lemmas if w not in FUNCTION_WORDS} for s in senses]
        found = known[senses] = space.english([[key_of(w, lexicon) for w in told] for told in words])
    return found


def _no_vectors(_lexicon: Lexicon) -> dict[tuple[Sense, ...], Floats]:
    return {}


def relatedness(senses: tuple[Sense, ...], content: Sequence[EnglishType], lexicon: Lexicon) -> Floats:
    """Tell how close the nearest relative of a rendering is that stands in each sense."""
    space: Space = lexicon.derived(Space)
    told: dict[int, float] = {}
    for token in content:
        for number, closeness in closeness_of(token, lexicon).items():
            told[number] = max(closeness, told.get(number, 0.0))
    numbers: dict[Sense, tuple[int, ...]] = lexicon.derived(_no_numbers)
    for s in senses:
        if s not in numbers:
            words = (w for lemmas in gloss_lemmas(s, lexicon) for w in lemmas)
            numbers[s] = tuple(dict.fromkeys(space.number(key_of(w, lexicon)) for w in words))
    return np.array([max((told.get(number, 0.0) for number in numbers[s]), default=0.0) for s in senses])


def _no_numbers(_lexicon: Lexicon) -> dict[Sense, tuple[int, ...]]:
    return {}
