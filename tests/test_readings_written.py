"""A reading as somebody wrote it: one syllable a character, with the tones that are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.chinese import orthography
from flashcards.lexicon import open_lexicon
from flashcards.readings import written
from flashcards.settings import Pinyin, Spacing

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(
    ("reading", "word", "syllables"),
    [
        ("yínháng", "银行", "yin2 hang2"),
        ("yin2 hang2", "银行", "yin2 hang2"),
        ("yin2hang2", "銀行", "yin2 hang2"),
        ("yinhang", "银行", "yin2 hang2"),  # without tones, those of the dictionary
        ("běijīng", "北京", "Bei3 jing1"),  # a name keeps its capital
        ("nǚ'ér", "女儿", "nü3 er2"),
        ("nv3 er2", "女儿", "nü3 er2"),
        ("nu:3er2", "女儿", "nü3 er2"),
        ("diǎnr", "点儿", "dian3 r5"),
        ("xuésheng", "学生", "xue2 sheng5"),
        ("xué shēng", "学生", "xue2 sheng1"),  # as written, though the dictionary has it otherwise
        ("bú shì", "不是", "bu2 shi4"),
        ("zhǎng", "长", "zhang3"),
        ("chang2", "长", "chang2"),
    ],
)
def test_a_reading_is_parted_among_the_characters(reading: str, word: str, syllables: str, lexicon: Lexicon) -> None:
    """Marks, numbers or no tones, together or apart: the tones that are written win."""
    assert written.syllables(reading, word, lexicon) == tuple(syllables.split())


@pytest.mark.parametrize(
    ("reading", "word"), [("bank", "银行"), ("", "银行"), ("yínháng", "银"), ("yín", "银行"), ("x", "")]
)
def test_what_does_not_read_the_word_is_none(reading: str, word: str, lexicon: Lexicon) -> None:
    """Letters that are not the readings of just these characters give no syllables."""
    assert written.syllables(reading, word, lexicon) == ()


@given(
    st.sampled_from(("银行", "女儿", "图书馆", "一会儿", "马马虎虎", "西安", "长", "旅行", "恩爱")),
    st.sampled_from((Pinyin.MARKS, Pinyin.NUMBERS)),
    st.sampled_from(list(Spacing)),
)
def test_what_we_write_we_read(word: str, style: Pinyin, spacing: Spacing) -> None:
    """Every reading of the dictionary, written in any fashion of our own, is read as it was."""
    lexicon = open_lexicon()
    for entry in lexicon.entries(word):
        reading = orthography.word(entry.syllables, word, orthography.Spelling(style, spacing))
        assert written.syllables(reading, word, lexicon) == entry.syllables
