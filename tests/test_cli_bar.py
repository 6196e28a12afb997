"""The progress bar: seen on a terminal by those who wait, by nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from flashcards.cli import _bar
from flashcards.cli._bar import Bar


class Terminal(io.StringIO):
    """A terminal that keeps what it shows."""

    def isatty(self) -> bool:
        """Say that a person is looking."""
        return True


@pytest.mark.parametrize(
    ("screen", "wanted", "patience", "shown"),
    [
        (Terminal(), True, 0.0, True),
        (Terminal(), True, 60.0, False),
        (Terminal(), False, 0.0, False),
        (io.StringIO(), True, 0.0, False),
    ],
    ids=["on a terminal", "while it is quick", "with --quiet", "into a file"],
)
def test_who_sees_the_bar(
    monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, *, wanted: bool, patience: float, shown: bool
) -> None:
    """A bar with its stage appears on a terminal, for work that takes long, unless it is to be quiet."""
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(_bar, "PATIENCE", patience)
    with Bar(wanted=wanted) as bar:
        for stage in ("Pairing sentences", "Linking words"):
            bar(stage, 5, 10)
            bar(stage, 10, 10)
    assert ("Pairing sentences" in screen.getvalue()) == ("Linking words" in screen.getvalue()) == shown
    assert ("100%" in screen.getvalue()) == shown
