"""The pinyin or zhuyin that an author sets beside a sentence decides how its words are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import alignment, readings, words
from flashcards.documents import read_bitext
from flashcards.lexicon import open_lexicon
from flashcards.readings.authors import as_given

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = [
    # Chinese, pinyin, zhuyin, English, how its characters are read
    ("他还了书。", "Tā huán le shū.", "ㄊㄚ ㄏㄨㄢˊ ㄌㄜ˙ ㄕㄨ", "He returned the book.", "ta1 huan2 le5 shu1"),
    ("我还没来。", "Wǒ hái méi lái.", "ㄨㄛˇ ㄏㄞˊ ㄇㄟˊ ㄌㄞˊ", "I have not come yet.", "wo3 hai2 mei2 lai2"),
    ("他长得高。", "Tā zhǎng de gāo.", "ㄊㄚ ㄓㄤˇ ㄉㄜ˙ ㄍㄠ", "He grew tall.", "ta1 zhang3 de5 gao1"),
    ("孩子吐了。", "Háizi tǔ le.", "ㄏㄞˊ ㄗ˙ ㄊㄨˇ ㄌㄜ˙", "The child spat it out.", "hai2 zi5 tu3 le5"),
    (
        "女儿喝绿茶。",
        "Nǚ'ér hē lǜchá.",
        "ㄋㄩˇ ㄦˊ ㄏㄜ ㄌㄩˋ ㄔㄚˊ",
        "Our daughter drinks green tea.",
        "nü3 er2 he1 lü4 cha2",
    ),
]
LAYOUTS = {
    "lines": "{z}\n{p}\n{e}\n\n",
    "brackets": "{z} ({p}) {e}\n",
    "bars": "{z} | {p} | {e}\n",
    "before": "{p}\n{z}\n{e}\n",
}
TABLES = {
    "a.tsv": "{z}\t{p}\t{e}\n",
    "b.tsv": "{z}\t{e}\t{p}\n",
    "c.md": "| {z} | {p} | {e} |\n",
    "d.tsv": "{z} ({p})\t{e}\n",
}


def syllables(path: Path) -> list[str]:
    """Read a file, and give the syllables of each Chinese sentence."""
    lexicon = open_lexicon()
    pairs = [pair for pair in alignment.align(read_bitext((path,)), lexicon) if not pair.is_null]
    cut = [words.cut(pair.chinese_text, lexicon, english=pair.english_text) for pair in pairs]
    read = readings.read_all(
        cut, lexicon, english=[pair.english_text for pair in pairs], given=[pair.pinyin for pair in pairs]
    )
    return [" ".join(syllable for word in sentence for syllable in word.syllables) for sentence in read]


def text(layout: str, column: int) -> str:
    """Write all sentences in a layout, with pinyin (column 1) or zhuyin (2)."""
    return "".join(layout.format(z=row[0], p=row[column], e=row[3]) for row in SENTENCES)


@pytest.mark.parametrize("column", [1, 2], ids=["pinyin", "zhuyin"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_author_decides(tmp_path: Path, layout: str, column: int) -> None:
    """Wherever pinyin or zhuyin stands in a text, all words are read as it says."""
    (tmp_path / "a.txt").write_text(text(layout, column), encoding="utf-8")
    assert syllables(tmp_path / "a.txt") == [row[4] for row in SENTENCES]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("column", [1, 2], ids=["pinyin", "zhuyin"])
def test_a_column_decides(tmp_path: Path, name: str, column: int) -> None:
    """Pinyin or zhuyin in a column of a table, or in brackets in a cell, is used, too."""
    head = "| 中文 | 拼音 | 英文 |\n|---|---|---|\n" if name.endswith(".md") else ""
    (tmp_path / name).write_text(head + text(TABLES[name], column), encoding="utf-8")
    assert syllables(tmp_path / name) == [row[4] for row in SENTENCES]


def test_ruby_in_brackets(tmp_path: Path) -> None:
    """Readings directly behind characters come out of the sentence, and decide; other brackets stay."""
    text = "他还(huán)了书。\nHe returned the book.\n\n我还(hái)没来(北京)呢。\nI have not come (to Beijing) yet.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    bitext = read_bitext((tmp_path / "a.txt",))
    assert [sentence.text for sentence in bitext.chinese] == ["他还了书。", "我还没来(北京)呢。"]
    assert [dict(sentence.pinyin) for sentence in bitext.chinese] == [{1: "huan2"}, {1: "hai2"}]


def test_ruby_of_numbers_in_brackets(tmp_path: Path) -> None:
    """What is read behind a number comes out with it, and decides for the characters alone; a remark stays."""
    text = (
        "2016年[èr-líng-yī-liù nián]我还[huán]了[le]12块钱[shí'èr kuài qián]。\nIn 2016 I gave 12 yuan back.\n\n"
        "他有3个(yes)女儿(nǚ'ér)。\nHe has three (yes) daughters.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    bitext = read_bitext((tmp_path / "a.txt",))
    assert [sentence.text for sentence in bitext.chinese] == ["2016年我还了12块钱。", "他有3个(yes)女儿。"]
    assert dict(bitext.chinese[0].pinyin) == {4: "nian2", 6: "huan2", 7: "le", 10: "kuai4", 11: "qian2"}


BEHIND = {
    "Anki": " 他[tā] 还[huán] 了[le] 书[shū]。",
    "Anki, words": " 他[tā] 还[huán]了[le] 书[shū]",
    "copied from a page": "他tā还huán了le书shū。",
    "above, in a field": "<ruby>他<rp>(</rp><rt>tā</rt><rp>)</rp></ruby><ruby>还<rt>huán</rt>了<rt>le</rt></ruby>"
    "<ruby>书<rt>shū</ruby>。",
    "brackets": "他(tā)还(huán)了(le)书(shū)。",
}


@pytest.mark.parametrize("chinese", BEHIND.values(), ids=BEHIND)
def test_readings_behind_their_characters(tmp_path: Path, chinese: str) -> None:
    """However readings are set behind characters, the sentence comes out as it is written."""
    (tmp_path / "a.tsv").write_text(f"{chinese}\tHe returned the book.\n", encoding="utf-8")
    bitext = read_bitext((tmp_path / "a.tsv",))
    assert [sentence.text.rstrip("。") for sentence in bitext.chinese] == ["他还了书"]
    assert dict(bitext.chinese[0].pinyin) == {0: "ta1", 1: "huan2", 2: "le", 3: "shu1"}


def test_latin_words_among_chinese_are_no_readings(tmp_path: Path) -> None:
    """Names and loanwords stay, though they can be spelled as syllables."""
    (tmp_path / "a.txt").write_text(
        "他用app点菜。\nHe orders with an app.\n我在ba上看书。\nI read there.\n", encoding="utf-8"
    )
    assert [sentence.text for sentence in read_bitext((tmp_path / "a.txt",)).chinese] == [
        "他用app点菜。",
        "我在ba上看书。",
    ]


PAGE = """<p lang="zh">他<ruby>还<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>了<ruby>书<rt>shū</rt></ruby>。</p>
<p>He returned the book.</p>"""


@pytest.mark.parametrize(
    ("above", "pinyin"),
    [("huán", {1: "huan2", 3: "shu1"}), ("ㄏㄨㄢˊ", {1: "huan2", 3: "shu1"}), ("again", {3: "shu1"})],
)
def test_ruby_of_a_page(tmp_path: Path, above: str, pinyin: dict[int, str]) -> None:
    """What a page sets above characters is never part of the sentence, and decides where it reads them."""
    (tmp_path / "a.html").write_text(PAGE.format(above), encoding="utf-8")
    bitext = read_bitext((tmp_path / "a.html",))
    assert [sentence.text for sentence in bitext.chinese] == ["他还了书。"]
    assert [dict(sentence.pinyin) for sentence in bitext.chinese] == [pinyin]
    assert {omission.text for omission in bitext.left_out} >= {above, "shū"}


def test_three_blocks(tmp_path: Path) -> None:
    """Pinyin far from its characters is used."""
    blocks = ("\n".join(row[column] for row in SENTENCES) for column in (0, 1, 3))
    (tmp_path / "a.txt").write_text("\n\n".join(blocks), encoding="utf-8")
    assert syllables(tmp_path / "a.txt") == [row[4] for row in SENTENCES]


GIVEN = [
    # given, own, possible, what is read
    ("huan2", "hai2", ["hai2", "huan2"], "huan2"),
    ("hai", "huan2", ["hai2", "huan2"], "hai2"),
    ("hai3", "huan2", ["hai2", "huan2"], "huan2"),
    ("yi2", "yi1", ["yi1"], "yi1"),
    ("shang5", "shang4", ["shang4"], "shang5"),
    ("rang4", "hai2", ["hai2", "huan2"], "hai2"),
    ("shan4", "Dan1", ["dan1", "Shan4"], "Shan4"),
    ("", "hai2", ["hai2", "huan2"], "hai2"),
    ("nü3", "nü3", ["nü3", "ru3"], "nü3"),
]


@pytest.mark.parametrize(("given", "own", "possible", "read"), GIVEN)
def test_what_can_be_no_reading_decides_nothing(given: str, own: str, possible: list[str], read: str) -> None:
    """An author chooses among the readings of a character; his slips and sandhi change nothing."""
    assert as_given(given, own, possible) == read


def test_the_choice_is_explained() -> None:
    """It is said that the text's own pinyin decided."""
    lexicon = open_lexicon()
    (_, decision, *_) = readings.explain(words.cut("他还书。", lexicon), lexicon, given={1: "huan2", 2: "shu1"})
    assert decision.source == "the text's own pinyin"
