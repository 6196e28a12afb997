"""Rules for readings: every one decides where it should, and nowhere else."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from flashcards.lexicon.rules import Rule, read_rules
from flashcards.readings import explain
from flashcards.readings.neighbour_rules import RULES, is_doubtful
from flashcards.words import cut

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

ROWS = read_rules(RULES).rows
DOUBTFUL = tomllib.loads(RULES.read_text(encoding="utf-8"))["doubtful"]


def decided(text: str, rule: Rule, lexicon: Lexicon) -> dict[str, str]:
    """Give the words of a text whose reading this rule decided, with their syllables."""
    decisions = explain(cut(text, lexicon), lexicon)
    return {d.word.text: " ".join(d.word.syllables) for d in decisions if d.source == f"rule “{rule.name}”"}


def label(rule: Rule) -> str:
    """Name a rule by its first word and what it is called."""
    return f"{rule.words[0]} {rule.name}"


@pytest.mark.parametrize("rule", ROWS, ids=label)
def test_a_rule_decides_in_its_sentence_and_not_in_the_other(lexicon: Lexicon, rule: Rule) -> None:
    """The rule decides about a word of the one sentence, and its reading is taken; about none of the other."""
    words = decided(rule.fires, rule, lexicon)
    assert words
    assert all(rule.says in syllables for syllables in words.values())
    assert not decided(rule.spares, rule, lexicon)
    assert rule.words[0] in rule.spares


@pytest.mark.parametrize("rule", [row for row in ROWS if len(row.words[0]) == 1], ids=label)
def test_a_rule_names_a_reading_of_the_dictionary(lexicon: Lexicon, rule: Rule) -> None:
    """Each reading that a rule gives is one that the dictionary lists for the character, or its neutral tone."""
    listed = {entry.syllables[0].lower() for entry in lexicon.entries(rule.words[0])}
    assert rule.says in listed | {reading[:-1] + "5" for reading in listed}


@pytest.mark.parametrize("row", DOUBTFUL, ids=[row["word"] for row in DOUBTFUL])
def test_a_doubtful_reading_gives_way(lexicon: Lexicon, row: dict[str, str]) -> None:
    """In the word that the row names the dictionary's reading is not taken."""
    (word,) = [d.word for d in explain(cut(row["word"], lexicon), lexicon) if row["char"] in d.word.text]
    assert is_doubtful(row["char"], row["reading"])
    assert word.syllables[word.text.index(row["char"])].lower() != row["reading"]
