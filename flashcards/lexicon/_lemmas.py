"""Dictionary forms of English words that no table lists: the regular endings, where what they leave is a known word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("'s", ("",)),
    ("’s", ("",)),
    ("s'", ("s", "")),
    ("ies", ("y", "ie")),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)
_LEAST_STEM = 3
"""The fewest letters of a verb or noun to which an ending is put."""
_NOT_THE_VERB = re.compile("[^aeiou]*[aeiou][^aeiouwxy]|.*is")
"""Stems of one syllable, which would double their consonant, and those of nouns (hypothesis, hypothesise)."""
_SIBILANTS = ("x", "ss", "zz", "ch", "sh")
"""After these -es is the ending, not -s."""
_RARE, _MUCH_MORE_COMMON = 2.5, 2.0
"""Both in Zipf units, set by hand: a word met once in three million, one met a hundred times as often."""


def lemma_by_rule(word: str, is_known: Callable[[str], bool]) -> str:
    """Take off a regular ending if a known word is left, else give the word back."""
    return next((form for form in _candidates(word) if is_known(form)), word)


def sound_lemma(word: str, lemma: str, frequencies: Mapping[str, float]) -> str:
    """Give the dictionary form that a list names, or that of the rules where the list names a freak.

    Lists hold "growe" for growing and "playe" for playing: a form nobody writes, or a rare one in -e where the common
    verb lacks it ("fixe" for fixes). A stem that would double its consonant (gap, gapping) is left alone: gaping comes
    of gape.
    """
    if lemma not in frequencies:
        return lemma_by_rule(word, frequencies.__contains__)
    stem = lemma[:-1]
    derived = word in (f"{stem}ing", f"{stem}ed") and not _NOT_THE_VERB.fullmatch(stem)
    if lemma.endswith("e") and (derived or (word == f"{stem}es" and stem.endswith(_SIBILANTS))):
        rare = frequencies[lemma] < _RARE and frequencies.get(stem, 0.0) > frequencies[lemma] + _MUCH_MORE_COMMON
        return stem if rare and len(stem) >= _LEAST_STEM else lemma
    return lemma


def _candidates(word: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _LEAST_STEM or (ending == "s" and stem[-1] in "sui"):
            continue
        for replacement in replacements:
            yield stem + replacement
        if stem[-1] == stem[-2] and ending in ("ed", "ing"):
            yield stem[:-1]
