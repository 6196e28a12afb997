"""Pinyin as it is written: GB/T 16159, case by case and as laws."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.chinese import orthography
from flashcards.chinese.orthography import ZHUYIN, Spelling
from flashcards.readings import read
from flashcards.records import Word, WordKind
from flashcards.settings import Pinyin, Spacing
from flashcards.words import cut

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

CASES = json.loads((Path(__file__).parent / "cases" / "chinese_orthography.json").read_text(encoding="utf-8"))


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


@pytest.mark.parametrize("case", CASES["words"], ids=lambda case: str(case["label"]))
def test_words(case: dict[str, str]) -> None:
    """A word is written by the rules of GB/T 16159: together, apostrophes, names, ü, erhua."""
    assert orthography.word(tuple(case["syllables"].split()), case["text"]) == case["written"]


@pytest.mark.parametrize("case", CASES["lines"], ids=lambda case: str(case["label"]))
def test_lines(lexicon: Lexicon, case: dict[str, str]) -> None:
    """A sentence keeps its punctuation in Western form and begins with a capital."""
    words = read(cut(case["text"], lexicon), lexicon)
    assert orthography.line(words) == case["written"]


def test_every_syllable_of_the_dictionary_is_written(lexicon: Lexicon) -> None:
    """Each has one tone mark unless it is neutral, keeps its letters, and has a zhuyin form without Latin letters."""
    syllables = {s for (row,) in lexicon.rows("SELECT syllables FROM entry") for s in row.split() if s[-1:].isdigit()}
    syllables = {s for s in syllables if s[:-1].isalpha()}
    for syllable in syllables:
        marks = [c for c in unicodedata.normalize("NFD", orthography.mark(syllable)) if c in "\u0300\u0301\u0304\u030c"]
        assert len(marks) == (orthography.tone(syllable) != 5), syllable
        assert not any("a" <= c <= "z" for c in orthography.mark(syllable, Pinyin.ZHUYIN)), syllable
    assert len(syllables) > 1500


@given(st.text())
def test_what_is_no_syllable_stays(text: str) -> None:
    """A letter, a digit or a sign in the place of a syllable is written as it is, without a tone."""
    if not orthography._SYLLABLE.fullmatch(text):
        assert orthography.mark(text) == text
        assert orthography.tone(text) == 5


@pytest.mark.parametrize(
    ("text", "syllables", "after", "spoken"),
    [
        ("不", "bu4", "shi4", "bu2"),  # 不是, is not
        ("不", "bu4", "hao3", "bu4"),  # 不好, not good
        ("一起", "yi1 qi3", "", "yi4 qi3"),  # together
        ("一样", "yi1 yang4", "", "yi2 yang4"),  # the same
        ("第一", "di4 yi1", "", "di4 yi1"),  # first
        ("一百一十", "yi1 bai3 yi1 shi2", "", "yi1 bai3 yi1 shi2"),  # a hundred and ten
        ("你好", "ni3 hao3", "", "ni2 hao3"),  # hello
        ("爸爸", "ba4 ba5", "", "ba4 ba5"),  # papa
    ],
)
def test_sandhi(text: str, syllables: str, after: str, spoken: str) -> None:
    """Tones change as in speech: 一 and 不 by what follows, a third tone before a third; numbers keep theirs."""
    assert orthography.spoken(tuple(syllables.split()), text, after) == tuple(spoken.split())


def test_styles() -> None:
    """The same word with marks, numbers, zhuyin, and syllable by syllable."""
    bank = ("yin2", "hang2")
    assert orthography.word(bank) == "yínháng"
    assert orthography.word(bank, spelling=Spelling(Pinyin.NUMBERS)) == "yin2hang2"
    assert orthography.word(bank, spelling=ZHUYIN) == "ㄧㄣˊ ㄏㄤˊ"
    assert orthography.word(bank, spelling=Spelling(spacing=Spacing.SYLLABLE)) == "yín háng"


def test_pieces_stand_beside_their_characters(lexicon: Lexicon) -> None:
    """Each character comes with its own syllable and tone; what has no reading comes whole."""
    words = read(cut("热闹5/18", lexicon), lexicon)  # lively
    assert [orthography.pieces(word) for word in words] == [
        (("热", "rè", 4), ("闹", "nao", 5)),
        (("5/18", "", 5),),
    ]
