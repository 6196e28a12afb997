"""Text that was read in a wrong encoding and saved so is named and left out; sound text never is."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.mojibake import damage, without_damage
from flashcards.errors import InputError

SOUND = (
    "街角有一家只卖纸的小店。",  # There is a shop at the corner that sells paper only.
    "你好",  # hello
    "“Why grey?” the woman asked – and left…",
    "It’s a naïve café: ½ price, 20 °C, 5 € → £4 (© 2024)…",
    "Ça alors ! Où est-il ? Là-bas, déjà… Größe, Übermaß, ñandú, Åse, Łódź",
    "联通",  # a firm whose two characters in GBK look like UTF-8
    "《红楼梦》（又名《石头记》）：“好！”——他说……",  # titles and marks
    "🍵 tea 茶 ★★★ ①②③",
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text(text: str) -> None:
    """Accents, symbols, marks and Chinese are what they are."""
    assert not damage(text)


@pytest.mark.parametrize("text", [SOUND[0], SOUND[1], "很好，谢谢！", "茶馆开门很早。", "Tea 茶馆 and 咖啡馆."])
@pytest.mark.parametrize(
    ("written", "read", "name"),
    [
        ("utf-8", "gb18030", "UTF-8 that was read as GBK"),
        ("utf-8", "cp1252", "UTF-8 that was read as Windows-1252"),
        ("utf-8", "latin-1", "UTF-8 that was read as Windows-1252"),
        ("gb18030", "latin-1", "GBK that was read as Windows-1252"),
    ],
)
def test_chinese_in_a_wrong_coat(text: str, written: str, read: str, name: str) -> None:
    """Chinese that was read in a wrong encoding is known, and by which; lost characters are, at the least."""
    broken = text.encode(written).decode(read, "replace")
    assert damage(broken) == f"mojibake: {name}" or ("\ufffd" in broken and damage(broken))


@pytest.mark.parametrize(
    "text", ["donâ€™t", "â€œWhyâ€\x9d she asked", "don鈥檛 go", "锟斤拷锟斤拷", "ï¿½", "tea \ufffd tea"]
)
def test_punctuation_in_a_wrong_coat(text: str) -> None:
    """So are quotation marks in an English text, and what becomes of lost characters."""
    assert damage(text)


def test_left_out() -> None:
    """A broken passage among sound ones is left out with its reason; the others stay."""
    extraction = without_damage(extract("tea.txt", "茶很好喝。\nTea is good.\n锟斤拷锟斤拷\nLet us go.\n"))
    assert [extraction.text[p.start : p.end] for p in extraction.passages] == [
        "茶很好喝。",
        "Tea is good.",
        "Let us go.",
    ]
    assert [(o.line, o.text, o.reason) for o in extraction.left_out] == [
        (3, "锟斤拷锟斤拷", "mojibake: UTF-8 that was read as GBK")
    ]


def test_a_broken_file() -> None:
    """A text that is broken for the most part is refused, its illness named."""
    with pytest.raises(
        InputError, match=r"^tea.txt: most of this text is broken, the first in line 1 \(mojibake: .*\)"
    ):
        without_damage(extract("tea.txt", "ä½ å¥½å\x90—\nä¸\x96ç•Œ\nTea."))
