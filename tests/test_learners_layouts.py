"""Files as learners have them: whatever dresses the pairs, they come out clean, and nothing beside them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import pipeline
from flashcards.documents import read_bitext
from flashcards.lexicon import open_lexicon
from flashcards.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAIRS = [
    # Chinese, pinyin, English
    ("我每天早上去公园跑步。", "Wǒ měitiān zǎoshang qù gōngyuán pǎobù.", "I go running in the park every morning."),
    ("茶凉了，再倒一杯吧。", "Chá liáng le, zài dào yì bēi ba.", "The tea is cold; let me pour you another cup."),
    ("这家面馆是我爷爷开的。", "Zhè jiā miànguǎn shì wǒ yéye kāi de.", "My grandfather opened this noodle shop."),
    ("2019年，我们搬到了成都。", "2019 nián, wǒmen bān dào le Chéngdū.", "In 2019 we moved to Chengdu."),
    ("你觉得辣不辣？", "Nǐ juéde là bu là?", "Do you find it spicy?"),
    (
        "李明说他明天不来上班。",
        "Lǐ Míng shuō tā míngtiān bù lái shàngbān.",
        "Li Ming says he won't come to work tomorrow.",
    ),
]
CLEAN = [(z, e) for z, _, e in PAIRS]


class Layout(NamedTuple):
    """What stands above, how each pair looks, what stands below, and which pairs there are beside the sentences."""

    head: str
    pair: str
    tail: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    suffix: str = "txt"

    def text(self) -> str:
        """Write the file."""
        numbers = zip("①②③④⑤⑥", "一二三四五六", "abcdef", ["i", "ii", "iii", "iv", "v", "vi"], strict=True)
        body = (
            self.pair.format(z=z, p=p, e=e, n=n, s="AB"[n % 2], circle=c, han=han, letter=letter, roman=roman)
            for n, ((z, p, e), (c, han, letter, roman)) in enumerate(zip(PAIRS, numbers, strict=True), 1)
        )
        return self.head + "".join(body) + self.tail


TEA = (("绿茶", "Green Tea"),)
SHOP = (("在面馆", "At the Noodle Shop"),)
LAYOUTS = {
    "a title above lines": Layout("绿茶\nGreen Tea\n\n", "{z}\n{e}\n", titles=TEA),
    "a title in the other order": Layout("Green Tea\n绿茶\n\n", "{z}\n{e}\n", titles=TEA),
    "a title on a line": Layout("绿茶 Green Tea\n\n", "{z}\n{e}\n\n", titles=TEA),
    "a title of a dialogue": Layout("在面馆 At the Noodle Shop\n\n", "{s}：{z} ({p})\n{e}\n", titles=SHOP),
    "a title of two lines of a dialogue": Layout("在面馆\nAt the Noodle Shop\n\n", "{s}: {z}\n{s}: {e}\n", titles=SHOP),
    "a greeting and a farewell": Layout(
        "Sure! Here are some sentences:\n\n", "{n}. {z}\n   {p}\n   {e}\n\n", "Hope this helps!\n"
    ),
    "a chat in Markdown": Layout(
        "**You:** Give me sentences.\n\n**Bot:** Of course! Here they are:\n\n",
        "{n}. **{z}**\n   *{p}*\n   {e}\n\n",
        "Let me know if you want more practice!\n",
        suffix="md",
    ),
    "labelled items": Layout(
        "## Green Tea 绿茶\n\nHere is the dialogue:\n\n",
        "- **{s}:** {z}\n  - Pinyin: {p}\n  - English: {e}\n",
        titles=TEA,
        suffix="md",
    ),
    "an encrypted chat": Layout(
        "05/03/24, 19:00 - Messages are encrypted.\n",
        "05/03/24, 19:0{n} - Anna: {z}\n05/03/24, 19:0{n} - Ben: {e}\n",
    ),
    "another chat": Layout("", "Anna Berg, [05.03.24 19:0{n}]\n{z}\n{e}\n\n"),
    "a table of Markdown": Layout("| Chinese | English |\n|---|---|\n", "| {z} | {e} |\n", suffix="md"),
    "one without heading": Layout(
        "Sentences:\n\n| 0 | 茶 | tea |\n|---|---|---|\n", "| {n} | {z} | {e} |\n", titles=(("茶", "tea"),), suffix="md"
    ),
    "one pasted into a text": Layout(
        "Here is a table:\n\n| 中文 | 拼音 | 英文 |\n|:--|:--|:--|\n", "| {z} | {p} | {e} |\n", "\nGood luck!\n"
    ),
    "bars": Layout("", "{z} | {e}\n"),
    "bars below a line": Layout("These are my sentences:\n", "{z} | {e}\n"),
    "bars and pinyin": Layout("", "{z} | {p} | {e}\n"),
    "bars and numbers": Layout("", "{n} | {e} | {z}\n"),
    "a drawn table": Layout("+----+----+\n", "| {z} | {e} |\n+----+----+\n"),
    "a comment": Layout("id\tspeaker\tzh\ten\tcomment\n", "{n}\t小王\t{z}\t{e}\tunit {n}\n", suffix="tsv"),
    "headings in both languages": Layout("原文/Source,译文/Target\n", '{z},"{e}"\n', suffix="csv"),
    "headings of more words": Layout("课文句子\tSentence from the text\n", "{z}\t{e}\n", suffix="tsv"),
    "a number and pinyin in a cell": Layout("", "{z} ({p})\t{e}\n", suffix="tsv"),
    "roman numbers": Layout("", "{roman}. {z}\n{roman}. {e}\n"),
    "letters": Layout("", "({letter}) {z} — {e}\n"),
    "Chinese numbers": Layout("", "{han}、{z}\n{n}. {e}\n\n"),
    "circled numbers": Layout("", "{circle} {z}\n{e}\n\n"),
    "wide numbers": Layout("", "{n}．{z}\n{e}\n"),
    "examples": Layout("", "例{n}：{z}\nExample {n}: {e}\n\n"),
    "questions and answers": Layout("", "Q: {e}\nA: {z}\n\n"),
    "arrows": Layout("", "{z} → {e}\n"),
    "dashes and pinyin": Layout("", "{z} – {p} – {e}\n"),
    "brackets and slashes": Layout("", "{z} [{p}] /{e}/\n"),
    "all in brackets": Layout("", "{e} ({z}, {p})\n"),
    "flags": Layout("", "🇨🇳 {z}\n🇬🇧 {e}\n\n"),
    "stars": Layout("", "* {z}\n** {e}\n"),
    "parts of a song": Layout("Verse 1\n", "{z}\n{p}\n{e}\n\n", "Chorus\n"),
    "headings and quotations": Layout("", "### {n}. {z}\n\n{p}\n\n> {e}\n\n", suffix="md"),
    "commas": Layout("", "{z},{e}\n"),
    "colons": Layout("", "{e}：{z}\n"),
    "colons and pinyin": Layout("", "{e}: {z} {p}\n"),
    "long dashes": Layout("", "{z}——{e}\n"),
    "six dots": Layout("", "{e}……{z}\n"),
    "a quotation": Layout("", "> {z}\n> {e}\n>\n"),
    "dashes of speakers": Layout("", "——{z}\n– {e}\n"),
    "a lesson": Layout("课文\n\n", "{z}\n{e}\n", "\n生词\n"),
    "clauses": Layout("", "第{han}条 {z}\nArticle {n}: {e}\n\n"),
    "arrows below": Layout("Great question! Here are some sentences.\n\n", "{n}\ufe0f\u20e3 {z}\n→ {e}\n"),
    "pictures and labels": Layout(
        "Sure! Here you go:\n\n",
        "### Sentence {n}\n- 🇨🇳 **Chinese:** {z}\n- 🔤 **Pinyin:** {p}\n- 🇬🇧 **English:** {e}\n\n",
        "Hope this helps! 🙌\n",
        suffix="md",
    ),
    "a letter": Layout(
        "From: Anna <anna@example.com>\nTo: Li <li@example.com>\nSubject: sentences\n\nDear Li,\n\n"
        "On Mon, 4 Mar 2024, Li <li@example.com> wrote:\n\n",
        "> {z}\n{e}\n\n",
        "Best,\nAnna\nSent from my phone\n",
    ),
    "a song": Layout("茶歌 (Chá gē) Lyrics\n", "{z}\n{e}\n"),
    "clippings": Layout("", "- {z} (Location 5{n})\n  - {e}\n", suffix="md"),
    "an outline": Layout("", "** {z}\n:PROPERTIES:\n:ID: {n}-ab\n:END:\n{e}\n"),
    "buttons": Layout("", "{z}\n{e}\n", "\nUpvote\nDownvote\n"),
    "cells of AsciiDoc": Layout('[cols="1,1"]\n|===\n', "|{z}\n|{e}\n\n", "|===\n"),
    "notes": Layout("# Tea House\n\n", "- {z} (Location 5{n})\n    - Note: {e}\n", suffix="md"),
    "buttons between": Layout("", "{z}\n{e}\nCopy\n"),
    "quoted pinyin": Layout("", '{z} ["{p}"] {e}\n'),
    "pages": Layout("第 1 页，共 2 页\n\n", "{z}\n{e}\n", "\nPage 2 of 2\n\nTranslated by DeepL.com\n"),
    "signs of one's own": Layout("", "{z}---{e};;;"),
    "signs on lines of their own": Layout("", "{z}\n{p} ~~ {e}\n@@@\n"),
    "signs on lines": Layout("", "{e} <> {z}\n"),
    "three sides": Layout("", "{z} || {p} || {e}\n\n"),
    "tabs and semicolons": Layout("", "{z}\t{e};"),
    "cards in notes": Layout("#flashcards/tea\n\n", "{z}::{e} <!--SR:!2026-01-0{n},3,250-->\n", suffix="md"),
    "cards in lists": Layout("# 2019\n\n", "- {z} ({p}) ::: {e}\n", suffix="md"),
    "cards of several lines": Layout("", "{z}\n?\n{p}\n{e}\n<!--SR:!2026-01-0{n},3,250-->\n\n", suffix="md"),
    "cards in notes that are called a text": Layout("", "{z}::{e} <!--SR:!2026-01-0{n},3,250-->\n"),
    "a thread": Layout("", "Li Ming @li_ming · Mar 5\n{n}/6 {z}\n\n{e}\n3  0  {n}1\n\n"),
    "a title with a number": Layout("Lesson 3  第三课\n\n", "{z}\n{e}\n", titles=(("第三课", "Lesson 3"),)),
    "a counted title": Layout("Lesson 3 绿茶 Green Tea\n\n", "{z}\n{e}\n", titles=TEA),
    "a title between signs": Layout("=== 绿茶 / Green Tea ===\n\n", "{n}) {z} ...... {e}\n", titles=TEA),
    "a worksheet": Layout(
        "Worksheet 2  Name: _______  Class: ____\n\nA. Write each sentence in English.\n\n",
        "{n}. {z}\n   ____________\n",
        "\nAnswer key\n\nA.\n" + "".join(f"{n}. {e}\n" for n, (_, e) in enumerate(CLEAN, 1)),
    ),
    "a worksheet with tasks in Chinese": Layout(
        "一、根据课文回答问题。\n\n",
        "{n}. {z}\n",
        "\n参考答案\n一、\n" + "".join(f"{n}. {e}\n" for n, (_, e) in enumerate(CLEAN, 1)),
    ),
    "templates of a wiki": Layout("== 2019 ==\n", "* {{{{lang|zh|{z}}}}} – {e}\n"),
    "forms of a wiki": Layout("", "# {{{{zh|s={z}|p={p}}}}} {e}\n", "\n[[Category:Lessons]]\n"),
    "a table of a wiki": Layout(
        '{| class="wikitable"\n! 汉字 !! 拼音 !! English\n', "|-\n| {{{{lang|zh|{z}}}}} || ''{p}'' || {e}\n", "|}\n"
    ),
    "times and bars": Layout("[ti:Tea]\n", "[00:0{n}.50]{z} / {e}\n"),
}


def aligned(*paths: Path) -> list[tuple[str, str]]:
    """Give the pairs of files that become cards."""
    pairs = pipeline.align(read_bitext(paths), Settings(sources=tuple(map(str, paths))), open_lexicon())
    return [(p.chinese_text, p.english_text) for p in pairs if not p.is_null and p.confidence >= 0.5]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(tmp_path: Path, layout: Layout) -> None:
    """The pairs come out in order, letter for letter, with their title, and no greeting on them."""
    path = tmp_path / f"a.{layout.suffix}"
    path.write_text(layout.text(), encoding="utf-8")
    assert aligned(path) == [*layout.titles, *CLEAN]


def workbook(path: Path, *sheets: Sequence[Sequence[str | None]]) -> Path:
    """Write a workbook with a sheet for each list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_sheets_with_columns_of_their_own(tmp_path: Path) -> None:
    """Each sheet has its own order of columns and its own headings."""
    first = [("中文 Chinese", "英文 English"), *CLEAN[:3]]
    second = [("No.", "English 英文", "中文 Chinese"), *((str(n), e, z) for n, (z, e) in enumerate(CLEAN[3:]))]
    assert aligned(workbook(tmp_path / "a.xlsx", first, second)) == CLEAN


def test_a_sheet_for_each_language(tmp_path: Path) -> None:
    """Two sheets of as many rows, one in each language, stand side by side."""
    columns = [[(cell,) for cell in column] for column in zip(*CLEAN, strict=True)]
    assert aligned(workbook(tmp_path / "a.xlsx", *columns)) == CLEAN


def test_a_translation_broken_in_two_lines_stays_whole(tmp_path: Path) -> None:
    """That a text takes turns does not forbid a pair of three lines where its words and its length ask for it."""
    chinese = "他昨天下午去图书馆借书，晚上和朋友一起看电影。"  # library yesterday, a film in the evening
    english = (
        "Yesterday afternoon he went to the library to borrow books,\n"
        "and in the evening he watched a film with his friends."
    )
    pairs = [*CLEAN, (chinese, english)]
    (tmp_path / "a.txt").write_text("\n\n".join(f"{z}\n{e}" for z, e in pairs), encoding="utf-8")
    assert aligned(tmp_path / "a.txt")[-1][1] == " ".join(english.split())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_random_layouts_with_strangers(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Whatever order, numbers, pinyin, greeting and farewell dress some pairs, they come back clean and in order."""
    chance = random.Random(seed)  # noqa: S311 (a layout is no secret)
    pairs = chance.sample(PAIRS, chance.randint(4, len(PAIRS)))
    kinds = chance.sample("zpe", 3) if chance.random() < 0.5 else chance.sample("ze", 2)
    numbering = chance.choice(["", "{}. ", "{}) ", "({}) ", "• "])
    between = chance.choice(["\n", " | ", "\n"])
    groups = [
        numbering.format(number) + between.join(dict(zip("zpe", pair, strict=True))[kind] for kind in kinds)
        for number, pair in enumerate(pairs, 1)
    ]
    head = chance.choice(["", "Here are my sentences:\n\n", "Sentences from class\n"])
    tail = chance.choice(["", "\n\nGood luck with your studies!"])
    path = tmp_path_factory.mktemp("layouts") / "a.txt"
    path.write_text(head + chance.choice(["\n", "\n\n"]).join(groups) + tail, encoding="utf-8")
    assert aligned(path) == [(z, e) for z, _, e in pairs]
