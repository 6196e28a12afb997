"""Which sense of a word fits: the one that contains what the translator wrote, else one that is near to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.lexicon.comparing import FUNCTION_WORDS
from flashcards.meanings._english import key_of
from flashcards.meanings._glosses import gloss_lemmas
from flashcards.meanings._vectors import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.lexicon import Lexicon
    from flashcards.meanings._english import EnglishType

Floats: TypeAlias = "NDArray[np.floating]"

_LATER = 0.97
_SAME_STEM = 0.8
_LEAST_FIT = 0.2
_LEAST_NEARNESS = 0.38
_LATER_COST = 0.03
_ABBREVIATION = re.compile(r"\(?abbr\. (?:for|of|to) (?P<long>[\u3007\u3400-\u9fff]+)\)?")


def fitting_first(senses: tuple[str, ...], rendered: Sequence[EnglishType], lexicon: Lexicon) -> tuple[str, ...]:
    """Move the sense that shares most with the words that render the word to the front.

    Where none shares anything, or only function words render it, the order stays. An abbreviation is explained by the
    sense of the long form that fits.
    """
    if all(token.is_function for token in rendered):
        return senses
    explained = tuple(_explained(sense, rendered, lexicon) for sense in senses)
    fits = [_fit(sense, rendered, lexicon) * _LATER**rank for rank, sense in enumerate(explained)]
    best = max(range(len(fits)), key=fits.__getitem__, default=0)
    if not fits or fits[best] < _LEAST_FIT:
        return explained
    return (explained[best], *explained[:best], *explained[best + 1 :])


def likeliest_first(senses: tuple[str, ...], unlinked: Floats, lexicon: Lexicon) -> tuple[str, ...]:
    """Move the sense that lies nearest to a word of the sentence which renders no other to the front.

    `unlinked` holds the vectors of those words. Where none is near, the order stays.
    """
    if len(senses) < 2 or not len(unlinked):
        return senses
    near = (_vectors(senses, lexicon) @ unlinked.T).max(1) - _LATER_COST * np.arange(len(senses))
    best = int(near.argmax())
    if near[best] < _LEAST_NEARNESS:
        return senses
    return (senses[best], *senses[:best], *senses[best + 1 :])


def _vectors(senses: tuple[str, ...], lexicon: Lexicon) -> Floats:
    known: dict[tuple[str, ...], Floats] = lexicon.derived(_no_vectors)
    found = known.get(senses)
    if found is None:
        space: Space = lexicon.derived(Space)
        words = [{w for lemmas in gloss_lemmas(s, lexicon) for w in lemmas if w not in FUNCTION_WORDS} for s in senses]
        found = known[senses] = space.english([[key_of(w, lexicon) for w in told] for told in words])
    return found


def _no_vectors(_lexicon: Lexicon) -> dict[tuple[str, ...], Floats]:
    return {}


def _explained(sense: str, rendered: Sequence[EnglishType], lexicon: Lexicon) -> str:
    match = _ABBREVIATION.fullmatch(sense)
    told = [s for entry in lexicon.entries(match["long"]) for s in entry.senses] if match else []
    if match is None or not told:
        return sense
    fitting = max(told, key=lambda s: _fit(s, rendered, lexicon))
    return f"{fitting} (abbr. for {match['long']})"


def _fit(sense: str, rendered: Sequence[EnglishType], lexicon: Lexicon) -> float:
    """Compare a sense with a rendering: the shared words as a share of both, content words counted first."""
    content = [token for token in rendered if not token.is_function] or list(rendered)
    forms = {part for token in content for part in token.parts}
    keys = {key for token in content for key in token.keys}
    best = 0.0
    for lemmas in gloss_lemmas(sense, lexicon):
        words = [t for t in lemmas if t not in FUNCTION_WORDS] or list(lemmas)
        same = sum(1.0 if w in forms else _SAME_STEM * (key_of(w, lexicon) in keys) for w in words)
        if same:
            best = max(best, same / max(len(words), 1) ** 0.5 * (same / max(len(content), same)) ** 0.5)
    return best
