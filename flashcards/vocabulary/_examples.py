"""The sentence that shows a term best: short, sure, rendered plainly, its other words common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.records import Example, WordKind
from flashcards.vocabulary._wording import shares_a_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word

_BEST_LENGTH = 14
"""Characters of a sentence that is neither bare nor long."""
_COMMON = 4.5


def best_example(places: Sequence[tuple[AnnotatedPair, Word]], usual: str, lexicon: Lexicon) -> Example:
    """Pick the best of the places of a term, the first of equal ones; `usual` is its most frequent rendering."""
    annotated, word = max(places, key=lambda place: _worth(place[0], place[1], usual, lexicon))
    return Example(annotated, word)


def _worth(one: AnnotatedPair, word: Word, usual: str, lexicon: Lexicon) -> float:
    length = len(one.pair.chinese_text)
    too_long = max(0.0, length - _BEST_LENGTH) / 40
    too_short = max(0.0, _BEST_LENGTH / 2 - length) / 7
    rendered = word.rendering.confidence if word.rendering else 0.0
    plain = 0.5 if word.rendering and word.rendering.text == usual else 0.0
    plain += 0.5 * bool(word.rendering and word.senses and shares_a_word(word.senses[0], word.rendering.text))
    return one.pair.confidence + rendered + plain - too_long - too_short - _strangeness(one, word, lexicon)


def _strangeness(one: AnnotatedPair, word: Word, lexicon: Lexicon) -> float:
    """Give the share of rare words beside the term."""
    others = [w for w in one.words if w.kind is WordKind.DICTIONARY and w.start != word.start]
    rare = sum(lexicon.frequency(w.text) < _COMMON for w in others)
    return 0.5 * rare / max(len(others), 1)
