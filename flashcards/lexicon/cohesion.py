"""How much of a word each headword is for a reader: a correction to how often it is cut out of a text.

A dictionary lists much that a reader sees as two words: 不是 (not, to be), 几个 (how many, measure word), 人口密度
(population, density). Such headwords are built alike, and they are not taught as words, so how one is built and
whether a list of words to learn holds it tell how far to trust its count. Each headword gets the features below, and
the sum of their weights is added to the logarithm of its frequency.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.common.weights import read_weights
from flashcards.lexicon.word_classes import chosen_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flashcards.lexicon.source_data import Sources

WEIGHTS = Path(__file__).with_name("cohesion_weights.json")
SINGLE = "single"
"""The feature of every headword of one character; longer ones have what `Cohesion.features` finds."""

_COMMON_TERM = 3.3
"""The Zipf frequency from which a headword of four characters is a term of its own: 人工智能 3.8, 人口密度 2.7."""
_NUMERALS = chosen_words("numeral")
_QUANTIFIERS = _NUMERALS | chosen_words("quantifier")
UNITS = chosen_words("unit_in_words")
_DAYS, _POTENTIAL, _REGIONS = chosen_words("day"), chosen_words("potential"), chosen_words("region")
_FIRST = {
    name: chosen_words(f"first_{name}") for name in ("not", "adverb", "verb", "pronoun", "whole", "much", "at", "have")
}
"""What words of two free parts begin with, by the name of the feature."""
_LAST = {name: chosen_words(f"last_{name}") for name in ("place", "to", "result", "done", "particle", "person")}
"""What words of two characters end with, where the first is a word."""
_MEASURE = re.compile(r"(?:CL:|,)(?:\S\|)?(\S)\[")


class Cohesion:
    """Knows the features of headwords, which it takes from the dictionary as a whole."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._weights: Mapping[str, float] = read_weights(WEIGHTS)

    def correction(self, word: str) -> float:
        """Give what is to be added to the logarithm of the word's frequency."""
        return sum(self._weights.get(feature, 0.0) for feature in self.features(word))

    def features(self, word: str) -> tuple[str, ...]:
        """Name how a headword is built.

        What is taught as one word is told apart: 不同 (different) is built like 不是 (is not).
        """
        if len(word) == 1:
            return (SINGLE,)
        length = min(len(word), 5)
        taught = "listed " if word not in self._glosses else "taught " if self._is_taught(word) else ""
        shapes = (f"length {length}", *self._parts(word), *(self._pair(word) if length == 2 else self._compound(word)))
        named = (f"name {length}",) if word in self._names else ()
        idiom = ("idiom",) if word in self._idioms else ()
        return (*(taught + shape for shape in shapes), *named, *idiom)

    def _is_taught(self, word: str) -> bool:
        """Tell whether learners meet the headword as one: in a list of words, or as a common term."""
        common = len(word) > 3 and self._sources.chinese.get(word, 0.0) >= _COMMON_TERM
        return common or word in self._sources.levels

    def _parts(self, word: str) -> Iterator[str]:
        """Look at what any headword begins with."""
        first, rest = word[0], word[1:]
        if first in _QUANTIFIERS and (rest in self.measure_words or rest in UNITS):
            yield self._quantity(first, rest)
        elif first in _NUMERALS:
            yield "numeral" if word[-1] in _NUMERALS else "number first"
        if rest in self._glosses:
            yield from (f"{name} {min(len(word), 3)}" for name, group in _FIRST.items() if first in group)

    @staticmethod
    def _quantity(first: str, rest: str) -> str:
        if first in "这那哪":
            return "this one" if rest == "个" else "this measure"
        if first == "每" or (first == "一" and rest in "点些下"):
            return "each measure"
        return "one measure" if first in _NUMERALS else "few measure"

    def _pair(self, word: str) -> Iterator[str]:
        first, last = word[0], word[1]
        yield from (name for name, group in _LAST.items() if last in group)
        if last == "的" and first in "有是真别":
            yield "some"
        if first == "之" and last in _NUMERALS:
            yield "one of"
        if first in "就才只快" and last in "要能会想得":
            yield "adverb and modal"
        if first in self._verbs and last not in self._verbs:
            yield "verb and object"

    def _compound(self, word: str) -> Iterator[str]:
        """Look at headwords of three and more characters: what words they are made of."""
        last, rest = word[-1], word[1:]
        yield from _frame(word)
        if len(word) == 3 and word[1] in "得不" and last in _POTENTIAL and word[0] in self._verbs:
            yield "potential"
        if word[0] == "得" and rest in self._glosses:
            yield "degree"
        if any(word[:at] in self._names and word[at:] in self._glosses for at in (2, 3)):
            yield "name and people" if last == "人" else f"name and {min(len(word) - 2, 2)}"
        if word[:-1] in self._glosses:
            yield (
                f"word and {last}"
                if last in "们儿子人" or (last == "不" != word[0]) or (last == "的" and word in self.particles)
                else "word and place"
                if last in _REGIONS
                else "word and one"
            )
        if rest in self._glosses:
            yield "one and word"
            if word[0] in self._verbs and rest not in ("什么", "时候") and not self._acts(rest):
                yield "verb and noun"
        if word[:2] in self._glosses and word[2:] in self._glosses and len(rest) > 2:
            yield "two and two"

    @cached_property
    def _glosses(self) -> Mapping[str, tuple[str, ...]]:
        glosses: dict[str, tuple[str, ...]] = {}
        for raw in self._sources.dictionary:
            glosses[raw.simplified] = (*glosses.get(raw.simplified, ()), *raw.senses)
        return glosses

    def _acts(self, word: str) -> bool:
        return any(gloss.startswith("to ") for gloss in self._glosses[word])

    @cached_property
    def _verbs(self) -> frozenset[str]:
        """The characters at least half of whose senses are verbs."""

        def acts(glosses: tuple[str, ...]) -> bool:
            return sum(gloss.startswith("to ") for gloss in glosses) * 2 >= len(glosses)

        return frozenset(word for word, glosses in self._glosses.items() if len(word) == 1 and acts(glosses))

    @cached_property
    def _idioms(self) -> frozenset[str]:
        return frozenset(word for word, glosses in self._glosses.items() if "(idiom" in " ".join(glosses))

    @cached_property
    def particles(self) -> frozenset[str]:
        """The words that the learner's lexicon has as particles alone: 之类的 (and the like), but not 奶奶的."""
        entries = self._sources.learner.items()
        return frozenset(word for word, same in entries if {sense.pos for e in same for sense in e.senses} == {"part"})

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(raw.simplified for raw in self._sources.dictionary if raw.syllables[0][0].isupper())

    @cached_property
    def measure_words(self) -> frozenset[str]:
        """The characters that the dictionary names as measure words."""
        senses = ((word, gloss) for word, glosses in self._glosses.items() for gloss in glosses)
        characters = (
            _MEASURE.findall(gloss) if "CL:" in gloss else [word] for word, gloss in senses if _counts(word, gloss)
        )
        return frozenset(char for chars in characters for char in chars)


def _frame(word: str) -> Iterator[str]:
    """Look at compounds that are known by single characters: 星期三 (Wednesday), 是不是, 上个月 (last month)."""
    if word[:2] in ("星期", "礼拜") and word[2:] in _DAYS:
        yield "weekday"
    if len(word) == 3 and word[0] == word[2] and word[1] in "不没":
        yield "question"
    if word[0] in "上下这那" and word[1] == "个":
        yield "measure inside"


def _counts(word: str, gloss: str) -> bool:
    return "CL:" in gloss or ("classifier" in gloss and len(word) == 1)
