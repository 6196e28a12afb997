"""Why a text was cut where it was: what speaks for a word, against the likeliest cut without it.

*The idea:* a word is explained by what the text would be cut into if that stretch were no word. The score of a cut is
a sum, so the difference of the two parts into what each rule and source adds.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards.records import Decision, WordKind
from flashcards.words.best_path import after_number, best_path, is_number
from flashcards.words.contexts import BOUND, bounds, corrections
from flashcards.words.formations import measure_words
from flashcards.words.lattice import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word
    from flashcards.words.cutting import Cut
    from flashcards.words.lattice import Edge, Lattice

_SOURCES = {
    WordKind.DICTIONARY: "dictionary",
    WordKind.TERM: "lists of frequencies",
    WordKind.FOREIGN: "letters and digits",
    WordKind.UNKNOWN: "no headword",
    WordKind.OTHER: "sign",
}
"""What a word is by that no rule proposed. The dictionary's part is how frequent the word is."""
ENGLISH, NUMBER = "English", "number before it"


def decision(cut: Cut, word: Word, lexicon: Lexicon) -> Decision:
    """Tell which rule or source made a stretch of the text a word, and instead of what.

    It is a rule of neighbours, or the English, if the other cut would win without it; else what the word is by.
    """
    own = _source(_edge(cut.edges, word), word)
    other = _without(cut, word, lexicon)
    if other is None:
        return Decision(word, own, "no other way to cut")
    margins: defaultdict[str, float] = defaultdict(float)
    for words, sign in ((cut.words, 1.0), (other, -1.0)):
        for source, weight in votes(cut, words, lexicon):
            margins[source] += sign * weight
    ordered = sorted(((margin, source) for source, margin in margins.items() if round(margin, 1)), reverse=True)
    lead = sum(margins.values())
    by_itself = {own, *_SOURCES.values(), *map(_named, RULES)}
    decisive = (source for margin, source in ordered if margin > lead and source not in by_itself)
    chosen, instead = (" | ".join(_around(word, words, cut.words, other)) for words in (cut.words, other))
    sums = ", ".join(f"{source} {margin:+.1f}" for margin, source in ordered)
    return Decision(word, next(decisive, own), f"{chosen}, not {instead}: {sums}")


def _without(cut: Cut, word: Word, lexicon: Lexicon) -> tuple[Word, ...] | None:
    """Give the likeliest cut in which a stretch is no word; None where there is none."""
    row = tuple(edge for edge in cut.edges[word.start] if edge.end != word.end)
    edges = (*cut.edges[: word.start], row, *cut.edges[word.start + 1 :])
    reached = {0}
    for start, ways in enumerate(edges):
        reached |= {edge.end for edge in ways} if start in reached else set()
    return best_path(cut.simplified, edges, lexicon, cut.bonus).words if len(edges) in reached else None


def votes(cut: Cut, words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Give what each rule and source adds to the score of a cut."""
    spoken, limits, measures = corrections(cut.simplified), bounds(cut.simplified), measure_words(lexicon)
    bound = {(at, end): name for start, end, name in limits for at in range(start + 1, end)}
    follows_number = False
    for word in words:
        edge, text = _edge(cut.edges, word), cut.simplified[word.start : word.end]
        alike = (each for each in cut.chinese[word.start] if (each.end, each.rule) == (edge.end, edge.rule))
        plain = max(alike, key=lambda each: each.score, default=None)
        late = [name for (at, end), name in bound.items() if at == word.start and word.end > end]
        spoken_votes = [(_named(name), BOUND) for name in late if word.kind is not WordKind.FOREIGN]
        if plain and (correction := spoken.get((word.start, word.end))):
            spoken_votes.append((_named(correction.rule), -abs(correction.score) if edge.rule else correction.score))
        base = plain.score if plain else 0.0
        yield _source(edge, word), base - sum(weight for _, weight in spoken_votes)
        yield from spoken_votes
        yield ENGLISH, edge.score - base + cut.bonus.get((word.start, word.end), 0.0)
        if follows_number and text[0] in measures:
            yield NUMBER, after_number(text, word.kind, lexicon)
        follows_number = is_number(text, word.kind)


def _edge(edges: Lattice, word: Word) -> Edge:
    """Find what a word was in the lattice."""
    fitting = (edge for edge in edges[word.start] if edge.end == word.end and edge.kind is word.kind)
    return max(fitting, key=lambda edge: edge.score)


def _source(edge: Edge, word: Word) -> str:
    return _named(edge.rule) if edge.rule else _SOURCES.get(word.kind, "dictionary")


def _around(word: Word, words: Sequence[Word], first: Sequence[Word], second: Sequence[Word]) -> Iterator[str]:
    """Give the words about one, from the last place before it where two cuts agree to the next behind it."""
    agreed = {w.start for w in first} & {w.start for w in second} | {first[-1].end}
    start = max(at for at in agreed if at <= word.start)
    end = min(at for at in agreed if at >= word.end)
    yield from (w.text for w in words if start <= w.start < end)


def _named(rule: str) -> str:
    return f"rule “{rule}”"
