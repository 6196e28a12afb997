"""Bytes that are a text in whatever encoding, and bytes that are none: each of these gets one sentence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.encodings import Decoded, decode
from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError

SIMPLIFIED = (
    "街角有一家只卖纸的小店。",  # There is a shop at the corner that sells paper only.
    "茶馆开门很早。老板认识每一个客人。",  # The tea house opens early. The owner knows every guest.
    "Harbor University 的 Anna Berg 买走了所有的灰纸。",  # Anna Berg bought all the grey paper.
    "The paper shop\n纸店\nWhen it rains, she closes the shutters.\n下雨的时候，她就关上窗板。\n",
)
TRADITIONAL = (
    "街角有一家只賣紙的小店。",  # as above
    "The paper shop\n紙店\nShe sorts her drawers.\n她整理抽屜。\n",
)
WESTERN = (
    "It’s a café.",
    "“Why grey?” the woman asked – and left…\nNobody knows.",
    "Une tasse de thé, s’il vous plaît.",
)


def of(data: bytes, encoding: str = "") -> Decoded:
    """Decode bytes as if a file held them."""
    return decode(RawFile("tea.txt", ".txt", data), encoding)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_utf8_comes_back(text: str) -> None:
    """UTF-8 is read as it was written; a byte order mark is no part of it, and nothing is said."""
    text = text.lstrip("\ufeff")
    if text.strip():
        assert of(text.encode()) == Decoded(text)
        assert of(codecs.BOM_UTF8 + text.encode()) == Decoded(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("text", SIMPLIFIED + WESTERN)
def test_marks(text: str, encoding: str) -> None:
    """A byte order mark leaves no doubt, so nothing is said; it wins over the encoding that was named."""
    assert of(text.encode(encoding)) == of(text.encode(encoding), "gb18030") == Decoded(text)


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        *((text, "gb18030", "GB18030") for text in SIMPLIFIED),
        *((text, "big5", "Big5") for text in TRADITIONAL),
        *((text, "cp1252", "Windows-1252") for text in WESTERN),
        *(
            (text, order, order.upper())
            for text in SIMPLIFIED + TRADITIONAL + WESTERN
            for order in ("utf-16-le", "utf-16-be")
        ),
        (WESTERN[1], "gb18030", "GB18030"),  # as English is saved by a Chinese program
    ],
)
def test_guesses(text: str, encoding: str, shown: str) -> None:
    """Even one sentence shows its encoding; that it is a guess is said in one line with the way out."""
    decoded = of(text.encode(encoding))
    assert decoded.text == text
    assert len(decoded.notices) == 1
    assert f"tea.txt: read as {shown}" in decoded.notices[0]
    assert "--encoding" in decoded.notices[0]


def test_a_long_beginning_in_ascii() -> None:
    """Chinese that begins late is found all the same."""
    text = "Nothing but English here.\n" * 20_000 + SIMPLIFIED[1]
    assert of(text.encode("gb18030")).text == text


@pytest.mark.parametrize("head", ['<?xml version="1.0" encoding="{}"?>', '<html><meta charset="{}">'])
@pytest.mark.parametrize(("declared", "encoding"), [("gb2312", "gbk"), ("Big5", "big5"), ("x-none", "gbk")])
def test_what_a_file_declares(head: str, declared: str, encoding: str) -> None:
    """A page's own word decides where UTF-8 does not; a name that nobody knows is passed over."""
    text = head.format(declared) + "\n我要喝茶，不要喝水。"  # I want tea, not water
    assert of(text.encode(encoding)).text == text


def test_a_named_encoding() -> None:
    """The encoding that was named is used, without a word; where it cannot be, its line is."""
    assert of("喝茶".encode("gbk"), "gb2312") == Decoded("喝茶")  # to drink tea
    assert of("喝茶".encode("big5"), "big5") == Decoded("喝茶")
    with pytest.raises(InputError, match=r"^tea.txt: line 2 is not utf-8; name another"):
        of("tea\n喝茶".encode("gbk"), "utf-8")


def test_few_damaged_bytes() -> None:
    """A damaged byte among many does not spoil the rest, and does not change the guess."""
    text = SIMPLIFIED[1] * 20
    for encoding in ("utf-8", "gb18030"):
        data = text.encode(encoding)
        assert of(data + b"\n\xff\n" + data).text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"tea\0 is good", "tea is good"),
        (b"tea\x1b\x07 is good and hot and green" * 2, "tea is good and hot and green" * 2),
        ("茶".encode() + b"\xed\xa0\xbd\xed\xb8\x80", "茶\U0001f600"),  # two halves of a pair, each in UTF-8
        ("茶".encode() * 3 + b"\xed\xa0\x80", "茶茶茶\ufffd"),
    ],
)
def test_stray_signs(data: bytes, text: str) -> None:
    """Zeros and control characters are taken out and counted; halves of surrogate pairs are joined or marked."""
    decoded = of(data)
    assert decoded.text == text
    assert (len(decoded.notices) == 1) == (b"\xed" not in data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "the file is empty"),
        (b"\0" * 100, "this is a binary file"),
        (bytes(range(32)) * 9 + b"tea" * 99, "this is a binary file"),
        (
            bytes(range(128, 256)) * 9,
            "cannot be told; save it as UTF-8, or, if it is a source, name its encoding with --encoding",
        ),
    ],
)
def test_no_text(data: bytes, message: str) -> None:
    """What is no text is refused, and the message says what it is and what to do."""
    with pytest.raises(InputError, match=rf"^tea\.txt: .*{message}.*\.$"):
        of(data)


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "gb18030", "big5", "utf-16", "cp1252"]))
def test_any_bytes(data: bytes, encoding: str) -> None:
    """Any bytes become a text that can be written again, or one sentence."""
    try:
        decoded = of(data, encoding)
    except InputError:
        return
    assert decoded.text.strip()
    assert decoded.text.encode("utf-8")
