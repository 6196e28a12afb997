"""The cut of a text: all ways, weighed by the Chinese and then by the English beside it, and the likeliest of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses import text_support
from flashcards.lexicon.english import tokenize
from flashcards.records import Record, replace
from flashcards.words.affixes import formed
from flashcards.words.best_path import best_path
from flashcards.words.crossings import with_crossings
from flashcards.words.english_evidence import bonuses, held_together
from flashcards.words.lattice import lattice
from flashcards.words.name_evidence import weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span, Word
    from flashcards.words.lattice import Edge, Lattice


class Cut(Record):
    """A cut with what it was chosen from.

    `simplified` is the text in simplified characters, `chinese` its lattice by the Chinese alone, `edges` that by both
    languages, `bonus` what the English adds to the score of a stretch as a word. `words` are those of the text as it
    is written, and join to it exactly.
    """

    simplified: str
    chinese: Lattice
    edges: Lattice
    bonus: Mapping[Span, float]
    words: tuple[Word, ...]


def cut_text(text: str, lexicon: Lexicon, english: str) -> Cut:
    """Cut a Chinese text; a traditional one is cut where its simplified form is."""
    chinese, simplified = lattice(text, lexicon), lexicon.simplify(text)
    edges, bonus = chinese, {}
    if english:
        _read_ahead(simplified, chinese, english, lexicon)
        edges = weighed(edges, simplified, english, lexicon)
        bonus = dict(bonuses(simplified, edges, english, lexicon))
        edges = _with_affixed(edges, formed(simplified, edges, english, bonus, lexicon))
    path = best_path(simplified, edges, lexicon, bonus)
    if english and (more := held_together(simplified, path.words, bonus, english, lexicon)):
        bonus = {**bonus, **more}
        path = best_path(simplified, edges, lexicon, bonus)
    words = with_crossings(path, lexicon)
    if text != simplified:
        words = tuple(replace(word, text=text[word.start : word.end]) for word in words)
    return Cut(simplified, chinese, edges, bonus, words)


def _read_ahead(text: str, edges: Lattice, english: str, lexicon: Lexicon) -> None:
    """Read at once what the lexicon will be asked about the characters, the words and the English of a text."""
    words = {text[start : edge.end] for start, row in enumerate(edges) for edge in row}
    lexicon.read_english(token.text for token in tokenize(english))
    text_support.read_ahead(words.union(text), lexicon)


def _with_affixed(edges: Lattice, affixed: Iterable[tuple[int, Edge]]) -> Lattice:
    more: dict[int, tuple[Edge, ...]] = {}
    for start, edge in affixed:
        more[start] = (*more.get(start, edges[start]), edge)
    return tuple(more.get(start, row) for start, row in enumerate(edges)) if more else edges
