"""How hard a word is for a learner: rare words, of rare characters, that the HSK lists teach late or not at all.

The weights are those of a softmax over the words of a sentence, fitted so that the word which people found hardest
ranks first (`scripts/fit_difficulty.py`).
"""

from __future__ import annotations

from functools import cache
from math import log1p
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.common.weights import read_weights
from flashcards.records import WordKind
from flashcards.vocabulary._exclusions import is_numeral

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

WEIGHTS = Path(__file__).with_name("difficulty_weights.json")
_EASIEST = 12.0
"""Added so that hardly any word comes out below 0; an order is not changed by it."""
_MOST_ZIPF = 6.5
"""Above this frequency no word is easier for being more frequent: 一, 有 and the like."""
_HSK2_BEYOND, _HSK3_BEYOND = 7, 10
"""One level above the highest of each list."""
_LONG = 4
"""Characters from which on a word is an idiom or a compound that its parts explain."""


@cache
def _weights() -> Mapping[str, float]:
    """Read the weight of each feature."""
    weights: dict[str, float] = read_weights(WEIGHTS)
    return weights


def difficulty(word: Word, lexicon: Lexicon) -> float:
    """Rank a word among others: the higher, the harder; most words lie between 0 and 12."""
    return _EASIEST + sum(_weights()[name] * value for name, value in features(word, lexicon).items())


def features(word: Word, lexicon: Lexicon) -> dict[str, float]:
    """Describe a word by what makes it hard or easy.

    `unlisted` keeps a word that no frequency list has from passing for the rarest of all; a word that the HSK lists
    lack counts as one level above their highest.
    """
    text = word.text
    level, zipf, entries = lexicon.level(text), lexicon.frequency(text), lexicon.entries(text)
    characters = [lexicon.frequency(character) for character in text]
    named = bool(entries) and all(entry.syllables[0][:1].isupper() for entry in entries)
    return {
        "zipf": min(zipf, _MOST_ZIPF),
        "unlisted": float(not zipf),
        "hsk2": level.hsk2 or _HSK2_BEYOND,
        "hsk3": level.hsk3 or _HSK3_BEYOND,
        "rarest character": min(characters),
        "mean character": sum(characters) / len(characters),
        "single": float(len(text) == 1),
        "long": float(len(text) >= _LONG),
        "name": float(named or word.kind is WordKind.NAME),
        "idiom": float(any(entry.senses[0].pos == "idiom" for entry in entries)),
        "number": float(word.kind is WordKind.NUMBER or is_numeral(text)),
        "in dictionary": float(bool(entries)),
        "senses": log1p(sum(len(entry.senses) for entry in entries)),
    }
