"""Words across the ends of others, which a cut takes amiss most often: 未|必要 for 未必|要.

*The idea:* where two words of the dictionary share a character, one of them is none here. The nearer the likeliest cut
with the other comes to that which was chosen, the less sure is the choice: of 206 words of the dictionary, in sentences
cut by hand (four sets), that another crosses less than 6 behind, 30 were cut amiss, of 914 further off nine.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards.records import Crossing, Word, WordKind, replace
from flashcards.words.best_path import behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span
    from flashcards.words.best_path import Path
    from flashcards.words.lattice import Lattice

_DICTIONARY = WordKind.DICTIONARY


def with_crossings(path: Path, lexicon: Lexicon) -> tuple[Word, ...]:
    """Give the words of a cut, each with the word of the dictionary that came nearest to crossing it."""
    crossing: defaultdict[int, list[Span]] = defaultdict(list)
    for word, span in _crossing(path.words, path.edges):
        crossing[word.start].append(span)
    if not crossing:
        return path.words
    asked = frozenset(span for spans in crossing.values() for span in spans)
    by_span = behind(path, lexicon, asked)
    nearest = {start: min(spans, key=by_span.__getitem__) for start, spans in crossing.items()}
    return tuple(
        replace(word, crossing=Crossing(path.text[slice(*span)], by_span[span])) if span else word
        for word, span in ((word, nearest.get(word.start)) for word in path.words)
    )


def _crossing(words: Sequence[Word], edges: Lattice) -> Iterator[tuple[Word, Span]]:
    """Give for words of the dictionary the stretches of others that reach across one of their ends."""
    longer = (word for word in words if word.kind is _DICTIONARY and word.end - word.start > 1)
    by_place = {at: word for word in longer for at in range(word.start, word.end)}
    for start, row in enumerate(edges):
        for end, kind, _, rule in row:
            if end - start > 1 and kind is _DICTIONARY and not rule:
                first, last = by_place.get(start), by_place.get(end - 1)
                if first and first is not last and first.start < start:
                    yield first, (start, end)
                if last and last is not first and end < last.end:
                    yield last, (start, end)
