"""What the words beside a word tell of its sense, without any English: 补 in 补课 is "to make up for".

Two sources tell it. The learner's lexicon names phrases that a sense stands in (`use: 开药, 开处方`): where such a
phrase stands in the sentence, over the word and over no half of another, that sense is meant. What takes more than a
fixed phrase is a row of `cues.toml`, with a sentence for it and one against it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN
from flashcards.lexicon.rules import Rules, read_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from flashcards.lexicon.rules import Rule
    from flashcards.records import Sense

RULES = Path(__file__).with_name("cues.toml")
_BOUND = "(in compounds)"
"""What the lexicon says of a sense that is none of a word by itself: 能 is "ability" in 才能, but none in 才|能."""
_PHRASE = re.compile(f"[{HAN}]+")
_KEPT = 1 << 12
"""Words whose phrases are kept. Set by hand."""


class Cue(NamedTuple):
    """The gloss of the sense that is meant, and what tells so: a phrase of the lexicon, or the name of a rule."""

    gloss: str
    by: str
    is_ruled: bool = False


def cue(word: str, senses: tuple[Sense, ...], text: str, start: int, edges: Collection[int]) -> Cue | None:
    """Tell which of the senses of a word is meant at a place of a simplified text, None where nothing tells.

    A rule tells before a phrase does, a longer phrase before a shorter one. A rule whose sense is none of these,
    because the word is read otherwise, tells nothing. `edges` are the places where words begin and end.
    """
    rule = rules().first(word, text, start)
    ruled = (Cue(sense.gloss, rule.name, is_ruled=True) for sense in senses if rule and says(rule, sense))
    standing = (
        clue
        for clue in _phrases(senses)
        if len(clue.by) > len(word)
        and clue.by in text
        and any(_stands(clue.by, at, text, edges) for at in _begins(clue.by, word, start))
    )
    return next(ruled, None) or max(standing, key=lambda clue: len(clue.by), default=None)


def says(rule: Rule, sense: Sense) -> bool:
    """Whether a rule tells a sense: by how its gloss begins, or by its part of speech in square brackets."""
    return sense.gloss.startswith(rule.says) or f"[{sense.pos}]" == rule.says


@lru_cache(maxsize=_KEPT)
def _phrases(senses: tuple[Sense, ...]) -> tuple[Cue, ...]:
    """Give the phrases that the lexicon names for the senses of a word."""
    free = (sense for sense in senses if sense.use and _BOUND not in sense.gloss)
    return tuple([Cue(sense.gloss, phrase) for sense in free for phrase in _PHRASE.findall(sense.use)])


def _begins(phrase: str, word: str, start: int) -> Iterator[int]:
    """Give where a phrase would begin if a word that stands in it were the one at a place."""
    at = phrase.find(word)
    while at >= 0:
        yield start - at
        at = phrase.find(word, at + len(word))


def _stands(phrase: str, start: int, text: str, edges: Collection[int]) -> bool:
    """Whether a phrase stands at a place of a text and breaks no word: 开药 is none in 开药店."""
    return start in edges and start + len(phrase) in edges and text.startswith(phrase, start)


@cache
def rules() -> Rules:
    """Give the rules of the file."""
    return read_rules(RULES)
