"""What neighbours say about words: every rule holds where it should, and nowhere else."""

from __future__ import annotations

from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest

from flashcards.lexicon.rules import Pattern, Rule, read_rules
from flashcards.words import cut
from flashcards.words.contexts import RULES, bounds, corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.lexicon import Lexicon

ROWS = read_rules(RULES)
RULE_ROWS = [pytest.param(rule, id=rule.name) for rule in ROWS.rows]
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
PATTERN_ROWS = [pytest.param(pattern, id=pattern.name) for pattern in ROWS.patterns]


@pytest.mark.parametrize("rule", RULE_ROWS)
def test_a_rule_fires_on_its_sentence_and_spares_the_other(rule: Rule) -> None:
    """Of what is said about the words of a sentence, the rule says something in the one and nothing in the other."""
    assert rule.name in {correction.rule for correction in corrections(rule.fires).values()}
    assert rule.name not in {correction.rule for correction in corrections(rule.spares).values()}
    assert any(word in rule.spares for word in rule.words) or not (rule.before or rule.after)


@pytest.mark.parametrize("rule", RULE_ROWS)
def test_what_a_rule_says_is_done(lexicon: Lexicon, rule: Rule) -> None:
    """Where a rule speaks for a word the sentence has it, where it speaks against it the sentence has its parts."""
    words = {word.text for word in cut(rule.fires, lexicon)}
    assert bool(words & set(rule.words)) is (rule.says == "whole")


@pytest.mark.parametrize("pattern", PATTERN_ROWS)
def test_a_pattern_fires_on_its_sentence_and_spares_the_other(pattern: Pattern) -> None:
    """A pattern finds something in the one sentence and nothing in the other."""
    assert list(pattern.find(pattern.fires))
    assert not list(pattern.find(pattern.spares))


@pytest.mark.parametrize("pattern", PATTERN_ROWS)
def test_a_pattern_finds_nothing_without_the_characters_it_needs(pattern: Pattern) -> None:
    """Whatever the expression matches has one of the characters of `needs`."""
    assert not pattern.needs or any(each <= set(pattern.needs) for each in _needed(_parser.parse(pattern.pattern)))


def _needed(items: Any) -> Iterator[set[str]]:
    """Give sets of characters of each of which every match of an expression, in its parsed form, has one."""
    for kind, value in items:
        if kind is _constants.LITERAL:
            yield {chr(value)}
        elif kind is _constants.IN and all(each is _constants.LITERAL for each, _ in value):
            yield {chr(char) for _, char in value}
        elif kind is _constants.BRANCH:
            for ways in product(*(list(_needed(branch)) for branch in value[1])):
                yield set().union(*ways)
        elif kind is _constants.SUBPATTERN or kind is _constants.ASSERT or (kind in _REPEATS and value[0]):
            yield from _needed(value[-1])


@pytest.mark.parametrize("pattern", PATTERN_ROWS)
def test_no_word_reaches_across_what_a_pattern_finds(lexicon: Lexicon, pattern: Pattern) -> None:
    """Of the stretches that are no word none is cut out, and no word begins in a bound one and ends behind it."""
    spans = {(word.start, word.end) for word in cut(pattern.fires, lexicon)}
    for verdict, start, end in pattern.find(pattern.fires):
        assert verdict != "apart" or (start, end) not in spans
        assert verdict != "bound" or not any(start < left < end < right for left, right in spans)


def test_numbers_are_bound() -> None:
    """A number is a stretch that no word enters late: 四十 stays apart from 分 in 四十分 (forty minutes)."""
    assert (2, 4, "within a number") in set(bounds("等了四十分钟"))
