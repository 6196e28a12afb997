"""Fitted weights: every file that comes with the package says where it comes from."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.common.weights import fitted_today, origin_of, read_weights, write_weights
from tests.conftest import ROOT

FILES = sorted(path for path in (ROOT / "flashcards").rglob("*.json") if "weights" in path.name)


FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(values=st.recursive(FINITE, lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner)))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, values: object) -> None:
    """Weights of any shape come back as they were, and so does their origin."""
    path = tmp_path_factory.mktemp("weights") / "weights.json"
    about = fitted_today("scripts/fit_words.py", {"itself": [Path(__file__)]}, {"F1": 84.6})
    write_weights(path, values, about)
    assert read_weights(path) == values
    assert origin_of(path) == about


def test_a_weight_is_a_finite_number(tmp_path: Path) -> None:
    """What JSON has no word for is not written: nothing would read it again."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_weights(tmp_path / "weights.json", {"far": math.inf}, fitted_today("scripts/fit_words.py", {}, {}))


def test_another_format_is_refused(tmp_path: Path) -> None:
    """A file of another format is an error that says what to do, never weights of another meaning."""
    path = tmp_path / "weights.json"
    path.write_text('{"format": 0, "weights": {}}', encoding="utf-8")
    with pytest.raises(ValueError, match="fit the weights again"):
        read_weights(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_names_its_script_data_and_figures(path: Path) -> None:
    """The script exists, the data are named by checksum, and what the weights reached is told."""
    about = origin_of(path)
    assert (ROOT / about.script).is_file()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", about.date)
    assert about.data
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in about.data.values())
    assert about.figures
