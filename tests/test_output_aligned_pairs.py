"""Pairs: formats that other programs read, which must never change by accident or break by content."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from flashcards.output.aligned_pairs import pairs_ids, pairs_jsonl, pairs_tmx, pairs_tsv
from flashcards.records import AlignedPair
from tests.samples import pair, sentence

PAIRS = (
    pair("她泡茶。", "She brews tea.", 0.97),
    AlignedPair((sentence("茶。"),), (sentence("Tea."), sentence("Hot.")), 0.5),
    pair("", "Alone.", 0.4),
)  # She brews tea. / Tea.

any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def test_tsv_has_three_columns_a_pair() -> None:
    """A pair a line: Chinese, English, confidence; a side without a partner is empty, sentences are joined."""
    assert pairs_tsv(PAIRS) == "她泡茶。\tShe brews tea.\t0.970\n茶。\tTea. Hot.\t0.500\n\tAlone.\t0.400\n"


def test_ids_count_each_side_from_nought() -> None:
    """Sentence numbers run through the text on each side, as the scorers of alignments read them."""
    assert pairs_ids(PAIRS) == "[0]:[0]\n[1]:[1,2]\n[]:[3]\n"


def test_jsonl_tells_where_sentences_stand() -> None:
    """An object a pair, with the numbers and spans of its sentences."""
    rows = [json.loads(line) for line in pairs_jsonl(PAIRS).splitlines()]
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
    root = ET.fromstring(pairs_tmx(PAIRS))  # noqa: S314 (our own text)
    units = [[seg.text for seg in unit.iter("seg")] for unit in root.iter("tu")]
    assert units == [["She brews tea.", "她泡茶。"], ["Tea. Hot.", "茶。"]]  # She brews tea. / Tea.


@given(any_text, any_text)
def test_no_text_breaks_a_format(chinese: str, english: str) -> None:
    """Whatever a sentence holds, a line stays a line, JSON stays JSON and XML stays XML."""
    pairs = [pair(chinese, english)]
    assert pairs_tsv(pairs).count("\n") == 1
    assert pairs_tsv(pairs).count("\t") == 2
    assert json.loads(pairs_jsonl(pairs))["chinese"] == (pairs[0].chinese_text or None)
    ET.fromstring(pairs_tmx(pairs))  # noqa: S314 (our own text)
