"""A list of words, from the file to Anki: what the command says, and what the learner gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import flashcards
from flashcards import output, pipeline
from flashcards.errors import InputError
from flashcards.records import VocabularyCard
from flashcards.settings import load_settings
from tests.anki_backend import Learner
from tests.commands import flashcards as command
from tests.commands import in_a_process

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.lexicon import Lexicon
    from flashcards.pipeline import Deck

LIST = """# Lesson 7
银行 yínháng bank (for money)
图书馆
长 zhǎng
长 cháng
班味
打
图书馆
Lesson 8
看看
多模态\tmultimodal
"""
NOW = 1_780_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a list and a folder of texts."""
    (tmp_path / "words.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "day.en.txt").write_text(
        "I go to the library every day. He waits at the entrance of the bank.\n", encoding="utf-8"
    )
    (tmp_path / "texts" / "day.zh.txt").write_text("我每天去图书馆。他在银行门口等。\n", encoding="utf-8")
    (tmp_path / "texts" / "alone.txt").write_text("昨天我给他打电话了，他们正在打球。\n", encoding="utf-8")
    return tmp_path


def build(folder: Path, lexicon: Lexicon, **options: object) -> Deck:
    """Build words.apkg of the list."""
    job = load_settings(str(folder / "words.txt"), output=folder / "words.apkg", **options)
    deck = pipeline.build(pipeline.read(job), job, lexicon)
    output.write(deck, job, now=NOW)
    return deck


def test_the_command_says_what_became_of_each_line(folder: Path) -> None:
    """How many words, how many with an example, which are in no dictionary, what was passed over: nothing is lost."""
    run = command("build", "words.txt", "--examples", "texts", cwd=folder)
    assert run.code == 0
    assert run.err.splitlines() == [
        "words.txt: read as a list of words; if it is a text of short lines, say --read-as text.",
        "8 words in the list, 3 with an example.",
        "1 word in no dictionary, and without a card: 班味; write what each means behind it in the list.",
        "Left out of the list: 1 × a word that the list has already, 1 × no Chinese word.",
        "To learn: 7 words.",
        "words.apkg: 7 notes: 7 new.",
        "Next: import words.apkg into Anki (File → Import), or let `flashcards push words.apkg` do it.",
    ]


def test_every_command_that_takes_a_text_takes_a_list(folder: Path) -> None:
    """`vocabulary` lists its words with their examples, `preview` shows their cards, from standard input as well."""
    run = in_a_process("vocabulary", "-", "--examples", "texts", "--format", "tsv", cwd=folder, stdin=LIST)
    rows = {row[0]: row for row in (line.split("\t") for line in run.out.splitlines())}
    assert rows["银行"][1:3] == ["yínháng", "bank (for money)"]
    assert rows["图书馆"][7:] == ["我每天去图书馆。", "I go to the library every day."]
    assert rows["多模态"][7:] == ["", ""]
    assert "班味" in run.err
    page = command("preview", "words.txt", cwd=folder)
    assert (page.code, "bank (for money)" in page.out) == (0, True)
    assert "班味" in command("vocabulary", "words.txt", "--explain", cwd=folder).out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("words.txt", "--mode", "sentence"), "a list of words has no sentences to learn"),
        (("texts/alone.txt", "--examples", "texts"), "a text brings its own examples"),
        (("words.txt", "texts/alone.txt", "--read-as", "words"), "a list of words stands in one file"),
        (("words.txt", "--examples", "none.txt"), "no such file"),
        (("texts/alone.txt", "--read-as", "words"), "holds no Chinese word"),
        (("words.txt", "-o", "words.tmx"), "asks for a text in both languages"),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence says what is wrong with a list, or with what was asked of it, and nothing is written."""
    run = command("build", *arguments, cwd=folder)
    assert (run.code, sentence in run.err) == (1, True)
    assert not list(folder.glob("*.apkg"))


@pytest.mark.parametrize(("read_as", "what"), [("words", "list"), ("auto", "table")])
def test_a_list_longer_than_any_is_refused(tmp_path: Path, read_as: str, what: str) -> None:
    """More rows than anybody reads are refused in one sentence before anything is made of them."""
    (tmp_path / "long.csv").write_text("茶,tea\n" * 200_001, encoding="utf-8")
    with pytest.raises(InputError, match=f"a {what} of 200,001 rows is too long, 200,000 can be read"):
        pipeline.read(load_settings(str(tmp_path / "long.csv"), read_as=read_as))


def test_a_list_can_be_read_as_a_text(folder: Path, lexicon: Lexicon) -> None:
    """`--read-as text` undoes the guess."""
    (folder / "words.txt").write_text("银行\n图书馆\n", encoding="utf-8")
    deck = build(folder, lexicon, read_as="text", mode="sentence")
    assert [pair.chinese_text for pair in deck.pairs] == ["银行", "图书馆"]


@pytest.mark.anki
def test_anki_takes_the_cards_of_a_list(folder: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    """No card is blank, whatever is asked; a gap is made only where a sentence is, and each reading is learned."""
    build(folder, lexicon, examples=folder / "texts", cards="recognition,production,listening,reading,cloze")
    with Learner(tmp_path / "learner") as learner:
        learner.take(folder / "words.apkg")
        assert learner.faults() == []
        asked: dict[str, set[str]] = {}
        notes = {}
        for card in learner.cards():
            asked.setdefault(str(card.template()["name"]), set()).add(card.note()["Hanzi"])
            notes[card.note()["Hanzi"], card.note()["Pinyin"]] = card.note()
        assert asked["Production"] >= {"银行", "图书馆", "长", "多模态", "看看"}
        assert asked["Cloze"] == {"银行", "图书馆"}  # 打 may be meant in several senses there
        assert notes["长", "zhǎng"]["Meaning"].startswith("to grow")
        assert notes["长", "cháng"]["Meaning"].startswith("long")
        assert notes["图书馆", "túshūguǎn"]["Source"] == "words, day"
        assert "Not confirmed" in notes["打", "dǎ"]["Notice"]
        assert "Not confirmed" not in notes["多模态", "duōmótài"]["Notice"]


@pytest.mark.anki
def test_examples_that_come_later_keep_the_reviews(folder: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    """A list built again with examples updates its notes; reviews stay, and so do words that the list has lost."""
    build(folder, lexicon)
    with Learner(tmp_path / "learner") as learner:
        learner.take(folder / "words.apkg")
        learner.review()
        before = learner.scheduling()
        (folder / "words.txt").write_text(LIST.replace("打\n", ""), encoding="utf-8")
        build(folder, lexicon, examples=folder / "texts")
        learner.take(folder / "words.apkg")
        assert learner.note("银行")["Sentence"] == "他在银行门口等。"
        assert learner.note("打")["Sentence"] == ""
        after = learner.scheduling()
        assert {key: after[key] for key in before} == before
        assert learner.faults() == []


def test_a_recipe_and_the_library_take_a_list(folder: Path, lexicon: Lexicon) -> None:
    """`deck.toml` names the list and the examples beside it, `flashcards.build` makes the same cards."""
    (folder / "deck.toml").write_text(
        'sources = ["words.txt"]\nexamples = ["texts"]\nread_as = "words"', encoding="utf-8"
    )
    settings = flashcards.load_settings(folder)
    deck = flashcards.build(flashcards.read(settings), settings, lexicon)
    texts = [card.term.text for card in deck.cards if isinstance(card, VocabularyCard)]
    assert texts == ["银行", "图书馆", "长", "长", "打", "看看", "多模态"]
    assert [word.text for word in deck.words if word.text == "班味"] == ["班味"]


def test_a_list_of_nothing_new_makes_no_deck(folder: Path, lexicon: Lexicon) -> None:
    """Where every word is known, that is said instead of an empty deck."""
    with pytest.raises(InputError, match="no word is left for a card"):
        build(folder, lexicon, known=folder / "words.txt")
