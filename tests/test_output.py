"""What a deck is written to: each format told by the ending, and nothing but decks written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flashcards import output, pipeline
from flashcards.chinese.orthography import Spelling
from flashcards.errors import OutputError
from flashcards.lexicon import Lexicon
from flashcards.output import pages
from flashcards.output.annotations import annotations_jsonl
from flashcards.output.card_tables import cards_tsv
from flashcards.output.interlinear import interlinear
from flashcards.output.term_lists import terms_tsv
from flashcards.settings import OUTPUT_FORMATS, Pinyin, load_settings
from tests import anki_cards
from tests.conftest import ROOT
from tests.samples import TEA, annotated

TEA_HOUSE = ROOT / "decks" / "tea-house" / "tea-house.txt"


@pytest.fixture(scope="module")
def deck(lexicon: Lexicon) -> pipeline.Deck:
    job = load_settings([TEA_HOUSE])
    return pipeline.build(pipeline.read(job), job, lexicon)


@pytest.mark.parametrize("ending", [ending for ending in OUTPUT_FORMATS if ending != ".apkg"])
def test_a_deck_is_written_over_a_deck_alone(tmp_path: Path, deck: pipeline.Deck, ending: str) -> None:
    """Each kind of output is written into nothing, an empty file, and its own last version; all else is left alone."""
    path = tmp_path / f"deck{ending}"
    job = load_settings([TEA_HOUSE], output=[path])
    path.touch()
    output.write(deck, job, now=1)
    before = path.read_bytes()
    output.write(deck, job, now=1)
    assert path.read_bytes() == before
    for foreign in (b"my own notes\n", b"\xff\xfe\x00", b"#separator:tab\n#html:true\n#guid column:1\n"):
        path.write_bytes(foreign)
        with pytest.raises(OutputError, match=r"was not written by flashcards and is left alone; name another output"):
            output.write(deck, job, now=1)
        assert path.read_bytes() == foreign


def test_readings_are_written_as_asked(lexicon: Lexicon) -> None:
    """Numbers, zhuyin and spoken tones go through to every table and page."""
    numbers, spoken = Spelling(Pinyin.NUMBERS), Spelling(sandhi=True)
    assert interlinear([TEA], spelling=numbers).startswith("ta1 pao4  cha2")
    assert json.loads(annotations_jsonl([TEA], lexicon, numbers))["words"][1]["pinyin"] == ["pao4"]
    no = annotated("No.", [("不", "bu4", "not", ""), ("是", "shi4", "to be", "")])
    assert interlinear([no], spelling=spoken).startswith("bú  shì")
    assert json.loads(annotations_jsonl([no], lexicon, spoken))["words"][0]["pinyin"] == ["bú"]
    assert cards_tsv(anki_cards.deck(), numbers).count("zhu3gu4") == 2
    assert "cha2guan3" in terms_tsv(anki_cards.terms(), numbers)
    assert "<rt>bú</rt>" in pages.words([no], "No", spelling=spoken)
