"""Exports: formats that other programs read, which must never change by accident or break by content."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki import DeckOptions, deck_notes, deck_title, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.chinese.orthography import Spelling
from flashcards.lexicon import Lexicon
from flashcards.output import exports, pages
from flashcards.records import AlignedPair, SentenceCard
from flashcards.settings import Pinyin
from tests import anki_cards
from tests.anki_backend import Learner
from tests.samples import TEA, annotated, pair, sentence

PAIRS = (
    pair("她泡茶。", "She brews tea.", 0.97),
    AlignedPair((sentence("茶。"),), (sentence("Tea."), sentence("Hot.")), 0.5),
    pair("", "Alone.", 0.4),
)  # She brews tea. / Tea.

any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def test_tsv_has_three_columns_a_pair() -> None:
    """A pair a line: Chinese, English, confidence; a side without a partner is empty, sentences are joined."""
    assert exports.pairs_tsv(PAIRS) == "她泡茶。\tShe brews tea.\t0.970\n茶。\tTea. Hot.\t0.500\n\tAlone.\t0.400\n"


def test_ids_count_each_side_from_nought() -> None:
    """Sentence numbers run through the text on each side, as the scorers of alignments read them."""
    assert exports.pairs_ids(PAIRS) == "[0]:[0]\n[1]:[1,2]\n[]:[3]\n"


def test_jsonl_tells_where_sentences_stand() -> None:
    """An object a pair, with the numbers and spans of its sentences."""
    rows = [json.loads(line) for line in exports.pairs_jsonl(PAIRS).splitlines()]
    assert rows[1] == {
        "chinese": "茶。",  # Tea.
        "english": "Tea. Hot.",
        "chinese_ids": [1],
        "english_ids": [1, 2],
        "chinese_spans": [[0, 2]],
        "english_spans": [[0, 4], [0, 4]],
        "confidence": 0.5,
    }
    assert rows[2]["chinese"] is None


def test_tmx_holds_the_complete_pairs() -> None:
    """A translation memory has a unit for each pair with both sides, English and Chinese."""
    root = ET.fromstring(exports.pairs_tmx(PAIRS))  # noqa: S314 (our own text)
    units = [[seg.text for seg in unit.iter("seg")] for unit in root.iter("tu")]
    assert units == [["She brews tea.", "她泡茶。"], ["Tea. Hot.", "茶。"]]  # She brews tea. / Tea.


@given(any_text, any_text)
def test_no_text_breaks_a_format(chinese: str, english: str) -> None:
    """Whatever a sentence holds, a line stays a line, JSON stays JSON and XML stays XML."""
    pairs = [pair(chinese, english)]
    assert exports.pairs_tsv(pairs).count("\n") == 1
    assert exports.pairs_tsv(pairs).count("\t") == 2
    assert json.loads(exports.pairs_jsonl(pairs))["chinese"] == (pairs[0].chinese_text or None)
    ET.fromstring(exports.pairs_tmx(pairs))  # noqa: S314 (our own text)


def test_annotations_keep_their_promise(lexicon: Lexicon) -> None:
    """Words with offsets, one syllable a character, spans of the English, a gloss and a difficulty."""
    row = json.loads(exports.annotations_jsonl([TEA], lexicon))
    assert row["english"] == "She brews tea."
    steep = row["words"][1]
    assert {k: steep[k] for k in ("text", "start", "end", "pinyin", "english", "gloss")} == {
        "text": "泡",  # to steep
        "start": 1,
        "end": 2,
        "pinyin": ["pào"],
        "english": [[4, 9]],
        "gloss": "brews",
    }
    assert isinstance(steep["difficulty"], float)
    assert row["words"][3]["pinyin"] is None


def test_the_terminal_shows_words_in_columns() -> None:
    """Pinyin above, the word, its meaning below, wide characters counted as two columns; then the translation."""
    assert exports.interlinear([TEA]) == (
        "tā  pào   chá\n她  泡    茶  。\nShe brews tea\n  She brews tea.\n"
    )  # She / brews / tea


def test_no_line_of_the_terminal_is_a_mark_alone() -> None:
    """A full stop that no longer fits takes the word before it to the next line."""
    lines = exports.interlinear([TEA], 16).splitlines()  # room for three words, not for the mark
    assert [line for line in lines if set(line) <= set(" 。")] == []
    assert [line.split() for line in lines if "。" in line] == [["茶", "。"]]  # tea
    assert max(map(len, lines[:-2])) <= 16


def test_marks_that_follow_one_another_stay_with_their_word() -> None:
    """A question mark and the quotation mark after it go to the next line together, with the word before them."""
    words = [("她", "ta1", "she", "she"), ("喝", "he1", "drink", "drink"), ("茶", "cha2", "tea", "tea")]
    asked = annotated("“Does she drink tea?”", [*words, ("？", "", "", ""), ("”", "", "", "")])
    for width in range(9, 30):  # room for a word and both marks
        lines = exports.interlinear([asked], width).splitlines()
        assert [line for line in lines if line.strip() and set(line) <= set(" ？”")] == []


def test_readings_are_written_as_asked(lexicon: Lexicon) -> None:
    """Numbers, zhuyin and spoken tones go through to every table and page."""
    numbers, spoken = Spelling(Pinyin.NUMBERS), Spelling(sandhi=True)
    assert exports.interlinear([TEA], spelling=numbers).startswith("ta1 pao4  cha2")
    assert json.loads(exports.annotations_jsonl([TEA], lexicon, numbers))["words"][1]["pinyin"] == ["pao4"]
    no = annotated("No.", [("不", "bu4", "not", ""), ("是", "shi4", "to be", "")])
    assert exports.interlinear([no], spelling=spoken).startswith("bú  shì")
    assert json.loads(exports.annotations_jsonl([no], lexicon, spoken))["words"][0]["pinyin"] == ["bú"]
    assert exports.cards_tsv(anki_cards.deck(), numbers).count("zhu3gu4") == 2
    assert "cha2guan3" in exports.terms_tsv(anki_cards.terms(), numbers)
    assert "<rt>bú</rt>" in pages.words([no], "No", spoken)


def test_csv_is_the_same_table() -> None:
    """The table with commas holds what the table with tabs holds, and quotes what needs it."""
    rows = list(csv.reader(io.StringIO(exports.cards_csv(anki_cards.deck()))))
    assert rows[0] == list(exports.CARD_COLUMNS)
    assert ["\t".join(row) for row in rows] == exports.cards_tsv(anki_cards.deck()).splitlines()


@given(st.text("=+-@＝'a 茶\t", min_size=1).filter(str.strip))  # tea
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    """No cell begins with what a spreadsheet runs, and without the apostrophe it is the text again."""
    cards = [SentenceCard(annotated(text, [("茶", "cha2", "tea", "")]), "tea", 1, ())]
    written = next(csv.DictReader(io.StringIO(exports.cards_csv(cards))))["meaning"]
    assert written.strip()[0] not in "=+-@＝"
    assert (written[1:] if re.match(r"[\s']*[=+@＝-]", written) else written) == text


@pytest.mark.anki
def test_anki_imports_the_text(tmp_path: Path) -> None:
    """Over a package, Anki finds every note of the text again by its GUID, and takes new and changed ones."""
    from anki.collection import ImportCsvRequest

    options = DeckOptions(title="Tea::House", kinds=KINDS)
    write_package(anki_cards.deck()[:5], options, tmp_path / "deck.apkg", now=1_780_000_000)
    made = deck_notes(anki_cards.deck(), options).notes
    changed = replace(made[0], fields={**made[0].fields, "English": 'Anew: "tea"<br>tea'})
    path = tmp_path / "notes.txt"
    path.write_text(exports.anki_text([changed, *made[1:]], deck_title("Tea::House")), encoding="utf-8")
    with Learner(tmp_path / "learner") as learner:
        learner.take(tmp_path / "deck.apkg")
        metadata = learner.col.get_csv_metadata(str(path), None)
        log = learner.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        assert (len(log.new), len(log.updated), len(log.conflicting), len(log.missing_notetype)) == (2, 1, 0, 0)
        kept = {note.guid: note for note in map(learner.col.get_note, learner.col.find_notes(""))}
        assert {guid: (note.fields, note.tags) for guid, note in kept.items()} == {
            note.guid: (list(note.values), sorted(note.tags)) for note in (changed, *made[1:])
        }
        decks = {d.name for d in learner.col.decks.all_names_and_ids()}
        assert decks == {"Default", "Tea:House", "Tea:House::Sentences", "Tea:House::Vocabulary"}
        assert learner.faults() == []
