"""Exports: formats that other programs read, which must never change by accident or break by content."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from flashcards import exports, pages
from flashcards.lexicon import Lexicon
from flashcards.orthography import Spelling
from flashcards.records import AlignedPair
from flashcards.settings import Pinyin
from tests import anki_cards
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
