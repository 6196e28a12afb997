"""How often function words are linked at all, and to which others: 的 to "of" and 's, 在 to "in" and "at".

The counts stand with the fitted weights. Dictionaries say little about such words, sentences much.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flashcards.common.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.links.chinese_types import ChineseType

Count: TypeAlias = tuple[int, int]
"""How often something was linked, and how often it was met."""

_PRIOR_LINKS, _PRIOR_MEETINGS = 0.1, 3.0
"""What is added to the counts of a pair: of thirty pairs of function words that meet one is linked. Set by hand."""
_USUAL_CHINESE, _USUAL_ENGLISH = 0.7, 0.5
"""How often function words and signs of either language are linked at all, in 225 linked pairs."""
_DOUBT = 2.0
"""How many meetings that share counts for."""
_NOTHING: Count = (0, 0)
"""The counts of a word or pair that was never met."""
FUNCTION_LAYERS = ("z_linked", "e_linked", "pair_usual", "pair_seen")


class FunctionTable(Record):
    """Counts of links of Chinese function words, of English ones, and of pairs of the two."""

    chinese: Mapping[str, Count]
    english: Mapping[str, Count]
    pairs: Mapping[tuple[str, str], Count]

    def layers(self, chinese: Sequence[ChineseType], english: Sequence[EnglishType]) -> Floats:
        """Tell how usual it is to link the two words of each cell to anything, and to each other."""
        shape = (len(chinese), len(english))
        layers = {name: np.zeros(shape, np.float32) for name in FUNCTION_LAYERS}
        layers["z_linked"][:] = np.array(
            [[_share(self.chinese.get(c.text, _NOTHING), _USUAL_CHINESE)] for c in chinese]
        )
        layers["e_linked"][:] = np.array([_share(self.english.get(e.text, _NOTHING), _USUAL_ENGLISH) for e in english])
        rows = _places((c.text, c.is_function or c.is_punctuation) for c in chinese)
        columns = _places((e.text, e.is_function or e.is_punctuation) for e in english)
        for (word, text), (linked, met) in self.pairs.items():
            if word in rows and text in columns:
                usual = (linked + _PRIOR_LINKS) / (met + _PRIOR_MEETINGS) * (_PRIOR_MEETINGS / _PRIOR_LINKS)
                cells = np.ix_(rows[word], columns[text])
                layers["pair_usual"][cells] = log(usual)
                layers["pair_seen"][cells] = linked > 0
        return np.stack([layers[name] for name in FUNCTION_LAYERS])


def _places(words: Iterable[tuple[str, bool]]) -> dict[str, list[int]]:
    """Give the places of each word that holds a sentence together, as the flag beside it tells."""
    places: dict[str, list[int]] = {}
    for place, (text, holds) in enumerate(words):
        if holds:
            places.setdefault(text, []).append(place)
    return places


def _share(count: Count, usual: float) -> float:
    return (count[0] + usual * _DOUBT) / (count[1] + _DOUBT)
