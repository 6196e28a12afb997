"""What the words beside a word tell of its sense: every rule holds where it should, and so do the lexicon's phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.lexicon.rules import Rule, read_rules
from flashcards.records import Sense
from flashcards.senses.cues import RULES, cue, rules, says
from tests.linked import link

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

RULE_ROWS = [pytest.param(rule, id=rule.name) for rule in read_rules(RULES).rows]


def _names(sentence: str, rule: Rule) -> set[str]:
    """Name the rules that fit one of the words of a rule in a sentence."""
    starts = (
        (word, start) for word in rule.words for start in range(len(sentence)) if sentence.startswith(word, start)
    )
    fitting = (rules().first(word, sentence, start) for word, start in starts)
    return {rule.name for rule in fitting if rule}


@pytest.mark.parametrize("rule", RULE_ROWS)
def test_a_rule_fires_on_its_sentence_and_spares_the_other(rule: Rule, lexicon: Lexicon) -> None:
    """The rule tells the sense in the one sentence and nothing in the other, and the lexicon has such a sense."""
    assert rule.name in _names(rule.fires, rule)
    assert rule.name not in _names(rule.spares, rule)
    assert any(word in rule.spares for word in rule.words)
    senses = [sense for word in rule.words for entry in lexicon.entries(word) for sense in entry.senses]
    assert any(says(rule, sense) and sense.pos for sense in senses)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [("下雨了，快收衣服。", 5, "to put away"), ("他收信了。", 1, "to receive"), ("他收了。", 1, None)],
)
def test_a_phrase_of_the_lexicon_tells_the_sense(text: str, start: int, expected: str | None) -> None:
    """A sense whose phrase stands over the word is meant; and a longer phrase counts for more."""
    senses = (Sense("to receive", "v", use="收信, 收衣"), Sense("to put away", "v", use="收衣服 the washing"))
    clue = cue("收", senses, text, start, range(len(text) + 1))
    assert (clue.gloss if clue else None) == expected


def test_a_phrase_breaks_no_word() -> None:
    """开药 is none in 开药店, where the second word goes on."""
    senses = (Sense("to open", "v"), Sense("to write out", "v", use="开药"))
    assert cue("开", senses, "他开药店。", 1, {0, 1, 2, 4, 5}) is None
    assert cue("开", senses, "他开药。", 1, {0, 1, 2, 3, 4})


def test_a_word_with_signs_is_sought_as_it_is_written() -> None:
    """C++ is no regular expression."""
    assert cue("C++", (Sense("C++", "n", use="写程序"),), "写C++。", 1, range(7)) is None


@pytest.mark.parametrize(
    ("chinese", "english", "word", "gloss"),
    [
        ("我劝了他半天，他到底还是走了。", "I argued with him for ages, and still he left.", "到底", "in the end"),
        ("邻居装修，我睡不踏实。", "They are renovating next door, I can't get any decent sleep.", "踏实", "at ease"),
    ],
)
def test_the_neighbours_decide_where_no_english_does(
    chinese: str, english: str, word: str, gloss: str, lexicon: Lexicon
) -> None:
    """The sense that is told comes first where the translation says none."""
    (pair,) = link([(chinese, english)], lexicon)
    glosses = [each.senses[0].gloss for each in pair.words if each.text == word]
    assert all(shown.startswith(gloss) for shown in glosses)
    assert bool(glosses) is bool(gloss)


def test_a_word_of_grammar_that_nothing_renders_is_told_too(lexicon: Lexicon) -> None:
    """离 that says how far it is is no "to leave", though the words of grammar keep their order where nothing tells."""
    (pair,) = link([("学校离我家很远。", "The school is far.")], lexicon)
    (word,) = (candidate for candidate in pair.words if candidate.text == "离")
    assert word.senses[0].pos == "prep"
