"""Word lists: whatever begins with Chinese is a word, and a table has one column of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents import word_lists
from flashcards.errors import InputError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("银行\n犀利\n", ("银行", "犀利")),  # bank / sharp
        ("\ufeff银行\r\n\r\n犀利", ("银行", "犀利")),
        ("# mine\n银行\n// HSK 1\n犀利", ("银行", "犀利")),
        ("银行 yínháng bank\n犀利 xīlì sharp, cutting", ("银行", "犀利")),
        ("银行[銀行]\tyin2hang2\tbank\n", ("银行", "銀行")),
        (
            "银行（銀行）\n打(电话)\n",
            ("银行", "銀行", "打"),
        ),  # what may follow a word is no word: to call (by telephone)
        ("1. 银行\n2. 犀利", ("银行", "犀利")),
        ("虽然……但是……", ("虽然", "但是")),  # although ... but
        ("银行、犀利，锚\n", ("银行", "犀利", "锚")),  # anchor
        ("银行,犀利,锚", ("银行", "犀利", "锚")),
        ("银行;犀利\n锚;码头;船\n", ("银行", "犀利", "锚", "码头", "船")),  # pier, ship
        ("word\tpinyin\n银行\tyínháng\n", ("银行",)),
        ("pinyin;词语;例句\nyínháng;银行;我去银行。\nxīlì;犀利;他的话很犀利。\n", ("银行", "犀利")),
        ('id,word,meaning\n1,银行,"bank, shore"\n2,犀利,"sharp"\n', ("银行", "犀利")),
        ("银行\t我去银行。\n犀利\t他很犀利。\n", ("银行", "犀利")),  # a sentence is no word
        ("银行\n银行\n", ("银行",)),
        ('"银行"\n“犀利”\n', ("银行", "犀利")),
    ],
)
def test_words_of_lists_and_tables(text: str, words: tuple[str, ...]) -> None:
    """A word a line or a column of words in a table; pinyin, glosses, comments and headings are passed over."""
    assert word_lists.words("known.txt", text.removeprefix("\ufeff")) == words


def test_a_list_without_chinese_is_named() -> None:
    """The message names the file and says what to give."""
    with pytest.raises(InputError, match=r"known\.txt: holds no Chinese word; put one word on each line"):
        word_lists.words("known.txt", "word,meaning\nbank,shore\n")


@given(st.text(alphabet="银行犀利 ab1,;\t\n\"'[](（）、。#", max_size=60))
def test_words_are_chinese_and_stand_in_the_list(text: str) -> None:
    """Whatever a file holds, it gives Chinese words out of it or one sentence."""
    try:
        words = word_lists.words("known.txt", text)
    except InputError:
        return
    assert len(set(words)) == len(words)
    assert all(word and word in text and set(word) <= set("银行犀利") for word in words)


def test_a_cell_of_any_length() -> None:
    """A cell too long for a table hides no word."""
    assert word_lists.words("known.txt", f"银行\t{'a' * 200_000}\n犀利\tb") == ("银行", "犀利")
