"""The scorer that needs nothing but the dictionary: words, lengths and punctuation, weighed by a log-linear model.

The weights are those of a conditional random field over alignments (Lafferty et al., 2001), fitted by
`scripts/fit_alignment.py`. What differs from text to text (how long translations are, how often something is missing,
how far paragraphs agree, which words keep company) is first measured on the likely beads of the first pass.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment._association import Likely, associate, folds_of
from flashcards.alignment._coverage import meetings
from flashcards.alignment._evidence import evidence
from flashcards.alignment._features import Lengths, Named, View, deviations, fine_features
from flashcards.alignment._links import link_features
from flashcards.alignment._paragraphs import Agreement, agreement
from flashcards.alignment._rough import USUAL_LENGTHS, windows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from flashcards.alignment._evidence import Text
    from flashcards.alignment.scorer import Beads
    from flashcards.records import Bitext

Floats: TypeAlias = "NDArray[np.float64]"

_LIKELY = 0.5
_WHOLE, _GAPPY = 0.05, 0.1
"""Shares of sentences without a partner up to which a text counts as whole, and from which on as one with gaps."""
_PRIOR = 20.0
"""As many beads of an ordinary text stand against what a text shows of itself."""
_USUAL_NULLS = 0.01
_LEAST_NULLS, _MOST_NULLS = 0.003, 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of word pairs and of beads, for the first pass and for the second, by the names of their features.

    Those of the second pass are for texts in which hardly a sentence is missing, `gap_beads` for others.
    """

    rough_words: Mapping[str, float]
    rough_beads: Mapping[str, float]
    words: Mapping[str, float]
    beads: Mapping[str, float]
    gap_beads: Mapping[str, float]

    def blend(self, null_share: float) -> dict[str, float]:
        """Give the weights of the second pass for a text of which about this share has no partner."""
        gaps = float(np.clip((null_share - _WHOLE) / (_GAPPY - _WHOLE), 0.0, 1.0))
        names = self.beads.keys() | self.gap_beads.keys()
        return {n: (1 - gaps) * self.beads.get(n, 0.0) + gaps * self.gap_beads.get(n, 0.0) for n in names}


@cache
def committed_weights() -> Weights:
    """Read the weights that come with the package."""
    told = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(told["rough words"], told["rough beads"], told["words"], told["beads"], told["gap beads"])


@dataclass(frozen=True, slots=True)
class Habits:
    """What the first pass shows of a text."""

    lengths: Lengths
    null_share: float
    paragraphs: Agreement


class LexicalScorer:
    """Scores the beads that the first pass left, with what it shows of the text."""

    def __init__(self, text: Text, beads: Beads, chances: Floats, weights: Weights) -> None:
        likely = beads.chosen((chances > _LIKELY) & beads.is_pair)
        self._weights = weights
        self._habits = Habits(
            _measured_lengths(View(text.chinese, text.english, likely)),
            _null_share(text, beads, chances),
            agreement(text, likely),
        )
        runs = Likely(likely.chinese, likely.chinese_count, likely.english, likely.english_count)
        self.text, self.associations = associate(text, runs)

    def score(self, bitext: Bitext, beads: Beads) -> Floats:
        """Give each bead the weighted sum of its features."""
        del bitext
        strength = evidence(self.text, self._weights.words, self.associations)
        weights = self._weights.blend(self._habits.null_share)
        scores = np.zeros(len(beads.shape))
        for numbers, text, some, top in windows(self.text, beads):
            total = self._habits.paragraphs.scores(View(text.chinese, text.english, some))
            for name, values in self.features(text, some, strength, top):
                total += weights.get(name, 0.0) * values
            scores[numbers] = total
        return scores

    def features(self, text: Text, beads: Beads, strength: Floats, top: int) -> Named:
        """Give the features of beads in a part of the text, which begins with Chinese sentence `top` of the whole."""
        met = meetings(text.chinese, text.english, (text.words.chinese, text.words.english), beads.grid)
        fold = folds_of(self.text.chinese.count)[text.chinese.sentences[met.chinese] + top]
        fit = strength[met.pair, fold]
        telling = fit > 0
        yield from link_features(text, met.chosen(telling), fit[telling], beads)
        view = View(text.chinese, text.english, beads)
        yield from fine_features(view, self._habits.lengths, self._habits.null_share)


def _measured_lengths(view: View) -> Lengths:
    """Measure how lengths relate in this text, a few beads of an ordinary text thrown in."""
    chinese, english = view.sums(view.chinese.lengths, view.english.lengths)
    usual = USUAL_LENGTHS
    some = _PRIOR * 20.0
    letters = float((english.sum() + usual.letters * some) / (chinese.sum() + some))
    difference, ratio = deviations(view, letters)
    count = len(difference) + _PRIOR
    spread = ((np.minimum(difference**2, 30.0).sum() + _PRIOR * usual.deviation**2) / count) ** 0.5
    spread_ratio = ((np.minimum(ratio**2, 4.0).sum() + _PRIOR * usual.ratio_deviation**2) / count) ** 0.5
    return Lengths(letters, float(spread), float(spread_ratio))


def _null_share(text: Text, beads: Beads, chances: Floats) -> float:
    """Estimate which share of the sentences has no partner."""
    nulls = float(chances[~beads.is_pair].sum())
    share = (nulls + _USUAL_NULLS * _PRIOR) / (text.chinese.count + text.english.count + _PRIOR)
    return min(max(share, _LEAST_NULLS), _MOST_NULLS)
