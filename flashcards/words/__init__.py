"""Sentences into words: the dictionary's words and those a rule builds, weighed against each other.

jieba finds every dictionary word that stands in a text (its own method, without the hidden Markov model that invents
words); `formations` adds what no dictionary lists. Of all ways to cut the text into these the likeliest is taken, in
one pass from the end to the beginning. What English stands beside a text can then speak for a word: a first cut goes
by the Chinese alone, a final one by both.
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.records import Word, WordKind
from flashcards.words.affixes import formed
from flashcards.words.contexts import APART, bounds, corrections
from flashcards.words.english_evidence import bonuses, held_together
from flashcards.words.formations import FOREIGN, candidates, measure_words
from flashcards.words.lattice import Edge, Lattice
from flashcards.words.name_evidence import weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jieba import Tokenizer

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span

RULES = {
    "run": -7.3,
    "number": -13.4,
    "ordinal": -9.0,
    "repeated": -5.0,
    "question": -14.0,
    "plural": -16.0,
    "familiar": -4.0,
    "titled": -1.0,
    "person": -5.0,
    "foreign": -5.5,
    "foreign pair": -4.3,
}
"""What the words of each rule are worth before their characters are looked at. Fitted by scripts/fit_words.py."""
MEASURE_AFTER_NUMBER = 4.5
LONGER_AFTER_NUMBER = 0.7
PERSON_AFTER_NUMBER = -1.8
"""After 一, 几, 这 and their like a measure word is likely, and 个人 is not. Fitted by scripts/fit_words.py."""
_UNKNOWN = -20.0
_NOWHERE = (Edge(0, WordKind.OTHER, 0.0),) * 2
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两几半每多这那哪各")
_NUMBER_ENDS = frozenset("十百千万多几")


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
        if not row or (start not in inside and start + 1 not in inside and all(edge.end > start + 1 for edge in row)):
            kind = WordKind.UNKNOWN if HAN_CHARACTER.match(simplified[start]) else WordKind.OTHER
            row.append(Edge(start + 1, kind, _UNKNOWN))
    return tuple(map(tuple, edges))


def _with_affixed(edges: Lattice, affixed: Iterable[tuple[int, Edge]]) -> Lattice:
    more: dict[int, tuple[Edge, ...]] = {}
    for start, edge in affixed:
        more[start] = (*more.get(start, edges[start]), edge)
    return tuple(more.get(start, row) for start, row in enumerate(edges)) if more else edges


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
    for late, limit in {(at, end) for start, end in bounds(text) for at in range(start + 1, end)}:
        edges[late] = [e._replace(score=e.score + APART) if e.end > limit else e for e in edges[late]]


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
    had = "pkg_resources" in sys.modules
    sys.modules.setdefault("pkg_resources", None)  # type: ignore[arg-type]
    try:
        from jieba import Tokenizer
    finally:
        if not had:
            del sys.modules["pkg_resources"]
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
        for first in set(text) - self._firsts:
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


def best_path(text: str, edges: Lattice, lexicon: Lexicon, bonus: Mapping[Span, float]) -> tuple[Word, ...]:
    """Take the way through the lattice of a simplified text with the highest sum of scores (Viterbi).

    `bonus` holds what is added to the scores of the words in some stretches.
    """
    measures = measure_words(lexicon)
    scores = [(0.0, 0.0)] * (len(text) + 1)
    choices: list[tuple[Edge, Edge]] = [_NOWHERE] * len(text)
    for start in range(len(text) - 1, -1, -1):
        best = best_counted = -math.inf
        edge = edge_counted = _NOWHERE[0]
        counts, measures_here = text[start] in _NUMERALS, text[start] in measures
        for candidate in edges[start]:
            end, kind = candidate.end, candidate.kind
            number = is_number(text[start:end], kind) if counts else kind is WordKind.NUMBER
            score = candidate.score + scores[end][number]
            if bonus:
                score += bonus.get((start, end), 0.0)
            if score > best:
                best, edge = score, candidate
            if measures_here:
                score += _after_number(text[start:end], kind)
            if score > best_counted:
                best_counted, edge_counted = score, candidate
        scores[start], choices[start] = (best, best_counted), (edge, edge_counted)
    return tuple(_follow(text, choices))


def _follow(text: str, choices: list[tuple[Edge, Edge]]) -> Iterator[Word]:
    start, after_number = 0, False
    while start < len(text):
        edge = choices[start][after_number]
        word = text[start : edge.end]
        yield Word(word, start, edge.end, edge.kind)
        start, after_number = edge.end, is_number(word, edge.kind)


def is_number(word: str, kind: WordKind) -> bool:
    """Tell whether a measure word may follow: after a number, 几, 这, 每 and their like."""
    if word[0] in _NUMERALS:
        return len(word) == 1 or word[-1] in _NUMBER_ENDS or kind is WordKind.NUMBER
    return kind is WordKind.NUMBER


def _after_number(word: str, kind: WordKind) -> float:
    """Tell what makes a word that begins with a measure word likelier to follow a number or 这, 那, 每, or less so."""
    if kind in (WordKind.FOREIGN, WordKind.TERM):
        return 0.0
    if len(word) == 1:
        return MEASURE_AFTER_NUMBER
    return PERSON_AFTER_NUMBER if word[0] == "个" else LONGER_AFTER_NUMBER
