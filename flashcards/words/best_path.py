"""The likeliest way through all the ways to cut a text, in one pass from its end to its beginning.

A second pass, from the beginning, tells how likely the best way is that has a given word in it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from flashcards.lexicon.word_classes import chosen_words
from flashcards.records import Word, WordKind
from flashcards.words.formations import is_counted, measure_words
from flashcards.words.lattice import Edge
from flashcards.words.word_weights import word_weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span
    from flashcards.words.lattice import Lattice

_AFTER_NUMBER: Mapping[str, float] = word_weights()["after a number"]
"""After 一, 几, 这 and their like a measure word is likely, and 个人 is not."""
COUNTED = -9.0
"""What a word is worth less after a number that is a measure word and what it counts: 那|张|嘴 (that mouth), though
张嘴 is to open one's mouth. Set by hand, as what a rule says against a word."""
_NOWHERE = (Edge(0, WordKind.OTHER, 0.0),) * 2
"""A choice that was not made yet: an edge that ends where it begins."""
_COUNTING = chosen_words("numeral") | chosen_words("counting")
_NUMBER = WordKind.NUMBER
_NUMBER_ENDS = chosen_words("number_end")


class Path(NamedTuple):
    """The likeliest way through the lattice of a text, and what it was found with.

    `to_end` has for each place the score of the best way from there to the end, and of that after a number.
    """

    text: str
    edges: Lattice
    bonus: Mapping[Span, float]
    words: tuple[Word, ...]
    to_end: Sequence[tuple[float, float]]


def best_path(text: str, edges: Lattice, lexicon: Lexicon, bonus: Mapping[Span, float]) -> Path:
    """Take the way through the lattice of a simplified text with the highest sum of scores (Viterbi).

    `bonus` holds what is added to the scores of the words in some stretches.
    """
    measures = measure_words(lexicon)
    scores = [(0.0, 0.0)] * (len(text) + 1)
    choices: list[tuple[Edge, Edge]] = [_NOWHERE] * len(text)
    for start in range(len(text) - 1, -1, -1):
        best = best_counted = -math.inf
        edge = edge_counted = _NOWHERE[0]
        counts, measures_here = text[start] in _COUNTING, text[start] in measures
        for candidate in edges[start]:
            end, kind, score, _ = candidate
            score += scores[end][is_number(text[start:end], kind) if counts else kind is _NUMBER]
            if bonus:
                score += bonus.get((start, end), 0.0)
            if score > best:
                best, edge = score, candidate
            if measures_here:
                score += after_number(text[start:end], kind, lexicon)
            if score > best_counted:
                best_counted, edge_counted = score, candidate
        scores[start], choices[start] = (best, best_counted), (edge, edge_counted)
    return Path(text, edges, bonus, tuple(_follow(text, choices)), scores)


def behind(path: Path, lexicon: Lexicon, asked: Collection[Span]) -> Mapping[Span, float]:
    """Tell of words that may stand in a text how far the best way that has each is behind the best of all."""
    text, edges, bonus, _, to_end = path
    measures = measure_words(lexicon)
    so_far = [[-math.inf, -math.inf] for _ in range(len(text) + 1)]
    so_far[0][False] = 0.0
    through: dict[Span, float] = {}
    for start, row in enumerate(edges):
        for edge in row:
            word, span = text[start : edge.end], (start, edge.end)
            counted = after_number(word, edge.kind, lexicon) if text[start] in measures else 0.0
            score = edge.score + bonus.get(span, 0.0) + max(so_far[start][False], so_far[start][True] + counted)
            number = is_number(word, edge.kind)
            so_far[edge.end][number] = max(so_far[edge.end][number], score)
            if span in asked:
                through[span] = max(through.get(span, -math.inf), score + to_end[edge.end][number])
    return {span: to_end[0][False] - score for span, score in through.items()}


def _follow(text: str, choices: list[tuple[Edge, Edge]]) -> Iterator[Word]:
    start, after_number = 0, False
    while start < len(text):
        edge = choices[start][after_number]
        word = text[start : edge.end]
        yield Word(word, start, edge.end, edge.kind)
        start, after_number = edge.end, is_number(word, edge.kind)


def is_number(word: str, kind: WordKind) -> bool:
    """Tell whether a measure word may follow: after a number, 几, 这, 每 and their like."""
    if word[0] in _COUNTING:
        return len(word) == 1 or word[-1] in _NUMBER_ENDS or kind is WordKind.NUMBER
    return kind is WordKind.NUMBER


def after_number(word: str, kind: WordKind, lexicon: Lexicon) -> float:
    """Tell what makes a word that begins with a measure word likelier to follow a number or 这, 那, 每, or less so."""
    if kind in (WordKind.FOREIGN, WordKind.TERM):
        return 0.0
    if len(word) > 1 and is_counted(word, lexicon):
        return _AFTER_NUMBER["longer"] + COUNTED
    return _AFTER_NUMBER["measure" if len(word) == 1 else "person" if word[0] == "个" else "longer"]
