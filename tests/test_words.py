"""Words: laws that hold for any text, and golden cases."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.chinese import HAN_CHARACTER
from flashcards.lexicon import Lexicon
from flashcards.lexicon._compile import compile_lexicon
from flashcards.lexicon._entries import make_entries
from flashcards.lexicon._frequencies import make_characters
from flashcards.lexicon._origins import Additions
from flashcards.lexicon.names import make_names
from flashcards.lexicon.scripts import traditional
from flashcards.lexicon.source_data import Sources
from flashcards.lexicon.word_counts import make_counts
from flashcards.readings import read
from flashcards.records import WordKind
from flashcards.words import cut

_HERE = Path(__file__).parent
CASES, _READINGS = (
    json.loads((_HERE / "cases" / f"{name}.json").read_text(encoding="utf-8")) for name in ("words", "readings")
)
_SAMPLE = (_HERE.parent / "decks" / "tea-house" / "tea-house.txt").read_text(encoding="utf-8").splitlines()
TEXTS = [*(case["text"] for case in (*CASES, *_READINGS)), *filter(HAN_CHARACTER.search, _SAMPLE)]
"""The golden cases and the lines of the sample text."""
_CHARACTERS = "我们不是会运动围绕的了一二三百万个人银行長說乾著王小明斯特拉" + "AaB5/.,，。 \n！“”…·々〇%-'é"
CHINESE = st.text(st.sampled_from(_CHARACTERS))


@given(text=CHINESE, english=st.sampled_from(["", "Ming has a bank in the movement"]))
def test_only_the_simplified_form_counts(lexicon: Lexicon, text: str, english: str) -> None:
    """A text and its simplified form have the same words in the same places."""
    ones, others = (cut(form, lexicon, english=english) for form in (text, lexicon.simplify(text)))
    assert [(w.start, w.end, w.kind) for w in ones] == [(w.start, w.end, w.kind) for w in others]


@given(text=st.one_of(CHINESE, st.text()))
def test_words_join_to_their_text(lexicon: Lexicon, text: str) -> None:
    """Whatever the text, its words join to it exactly, each standing where it says."""
    words = cut(text, lexicon)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start : word.end] == word.text for word in words)


def test_own_words_in_traditional_characters(tmp_path: Path) -> None:
    """A user's own word is found as it is listed, though the text around it is cut by its simplified form."""
    cedict, words = tmp_path / "cedict.txt", tmp_path / "words.tsv"
    cedict.write_text("這 这 [zhe4] /this/\n間 间 [jian1] /room/\n貓 猫 [mao1] /cat/\n", encoding="utf-8")
    words.write_text("貓耳店\tmao1 er3 dian4\tcat-ear shop\n", encoding="utf-8")
    connection = sqlite3.connect(":memory:")
    compile_lexicon(
        connection, Sources(Additions(cedict, words)), (make_entries, make_counts, make_characters, make_names)
    )
    assert [word.text for word in cut("這間貓耳店", Lexicon(connection))] == ["這", "間", "貓耳店"]


@given(text=CHINESE)
def test_no_word_is_invented(lexicon: Lexicon, text: str) -> None:
    """A word said to be the dictionary's is a headword in one script or the other; punctuation is no word."""
    for word in cut(text, lexicon):
        if word.kind == WordKind.DICTIONARY:
            assert word.text in lexicon or lexicon.simplify(text)[word.start : word.end] in lexicon
        if word.kind in (WordKind.OTHER, WordKind.UNKNOWN):
            assert len(word.text) == 1


@given(text=CHINESE)
def test_cutting_is_a_function(lexicon: Lexicon, text: str) -> None:
    """The same text is cut the same way, whatever was cut before it."""
    first = cut(text, lexicon)
    cut(text[::-1], lexicon)
    assert cut(text, lexicon) == first


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_golden_cases(lexicon: Lexicon, case: dict[str, str]) -> None:
    """Each sentence is cut as a reader would cut it."""
    assert " ".join(word.text for word in cut(case["text"], lexicon)) == case["words"]


@pytest.mark.parametrize("text", TEXTS)
def test_traditional_text_is_cut_as_its_simplified_form_is(lexicon: Lexicon, text: str) -> None:
    """Words stand in the same places, are of the same kinds and read alike, whichever script the text is in."""
    plainly = f"他说：{lexicon.simplify(text)}"  # 說 tells the script even where nothing else does: 我睡不著
    simplified = read(cut(plainly, lexicon), lexicon)
    written = traditional(simplified, lexicon)
    read_again = read(cut(written, lexicon), lexicon)
    assert "".join(word.text for word in read_again) == written
    assert [(w.start, w.end, w.kind, w.syllables) for w in read_again] == [
        (w.start, w.end, w.kind, w.syllables) for w in simplified
    ]


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("一场运动会围绕它展开。", "A movement unfolds around it.", "一 场 运动 会 围绕 它 展开 。"),
        ("一场运动会开始了。", "A sports competition has begun.", "一 场 运动会 开始 了 。"),
        ("供应链断了。", "The supply chain broke.", "供应链 断 了 。"),
        ("我不会说法语。", "I do not speak French.", "我 不 会 说 法语 。"),
    ],
)
def test_english_decides_between_cuts(lexicon: Lexicon, text: str, english: str, expected: str) -> None:
    """Where the dictionary allows several cuts, the one whose words mean what the English says is taken."""
    assert " ".join(word.text for word in cut(text, lexicon, english=english)) == expected


@pytest.mark.parametrize(
    ("text", "english", "word"),
    [
        ("企业家回家了。", "The head of the enterprise went home.", "企业家"),  # entrepreneur
        ("我以为他走了。", "I believed so because he had left.", "以为"),  # believe wrongly
        ("她看中了一只茶壶。", "In the middle of the shop she saw a teapot she liked.", "看中"),  # take a fancy to
        ("后门开着。", "The rear gate was open.", "后门"),  # back door
        ("死亡率下降了。", "Fewer deaths were recorded.", "死亡率"),  # death rate
        ("她买了一台显示器。", "She bought a new display.", "显示器"),  # monitor
        ("他学物理学。", "He learned physics.", "物理学"),  # physics
    ],
)
def test_english_takes_no_common_word_apart(lexicon: Lexicon, text: str, english: str, word: str) -> None:
    """What the English says for the parts of a word of general Chinese does not outweigh the word."""
    assert word in [part.text for part in cut(text, lexicon, english=english)]


@given(text=CHINESE, english=st.text(st.sampled_from("a movement has bank we are sports ")))
def test_english_never_breaks_a_text(lexicon: Lexicon, text: str, english: str) -> None:
    """Whatever stands beside it, the words of a text join to it."""
    assert "".join(word.text for word in cut(text, lexicon, english=english)) == text


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("他买了2500万台。", "2500万", WordKind.NUMBER),  # he bought 25 million
        ("她在喜不喜欢之间。", "喜不喜欢", WordKind.PATTERN),  # like or not
        ("黄仁勋来了。", "黄仁勋", WordKind.NAME),  # Jensen Huang has come
        ("用iPhone打电话。", "iPhone", WordKind.FOREIGN),  # call by iPhone
        ("龘龘。", "。", WordKind.OTHER),
    ],
)
def test_kinds(lexicon: Lexicon, text: str, word: str, kind: WordKind) -> None:
    """Each word says by which rule it is one."""
    assert {part.text: part.kind for part in cut(text, lexicon)}[word] == kind


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("多模态的模型", "multimodal models", "多模态 的 模型"),
        ("多模态的模型", "models of many modes", "多 模态 的 模型"),
        ("反疫苗的人", "anti-vaccine people", "反疫苗 的 人"),
        ("他重写了文章。", "He rewrote the article.", "他 重写 了 文章 。"),
        ("参数化的查询", "parameterized queries", "参数化 的 查询"),
        ("去舅舅家。", "Go to the family of mother's brother.", "去 舅舅 家 。"),
        ("研制者来了。", "The developer came.", "研制者 来 了 。"),
        ("半自动洗衣机", "a semi-automatic washing machine", "半自动 洗衣机"),
    ],
)
def test_an_affix_makes_a_word_where_english_has_one(lexicon: Lexicon, text: str, english: str, expected: str) -> None:
    """A prefix or an ending is part of its word where the English has one word made in the same way, else none."""
    words = cut(text, lexicon, english=english)
    assert " ".join(word.text for word in words) == expected
    assert not any(word.kind is WordKind.NAME for word in words)


@pytest.mark.parametrize(
    ("text", "english", "is_name"),
    [
        ("李四清来了。", "Li Siqing came.", True),
        ("微幅下跌。", "It closed slightly off.", False),
        ("方框里有字。", "There are characters in the box.", False),
    ],
)
def test_english_tells_whether_somebody_is_named(lexicon: Lexicon, text: str, english: str, is_name: bool) -> None:
    """A name that the English spells is one; English that names nobody speaks against names."""
    assert (cut(text, lexicon, english=english)[0].kind is WordKind.NAME) is is_name


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("小满咽了口唾沫。", "Xiaoman swallowed.", "小满"),  # also a solar term
        ("桂香正在烧火。", "Guixiang was minding the fire.", "桂香"),  # a given name alone, not 桂香正
        ("祥林嫂来了。", "Xianglin's Wife came.", "祥林嫂"),  # called by kinship
        ("罗长顺放下碗。", "Changshun put down his bowl.", "罗长顺"),  # the English leaves the surname out
        ("长潭水库很深。", "The Changtan Reservoir is deep.", "长潭"),  # a place
        ("上海很大。", "Shanghai is big.", "上海"),  # the dictionary's own
    ],
)
def test_what_english_spells_in_pinyin_is_one_name(lexicon: Lexicon, text: str, english: str, expected: str) -> None:
    """A name ends where its pinyin in the English ends, whatever stands behind it."""
    assert cut(text, lexicon, english=english)[0].text == expected
