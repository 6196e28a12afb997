"""The words of grammar by class: particles, pronouns, prepositions, measure words and so on, of both languages.

The classes stand in `word_classes.toml`, each with its source. A word that belongs to several stands in all of them,
and a set of "words of grammar" is a union of classes (see `GRAMMAR`) or a selection from them (`chosen_words`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("word_classes.toml")

PARTICLES = ("structural_particle", "aspect_particle", "sentence_particle", "interjection", "plural")
PRONOUNS = ("pronoun", "demonstrative", "determiner", "interrogative")
LINKS = ("preposition", "object_and_agent", "conjunction", "localizer")
ADVERBS = ("negation", "degree", "scope", "time_adverb", "manner_adverb", "relative_time")
VERBS = ("auxiliary", "copula", "direction", "result")
GRAMMAR = (*PARTICLES, *PRONOUNS, *LINKS, *ADVERBS, *VERBS, "phrase")
"""The classes that are closed: whoever reads a text of any level has met their words."""
CONNECTIVES = (
    *("conjunction", "preposition", "time_adverb", "manner_adverb", "relative_time", "sentence_particle"),
    *("determiner", "interrogative"),
)
"""The closed classes that courses teach word by word, with patterns, beyond the words of beginners."""
MEASURES = ("measure", "measure_of_groups", "measure_of_times", "measure_of_time", "unit", "counted")
"""What counts and what is counted off: with a number before it, it is no vocabulary of a text."""
ENGLISH_GRAMMAR = (
    *("article", "pronoun", "demonstrative", "interrogative", "quantifier", "preposition", "conjunction"),
    *("auxiliary", "adverb"),
)
"""The English classes that are closed."""
NUMERALS = ("digit", "power_of_ten")


def chinese_words(*classes: str) -> frozenset[str]:
    """Give the Chinese words of some classes. KeyError: there is none of that name."""
    return _union("chinese", classes)


def characters(*classes: str) -> frozenset[str]:
    """Give the Chinese words of some classes that are single characters. KeyError: there is no class of that name."""
    return frozenset(word for word in _union("chinese", classes) if len(word) == 1)


def english_words(*classes: str) -> frozenset[str]:
    """Give the English words of some classes, all of them where none is named. KeyError: there is none of that name."""
    return _union("english", classes)


def chosen_words(purpose: str) -> frozenset[str]:
    """Give the words chosen by hand for one purpose. KeyError: there is none of that name."""
    return _union("chosen", (purpose,))


@cache
def _union(language: str, classes: tuple[str, ...]) -> frozenset[str]:
    tables = _tables()[language]
    return frozenset(word for name in classes for word in tables[name])


@cache
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the words of each class, by language."""
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        language: {
            name: (*table["words"].split(), *table.get("besides", "").split()) for name, table in classes.items()
        }
        for language, classes in document.items()
    }
