"""Whether a rendering that no sense contains is sure enough to be shown: "here: grounded", not "here: stand".

The translator's own word is what a learner wants to see, and a linker guesses some of them. What the linker makes of
the place, how close the word lies to a sense, and how common it is ("take" and "way" are linked to anything) tell
guesses from the others, by a logistic regression.
"""

from __future__ import annotations

from functools import cache
from math import inf, log
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.common.weights import read_weights
from flashcards.glosses.comparison import fits, holds_whole, phrase
from flashcards.glosses.nearness import nearness, relatedness
from flashcards.glosses.vectors import Space
from flashcards.links.chinese_types import FUNCTION_WORDS
from flashcards.records import WordKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense, Word

LEAST_FIT = 0.2
"""From this fit on a sense contains a rendering; less is one word of a gloss, or of a rendering, of twenty-five."""
WEIGHTS = Path(__file__).with_name("free_rendering_weights.json")
"""Those that come along were fitted on renderings of zhen-odd, told right by its links, and of a chapter of a novel,
told right by hand; the base leaves out as many wrong renderings of the novel as right ones, since a learner forgives a
missing one. `scripts/fit_free_renderings.py` fits them anew."""
_COMMON_FROM = 4.0
"""The Zipf frequency from which an English word counts as common: one in a hundred thousand words."""


@cache
def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = read_weights(WEIGHTS)
    return weights


def is_shown(word: Word, tokens: Sequence[EnglishType], chance: float, lexicon: Lexicon) -> bool:
    """Tell whether a sense of a word contains what renders it, or the rendering is sure enough without that."""
    if not word.senses or word.kind is not WordKind.DICTIONARY or word.text in FUNCTION_WORDS:
        return True
    content = [token for token in tokens if not token.is_function]
    if not content:  # 接着 is "then", but what renders 七嘴八舌 is never "at", the end of a phrase cut short
        return any(holds_whole(sense, phrase(tokens), lexicon) for sense in word.senses)
    wanted = phrase(content)
    held = max(fits(word.senses, wanted, lexicon)) >= LEAST_FIT
    return held or is_sure(word.senses, content, chance, lexicon)


def is_sure(senses: tuple[Sense, ...], content: Sequence[EnglishType], chance: float, lexicon: Lexicon) -> bool:
    """Tell whether a free rendering is sure enough; `content` are its words with content, `chance` that of the link."""
    weights, values = _weights(), features(senses, content, chance, lexicon)
    return sum(weights[name] * value for name, value in values.items()) + weights["base"] >= 0


def features(
    senses: tuple[Sense, ...], content: Sequence[EnglishType], chance: float, lexicon: Lexicon
) -> dict[str, float]:
    """Describe a free rendering: how certain its link is, how close it lies to a sense, how common its words are."""
    near = nearness(senses, lexicon.derived(Space).of_tokens(content), lexicon)
    return {
        "certain": log(chance / (1 - chance)) if chance < 1 else inf,
        "close": float(max(0.0, *near, *relatedness(senses, content, lexicon))),
        "common": max(0.0, max(token.zipf for token in content) - _COMMON_FROM),
    }
