"""The scripts that fit weights: run seldom, and by hand, so that the package changes unseen beneath them."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any

import pytest

from flashcards.alignment.second_pass import Weights
from flashcards.alignment.second_pass import committed_weights as alignment_weights
from flashcards.common.weights import fitted_today, read_weights
from flashcards.readings.reading_weights import committed_weights
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = sorted((ROOT / "scripts").glob("fit_*.py"))


@pytest.fixture(autouse=True)
def _beside_the_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scripts find one another, as they do when one of them is run."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))


def script(name: str) -> dict[str, Any]:
    """Load a script without running it."""
    return runpy.run_path(str(ROOT / "scripts" / f"{name}.py"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_every_script_loads(path: Path) -> None:
    """All that a script takes from the package is there."""
    assert callable(script(path.stem)["main"])


def test_a_search_without_sentences_changes_no_weight_of_readings() -> None:
    """Every weight is tried, and what gains nothing stays as it is."""
    search = script("fit_readings")["search"]
    assert search((), committed_weights()) == committed_weights()


def test_weights_of_the_alignment_are_written_as_they_are_read(tmp_path: Path) -> None:
    """What the script writes of weights is what the package reads again."""
    write = script("fit_alignment")["write"]
    path = write.__globals__["WEIGHTS"] = tmp_path / "weights.json"
    write(alignment_weights(), fitted_today("scripts/fit_alignment.py", {}, {}))
    assert Weights(**read_weights(path)) == alignment_weights()
