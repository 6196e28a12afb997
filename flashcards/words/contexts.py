"""What its neighbours say for or against a word: 的话 (if) is none in 信他们的话 (believe their words).

The rules stand in `contexts.toml`, each with its source and with a sentence for and against it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.lexicon.rules import Rules, read_rules
from flashcards.words.formations import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flashcards.lexicon.rules import Pattern
    from flashcards.records import Span

RULES = Path(__file__).with_name("contexts.toml")
APART, WHOLE, BOUND = -12.0, 9.0, -9.0
"""What a rule adds to the logarithm of a word's probability, and what a word loses that begins inside a bound stretch
and ends behind it. Set by hand: with -9 some words withstand what speaks against them, as 口气 (tone) does in 松了口气
(gave a sigh of relief); bound by -12, 飞机就起飞 (the plane takes off) would lose 起飞 (take off)."""
_SCORES = {"apart": APART, "whole": WHOLE}


class Correction(NamedTuple):
    """What is added to the score of the word in a stretch of a text, and the name of the rule that says so."""

    score: float
    rule: str


def corrections(text: str) -> Mapping[Span, Correction]:
    """Tell for stretches of a simplified text what speaks for or against them as words.

    Of what is said about one stretch the rules for single words count, else the pattern that stands last.
    """
    by_span = {span: Correction(_SCORES[verdict], name) for name, verdict, span in _statements(text, *_SCORES)}
    for match in _words().finditer(text):
        start, end = match.span(1)
        if rule := rules().first(match[1], text, start):
            by_span[start, end] = Correction(_SCORES[rule.says], rule.name)
    return by_span


def bounds(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the stretches inside which no word may begin that ends behind them, and by which rule: numbers, dates.

    So 四十 stays apart from 分 in 四十分.
    """
    for number in NUMBER.finditer(text):
        yield (*number.span(), "within a number")
    yield from ((start, end, name) for name, _, (start, end) in _statements(text, "bound"))


def _statements(text: str, *verdicts: str) -> Iterator[tuple[str, str, Span]]:
    """Give what the patterns say of these: which pattern says what of which stretch."""
    characters = set(text)
    for needs, pattern in _patterns(*verdicts):
        if not needs or not needs.isdisjoint(characters):
            for verdict, start, end in pattern.find(text):
                if verdict in verdicts:
                    yield pattern.name, verdict, (start, end)


@cache
def rules() -> Rules:
    """Give the rules of the file."""
    return read_rules(RULES)


@cache
def _patterns(*verdicts: str) -> tuple[tuple[frozenset[str], Pattern], ...]:
    """Give the patterns of the file that may say one of these, each behind the characters it needs one of."""
    rows = (row for row in rules().patterns if any(f"(?P<{verdict}>" in row.pattern for verdict in verdicts))
    return tuple((frozenset(row.needs), row) for row in rows)


@cache
def _words() -> re.Pattern[str]:
    """Make one expression that finds every word with a rule, the longest at each place."""
    return re.compile(f"(?=({'|'.join(sorted(rules().by_word, key=len, reverse=True))}))")
