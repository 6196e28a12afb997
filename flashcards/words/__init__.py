"""Sentences into words: the dictionary's words and those a rule builds, weighed against each other.

`lattice` lays out all the ways to cut a text, `best_path` takes the likeliest. What English stands beside a text can
then speak for a word: a first cut goes by the Chinese alone, a final one by both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.records import Word
from flashcards.words.affixes import formed
from flashcards.words.best_path import best_path
from flashcards.words.english_evidence import bonuses, held_together
from flashcards.words.lattice import lattice
from flashcards.words.name_evidence import weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span
    from flashcards.words.lattice import Edge, Lattice

__all__ = ["cut"]


def cut(text: str, lexicon: Lexicon, *, english: str = "") -> tuple[Word, ...]:
    """Cut a Chinese text into words, by the Chinese alone or with the help of its translation.

    The words join to the text exactly. A traditional text is cut where its simplified form is.
    """
    edges, simplified = lattice(text, lexicon), lexicon.simplify(text)
    bonus: Mapping[Span, float] = {}
    if english:
        edges = weighed(edges, simplified, english, lexicon)
        bonus = bonuses(simplified, edges, english, lexicon)
        edges = _with_affixed(edges, formed(simplified, edges, english, bonus, lexicon))
    words = best_path(simplified, edges, lexicon, bonus)
    if english and (more := held_together(simplified, words, bonus, english, lexicon)):
        words = best_path(simplified, edges, lexicon, {**bonus, **more})
    if text == simplified:
        return words
    return tuple(Word(text[word.start : word.end], word.start, word.end, word.kind) for word in words)


def _with_affixed(edges: Lattice, affixed: Iterable[tuple[int, Edge]]) -> Lattice:
    more: dict[int, tuple[Edge, ...]] = {}
    for start, edge in affixed:
        more[start] = (*more.get(start, edges[start]), edge)
    return tuple(more.get(start, row) for start, row in enumerate(edges)) if more else edges
