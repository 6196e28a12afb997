"""A list of words as a source: told from a text, and read with what it says of each word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.chinese import orthography
from flashcards.documents.listed_words import WordList, may_be_one
from flashcards.documents.word_lists import rows
from flashcards.errors import InputError
from flashcards.lexicon import open_lexicon

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

Said = tuple[str, str, str]
"""A word, its pinyin, its meaning."""

CASES = json.loads((Path(__file__).parent / "cases" / "word_lists.json").read_text(encoding="utf-8"))
"""Lists as they are written, with what they say: each word, its pinyin and its meaning."""

TEXTS = {
    "verse": "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n",  # Li Bai, Quiet Night Thought
    "a dialogue": "你好！\n你好吗？\n我很好。\n",  # Hello! How are you? I am well.
    "lines of a song": "我的家在山那边\n山那边有一条河\n河边有我的朋友\n",  # My home is beyond the mountain ...
    "lines and translations in turn": "我去银行\nI go to the bank\n他学习\nHe studies\n",
    "a table of sentences": "我去银行。\tI go to the bank.\n他学习。\tHe studies.\n",
    "a table of phrases": "你叫什么名字\tWhat is your name\n我不知道\tI don't know\n谢谢\tThanks\n",
    "words with sentences": "银行\t我去银行。\tI go to the bank.\n学习\t他学习。\tHe studies.\n",
    "a title": "茶馆的早晨\n",  # A Morning at the Tea House
    "a text": "黎明的港口\n\n老渔夫在灯塔旁边修补渔网。\n",  # The harbor at dawn. The old fisherman mends his net ...
    "English": "bank\nto study\n",
    "nothing": "",
}


def word_list(text: str, lexicon: Lexicon) -> WordList:
    return WordList("list.txt", rows(text), lexicon)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_list_says_what_stands_in_it(case: dict[str, Any], lexicon: Lexicon) -> None:
    """Each word comes in the order of the list, once for each reading, with the pinyin and meaning beside it."""
    words, _ = word_list(case["list"], lexicon).taken()
    assert [[word.text, word.reading, word.meaning] for word in words] == case["words"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_list_is_told_from_a_text(case: dict[str, Any], lexicon: Lexicon) -> None:
    """Most lines are headwords of the dictionary and nothing more."""
    assert may_be_one(rows(case["list"]))
    assert word_list(case["list"], lexicon).is_likely


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_no_list(name: str, lexicon: Lexicon) -> None:
    """However short its lines, they are no headwords; where English stands on as many, it is a translation."""
    assert not word_list(TEXTS[name], lexicon).is_likely


def test_prose_is_known_without_a_dictionary() -> None:
    """Nobody who builds a deck of a text waits for the dictionary to say that it is no list."""
    assert not may_be_one(rows("他走了。\n她也走了。\n"))  # He left. She left, too.
    assert not may_be_one(rows("银行\n" + "他走了。\n" * 9))


def test_what_is_no_word_is_reported(lexicon: Lexicon) -> None:
    """Headings, lines without Chinese and words that come again are left out with their lines."""
    text = "word\tmeaning\n银行\tbank\nLesson 2\t\n学习\tto study\n银行\tshore\n"
    _, left_out = word_list(text, lexicon).taken()
    assert [(omission.line, omission.reason) for omission in left_out] == [
        (1, "a heading row"),
        (3, "no Chinese word"),
        (5, "a word that the list has already"),
    ]


def test_a_list_without_words_is_refused(lexicon: Lexicon) -> None:
    """The message names the file and says what to give."""
    with pytest.raises(InputError, match=r"list\.txt: holds no Chinese word; put one on each line"):
        word_list("bank\nshore\n", lexicon).taken()


WORDS = ("银行", "图书馆", "高兴", "雨伞", "茶馆", "认真", "因为", "苹果", "重要", "女儿", "一会儿", "马马虎虎")
MEANINGS = ("bank", "library", "happy; glad", "umbrella", "tea house", "to be serious", "because (of)", "apple")


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """Write a list of some words in some layout, and say what it holds."""
    lexicon = open_lexicon()
    words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=8, unique=True))
    style = draw(st.sampled_from(("none", "marks", "numbers")))
    has_meaning = draw(st.booleans())
    separator = draw(st.sampled_from(("\t", ";", " | ", "  ")))
    numbering = draw(st.sampled_from(("", "{}. ", "{}、", "• ")))
    listed: list[Said] = []
    lines = []
    for number, word in enumerate(words, 1):
        syllables = lexicon.entries(word)[0].syllables
        pinyin = {"none": "", "marks": orthography.word(syllables), "numbers": "".join(syllables)}[style]
        meaning = MEANINGS[number % len(MEANINGS)].replace(separator, "") if has_meaning else ""
        cells = [numbering.format(number) + word, *filter(None, (pinyin, meaning))]
        lines.append(separator.join(cells))
        listed.append((word, pinyin, meaning))
        lines += draw(st.sampled_from(([], [""], ["# a remark"])))
    return "\n".join(lines), listed


@given(layouts())
def test_any_layout_gives_its_words_back(layout: tuple[str, list[Said]]) -> None:
    """Whatever separates and numbers them, the words come back with their pinyin and their meanings."""
    text, listed = layout
    words = word_list(text, open_lexicon())
    assert words.is_likely
    assert [(word.text, word.reading, word.meaning.replace(";", "")) for word in words.taken()[0]] == [
        (word, reading, meaning.replace(";", "")) for word, reading, meaning in listed
    ]


@given(st.text(alphabet="银行学习得了 abü1,;|/\t\n\"'[](（）、。#CL:", max_size=60))
def test_no_text_is_a_fault(text: str) -> None:
    """Whatever a file holds, it is a list of words that stand in it, or one sentence says that it holds none."""
    words = word_list(text, open_lexicon())
    assert words.is_likely in (True, False)
    try:
        taken, _ = words.taken()
    except InputError:
        return
    assert taken
    assert all(word.text in text for word in taken)


@pytest.mark.parametrize("more", ["", "\nyínháng", "\nyínháng\nbank"])
def test_a_list_may_be_long(more: str, lexicon: Lexicon) -> None:
    """A list of thousands of words is one, however many lines each takes."""
    text = "\n".join(f"{word}{more}" for word in ("银行", "图书馆", "学习") * 700)
    assert may_be_one(rows(text))
    assert word_list(text, lexicon).is_likely
