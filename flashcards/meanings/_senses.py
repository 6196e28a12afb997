"""Which sense of a word fits: the one whose English words the translator used, else the one the sentence speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.lexicon._translations import FUNCTION_WORDS
from flashcards.meanings._english import english_type
from flashcards.meanings._glosses import gloss_lemmas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.meanings._english import EnglishType

_LATER = 0.97
_SAME_STEM = 0.8
_LEAST_FIT = 0.3


def fitting_first(senses: tuple[str, ...], rendered: Sequence[EnglishType], lexicon: Lexicon) -> tuple[str, ...]:
    """Move the sense that shares most with the words that render the word to the front; where none does, change nothing."""
    fits = [_fit(sense, rendered, lexicon) * _LATER**rank for rank, sense in enumerate(senses)]
    best = max(range(len(fits)), key=fits.__getitem__, default=0)
    if not fits or fits[best] < _LEAST_FIT:
        return senses
    return (senses[best], *senses[:best], *senses[best + 1 :])


def _fit(sense: str, rendered: Sequence[EnglishType], lexicon: Lexicon) -> float:
    """Compare a sense with a rendering: the shared words as a share of both, content words counted first."""
    content = [token for token in rendered if not token.is_function] or list(rendered)
    forms = {part for token in content for part in token.parts}
    keys = {key for token in content for key in token.keys}
    best = 0.0
    for lemmas in gloss_lemmas(sense, lexicon):
        words = [t for t in lemmas if t not in FUNCTION_WORDS] or list(lemmas)
        same = sum(1.0 if w in forms else _SAME_STEM if english_type(w, lexicon).keys[0] in keys else 0.0 for w in words)
        if same:
            best = max(best, same / max(len(words), 1) ** 0.5 * (same / max(len(content), same)) ** 0.5)
    return best
