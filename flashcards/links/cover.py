"""Glosses of several words that stand together in a sentence: 供应链 "supply chain", 擦肩而过 "to miss each other"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.glosses.word_glosses import glosses
from flashcards.lexicon.english import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.common.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.glosses.word_glosses import Gloss
    from flashcards.lexicon import Lexicon
    from flashcards.links.chinese_types import ChineseType


_FUNCTION_WEIGHT = 0.4
"""What a function word of a gloss counts beside a word with content. Set by hand; the linker is fitted with it."""
_LEAST_MET = 2
"""One word alone is no part of a phrase."""


def cover(chinese: Sequence[ChineseType], english: Sequence[EnglishType], lexicon: Lexicon) -> Floats:
    """Tell for each cell how much of a longer gloss of the word stands there within a window of the gloss's length."""
    table = np.zeros((len(chinese), len(english)))
    places: dict[str, list[int]] = {}
    for column, token in enumerate(english):
        for part in token.parts:
            places.setdefault(part, []).append(column)
    lemmas = frozenset(places)
    content = lemmas - FUNCTION_WORDS
    for row, word in enumerate(chinese):
        known = glosses(word.text, lexicon)
        if word.is_punctuation or known.within.keys().isdisjoint(content):
            continue
        for gloss in known.phrases:
            if gloss.lemma_set.isdisjoint(content) or len(gloss.lemma_set & lemmas) < _LEAST_MET:
                continue
            for columns, share in _windows(gloss, places):
                table[row, columns] = np.maximum(table[row, columns], share)
    return table


def _windows(gloss: Gloss, places: Mapping[str, list[int]]) -> Iterator[tuple[list[int], float]]:
    """Give the columns of each window that holds at least two words of the gloss, one with content, and their share."""
    met = {column: lemma for lemma in dict.fromkeys(gloss.lemmas) for column in places.get(lemma, ())}
    whole = sum(map(_weight, gloss.lemma_set))
    for first in met:
        columns = [column for column in met if 0 <= column - first <= len(gloss.lemmas)]
        lemmas = {met[column] for column in columns}
        if len(lemmas) >= _LEAST_MET and not lemmas <= FUNCTION_WORDS:
            yield columns, gloss.rank * sum(map(_weight, lemmas)) / whole


def _weight(lemma: str) -> float:
    return _FUNCTION_WEIGHT if lemma in FUNCTION_WORDS else 1.0
