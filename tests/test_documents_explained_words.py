"""Words that a text explains beside its sentences go, and are reported; lists of words and short phrases stay."""

from __future__ import annotations

import pytest

from flashcards.documents.explained_words import GRAMMAR, INLINE, VOCABULARY, without_explained_words
from flashcards.documents.formats.text.markdown import extract as extract_markdown
from flashcards.documents.formats.text.plain import extract
from flashcards.documents.line_kinds import LineKind
from flashcards.documents.passages import Extract

CHINESE = "我每天坐地铁上班。\n我在广场站换乘。\n站台上总是有很多人。"
ENGLISH = "I take the subway to work every day.\nI change trains at the square.\nThe platform is always full of people."
WORDS = "地铁 dìtiě subway\n换乘 huànchéng to change trains\n站台 zhàntái n. platform"


def _rest(read: Extract) -> list[str]:
    """Leave the words out: the lines that stay; none goes without being reported."""
    bare = without_explained_words(read)
    assert len(bare.passages) + len(bare.left_out) == len(read.passages) + len(read.left_out)
    return [bare.text[passage.start : passage.end].strip() for passage in bare.passages]


def _stays(text: str) -> bool:
    return _rest(extract("a.txt", text)) == [line for line in text.splitlines() if line]


@pytest.mark.parametrize("row", [VOCABULARY, GRAMMAR, INLINE], ids=lambda row: row.fires)
def test_every_row(row: LineKind) -> None:
    """Each row fires on its own example, and spares what only looks like it."""
    assert row.pattern.fullmatch(row.fires)
    assert not row.pattern.fullmatch(row.spares)


@pytest.mark.parametrize(
    "words",
    [
        f"生词 New Words\n{WORDS}",
        WORDS,
        "Key words\n* 地铁 – Subway\n* 换乘 – Change trains",
        "换乘 huànchéng to change trains",
        "Grammar\n在 (zài) + place + verb: where something happens\n才 is later than hoped, 就 sooner",
        "Vocabulary: 地铁 subway, 换乘 change trains",
    ],
    ids=["headed", "bare", "bullets", "a note", "grammar", "on a line"],
)
@pytest.mark.parametrize("is_above", [False, True])
def test_words_beside_a_text(words: str, *, is_above: bool) -> None:
    """A list with a heading or without, and remarks on grammar, above the translation or below it."""
    parts = [CHINESE, words, ENGLISH] if is_above else [CHINESE, ENGLISH, words]
    assert _rest(extract("a.txt", "\n\n".join(parts))) == [*CHINESE.splitlines(), *ENGLISH.splitlines()]


def test_a_table_of_words_below_a_table_of_sentences() -> None:
    """Each row of it is a word of the sentences."""
    rows = [
        f"| {chinese} | {english} |" for chinese, english in zip(*map(str.splitlines, (CHINESE, ENGLISH)), strict=True)
    ]
    words = ["| 地铁 | subway |", "| 换乘 | to change trains |", "| 站台 | platform |"]
    head = ["| 中文 | English |", "|---|---|"]
    text = "\n".join([*head, *rows, "", "## 生词", "", *head, *words])
    rest = _rest(extract_markdown("a.md", text))
    assert [line for line in rest if "生词" not in line] == [
        cell for pair in zip(CHINESE.splitlines(), ENGLISH.splitlines(), strict=True) for cell in pair
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Vocabulary\n{WORDS}",
        "宫保鸡丁 kung pao chicken\n米饭 rice\n茶 tea\n\n我们的茶很好。\nOur tea is good.",
        "你好 hello\n谢谢 thank you\n再见 goodbye\n对不起，我来晚了。 Sorry I am late.",
        f"Useful phrases\n请给我地图 please give me a map\n在哪里换乘 where do I change trains\n{CHINESE}\n{ENGLISH}",
        f"广场站 guǎngchǎng zhàn The Square\n\n{CHINESE}\n\n{ENGLISH}",
        f"{CHINESE}\n{ENGLISH}",
        "Useful phrases\n买单 the bill, please\n没关系 never mind\n\n我要买单。 I'd like to pay.\n菜不辣。 It's mild.",
        "用法\n我把书看完了 I finished the book\n他把门关上了 he closed the door\n妈妈把饭做好了 Mum has cooked",
        f"用法\n我把书看完了 I finished the book\n他把门关上了 he closed the door\n\n{CHINESE}\n\n{ENGLISH}",
    ],
    ids=["a list of words", "a menu", "short lines", "phrases", "a title", "a text", "phrasebook", "usage", "examples"],
)
def test_what_is_itself_the_text(text: str) -> None:
    """Lists of words, menus, dialogues of short lines, phrases to learn and titles lose nothing."""
    assert _stays(text)
