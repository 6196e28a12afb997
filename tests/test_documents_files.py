"""Bytes that are a text, and bytes that are none: each of these gets one sentence that says what to do."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.files import RawFile, decode, load
from flashcards.errors import InputError


def text_of(data: bytes) -> str:
    """Decode bytes as if a file held them."""
    return decode(RawFile("tea.txt", ".txt", data))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1).filter(str.strip))
def test_utf8_comes_back(text: str) -> None:
    """UTF-8 is read as it was written, line ends included; a byte order mark is no part of it."""
    assert text_of(text.encode()) == text
    assert text_of(b"\xef\xbb\xbf" + text.encode()) == text


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("茶\r\n".encode())))  # tea
    raw = load("-")
    assert (raw.name, decode(raw)) == ("standard input", "茶\r\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "tea.txt: the file is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "tea.txt: the file is empty"),
        (b"tea\nt\xe9\n", "byte 5 (line 2) is not UTF-8"),
        (b"\xef\xbb\xbftea\nt\xe9\n", "byte 8 (line 2) is not UTF-8"),
        ("喝茶".encode("gb18030"), "byte 0 (line 1) is not UTF-8"),  # to drink tea
        ("tea".encode("utf-16"), "this text is UTF-16"),
        ("tea".encode("utf-32"), "this text is UTF-32"),
        (b"\xed\xa0\x80", "byte 0 (line 1) is not UTF-8"),
        (b"tea\0tea", "byte 3 is null: a binary file"),
    ],
)
def test_no_text(data: bytes, message: str) -> None:
    """What is no text in UTF-8 is refused, and the message says where and what it is."""
    with pytest.raises(InputError) as error:
        text_of(data)
    assert message in str(error.value)
    assert str(error.value).startswith("tea.txt: ")
    assert str(error.value).endswith(".")


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
