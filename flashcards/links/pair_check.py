"""Whether two sentences belong together at all, told by how many of their words render each other.

An aligner goes by the order of a text; this check does not, so it finds the pair that an aligner put together for
want of anything better. It is a logistic regression on eight sums: long sentences must show more links than short ones,
and a free translation shows fewer that a dictionary supports, but still many in their places.
"""

from __future__ import annotations

import itertools
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from flashcards.common.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.common.arrays import Floats
    from flashcards.links.chances import Chances, PairWords
    from flashcards.links.grids import Grids

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


def evidence(chances: Chances, pairs: Sequence[PairWords]) -> list[float]:
    """Weigh the links of each pair: below 0 the two sentences hardly say the same."""
    weights = _weights()
    return [weights["base"] + sum(weights[name] * value for name, value in own.items()) for own in sums(chances, pairs)]


def sums(chances: Chances, pairs: Sequence[PairWords]) -> list[dict[str, float]]:
    """Sum up for each pair the links of content words that a dictionary supports, those of all words, and the words.

    Each side is summed by itself: a proverb is one word of Chinese that renders a whole English sentence.
    """
    words = [not word.is_punctuation for pair in pairs for word in pair.chinese_types]
    tokens = [not token.is_punctuation for pair in pairs for token in pair.english_types]
    content_words = [not (w.is_punctuation or w.is_function) for pair in pairs for w in pair.chinese_types]
    content_tokens = [not (t.is_punctuation or t.is_function) for pair in pairs for t in pair.english_types]
    supported = _sums(chances.links * np.minimum(chances.support, 1.0), content_words, content_tokens, chances.grids)
    linked = _sums(chances.links, words, tokens, chances.grids)
    names = (
        ("supported Chinese words", "supported English words", "Chinese content words", "English content words"),
        ("linked Chinese words", "linked English words", "Chinese words", "English words"),
    )
    return [
        dict(zip(itertools.chain(*names), (*own, *every), strict=True))
        for own, every in zip(supported, linked, strict=True)
    ]


def _sums(
    strength: Floats, words: Sequence[bool], tokens: Sequence[bool], grids: Grids
) -> Iterator[tuple[float, float, int, int]]:
    """Give for each table the sum over the words that count of the strongest cell of each, of the tokens, and how many.

    Cells of other words or tokens do not count either.
    """
    sides = (grids.rows, np.array(words)), (grids.columns, np.array(tokens))
    (of_words, of_tokens) = (counted[lines.line] for lines, counted in sides)
    counting = np.where(of_words & of_tokens, strength, 0.0)
    highest = [
        [own[held] for own, held in zip(lines.by_table(lines.highest(counting)), lines.by_table(counted), strict=True)]
        for lines, counted in sides
    ]
    for rows, columns in zip(*highest, strict=True):
        yield float(rows.sum()), float(columns.sum()), len(rows), len(columns)


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
    against = exp(min(evidence, 0.0))  # 0 where it is beyond measure, as of a sentence of thousands of characters
    return min(given, against / (1 + against)) if evidence < 0 else given
