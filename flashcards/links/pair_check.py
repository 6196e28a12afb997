"""Whether two sentences belong together at all, told by how many of their words render each other.

An aligner goes by the order of a text; this check does not, so it finds the pair that an aligner put together for
want of anything better. It is a logistic regression on eight sums: long sentences must show more links than short ones,
and a free translation shows fewer that a dictionary supports, but still many in their places.
"""

from __future__ import annotations

from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from flashcards.common.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.links.chances import Chances
    from flashcards.links.chinese_types import ChineseType

WEIGHTS = Path(__file__).with_name("pair_check_weights.json")
"""Fitted by `scripts/fit_pair_check.py` on true pairs and on pairs put together at random. The base is set by hand so
that of random pairs of news 95 in 100 are doubtful: one that caught 90 of the random pairs of novels (87 are) would
cost 6 true ones (3 are doubtful), the short and free among them."""

CLEARLY_WRONG = -0.5
"""Evidence below which a pair is doubtful that the text itself pairs. Set by hand: of 110 right rows, twenty freely
translated, the least has -0.1; half of the rows put together at random have less."""

_DOUBT = 2.2
"""Evidence that a pair among few lacks. Set by hand: of fifty short texts 98 in 100 right pairs have as much with what
their fellows lend, of wrong ones two."""
_FELLOWS, _MOST_FELLOWS = 0.4, 1.5
"""How far the evidence of the other pairs of a short text counts for each, and how much they lend or take at most. Set
by hand: a wrong pair among right ones stays doubtful."""


@cache
def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = read_weights(WEIGHTS)
    return weights


def evidence(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> float:
    """Weigh the links of a pair: below 0 the two sentences hardly say the same."""
    weights = _weights()
    return weights["base"] + sum(weights[name] * value for name, value in sums(chances, chinese, english).items())


def sums(chances: Chances, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> dict[str, float]:
    """Sum up the links of content words that a dictionary supports, the links of all words, and the words.

    Each side is summed by itself: a proverb is one word of Chinese that renders a whole English sentence.
    """
    words = [row for row, word in enumerate(chinese) if not word.is_punctuation]
    rows = [row for row in words if not chinese[row].is_function]
    tokens = [column for column, token in enumerate(english) if not token.is_punctuation]
    columns = [column for column in tokens if not english[column].is_function]
    supported = (chances.links * np.minimum(chances.support, 1.0))[np.ix_(rows, columns)]
    linked = chances.links[np.ix_(words, tokens)]
    return {
        "supported Chinese words": float(supported.max(1, initial=0.0).sum()),
        "supported English words": float(supported.max(0, initial=0.0).sum()),
        "Chinese content words": len(rows),
        "English content words": len(columns),
        "linked Chinese words": float(linked.max(1, initial=0.0).sum()),
        "linked English words": float(linked.max(0, initial=0.0).sum()),
        "Chinese words": len(words),
        "English words": len(tokens),
    }


def weighed(evidence: float, *, is_given: bool) -> float:
    """Weigh the evidence of a pair: one that the text itself pairs must be clearly wrong to be doubtful."""
    return evidence - CLEARLY_WRONG if is_given else evidence


def among_few(evidences: Sequence[float]) -> list[float]:
    """Weigh the evidence of the pairs of a short text: each by itself, and a little by all others."""
    whole = sum(evidences)
    fellows = [(whole - own) / max(1, len(evidences) - 1) for own in evidences]
    lent = [max(-_MOST_FELLOWS, min(_FELLOWS * mean, _MOST_FELLOWS)) for mean in fellows]
    return [own - _DOUBT + share for own, share in zip(evidences, lent, strict=True)]


def confidence(given: float, evidence: float) -> float:
    """Lower a pair's confidence to what its words allow: below one half where they speak against it."""
    return min(given, 1 / (1 + exp(-evidence))) if evidence < 0 else given
