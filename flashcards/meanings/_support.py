"""Whether two sentences belong together at all, told by how many of their words render each other.

An aligner goes by the order of a text; this check does not, so it finds the pair that an aligner put together for
want of anything better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.meanings._features import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.meanings._chances import Chances
    from flashcards.meanings._chinese import ChineseType
    from flashcards.meanings._english import EnglishType

LEAST_SHARE = 0.15
"""A pair of which a smaller share of words is supported is doubtful. In pairs put together at random it is 0.03 in the
middle and 0.12 for the highest tenth, in true pairs 0.62, and 0.45 for the lowest tenth."""
_DOUBTFUL = 0.49
_LIKELY = 0.4
_USUAL_SHARE = 0.55
_DOUBT = 1.0
"""Pairs of few words are judged less sharply: as if they had this many words more, of which the usual share is supported."""


def supported_share(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> float:
    """Give the share of the Chinese content words that have a likely link which the dictionary supports."""
    rows = [row for row, c in enumerate(chinese) if not (c.is_function or c.is_punctuation)]
    columns = [column for column, e in enumerate(english) if not (e.is_function or e.is_punctuation)]
    cells = np.ix_(rows, columns)
    held = (chances.links[cells] >= _LIKELY) & (chances.support[cells] >= SUPPORTED)
    return float(held.any(1).sum() + _DOUBT * _USUAL_SHARE) / (len(rows) + _DOUBT)


def is_doubtful(share: float) -> bool:
    """Whether so few words are supported that the two sentences hardly say the same."""
    return share < LEAST_SHARE


def confidence(given: float, share: float) -> float:
    """Lower a pair's confidence to what its words allow: below one half where it is doubtful."""
    return min(given, _DOUBTFUL * share / LEAST_SHARE) if is_doubtful(share) else given
