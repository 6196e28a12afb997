"""Beads scored by sentence vectors: for those who have a model of a gigabyte or two and minutes to spare.

*The idea:* a model places what says the same close together, whatever the language. What two texts share at random,
their genre and their subject, is taken off: the similarity of a side is measured against that with sentences elsewhere
in the text (Thompson & Koehn, 2019, Vecalign). The model is LaBSE (Feng et al., 2022) through sentence-transformers,
the extra `flashcards[embed]`. It is read from this machine; nothing is downloaded here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from flashcards.alignment.beads import Beads
    from flashcards.common.arrays import Floats, Integers
    from flashcards.records import Bitext, Sentence

Vectors: TypeAlias = "NDArray[np.float32]"

MODEL = "sentence-transformers/LaBSE"
_SEED = 1
"""Any number: the same stretches are drawn each time."""
_ELSEWHERE = 32
"""How many stretches of the other side tell what a similarity by accident is."""
_HALF = 0.5
"""Where between accident (0) and sameness (1) a bead is as likely as two nulls."""
_SHARPNESS = 12.0
"""How fast the odds grow beyond that, for each sentence of the bead."""
_COST = 1.0
"""What each further sentence of a bead costs, so that two beads are not joined into one that is as good."""


class VectorScorer:
    """Scores a bead by how near the vectors of its two sides are, each side encoded as one text.

    `encode` gives each of some texts a row of length 1.
    """

    def __init__(self, encode: Callable[[list[str]], Vectors]) -> None:
        self._encode = encode

    def score(self, bitext: Bitext, beads: Beads) -> Floats:
        """Give each bead its score; a null has 0."""
        scores = np.zeros(len(beads.shape))
        pairs = np.flatnonzero(beads.is_pair)
        if not len(pairs):
            return scores
        chosen = beads.chosen(pairs)
        chinese, of_chinese = self._encoded(bitext.chinese, chosen.chinese, chosen.chinese_count, "")
        english, of_english = self._encoded(bitext.english, chosen.english, chosen.english_count, " ")
        likeness = np.einsum("ij,ij->i", chinese[of_chinese], english[of_english])
        accident = (_by_accident(chinese, english)[of_chinese] + _by_accident(english, chinese)[of_english]) / 2
        nearness = (likeness - accident) / np.maximum(1 - accident, 1e-6)
        sentences = chosen.chinese_count + chosen.english_count
        scores[pairs] = _SHARPNESS * (nearness - _HALF) * sentences / 2 - _COST * (sentences - 2)
        return scores

    def _encoded(
        self, sentences: Sequence[Sentence], first: Integers, count: Integers, gap: str
    ) -> tuple[Vectors, Integers]:
        """Encode each stretch of sentences once; the second value tells which of them each bead has."""
        stretches, numbers = np.unique(np.stack([first, count], 1), axis=0, return_inverse=True)
        texts = [gap.join(s.text for s in sentences[start : start + many]) for start, many in stretches.tolist()]
        return self._encode(texts), numbers.reshape(-1)


def _by_accident(side: Vectors, other: Vectors) -> Floats:
    """Give the mean similarity of each text with texts of the other side drawn at random."""
    drawn = np.random.default_rng(_SEED).choice(len(other), min(_ELSEWHERE, len(other)), replace=False)
    means: Floats = np.asarray((side @ other[drawn].T).mean(1), np.float64)
    return means


def sentence_vectors() -> VectorScorer:
    """Open the model that is kept on this machine.

    Raises:
        InputError: the extra is not installed, or the model is not here.

    """
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise InputError("the scorer vectors needs a further package: pip install 'flashcards[embed]'.") from error
    try:
        model = SentenceTransformer(MODEL, local_files_only=True)
    except (OSError, ValueError) as error:
        raise InputError(
            f"the model {MODEL} is not on this machine, and nothing is downloaded unasked; fetch it once (1.9 GB): "
            f"hf download {MODEL}"
        ) from error
    return VectorScorer(partial(model.encode, normalize_embeddings=True, show_progress_bar=False))
