"""The bytes of a file: standard input is one, and what cannot be read is named."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from flashcards.documents.raw_files import load
from flashcards.errors import InputError


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("茶\r\n".encode())))  # tea
    raw = load("-")
    assert (raw.name, raw.suffix, raw.data) == ("standard input", "", "茶\r\n".encode())


def test_no_file(tmp_path: Path) -> None:
    """A missing file, a folder, an unreadable name: each is named."""
    for source, message in (
        (tmp_path / "none.txt", "there is no such file"),
        (tmp_path, "this is a folder"),
        ("tea\0.txt", "cannot be read"),
        ("t" * 5000, "cannot be read"),
    ):
        with pytest.raises(InputError, match=message):
            load(source)
