"""The scorer that needs nothing but the dictionary: words, lengths and punctuation, weighed by a log-linear model.

The weights are those of a conditional random field over alignments (Lafferty et al., 2001), fitted by
`scripts/fit_alignment.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment._coverage import cover, meetings
from flashcards.alignment._features import Named, View, features
from flashcards.translation import FUNCTION_WORDS, candidates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from flashcards.alignment._side import Side
    from flashcards.alignment.scorer import Beads
    from flashcards.lexicon import Lexicon
    from flashcards.records import Bitext
    from flashcards.translation import Candidates

Floats: TypeAlias = "NDArray[np.float64]"

_COMMON = 7.0
_USUAL_SPREAD = 4.0


@dataclass(frozen=True, slots=True)
class Text:
    """A bitext as the aligner sees it: both sides, and the word pairs between them."""

    chinese: Side
    english: Side
    words: Candidates
    strength: Floats
    rarity: tuple[Floats, Floats]


def text_of(chinese: Side, english: Side, lexicon: Lexicon) -> Text:
    """Look up what the dictionary knows about the words of a text."""
    words = candidates(chinese.types, english.types, lexicon, english.names)
    rarity = (
        np.array([_rarity(lexicon.frequency(t)) for t in chinese.types]),
        np.array([0.0 if t in FUNCTION_WORDS else _rarity(lexicon.english_frequency(t)) for t in english.types]),
    )
    return Text(chinese, english, words, words.strength, rarity)


def _rarity(zipf: float) -> float:
    """How much a word tells: 0 for the commonest, about 1 for an ordinary word, more for a rare one."""
    return min(max(_COMMON - zipf, 0.0), _COMMON) / _USUAL_SPREAD


class LexicalScorer:
    """Scores beads of one text."""

    def __init__(self, text: Text, weights: Mapping[str, float] | None = None) -> None:
        self._text = text
        self._weights = committed_weights() if weights is None else weights

    def score(self, bitext: Bitext, beads: Beads) -> Floats:
        """Give each bead the weighted sum of its features."""
        del bitext
        total = np.zeros(len(beads.shape))
        for name, values in self.features(beads):
            weight = self._weights.get(name, 0.0)
            if weight:
                total += weight * values
        return total

    def features(self, beads: Beads) -> Named:
        """Give each feature of the beads by name."""
        text = self._text
        met = meetings(text.chinese, text.english, (text.words.chinese, text.words.english), beads.grid)
        weightings = tuple(
            (np.ones(len(side.tokens)), rarity[side.tokens])
            for side, rarity in zip((text.chinese, text.english), text.rarity, strict=True)
        )
        covered = cover((text.chinese, text.english), met, text.strength, beads, weightings)
        letters = text.english.lengths.sum() / max(text.chinese.lengths.sum(), 1.0)
        yield from features(View(text.chinese, text.english, beads), covered, letters)


@cache
def committed_weights() -> Mapping[str, float]:
    """Read the weights that come with the package."""
    told = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    weights: Mapping[str, float] = told["beads"]
    return weights
