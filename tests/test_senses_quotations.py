"""What may stand beside a sense as what the translator said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.records import SenseContext, replace
from flashcards.senses.quotations import quotation
from tests.linked import link

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

PAIR = ("他在公司负责三个项目。", "He is responsible for three projects at the company.")


@pytest.mark.parametrize(
    ("rendered", "is_phrasal", "quoted"),
    [
        (("project",), False, "project"),
        (("projects",), False, "project"),
        (("items",), False, "item"),  # another sense's word
        (("project",), True, ""),  # "project into": half of a verb
        (("zigzag",), False, ""),  # no word of the dictionary's
        (("the",), False, ""),
        ((), False, ""),
    ],
)
def test_what_the_dictionary_says_may_be_quoted(
    rendered: tuple[str, ...], quoted: str, lexicon: Lexicon, *, is_phrasal: bool
) -> None:
    """A rendering stands beside a sense if a sense of the word is put so, and as the dictionary writes it."""
    (pair,) = link([PAIR], lexicon)
    (word,) = (candidate for candidate in pair.words if candidate.text == "项目")
    assert word.context is not None
    context = replace(word.context, rendered=rendered, is_phrasal=is_phrasal)
    assert quotation(replace(word, context=context), lexicon) == quoted


def test_a_word_of_a_phrase_is_not_the_phrase(lexicon: Lexicon) -> None:
    """打算 is "be going to"; "go" beside it would mislead."""
    (pair,) = link([("我打算明天走。", "I am going to leave tomorrow.")], lexicon)
    (word,) = (candidate for candidate in pair.words if candidate.text == "打算")
    assert word.context is not None
    assert quotation(replace(word, context=replace(word.context, rendered=("going",))), lexicon) == ""


def test_no_form_is_made_up(lexicon: Lexicon) -> None:
    """What is quoted is as the dictionary writes it, not the dictionary form of each word: "later", not "late"."""
    (pair,) = link([("他随后道歉了。", "He later apologized.")], lexicon)
    (word,) = (candidate for candidate in pair.words if candidate.text == "随后")
    assert word.rendering is not None
    assert word.rendering.quotation == "later"


def test_a_word_of_grammar_renders_no_noun(lexicon: Lexicon) -> None:
    """存在 "existence; being" is not put beside its sense as "being", which renders other words too."""
    (pair,) = link([("问题一直存在。", "The problem has always existed.")], lexicon)
    (word,) = (candidate for candidate in pair.words if candidate.text == "存在")
    assert word.context is not None
    assert quotation(replace(word, context=replace(word.context, rendered=("being",))), lexicon) == ""


@pytest.mark.parametrize(
    ("chinese", "english", "word"),
    [
        ("他始终没有回信。", "He never wrote back.", "始终"),  # "never" is 始终 and 没有
        ("她几乎没睡。", "She hardly slept.", "几乎"),
    ],
)
def test_a_denial_of_a_neighbour_is_not_quoted(chinese: str, english: str, word: str, lexicon: Lexicon) -> None:
    """What renders a word together with its negation is not put beside the sense of the word alone."""
    (pair,) = link([(chinese, english)], lexicon)
    rendering = next(candidate.rendering for candidate in pair.words if candidate.text == word)
    assert rendering is not None
    assert rendering.quotation == ""


def test_an_added_sense_of_another_kind_is_not_quoted(lexicon: Lexicon) -> None:
    """CC-CEDICT's "post" for 邮件 (email) is a noun: "posted" beside it says nothing of it."""
    (pair,) = link([("他在邮件列表中提出问题。", "He posted questions on the list.")], lexicon)
    word = next(candidate for candidate in pair.words if candidate.text == "邮件")
    context = SenseContext(word.senses, rendered=("posted",), is_verb=True, word=word.text)
    assert quotation(replace(word, context=context), lexicon) == ""
    assert quotation(replace(word, context=replace(context, rendered=("post",), is_verb=False)), lexicon) == "post"


@pytest.mark.parametrize(
    ("word", "rendered", "is_verb", "quoted"),
    [
        ("偷偷", "sneaking", True, ""),
        ("偷偷", "stealthily", None, "stealthily"),
        ("显出", "display", False, ""),
        ("显出", "display", True, "display"),
        ("得知", "hearing", True, "hear"),
        ("不足", "lack", None, ""),
    ],
)
def test_another_part_of_speech_is_not_quoted(
    word: str, rendered: str, quoted: str, lexicon: Lexicon, *, is_verb: bool | None
) -> None:
    """A verb says no adverb, what an article stands before says no verb, and no ending is made up."""
    (pair,) = link([(f"他{word}。", "He did so.")], lexicon)
    (standing,) = (candidate for candidate in pair.words if candidate.text == word)
    context = SenseContext(standing.senses, rendered=(rendered,), is_verb=is_verb, word=word)
    assert quotation(replace(standing, context=context), lexicon) == quoted


@pytest.mark.parametrize(
    ("chinese", "english", "word"),
    [
        ("更令人惊讶的是，门没锁。", "What is more astonishing, the door was not locked.", "惊讶"),
        ("这件事至今仍有争议。", "This is still disputed.", "至今"),
    ],
)
def test_what_a_neighbour_shares_is_not_quoted(chinese: str, english: str, word: str, lexicon: Lexicon) -> None:
    """惊讶 is "astonished", with 令人 "astonishing"; of 至今 (to this day) and 仍 (still) "still" is the second."""
    (pair,) = link([(chinese, english)], lexicon)
    (asked,) = (candidate for candidate in pair.words if candidate.text == word)
    assert quotation(asked, lexicon) == ""
