"""Whether two sentences belong together at all, told by how many of their words render each other.

An aligner goes by the order of a text; this check does not, so it finds the pair that an aligner put together for
want of anything better. It is a logistic regression on five sums: long sentences must show more links than short ones,
and a free translation shows fewer that a dictionary supports, but still many in their places.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.links.chances import Chances
    from flashcards.links.chinese_types import ChineseType

_BASE = 0.75
_WEIGHTS = (1.83, -0.48, -0.38, 1.08, -0.19)
"""Of the five sums. Fitted by `scripts/fit_pair_check.py` on true pairs and on pairs put together at random, of mac-dev
and zhen-odd; with this base 95 of 100 random pairs of news are doubtful, as are 87 of novels. No true pair of news is,
and 3 of 100 of novels. The base is set by hand: one that caught 90 of the random pairs of novels would cost 6 true
ones, the short and free among them."""


def evidence(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> float:
    """Weigh the links of a pair: below 0 the two sentences hardly say the same."""
    found = sums(chances, chinese, english)
    return _BASE + sum(weight * value for weight, value in zip(_WEIGHTS, found, strict=True))


def sums(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> tuple[float, ...]:
    """Sum up supported links of content words, content words of both sides, links of all words, Chinese words."""
    said = [row for row, c in enumerate(chinese) if not c.is_punctuation]
    rows = [row for row in said if not chinese[row].is_function]
    words = [column for column, e in enumerate(english) if not e.is_punctuation]
    columns = [column for column in words if not english[column].is_function]
    supported = chances.links * np.minimum(chances.support, 1.0)
    links = chances.links[np.ix_(said, words)].max(1, initial=0.0).sum()
    by_support = supported[np.ix_(rows, columns)].max(1, initial=0.0).sum()
    return float(by_support), len(rows), len(columns), float(links), len(said)


def confidence(given: float, evidence: float) -> float:
    """Lower a pair's confidence to what its words allow: below one half where they speak against it."""
    return min(given, 1 / (1 + exp(-evidence))) if evidence < 0 else given
