"""Whether a rendering that no sense contains is sure enough to be shown: "here: grounded", not "here: stand".

The translator's own word is what a learner wants to see, and a linker guesses some of them. What the linker makes of
the place, how close the word lies to a sense, and how common it is ("take" and "way" are linked to anything) tell
guesses from the others.
"""

from __future__ import annotations

from math import inf, log
from typing import TYPE_CHECKING

from flashcards.glosses.nearness import nearness, relatedness
from flashcards.glosses.vectors import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense

_CERTAIN, _CLOSE, _COMMON = 1.03, 0.73, -0.99
"""Weights of a logistic regression, fitted on free renderings of zhen-odd, told right by its links, and of a chapter of
mac-dev, told right by hand."""
_LEAST = 0.33
"""Chosen to leave out as many wrong renderings of the novel as right ones: a learner forgives a missing one."""
_COMMON_FROM = 4.0
"""The Zipf frequency from which an English word counts as common."""


def is_sure(senses: tuple[Sense, ...], content: Sequence[EnglishType], chance: float, lexicon: Lexicon) -> bool:
    """Tell whether a free rendering is sure enough; `content` are its words with content, `chance` that of the link."""
    space = lexicon.derived(Space)
    near = nearness(senses, space.of_tokens(content), lexicon)
    close = max(0.0, *near, *relatedness(senses, content, lexicon))
    common = max(0.0, max(token.zipf for token in content) - _COMMON_FROM)
    certain = log(chance / (1 - chance)) if chance < 1 else inf
    return bool(_CERTAIN * certain + _CLOSE * close + _COMMON * common >= _LEAST)
