"""How much it tells that a Chinese and an English word stand in the same bead: a logistic regression on what is known.

The question is whether a word's best partner lies in the bead that renders its sentence, or in one a few sentences off;
both are seen equally often. Only what is told above even chances counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from flashcards.lexicon.english import FUNCTION_WORDS
from flashcards.links.word_pairs import Candidates, candidates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.alignment.association import Associations
    from flashcards.alignment.sides import Side
    from flashcards.arrays import Floats, Integers
    from flashcards.lexicon import Lexicon


_COMMON = 7.0
_USUAL_SPREAD = 4.0
_LEAST_PARTS = 0.02
_MOST = 5.0
_UNIT = 3.0


@dataclass(frozen=True, slots=True)
class Text:
    """A bitext as the aligner sees it: both sides, the word pairs between them, and how rare each type is."""

    chinese: Side
    english: Side
    words: Candidates
    rarity: tuple[Floats, Floats]


def text_of(chinese: Side, english: Side, lexicon: Lexicon) -> Text:
    """Look up what the dictionary knows about the words of a text."""
    rarity = (
        np.array([_rarity(lexicon.frequency(t)) for t in chinese.types]),
        np.array([0.0 if t in FUNCTION_WORDS else _rarity(lexicon.english_frequency(t)) for t in english.types]),
    )
    words = candidates(chinese.types, english.types, lexicon, english.names)
    return Text(chinese, english, words, rarity)


def _rarity(zipf: float) -> float:
    """How much a word tells: 0 for the commonest, about 1 for an ordinary word, more for a rare one."""
    return min(max(_COMMON - zipf, 0.0), _COMMON) / _USUAL_SPREAD


def pair_features(text: Text) -> dict[str, Floats]:
    """Describe each word pair of the text by named numbers."""
    words = text.words
    one, other = text.rarity[0][words.chinese], text.rarity[1][words.english]
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
        "rarity chinese": one,
        "rarity english": other,
        "rarity both": one * other,
        "rarity here chinese": here[0],
        "rarity here english": here[1],
        "gloss rarity": words.gloss * one,
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
    return np.asarray(np.log(side.count / np.maximum(often, 1)) / _USUAL_SPREAD)


def _best(strength: Floats, types: Integers) -> Floats:
    best = np.zeros(int(types.max(initial=-1)) + 1)
    np.maximum.at(best, types, strength)
    return best[types]
