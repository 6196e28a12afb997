"""Golden cases of what words mean in a sentence: the translator's word, and the sense that comes first.

A case that is known to come out wrong stands in a file of its own: when the program gets it right, its test fails until
the case is moved.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flashcards.lexicon.english import ways
from tests.linked import link

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

CASES, WRONG = (
    json.loads((Path(__file__).parent / "cases" / name).read_text(encoding="utf-8"))
    for name in ("meanings.json", "meanings_wrong.json")
)


def _differences(case: dict[str, Any], lexicon: Lexicon) -> dict[str, tuple[object, object]]:
    """Give what differs from the case, by word: what is expected, and what came out."""
    (annotated,) = link([(case["chinese"], case["english"])], lexicon)
    words = {word.text: word for word in annotated.words}
    renderings = {text: word.rendering.text for text, word in words.items() if word.rendering}
    first = {text: ways(word.senses[0].gloss) for text, word in words.items() if word.senses}
    senses = {text: [" ".join(way.split()) for way in listed] for text, listed in first.items()}
    return {
        text: (expected, renderings.get(text))
        for text, expected in case["renderings"].items()
        if text not in words or renderings.get(text) != expected
    } | {
        text: (expected, senses.get(text))
        for text, expected in case["senses"].items()
        if expected not in senses.get(text, [])
    }


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_what_words_mean_here(lexicon: Lexicon, case: dict[str, Any]) -> None:
    """Each word of the case is rendered as a person would say it is, and means what a person would say it means."""
    assert _differences(case, lexicon) == {}


@pytest.mark.xfail(strict=True, reason="known to be wrong")
@pytest.mark.parametrize("case", WRONG, ids=[case["label"] for case in WRONG])
def test_what_is_known_to_come_out_wrong(lexicon: Lexicon, case: dict[str, Any]) -> None:
    """A case that comes out right belongs among the others."""
    assert _differences(case, lexicon) == {}


def test_no_case_stands_twice() -> None:
    """Every case has a label and a sentence of its own, and there are enough of them."""
    assert len({case["label"] for case in CASES + WRONG}) == len(CASES + WRONG)
    assert len({case["chinese"] for case in CASES}) == len(CASES) >= 60
