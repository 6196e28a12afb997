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

    from flashcards.meanings._chances import Chances
    from flashcards.meanings._chinese import ChineseType
    from flashcards.meanings._english import EnglishType

_SUPPORTED_LINKS, _CHINESE_CONTENT, _ENGLISH_CONTENT, _LINKS, _CHINESE = 1.54, -0.38, -0.48, 1.21, -0.21
"""Fitted on true pairs and on pairs put together at random, of mac-dev and zhen-odd; the zero is set where 96 of 100 random
pairs of news are doubtful. There no true pair of news is, and 3 of 100 of novels."""


def evidence(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> float:
    """Weigh the links of a pair: below 0 the two sentences hardly say the same."""
    rows = [row for row, c in enumerate(chinese) if not (c.is_function or c.is_punctuation)]
    columns = [column for column, e in enumerate(english) if not (e.is_function or e.is_punctuation)]
    if not rows or not columns:
        return 0.0
    supported = chances.links * np.minimum(chances.support, 1.0)
    return float(
        _SUPPORTED_LINKS * supported[np.ix_(rows, columns)].max(1).sum()
        + _CHINESE_CONTENT * len(rows)
        + _ENGLISH_CONTENT * len(columns)
        + _LINKS * chances.links.max(1).sum()
        + _CHINESE * len(chinese)
    )


def confidence(given: float, evidence: float) -> float:
    """Lower a pair's confidence to what its words allow: below one half where they speak against it."""
    return min(given, 1 / (1 + exp(-evidence))) if evidence < 0 else given
