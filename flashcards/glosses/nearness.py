"""How close senses lie to English words: in the space of meanings, and by the words that are kin to these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.glosses.english_types import stem_key
from flashcards.glosses.synonyms import Synonyms
from flashcards.glosses.vectors import Space
from flashcards.glosses.word_glosses import gloss_lemmas
from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense


def nearness(senses: tuple[Sense, ...], words: Floats, lexicon: Lexicon) -> Floats:
    """Tell for each sense the greatest cosine of its vector and those of words."""
    if not senses or not len(words):
        return np.zeros(len(senses))
    nearest: Floats = (_vectors(senses, lexicon) @ words.T).max(1)
    return nearest


@cached_in_lexicon
def _vectors(senses: tuple[Sense, ...], lexicon: Lexicon) -> Floats:
    words = [{w for lemmas in gloss_lemmas(s, lexicon) for w in lemmas if w not in FUNCTION_WORDS} for s in senses]
    return lexicon.derived(Space).english([[stem_key(word, lexicon) for word in group] for group in words])


def relatedness(senses: tuple[Sense, ...], content: Sequence[EnglishType], lexicon: Lexicon) -> Floats:
    """Tell how close the nearest relative of a rendering is that stands in each sense."""
    synonyms = lexicon.derived(Synonyms)
    nearest: dict[int, float] = {}
    for token in content:
        for number, closeness in synonyms.closeness(token).items():
            nearest[number] = max(closeness, nearest.get(number, 0.0))
    stems = (_stem_numbers(sense, lexicon) for sense in senses)
    return np.array([max((nearest.get(number, 0.0) for number in numbers), default=0.0) for numbers in stems])


@cached_in_lexicon
def _stem_numbers(sense: Sense, lexicon: Lexicon) -> tuple[int, ...]:
    space = lexicon.derived(Space)
    words = (word for lemmas in gloss_lemmas(sense, lexicon) for word in lemmas)
    return tuple(dict.fromkeys(space.number(stem_key(word, lexicon)) for word in words))
