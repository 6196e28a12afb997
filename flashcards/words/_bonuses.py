"""What the English beside a text says for each word that may stand in it.

English decides between cuts that say different things, not between a word and the same characters taken apart: it
speaks against 运动会 (sports meeting) where it has "movement", which is 运动; it does not speak for 打电话 as one word
rather than two.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards import evidence
from flashcards.records import WordKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span
    from flashcards.words._lattice import Lattice

ENGLISH = 2.5
"""What each character of a word counts for whose sense stands in the English beside the text."""
WHOLE = 0.1
"""What a word counts for beyond the words within it, where one of its senses stands whole in the English."""
_IDIOM = 4
"""From this length on a word is an idiom or a name: what its parts mean says nothing against it (异国他乡)."""


def bonuses(text: str, edges: Lattice, english: str, lexicon: Lexicon) -> Mapping[Span, float]:
    """Tell what is added to the score of each dictionary word that may stand in the text."""
    lemmas = evidence.lemmas(english, lexicon)
    found: dict[Span, float] = {}
    spans = sorted(
        {(at, e.end) for at, row in enumerate(edges) for e in row if e.kind in (WordKind.DICTIONARY, WordKind.TERM)},
        key=lambda span: (span[1] - span[0], span),
    )
    shared: defaultdict[Span, float] = defaultdict(float)
    for start, end in spans:
        word = text[start:end]
        support = max((evidence.support(entry, lemmas, lexicon) for entry in lexicon.entries(word)), default=0.0)
        own, inside = ENGLISH * support * (end - start), _most_within(start, end, found)
        is_firm = end - start >= _IDIOM or word not in lexicon
        found[start, end] = max(own, inside) if is_firm else own
        found[start, end] += WHOLE * support
        if end - start > 1 and own > inside:
            _share(own - inside, (start, end), spans, shared)
    return {span: value + shared[span] for span, value in found.items()}


def _share(value: float, whole: Span, spans: list[Span], shared: defaultdict[Span, float]) -> None:
    """Give what speaks for a word, half each, to the first and the last of the words within it, too.

    So a cut that runs across the word loses it, and one that takes the word apart does not.
    """
    start, end = whole
    for first, last in spans:
        if (first == start and last < end) or (last == end and first > start):
            shared[first, last] += value / 2


def _most_within(start: int, end: int, found: Mapping[Span, float]) -> float:
    """Add up what the words within a stretch have at most, if they do not overlap."""
    if end - start == 1:
        return 0.0
    most = {end: 0.0}
    for at in range(end - 1, start - 1, -1):
        ends = range(at + 1, end + (at > start))
        most[at] = max([most[at + 1], *(found.get((at, to), 0.0) + most[to] for to in ends)])
    return most[start]
