"""Pinyin is a third language: known by the Chinese beside it, and never taken for English."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents import stream
from flashcards.documents.dress import without_dress
from flashcards.documents.formats.text.plain import extract
from flashcards.documents.layout import lay_out
from flashcards.documents.pinyin import Readings
from flashcards.documents.romanised import without_pinyin
from flashcards.lexicon import open_lexicon
from flashcards.records import Language

PAIRS = [
    # Chinese, pinyin, English
    ("门口站着一位老师。", "Ménkǒu zhàn zhe yí wèi lǎoshī.", "A teacher stood at the door."),
    ("我女儿不喜欢绿茶。", "Wǒ nǚ'ér bù xǐhuan lǜchá.", "My daughter does not like green tea."),
    ("他还没还书呢！", "Tā hái méi huán shū ne!", "He has not returned the book yet!"),
    ("昨天下雨，我们在家看电影。", "Zuótiān xià yǔ, wǒmen zài jiā kàn diànyǐng.", "It rained and we watched a film."),
    ("你要去哪儿？", "Nǐ yào qù nǎr?", "Where are you going?"),
    ("这本书多少钱？", "Zhè běn shū duōshao qián?", "How much is this book?"),
]
FITS = [
    ("我女儿喝绿茶。", "wo3 nü3 er2 he1 lü4 cha2"),  # my daughter drinks green tea
    ("我女儿喝绿茶。", "wo nv'er he lvcha"),
    ("我女儿喝绿茶。", "WO NU:3 ER2 HE1 LU:4 CHA2"),
    ("我女儿喝绿茶。", "Wǒ nǚ'ér hē lǜ-chá!"),
    ("你去哪儿？", "Nǐ qù nǎr?"),  # where do you go
    ("一个人不去。", "yí ge rén bú qù"),  # one man does not go
    ("我有3本书。", "Wǒ yǒu sān běn shū."),  # I have three books
    ("他用QQ聊天。", "Tā yòng QQ liáotiān."),  # he chats with QQ
]
MISFITS = [
    ("他可以打电话。", "he can rang"),
    ("我很累。", "Je suis fatigué."),
    ("我累了。", "Tôi mệt rồi."),
    ("妈妈来了。", "Mama lai"),
    ("妈妈来了。", "Māma lái le ma"),
]


@pytest.fixture(scope="module")
def readings() -> Readings:
    """Give the readings of the lexicon that comes along."""
    return Readings(open_lexicon())


@pytest.mark.parametrize(("chinese", "latin"), FITS)
def test_every_spelling_fits(readings: Readings, chinese: str, latin: str) -> None:
    """Marks or numbers or none, joined or apart, ü in each of its spellings, erhua and sandhi: all fit."""
    assert readings.fits(latin, chinese)


@pytest.mark.parametrize(("chinese", "latin"), MISFITS)
def test_looks_do_not_make_pinyin(readings: Readings, chinese: str, latin: str) -> None:
    """What does not read these very characters is no pinyin of them."""
    assert not readings.fits(latin, chinese)


@pytest.mark.parametrize("before", ["", "She said ", "anna: ", "ba ma "])
@pytest.mark.parametrize(
    ("chinese", "latin"), [("我们在2019年", "women zai erlingyijiu nian"), ("Anna来了", "Anna laile")]
)
def test_pinyin_is_found_at_the_end_wherever_it_begins(
    readings: Readings, before: str, chinese: str, latin: str
) -> None:
    """What stands before the pinyin hides it no more than words of syllables do."""
    text = before + latin
    beginnings = [at for at in range(len(text)) if text[at].isalpha() and not text[at - 1 : at].isalpha()]
    assert readings.trailing(text, chinese) == min(at for at in beginnings if readings.fits(text[at:], chinese))
    assert readings.trailing(f"{text} watched", chinese) is None


def sides(text: str) -> tuple[list[str], list[str]]:
    """Read a text, and give its Chinese and its English passages."""
    document = lay_out(without_pinyin(without_dress(extract("a.txt", text))))
    pieces = {
        language: [document.text[b.start : b.end] for b in document.blocks if b.language == language]
        for language in Language
    }
    return pieces[Language.CHINESE], pieces[Language.ENGLISH]


ORDERS = ["{z}\n{p}\n{e}", "{p}\n{z}\n{e}", "{e}\n{z}\n{p}", "{e}\n{p}\n{z}", "{z}\n{e}\n{p}"]
LINES = [
    *ORDERS,
    "{z} ({p}) – {e}",
    "{z} ({p}) {e}",
    "{z} {p} {e}",
    "{z} [{p}] {e}",
    "{z} - {p} - {e}",
    "{z} / {p} / {e}",
    "{e} - {z} ({p})",
    "{p} {z} {e}",
    "{z}（{p}）\n{e}",
    "{z}\n{p} – {e}",
    "中文：{z}\n拼音：{p}\nEnglish: {e}",
    "**Chinese:** {z}\n**Pinyin:** {p}\n**English:** {e}",
    "A: {z}\nA: {p}\nA: {e}",
    "{z} “{p}” {e}",
    "{z}“{p}”\n({e})",
    "{z}\n{p}\n“{e}”",
]


@pytest.mark.parametrize("layout", LINES)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_layouts_with_pinyin(layout: str, between: str) -> None:
    """In every order, on lines or on one line, the pinyin goes and the rest stays letter for letter."""
    text = between.join(layout.format(z=z, p=p, e=e) for z, p, e in PAIRS)
    assert sides(text) == ([z for z, _, _ in PAIRS], [e for _, _, e in PAIRS])


def test_three_blocks() -> None:
    """Chinese, pinyin and English may stand in blocks far from each other."""
    text = "\n\n".join("\n".join(column) for column in zip(*PAIRS, strict=True))
    assert sides(text) == ([z for z, _, _ in PAIRS], [e for _, _, e in PAIRS])


def test_a_sentence_that_comes_again_is_read_again() -> None:
    """Pinyin far from its Chinese is read in the order of the text: what stands twice has its readings twice."""
    chinese, pinyin = ["\n".join([*side[:3], side[0]]) for side in list(zip(*PAIRS, strict=True))[:2]]
    text = f"{chinese}\n\n{pinyin}"
    assert len(without_pinyin(extract("a.txt", text)).pinyin) == len(HAN_CHARACTER.findall(text))


def test_what_reads_nothing_is_not_compared_with_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of syllables that no characters beside them have are given up: all with all would be the square."""
    monkeypatch.setattr(stream, "_MOST_IN_VAIN", 500)
    compare, compared = stream.Stream._run, []

    def counted(row: stream.Stream, letters: str, start: int) -> int:
        compared.append(letters)
        return compare(row, letters, start)

    monkeypatch.setattr(stream.Stream, "_run", counted)
    without_pinyin(extract("a.txt", "chá mǐ\n茶\n" * 100))
    assert len(compared) <= 500


NAMES = [
    ("Anna去年学了汉语。", "Anna qùnián xué le Hànyǔ.", "Anna studied Chinese last year."),
    ("他名字叫David。", "Tā míngzi jiào David.", "His name is David."),
    ("Tom 明天来。", "Tom míngtiān lái.", "Tom is coming tomorrow."),
]


@pytest.mark.parametrize("layout", [*LINES, "{z}{p}{e}"])
def test_names_at_the_ends_of_a_sentence(layout: str) -> None:
    """A name with which a Chinese sentence begins or ends stays with it, and is read with its pinyin."""
    text = "\n".join(layout.format(z=z, p=p, e=e) for z, p, e in NAMES)
    assert sides(text) == ([z for z, _, _ in NAMES], [e for _, _, e in NAMES])


def test_short_phrases_behind_their_translation() -> None:
    """Where lines give English, then Chinese and its pinyin, a short phrase is no quotation."""
    pairs = [*PAIRS, ("没关系", "méi guānxi", "It doesn't matter")]
    text = "\n".join(f"{e} = {z} ({p})" for z, p, e in pairs)
    assert sides(text) == ([z for z, _, _ in pairs], [e for _, _, e in pairs])


def test_little_pinyin_without_tones() -> None:
    """Few syllables without tones are pinyin where each sentence has its own, and a translation besides."""
    text = "我喜欢茶\nwo xihuan cha\nI like tea\n他走了\nta zou le\nHe left"
    assert sides(text) == (["我喜欢茶", "他走了"], ["I like tea", "He left"])


@pytest.mark.parametrize(
    "text",
    [
        "The word shān 山 means mountain.\nThe word shuǐ 水 means water.",
        "王芳\nWang Fang\n李明\nLi Ming",  # names, spelled alike in English
        "我很累。\nJe suis fatigué.\n他来了。\nIl est venu.",  # I am tired, he has come
        "北京\nBeijing",
    ],
)
def test_what_is_no_pinyin_stays(text: str) -> None:
    """English that quotes pinyin, names, and other languages with accents are left alone."""
    assert not without_pinyin(extract("a.txt", text)).left_out


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_random_layouts_give_the_pairs_back(seed: int) -> None:
    """Whatever order, labels, numbers and blank lines dress some pairs, the pairs come back clean and in order."""
    chance = random.Random(seed)  # noqa: S311 (a layout is no secret)
    pairs = chance.sample(PAIRS, chance.randint(3, len(PAIRS)))
    kinds = chance.sample("zpe", 3) if chance.random() < 0.7 else chance.sample("ze", 2)
    labels = chance.choice(
        [{}, {"z": "中文：", "p": "拼音：", "e": "英文："}, {"z": "Chinese: ", "p": "Pinyin: ", "e": "English: "}]
    )
    numbering = chance.choice(["", "{}. ", "{}) ", "({}) ", "• "])
    blank = chance.choice(["\n", "\n\n"])
    groups = [
        "\n".join(
            labels.get(kind, "")
            + (numbering.format(number) if not labels else "")
            + dict(zip("zpe", pair, strict=True))[kind]
            for kind in kinds
        )
        for number, pair in enumerate(pairs, 1)
    ]
    assert sides(blank.join(groups)) == ([z for z, _, _ in pairs], [e for _, _, e in pairs])
