"""The sentence that shows a term best: short, sure, rendered plainly, other words common; of a long one a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.comparison import shares_a_word
from flashcards.records import Example, WordKind
from flashcards.sentences.clauses import around

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word

_BEST_LENGTH = 14
"""Characters of a sentence that is neither bare nor long."""
_MOST_LENGTH = 40
"""Characters of a sentence that stands on a card whole; a longer one is cut at a clause. Three lines of a phone."""
_COMMON = 4.5
"""The Zipf frequency from which on a word beside the term is taken for known; set by hand."""


class Examples:
    """Picks the best sentence for each term of a text; the words of a sentence are looked up once for all its terms."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._counts: dict[int, tuple[tuple[Word, ...], tuple[int, int]]] = {}
        """How many words of a sentence are in the dictionary, and how many of those are rare, by their identity."""

    def best(self, places: Sequence[tuple[AnnotatedPair, Word]], usual: str) -> Example:
        """Pick the best of the places of a term, the first of equal ones; `usual` is its most frequent rendering.

        Of a long sentence it is the clause that shows the term, where both languages have one.
        """
        whole, word = max(places, key=lambda place: self.worth(place[0], place[1], usual))
        annotated, word = around(whole, word, _MOST_LENGTH)
        return Example(annotated, word, None if annotated is whole else whole)

    def worth(self, annotated: AnnotatedPair, word: Word, usual: str) -> float:
        """Rate a place of a term, from about -1 to 3: the higher, the better it shows the term."""
        length = len(annotated.pair.chinese_text)
        too_long = max(0.0, length - _BEST_LENGTH) / 40
        too_short = max(0.0, _BEST_LENGTH / 2 - length) / 7
        rendered = word.rendering.confidence if word.rendering else 0.0
        plain = 0.5 if word.rendering and word.rendering.text == usual else 0.0
        plain += 0.5 * bool(word.rendering and word.senses and shares_a_word(word.senses[0].gloss, word.rendering.text))
        return annotated.pair.confidence + rendered + plain - too_long - too_short - self._strangeness(annotated, word)

    def _strangeness(self, annotated: AnnotatedPair, word: Word) -> float:
        """Give the share of rare words beside the term."""
        known = self._counts.get(id(annotated.words))
        if known is None:
            known = self._counts[id(annotated.words)] = annotated.words, self._count(annotated.words)
        counts = known[1]
        own = self._count([w for w in annotated.words if w.start == word.start])
        return 0.5 * (counts[1] - own[1]) / max(counts[0] - own[0], 1)

    def _count(self, words: Iterable[Word]) -> tuple[int, int]:
        listed = [w for w in words if w.kind is WordKind.DICTIONARY]
        return len(listed), sum(self._lexicon.frequency(w.text) < _COMMON for w in listed)
