"""English words that say nearly the same as a token, as the lexicon holds them (see `lexicon._synonyms`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.lexicon.english import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from flashcards.common.arrays import Floats
    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon

Relatives: TypeAlias = "tuple[NDArray[np.uint16], Floats]"
"""The numbers of stems, and how close each is, 0 to 1."""

_NONE: Relatives = (np.zeros(0, np.uint16), np.zeros(0, np.float32))
"""What a stem without relatives has: no numbers, in the types of the compiled file."""


class Synonyms:
    """The relatives of English tokens. What a text asks for is kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._of_stems: dict[str, Relatives] = {}
        self._of_tokens: dict[str, Relatives] = {}
        self._closeness: dict[str, dict[int, float]] = {}

    def relatives(self, tokens: Sequence[EnglishType]) -> list[Relatives]:
        """Give the relatives of each token's parts."""
        new = {token.text: _stems(token) for token in tokens if token.text not in self._of_tokens}
        self._fetch({stem for stems in new.values() for stem in stems} - self._of_stems.keys())
        self._of_tokens |= {text: _joined([self._of_stems[stem] for stem in stems]) for text, stems in new.items()}
        return [self._of_tokens[token.text] for token in tokens]

    def closeness(self, token: EnglishType) -> Mapping[int, float]:
        """Give the relatives of a token as how close each stem is, by its number."""
        if token.text not in self._closeness:
            ((numbers, closeness),) = self.relatives([token])
            self._closeness[token.text] = dict(zip(numbers.tolist(), closeness.tolist(), strict=True))
        return self._closeness[token.text]

    def _fetch(self, stems: Iterable[str]) -> None:
        wanted = sorted(stems)
        self._of_stems.update(dict.fromkeys(wanted, _NONE))
        for stem_, (numbers, weights) in self._lexicon.rows_of("synonym", "stems, weights", wanted).items():
            closeness = np.frombuffer(weights, np.uint8).astype(np.float32) / 255
            self._of_stems[stem_] = np.frombuffer(numbers, np.uint16), closeness


def _stems(token: EnglishType) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(stem, token.parts)))


def _joined(relatives: Sequence[Relatives]) -> Relatives:
    if not relatives:
        return _NONE
    return np.concatenate([numbers for numbers, _ in relatives]), np.concatenate([close for _, close in relatives])
