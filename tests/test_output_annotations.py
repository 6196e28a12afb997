"""Annotations: the words of a text, for programs."""

from __future__ import annotations

import json

from flashcards.lexicon import Lexicon
from flashcards.output.annotations import annotations_jsonl
from tests.samples import TEA


def test_annotations_keep_their_promise(lexicon: Lexicon) -> None:
    """Words with offsets, one syllable a character, spans of the English, a gloss and a difficulty."""
    row = json.loads(annotations_jsonl([TEA], lexicon))
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
