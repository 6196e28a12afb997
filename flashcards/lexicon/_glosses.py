"""The senses of the dictionary as stems, and the parts of its words: what translations and vectors are made from."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from flashcards.lexicon._entries import listed_entries, marked_twins
from flashcards.lexicon._lemmas import lemma_by_rule
from flashcards.lexicon.english import FUNCTION_WORDS, stem_of, ways, words
from flashcards.lexicon.inner_words import words_within
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flashcards.lexicon.source_data import Sources

Senses: TypeAlias = "Mapping[str, list[tuple[str, ...]]]"
"""For each Chinese word its senses, each as the stems of its content words."""


class Glosses(Record):
    """The words of the dictionary, in its order.

    `numbers` gives each stem its number, in the order of the alphabet; `inside` tells the characters and the words that
    a word of several characters holds besides itself (of a single character: that character).
    """

    senses: Senses
    numbers: Mapping[str, int]
    inside: Mapping[str, list[str]]


def read_glosses(sources: Sources) -> Glosses:
    """Read the glosses of the dictionary."""
    senses = _senses(sources, sources.derived(stemmer))
    stems = sorted({s for meanings in senses.values() for sense in meanings for s in sense})
    inside = {word: [part for part in words_within(word, senses) if part != word or len(word) == 1] for word in senses}
    return Glosses(senses, {s: n for n, s in enumerate(stems)}, inside)


def stemmer(sources: Sources) -> Callable[[str], str]:
    """Give the function that reduces a lower-case English word to the stem it is listed by."""

    def lemma(word: str) -> str:
        return sources.lemmas.get(word) or lemma_by_rule(word, sources.english.__contains__)

    return cache(lambda word: stem_of(word, lemma))


def _senses(sources: Sources, find_stem: Callable[[str], str]) -> Senses:
    """Give the senses of every word as stems; a sense of several synonyms, parted by semicolons, is several senses.

    They are those of CC-CEDICT and of the user alone: the aligner's weights are fitted on what these tell.
    """
    senses: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for word, listed in sources.derived(listed_entries).items():
        entries = (entry for entry, is_twin in marked_twins(word, listed) if not is_twin)
        for way in (way for entry in entries for gloss in entry.glosses for way in ways(gloss)):
            tokens = words(way.lower(), split_hyphens=True)
            content = [t for t in tokens if t not in FUNCTION_WORDS] or tokens
            if content and not (content[0] == "surname" and len(word) == 1):
                senses[word].append(tuple(find_stem(t) for t in content))
    return senses
