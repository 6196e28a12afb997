"""Pinyin as it is written: GB/T 16159, case by case and as laws."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import orthography
from flashcards.records import Word, WordKind


def text_of(*pieces: tuple[str, str]) -> tuple[Word, ...]:
    """Make the words of a text from pieces of (text, numbered syllables)."""
    words, at = [], 0
    for text, syllables in pieces:
        kind = WordKind.DICTIONARY if syllables else WordKind.OTHER
        words.append(Word(text, at, at + len(text), kind, tuple(syllables.split())))
        at += len(text)
    return tuple(words)


@pytest.mark.parametrize(
    ("numbered", "marked"),
    [
        ("hao3", "hǎo"), ("xie4", "xiè"), ("lou2", "lóu"), ("gui4", "guì"), ("liu2", "liú"), ("jue2", "jué"),
        ("lü4", "lǜ"), ("nü3", "nǚ"), ("lüe4", "lüè"), ("zhuang1", "zhuāng"), ("xiong2", "xióng"), ("er2", "ér"),
        ("de5", "de"), ("r5", "r"), ("ng2", "ńg"), ("m2", "ḿ"), ("Xi1", "Xī"), ("O", "O"), ("，", "，"),
    ],
)  # fmt: skip
def test_the_mark_stands_on_the_right_letter(numbered: str, marked: str) -> None:
    """The mark stands on a or e, on the o of ou, else on the last vowel; a neutral tone and r have none."""
    assert orthography.mark(numbered) == marked


@pytest.mark.parametrize(
    ("syllables", "written"),
    [
        ("xi1 wang4", "xīwàng"),  # hope
        ("Xi1 an1", "Xī'ān"),  # a city
        ("tian1 e2", "tiān'é"),  # swan
        ("nü3 er2", "nǚ'ér"),  # daughter
        ("hua1 r5", "huār"),  # flower, with erhua
        ("Li3 Fei1 fei1", "Lǐ Fēifēi"),  # surname and given name apart
        ("Zhong1 hua2 Ren2 min2 Gong4 he2 guo2", "Zhōnghuá Rénmín Gònghéguó"),  # People's Republic of China
        ("ka3 la1 O K", "kǎlā OK"),  # karaoke
        ("T xu4", "T xù"),  # T-shirt
        ("bu4 ru4 hu3 xue2 ， yan1 de2 hu3 zi3", "bùrùhǔxué, yāndéhǔzǐ"),  # nothing ventured, nothing gained
    ],
)
def test_a_word_is_written_as_one(syllables: str, written: str) -> None:
    """Syllables of a word are joined; an apostrophe parts what would be read wrong, a space the parts of a name."""
    assert orthography.word(syllables.split()) == written


def test_a_sentence_is_written_with_western_marks() -> None:
    """Words are spaced, marks take their Western form and place, each sentence begins with a capital."""
    words = text_of(
        *[("“", ""), ("茶", "cha2"), ("很", "hen3"), ("好", "hao3"), ("，", ""), ("”", ""), ("她", "ta1")],
        *[("说", "shuo1"), ("。", ""), ("Matt", ""), ("喝", "he1"), ("了", "le5"), ("3", ""), ("杯", "bei1")],
        *[("——", ""), ("也许", "ye3 xu3"), ("4", ""), ("杯", "bei1"), ("……", "")],
    )  # "The tea is good," she said. Matt drank 3 cups - perhaps 4 ...
    assert orthography.line(words) == "“Chá hěn hǎo,” tā shuō. Matt hē le 3 bēi — yěxǔ 4 bēi…"


def test_straight_quotes_are_told_apart() -> None:
    """A straight quote opens and closes in turn, and what it quotes stands close to it."""
    words = text_of(("他", "ta1"), ("说", "shuo1"), ('"', ""), ("好", "hao3"), ('"', ""), ("。", ""))  # He said "good".
    assert orthography.line(words) == 'Tā shuō "hǎo".'


LETTERS = ["a", "o", "e", "ai", "ou", "an", "er", "ma", "mo", "nü", "lüe", "jia", "jiu", "gui", "xiong", "zhuang", "r"]


@given(st.sampled_from(LETTERS), st.integers(1, 5))
def test_a_mark_changes_no_letter(letters: str, tone: int) -> None:
    """Without its mark a syllable has the letters it had, and its tone is the one it was given."""
    marked = orthography.mark(f"{letters}{tone}")
    accents = {"\u0304", "\u0301", "\u030c", "\u0300"}
    bare = "".join(c for c in unicodedata.normalize("NFD", marked) if c not in accents)
    assert unicodedata.normalize("NFC", bare) == letters
    assert orthography.tone(f"{letters}{tone}") == tone


@given(st.lists(st.tuples(st.text(max_size=4), st.just(""))))
def test_any_marks_can_be_written(pieces: list[tuple[str, str]]) -> None:
    """Whatever stands between the words, a line comes out, without double spaces."""
    assert "  " not in orthography.line(text_of(*pieces))
