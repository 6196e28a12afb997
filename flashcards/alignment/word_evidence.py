"""How much it tells that a Chinese and an English word stand in the same bead: a logistic regression on what is known.

The question is whether a word's best partner lies in the bead that renders its sentence, or in one a few sentences off;
both are seen equally often. Only what is told above even chances counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.alignment.bitext_words import USUAL_SPREAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.alignment.association import Associations
    from flashcards.alignment.bitext_words import Text
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats, Integers

_LEAST_PARTS = 0.02
"""Parts of words that render each other less than this count for nothing. Set by hand."""
_MOST = 5.0
"""Odds beyond e to the power of this tell no more: no word pair is surer. Set by hand."""
_SHORTEST = 20
"""Sentences: a shorter text tells nothing of how rare its words are, so they are counted as in one of so many."""
_UNIT = 3.0
"""What the logarithm of the odds is divided by, so that a pair that tells well counts about 1."""


def pair_features(text: Text) -> dict[str, Floats]:
    """Describe each word pair of the text by named numbers."""
    words = text.words
    chinese_rarity, english_rarity = text.rarity[0][words.chinese], text.rarity[1][words.english]
    here = _rarity_here(text.chinese)[words.chinese], _rarity_here(text.english)[words.english]
    best = _best(words.strength, words.chinese), _best(words.strength, words.english)
    known = words.strength > 0
    single = np.array([len(word) == 1 for word in text.chinese.types])[words.chinese]
    return {
        "bias": np.ones(len(known)),
        "known": known.astype(np.float64),
        "gloss": words.gloss,
        "gloss found": (words.gloss > 0).astype(np.float64),
        "gloss whole": (words.gloss > 0.9).astype(np.float64),
        "parts": words.parts,
        "parts log": np.log(np.maximum(words.parts, _LEAST_PARTS) / _LEAST_PARTS),
        "parts alone": words.parts * (words.gloss == 0),
        "form": words.form,
        "sound": words.sound * (words.form == 0),
        "single character": single.astype(np.float64),
        "rarity chinese": chinese_rarity,
        "rarity english": english_rarity,
        "rarity both": chinese_rarity * english_rarity,
        "rarity here chinese": here[0],
        "rarity here english": here[1],
        "gloss rarity": words.gloss * chinese_rarity,
        "best of chinese": words.strength / np.maximum(best[0], 1e-9),
        "best of english": words.strength / np.maximum(best[1], 1e-9),
    }


def association_features(features: Mapping[str, Floats], association: Floats) -> dict[str, Floats]:
    """Describe by named numbers how much two words keep company in this text; all of them 0 where they do not."""
    return {
        "company": association,
        "company found": (association > 0).astype(np.float64),
        "company root": np.sqrt(association),
        "company rarity chinese": association * features["rarity here chinese"],
        "company rarity english": association * features["rarity here english"],
    }


def evidence(text: Text, weights: Mapping[str, float], associations: Associations | None = None) -> Floats:
    """Give, for each word pair and each fold of the text, the logarithm of the odds that it tells, none below even."""
    features = pair_features(text)
    base = sum(weights.get(name, 0.0) * values for name, values in features.items())
    odds = np.repeat(np.asarray(base)[:, None], 1 if associations is None else associations.folds, axis=1)
    if associations is not None:
        pairs = associations.pairs
        local = {name: values[pairs][:, None] for name, values in features.items()}
        met = association_features(local, associations.strength)
        odds[pairs] += sum(weights.get(name, 0.0) * values for name, values in met.items())
    return np.asarray(np.clip(odds, 0.0, _MOST) / _UNIT)


def _rarity_here(side: Side) -> Floats:
    often = np.bincount(side.tokens, minlength=len(side.types))
    return np.asarray(np.log(max(side.count, _SHORTEST) / np.maximum(often, 1)) / USUAL_SPREAD)


def _best(strength: Floats, types: Integers) -> Floats:
    best = np.zeros(int(types.max(initial=-1)) + 1)
    np.maximum.at(best, types, strength)
    return best[types]
