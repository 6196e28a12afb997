"""All the ways to cut a text: for each place the words that may begin there, and how likely each is.

jieba finds every dictionary word that stands in a text (its own method, without the hidden Markov model that invents
words); `formations` adds what no dictionary lists, `contexts` what neighbours say for and against a word.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.imports import Deferred, stand_ins
from flashcards.records import WordKind
from flashcards.words.contexts import BOUND, bounds, corrections
from flashcards.words.formations import FOREIGN, candidates
from flashcards.words.word_weights import word_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jieba import Tokenizer

    from flashcards.lexicon import Lexicon

RULES: Mapping[str, float] = word_weights()["rules"]
"""What the words of each rule are worth before their characters are looked at."""

_UNKNOWN = -20.0
"""The logarithm of what a character gets where no word begins: two in a thousand million. Set by hand."""


class Edge(NamedTuple):
    """A possible word: where it ends, by which rule it is one, and the logarithm of how likely it is."""

    end: int
    kind: WordKind
    score: float
    rule: str = ""


Lattice: TypeAlias = tuple[tuple[Edge, ...], ...]
"""For each place in a text the words that may begin there."""


def lattice(text: str, lexicon: Lexicon) -> Lattice:
    """Find every word that may stand in the text; there is always a way from its beginning to its end."""
    simplified = lexicon.simplify(text)
    edges: list[list[Edge]] = [[] for _ in text]
    finder: _Finder = lexicon.derived(_Finder)
    listed = finder.add_words(simplified, edges)
    if text != simplified:
        _add_as_written(edges, text, lexicon)
    for start, end, kind, rule, score in candidates(simplified, lexicon):
        edges[start].append(Edge(end, kind, score + RULES[rule], rule))
    for start in listed:
        edges[start] = _rename(edges[start])
    _correct(edges, simplified)
    inside = _add_runs(edges, simplified)
    for start, row in enumerate(edges):
        if not row or (start not in inside and start + 1 not in inside and _is_longer(row, start + 1)):
            kind = WordKind.UNKNOWN if HAN_CHARACTER.match(simplified[start]) else WordKind.OTHER
            row.append(Edge(start + 1, kind, _UNKNOWN))
    return tuple(map(tuple, edges))


def _is_longer(row: list[Edge], end: int) -> bool:
    """Tell whether every word of a row ends behind a place."""
    for edge in row:  # noqa: SIM110  # the shortest stands first: one look is nearly always enough, and costs no generator
        if edge.end <= end:
            return False
    return True


def _add_as_written(edges: list[list[Edge]], text: str, lexicon: Lexicon) -> None:
    """Add words that are listed in traditional characters alone, as a user's own may be."""
    finder: _Finder = lexicon.derived(_Finder)
    written: list[list[Edge]] = [[] for _ in text]
    finder.add_words(text, written)
    for start, (row, others) in enumerate(zip(edges, written, strict=True)):
        known = {edge.end for edge in row}
        row.extend(e for e in others if e.end not in known and _has_no_other_form(text[start : e.end], lexicon))


def _has_no_other_form(word: str, lexicon: Lexicon) -> bool:
    return any(entry.simplified == word for entry in lexicon.entries(word))


def _rename(row: list[Edge]) -> list[Edge]:
    """Take what a list of frequencies has for a name where it is built like one: 杜鲁门 (Truman)."""
    names = {edge.end for edge in row if edge.kind is WordKind.NAME}
    return [e._replace(kind=WordKind.NAME) if e.kind is WordKind.TERM and e.end in names else e for e in row]


def _correct(edges: list[list[Edge]], text: str) -> None:
    """Let the neighbours of words speak for and against them."""
    for (start, end), (score, _rule) in corrections(text).items():
        # What speaks for a word of the dictionary speaks against a name of the same characters: 闻一闻 (smell it).
        edges[start] = [
            e._replace(score=e.score + (-abs(score) if e.rule else score)) if e.end == end else e for e in edges[start]
        ]
    for late, limit in {(at, end) for start, end, _rule in bounds(text) for at in range(start + 1, end)}:
        edges[late] = [e._replace(score=e.score + BOUND) if e.end > limit else e for e in edges[late]]


def _add_runs(edges: list[list[Edge]], text: str) -> set[int]:
    """Add Latin words and numbers, and take out what begins or ends within one; give the places within them."""
    runs = [run.span() for run in FOREIGN.finditer(text)]
    inside = {at for start, end in runs for at in range(start + 1, end)}
    if inside:
        edges[:] = [[e for e in row if at not in inside and e.end not in inside] for at, row in enumerate(edges)]
    for start, end in runs:
        edges[start].insert(0, Edge(end, WordKind.FOREIGN, RULES["run"]))
    return inside


def _tokenizer() -> Tokenizer:
    """Make a tokenizer of our own, never jieba's global one."""
    # jieba takes pkg_resources to open its dictionary, which is not opened here: loading that took a tenth of a second.
    # Its hidden Markov model waits for whoever else in this process may want it.
    with stand_ins({"pkg_resources": None, "jieba.finalseg": Deferred("jieba.finalseg")}):
        from jieba import Tokenizer
    return Tokenizer()


class _Finder:
    """jieba's tokenizer over the words of the lexicon; its own dictionary is never loaded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._counts = lexicon.counts
        self._log_total = math.log(lexicon.counts.total)
        self._known: dict[str, int] = {}
        self._firsts: set[str] = set()
        self._facts: dict[str, tuple[WordKind, float]] = {}
        self._tokenizer = _tokenizer()
        self._tokenizer.FREQ = self._known
        self._tokenizer.initialized = True

    def add_words(self, text: str, edges: list[list[Edge]]) -> list[int]:
        """Add every dictionary word in the text, with the logarithm of its probability.

        Gives the places where words begin that only lists of frequencies have.
        """
        firsts = set(text) - self._firsts
        self._counts.read(firsts)
        for first in firsts:
            self._known.update(self._counts.row(first))
            self._firsts.add(first)
        facts, listed = self._facts, []
        for start, lasts in self._tokenizer.get_DAG(text).items():
            row = edges[start]
            for last in lasts:
                word = text[start : last + 1]
                kind, logarithm = facts.get(word) or self._find(word)
                if kind is not WordKind.UNKNOWN:
                    row.append(Edge(last + 1, kind, logarithm))
                if kind is WordKind.TERM:
                    listed.append(start)
        return listed

    def _find(self, word: str) -> tuple[WordKind, float]:
        count = self._known.get(word)
        if not count:
            return WordKind.UNKNOWN, 0.0
        kind = WordKind.DICTIONARY if count > 0 else WordKind.TERM
        self._facts[word] = kind, math.log(abs(count)) - self._log_total
        return self._facts[word]
