"""Which sense of a word fits: the one that contains what the translator wrote, else one that is near to it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.lexicon.comparing import FUNCTION_WORDS
from flashcards.meanings._english import key_of
from flashcards.meanings._glosses import gloss_lemmas
from flashcards.meanings._likeliest import likeliness
from flashcards.meanings._vectors import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.lexicon import Lexicon
    from flashcards.meanings._english import EnglishType
    from flashcards.meanings._likeliest import Neighbours
    from flashcards.records import Word

Floats: TypeAlias = "NDArray[np.floating]"

_LATER = 0.97
_SAME_STEM = 0.8
_LEAST_FIT = 0.2
_LEAST_BARE_FIT = 0.7
"""Function words alone must make up a sense: 接着 "then"."""
_LEAST_NEARNESS = 0.45
_NEARNESS_WEIGHT = 2.5
_ABBREVIATION = re.compile(r"\(?abbr\. (?:for|of|to) (?P<long>[\u3007\u3400-\u9fff]+)\)?")


def fitting_first(word: Word, around: Neighbours, rendered: Sequence[EnglishType], lexicon: Lexicon) -> tuple[str, ...]:
    """Move the sense that shares most with the words that render the word to the front.

    Where none shares anything, it is the one that is likeliest by the words about it and nearest to the rendering. An
    abbreviation is explained by the sense of the long form that fits.
    """
    explained = tuple(_explained(sense, rendered, lexicon) for sense in word.senses)
    bare = all(token.is_function for token in rendered)
    fits = [fit(sense, rendered, lexicon) * _LATER**rank for rank, sense in enumerate(explained)]
    best = max(range(len(fits)), key=fits.__getitem__, default=0)
    if bare and (not fits or fits[best] < _LEAST_BARE_FIT):
        return explained
    if not fits or fits[best] < _LEAST_FIT:
        space: Space = lexicon.derived(Space)
        told = space.english([token.keys for token in rendered if not token.is_function])
        return likeliest_first(replace(word, senses=explained), around, told, lexicon)
    return (explained[best], *explained[:best], *explained[best + 1 :])


def likeliest_first(word: Word, around: Neighbours, unlinked: Floats, lexicon: Lexicon) -> tuple[str, ...]:
    """Move the sense to the front that is likeliest by the words about the word and by what renders no other word.

    `unlinked` holds the vectors of the English words that render none; a sense that lies near to one of them gains.
    """
    senses = word.senses
    if len(senses) < 2:
        return senses
    scores = np.array(likeliness(word, around, lexicon))
    if len(unlinked):
        near = (_vectors(senses, lexicon) @ unlinked.T).max(1)
        scores += _NEARNESS_WEIGHT * np.where(near >= _LEAST_NEARNESS, near, 0.0)
    best = int(scores.argmax())
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
    fitting = max(told, key=lambda s: fit(s, rendered, lexicon))
    return f"{fitting} (abbr. for {match['long']})"


def fit(sense: str, rendered: Sequence[EnglishType], lexicon: Lexicon) -> float:
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
