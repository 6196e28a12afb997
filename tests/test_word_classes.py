"""Word classes: every class says where it comes from, and holds words and nothing else."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from flashcards.lexicon import word_classes
from flashcards.lexicon.word_classes import chinese_words, chosen_words, english_words
from tests.conftest import ROOT

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

CLASSES = tomllib.loads((ROOT / "flashcards" / "lexicon" / "word_classes.toml").read_text(encoding="utf-8"))
CHOSEN = CLASSES.pop("chosen")
TABLES = [pytest.param(table, id=f"{lang} {name}") for lang, group in CLASSES.items() for name, table in group.items()]


@pytest.mark.parametrize("table", TABLES)
def test_a_class_names_its_source_and_each_word_once(table: dict[str, str]) -> None:
    """A class has a source and words, none of them twice."""
    words = table["words"].split()
    assert table["source"]
    assert words
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", CLASSES["chinese"])
def test_members_are_words_of_the_dictionary(lexicon: Lexicon, name: str) -> None:
    """What no dictionary lists is no word: it could never be cut out of a text."""
    assert [word for word in chinese_words(name) if word not in lexicon] == []


def test_a_union_holds_each_class() -> None:
    """Classes are asked for together, in either language."""
    assert chinese_words("pronoun", "negation") == chinese_words("pronoun") | chinese_words("negation")
    assert "the" in english_words("article", "pronoun")


def test_an_unknown_class_is_an_error() -> None:
    """A class that the file lacks is no empty set."""
    with pytest.raises(KeyError):
        chinese_words("verbs of cooking")


def test_the_groups_name_classes_of_the_file() -> None:
    """Every Chinese class belongs to one of the groups, and every group is made of classes."""
    groups = (*word_classes.GRAMMAR, *word_classes.MEASURES, *word_classes.NUMERALS)
    assert sorted(groups) == sorted(CLASSES["chinese"])


@pytest.mark.parametrize("purpose", CHOSEN)
def test_what_is_chosen_for_a_purpose_stands_in_a_class_or_is_named(purpose: str) -> None:
    """A selection is made of words of the classes; what it has besides is said to be in none."""
    classes = english_words if purpose.startswith("english") else chinese_words
    every = classes(*CLASSES["english" if classes is english_words else "chinese"])
    words, besides = set(CHOSEN[purpose]["words"].split()), set(CHOSEN[purpose].get("besides", "").split())
    assert CHOSEN[purpose]["purpose"]
    assert words <= every
    assert not besides & every
    assert chosen_words(purpose) == words | besides
