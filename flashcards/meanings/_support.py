"""Whether two sentences belong together at all, told by how many of their words render each other.

An aligner goes by the order of a text; this check does not, so it finds the pair that an aligner put together for
want of anything better. It is a likelihood ratio: of a true pair about half of the Chinese content words have a likely link
that the dictionary supports, of two strangers one in twelve.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

from flashcards.meanings._features import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.meanings._chances import Chances
    from flashcards.meanings._chinese import ChineseType
    from flashcards.meanings._english import EnglishType

_TRUE_SHARE = 0.5
_STRANGE_SHARE = 0.08
_LEAST_EVIDENCE = -1.5
"""Below this logarithm of the likelihood ratio a pair is doubtful; two or three words that find nothing are not enough."""
_DOUBTFUL = 0.49
_LIKELY = 0.4


def evidence(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> float:
    """Give the logarithm of how much likelier the links are in a true pair than in two sentences put together at random."""
    rows = [row for row, c in enumerate(chinese) if not (c.is_function or c.is_punctuation)]
    columns = [column for column, e in enumerate(english) if not (e.is_function or e.is_punctuation)]
    cells = np.ix_(rows, columns)
    held = (chances.links[cells] >= _LIKELY) & (chances.support[cells] >= SUPPORTED)
    supported = int(held.any(1).sum())
    found = log(_TRUE_SHARE / _STRANGE_SHARE)
    missed = log((1 - _TRUE_SHARE) / (1 - _STRANGE_SHARE))
    return supported * found + (len(rows) - supported) * missed


def is_doubtful(evidence: float) -> bool:
    """Whether so few words are supported that the two sentences hardly say the same."""
    return evidence < _LEAST_EVIDENCE


def confidence(given: float, evidence: float) -> float:
    """Lower a pair's confidence to what its words allow: below one half where it is doubtful."""
    return min(given, _DOUBTFUL * _LEAST_EVIDENCE / evidence) if is_doubtful(evidence) else given
