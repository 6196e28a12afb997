"""The bytes of a file: standard input is one, and what cannot be read is named."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from flashcards.documents import raw_files
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


def test_a_source_without_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What holds more bytes than any text is refused by its name, be it a file or a stream, and not read further."""
    monkeypatch.setattr(raw_files, "MOST_BYTES", 8)
    path = tmp_path / "tea.txt"
    path.write_bytes(b"tea " * 2)
    assert load(path).data == b"tea tea "
    path.write_bytes(b"tea " * 3)
    stream = io.BytesIO(b"tea " * 3)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    for source, name in ((path, "tea.txt"), ("-", "standard input")):
        with pytest.raises(InputError, match=f"{name}: there are more than 0 MB"):
            load(source)
    assert stream.tell() == 9
