"""Words across the ends of others, which a cut takes amiss most often: 未|必要 for 未必|要.

*The idea:* where two words of the dictionary share a character, one of them is none here. The nearer the likeliest cut
with the other comes to that which was chosen, the less sure is the choice: of 206 words of the dictionary, in sentences
cut by hand (four sets), that another crosses less than 6 behind, 30 were cut amiss, of 914 further off nine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.records import Crossing, Word, WordKind, replace
from flashcards.words.best_path import behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span
    from flashcards.words.lattice import Edge, Lattice


def with_crossings(
    words: Sequence[Word], text: str, edges: Lattice, lexicon: Lexicon, bonus: Mapping[Span, float]
) -> tuple[Word, ...]:
    """Give the words of a cut, each with the word of the dictionary that came nearest to crossing it."""
    listed = [[(start, edge.end) for edge in row if _is_listed(edge)] for start, row in enumerate(edges)]
    longest = max((end - start for row in listed for start, end in row), default=0)
    crossing = {word.start: spans for word in words if (spans := tuple(_crossing(word, listed, longest)))}
    if not crossing:
        return tuple(words)
    asked = frozenset(span for spans in crossing.values() for span in spans)
    by_span = behind(text, edges, lexicon, bonus, asked)
    nearest = {start: min(spans, key=by_span.__getitem__) for start, spans in crossing.items()}
    return tuple(
        replace(word, crossing=Crossing(text[slice(*span)], by_span[span])) if span else word
        for word, span in ((word, nearest.get(word.start)) for word in words)
    )


def _is_listed(edge: Edge) -> bool:
    return edge.kind is WordKind.DICTIONARY and not edge.rule


def _crossing(word: Word, listed: Sequence[Sequence[Span]], longest: int) -> Iterator[Span]:
    """Give the stretches of words of the dictionary that reach across one end of such a word.

    `listed` has those of the text by where they begin, none longer than `longest`.
    """
    if word.kind is not WordKind.DICTIONARY or word.end - word.start == 1:
        return
    for start in range(max(0, word.start - longest + 1), word.end):
        if start != word.start:
            low, high = (word.start, word.end) if start < word.start else (word.end, len(listed) + 1)
            yield from (span for span in listed[start] if low < span[1] < high)
