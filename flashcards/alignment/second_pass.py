"""The second pass: beads judged by words, lengths and punctuation, weighed by a log-linear model.

The weights are those of a conditional random field over alignments (Lafferty et al., 2001), fitted by
`scripts/fit_alignment.py`. What differs from text to text (how long translations are, how often something is missing,
how far paragraphs agree, which words keep company) is first measured on the likely beads of the first pass.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from flashcards.alignment.association import Associations, Likely, associate, folds_of
from flashcards.alignment.bead_features import SHAPE_NAMES, Lengths, Named, View, clauses, deviations, fine_features
from flashcards.alignment.beads import NULL_SHAPES, SHAPES
from flashcards.alignment.clause_crossing import crossing
from flashcards.alignment.coverage import meetings
from flashcards.alignment.first_pass import OPENING, USUAL_LENGTHS, windows
from flashcards.alignment.paragraphs import Agreement, agreement
from flashcards.alignment.word_evidence import evidence
from flashcards.alignment.word_links import LINKS, link_features
from flashcards.common.weights import read_weights
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.alignment.beads import Beads
    from flashcards.alignment.bitext_words import Text
    from flashcards.common.arrays import Floats


WEIGHTS = Path(__file__).with_name("weights.json")
_LIKELY = 0.5
"""A bead of the first pass is learned from where it is likelier than not."""
_MOST_BEADS = 20_000
"""From so many beads it is learned which words keep company, spread over the text; memory grows with their number."""
_NEIGHBOURS = 3
"""Beads on either side whose links speak for a bead's trust. Set by hand: one bead has too few words to tell."""
_NO_TRUST, _NO_DOUBT = 0.05, 0.11
"""Links a word, over a bead and its neighbours, up to which nothing is believed and from which on everything is.

In six novels hardly a place has less than 0.13; of chapters put beside other novels' few have more than 0.1.
"""
_MORE_ALONE = 0.016
"""Links a word that must be shown beyond these for each pair that a text lacks of a whole neighbourhood.

Of 50 pairs of everyday sentences each right one has 0.17 alone; of wrong ones one in ten.
"""
_PRIOR = 20.0
"""As many beads of an ordinary text stand against what a text shows of itself."""
_PRIOR_SHAPES = 100.0
"""The same for shapes, of which there are more. Set by hand."""
_OWN_SHAPES = 0.75
"""How far it counts that a text is more one to one than usual; not wholly, for the first pass that tells it errs."""
_ONE_TO_ONE = SHAPES.index((1, 1))  # its place in the list
_USUAL_NULLS = 0.01
"""The share of sentences without a partner where a text shows nothing yet. Set by hand."""
_LEAST_NULLS, _MOST_NULLS = 0.003, 0.6
"""No text is believed to lack less or more than that: a sentence of 300, or most of one side. Set by hand."""


class Weights(Record):
    """The weights of word pairs and of beads, by the names of their features; `first_…` are those of the first pass.

    `one_to_one` is the share of the pairs of ordinary texts that are one to one.
    """

    first_words: Mapping[str, float]
    first_beads: Mapping[str, float]
    words: Mapping[str, float]
    beads: Mapping[str, float]
    one_to_one: float


@cache
def committed_weights() -> Weights:
    """Read the weights that come with the package."""
    return Weights(**read_weights(WEIGHTS))


class Habits(Record):
    """What the first pass shows of a text."""

    lengths: Lengths
    null_share: float
    paragraphs: Agreement
    shapes: Floats


class SecondPass(Record):
    """Judges the beads that the first pass left, with what it shows of the text.

    `text` has the words that keep company in it among its word pairs; `associations` tells how much they do.
    """

    text: Text
    associations: Associations
    habits: Habits
    weights: Weights

    def judge(self, beads: Beads) -> tuple[Floats, Floats]:
        """Give each bead the weighted sum of its features, and how well its words are linked."""
        strength = evidence(self.text, self.weights.words, self.associations)
        scores, linked = np.zeros((2, len(beads.shape)))
        for numbers, text, some, top in windows(self.text, beads):
            scores[numbers] += self.habitual(View(text.chinese, text.english, some))
            for name, values in self.features(text, some, strength, top):
                scores[numbers] += self.weights.beads.get(name, 0.0) * values
                if name == LINKS:
                    linked[numbers] = values
        return scores, linked

    def habitual(self, view: View) -> Floats:
        """Score beads by what this text usually does, which no weight fitted on other texts can know."""
        return self.habits.paragraphs.scores(view) + self.habits.shapes[view.beads.shape]

    @property
    def opening(self) -> float:
        """What each run of sentences without partners costs besides."""
        return self.weights.beads.get(OPENING, 0.0)

    def trust(self, path: Beads, linked: Floats) -> Floats:
        """Tell for each bead of a path how far to trust it by what it and its neighbourhood share, from 0 to 1.

        `linked` is how well the words of each are linked. A short sentence may share no word with its translation;
        where hardly any do, the texts are no translations. Both the neighbours before it and those behind it must
        vouch for a bead that does not speak for itself, and either for one that does: so a stretch that does not belong
        borrows nothing at its ends.
        """
        chinese, english = View(self.text.chinese, self.text.english, path).words()
        words = np.where(path.is_pair, np.minimum(chinese, english) + 1, 0.0)
        count, whole = int(path.is_pair.sum()), 2 * _NEIGHBOURS + 1
        before, behind = _shown_around(linked, words)
        shown = np.minimum(before, behind) - _MORE_ALONE * max(0, whole - count)
        if count > _NEIGHBOURS:
            alone = linked / np.maximum(words, 1.0) - _MORE_ALONE * (whole - 1)
            shown = np.maximum(shown, np.minimum(alone, np.maximum(before, behind)))
        trust = np.clip((shown - _NO_TRUST) / (_NO_DOUBT - _NO_TRUST), 0.0, 1.0)
        return np.where(path.is_pair, trust, 1.0)

    def features(self, text: Text, beads: Beads, strength: Floats, top: int) -> Named:
        """Give the features of beads in a part of the text, which begins with Chinese sentence `top` of the whole."""
        met = meetings(text.chinese, text.english, (text.words.chinese, text.words.english), beads.grid)
        fold = folds_of(self.text.chinese.count)[text.chinese.sentences[met.chinese] + top]
        fit = strength[met.pair, fold]
        telling = fit > 0
        met, fit = met.chosen(telling), fit[telling]
        yield from link_features(text, met, fit, beads)
        yield "clauses crossing", crossing(text, met, fit, beads)
        view = View(text.chinese, text.english, beads)
        yield from fine_features(view, self.habits.lengths, self.habits.null_share)


def _shown_around(linked: Floats, words: Floats) -> tuple[Floats, Floats]:
    """Give the links a word of each bead together with those before it, and with those behind it.

    At an end of the text, where there are too few on one side, the nearest beads stand in for them.
    """
    size = min(_NEIGHBOURS + 1, len(words))
    links, around = (np.concatenate([[0.0], np.cumsum(values)]) for values in (linked, words))
    rates = (links[size:] - links[:-size]) / np.maximum(around[size:] - around[:-size], 1.0)
    place = np.arange(len(words))
    return rates[np.maximum(place - size + 1, 0)], rates[np.minimum(place, len(rates) - 1)]


def second_pass(text: Text, beads: Beads, chances: Floats, weights: Weights) -> SecondPass:
    """Learn from the beads of the first pass, and how likely each is, what the second wants to know of the text."""
    likely = beads.chosen((chances > _LIKELY) & beads.is_pair)
    habits = Habits(
        _measured_lengths(View(text.chinese, text.english, likely)),
        _null_share(text, beads, chances),
        agreement(text, likely),
        _own_shapes(beads, chances, weights.one_to_one),
    )
    some = likely.chosen(np.arange(0, len(likely.shape), -(-len(likely.shape) // _MOST_BEADS) or 1))
    runs = Likely(some.chinese, some.chinese_count, some.english, some.english_count)
    text, associations = associate(text, runs)
    return SecondPass(text, associations, habits, weights)


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
    parts, others = clauses(view)
    ratio_of_clauses = float((parts.sum() + usual.clauses * _PRIOR) / (others.sum() + _PRIOR))
    return Lengths(letters, float(spread), float(spread_ratio), ratio_of_clauses)


def _own_shapes(beads: Beads, chances: Floats, usual: float) -> Floats:
    """Tell for each shape how much rarer it is here than usual, where more pairs are one to one.

    In scripture and news hardly a pair is not; in novels a third. The other way round the first pass is not to be
    trusted: where it joins too much it would confirm itself.
    """
    pairs = beads.is_pair
    plain = pairs & (beads.shape == _ONE_TO_ONE)
    own = (chances[plain].sum() + _PRIOR_SHAPES * usual) / (chances[pairs].sum() + _PRIOR_SHAPES)
    rarer = np.full(len(SHAPE_NAMES), _OWN_SHAPES * np.log((1 - max(own, usual)) / (1 - usual)))
    rarer[[_ONE_TO_ONE, *NULL_SHAPES]] = 0.0
    return rarer


def _null_share(text: Text, beads: Beads, chances: Floats) -> float:
    """Estimate which share of the sentences has no partner."""
    nulls = float(chances[~beads.is_pair].sum())
    share = (nulls + _USUAL_NULLS * _PRIOR) / (text.chinese.count + text.english.count + _PRIOR)
    return min(max(share, _LEAST_NULLS), _MOST_NULLS)
