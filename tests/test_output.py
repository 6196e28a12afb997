"""What a deck is written to: each format told by the ending, and nothing but decks written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards import output, pipeline
from flashcards.errors import OutputError
from flashcards.lexicon import Lexicon
from flashcards.settings import OUTPUT_FORMATS, load_settings
from tests.conftest import ROOT

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
