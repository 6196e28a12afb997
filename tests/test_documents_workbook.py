"""Workbooks: the sheets with both languages are pairs; a workbook at fault gets one sentence."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.formats.tables.workbook import extract
from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError

Cells = list[list[object]]


def book(*sheets: Cells) -> bytes:
    """Make a workbook of sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(data: bytes) -> list[tuple[int | None, str, str]]:
    """Read a workbook: each cell's row, language and text."""
    extraction = extract(RawFile("tea.xlsx", ".xlsx", data))
    return [(p.row, str(p.language), extraction.text[p.start : p.end]) for p in extraction.passages]


TEA: Cells = [
    ["中文", "拼音", "English", "N"],
    ["茶很好喝。", "chá hěn hǎo hē", "The tea is good.", 3],
    [None, None, None, 4],
]


def test_sheets() -> None:
    """Sheets with both languages follow each other, their rows numbered on; others do not disturb."""
    more: Cells = [["We go.\nNow.", "我们走吧。"]]  # We go.
    assert read(book(TEA, [[1, 2]], more)) == [
        (1, "zh", "茶很好喝。"),
        (1, "en", "The tea is good."),
        (2, "en", "We go.\nNow."),
        (2, "zh", "我们走吧。"),
    ]


def test_what_is_left_out() -> None:
    """Headings and further columns are reported; numbers are no text."""
    extraction = extract(RawFile("tea.xlsx", ".xlsx", book(TEA)))
    assert [(o.line, o.text) for o in extraction.left_out] == [
        (1, "中文"),
        (1, "拼音"),
        (1, "English"),
        (1, "N"),
        (2, "chá hěn hǎo hē"),
    ]


def with_entity(data: bytes) -> bytes:
    """Put a definition of an entity into the first sheet."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + content
            new.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (book([]), "the workbook is empty"),
        (book([["The tea is good.", "Let us go."]]), "no column is in Chinese"),
        (book(TEA)[:2000], "damaged"),
        (with_entity(book(TEA)), "defines entities"),
    ],
)
def test_no_workbook(data: bytes, message: str) -> None:
    """What cannot be read is named."""
    with pytest.raises(InputError, match=rf"^tea\.xlsx: .*{message}"):
        read(data)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_damage_anywhere(place: int, noise: bytes) -> None:
    """Bytes changed anywhere give the cells or one sentence."""
    data = bytearray(WHOLE)
    at = place % len(data)
    data[at : at + len(noise)] = noise
    try:
        read(bytes(data))
    except InputError as error:
        assert "tea.xlsx: " in str(error)  # noqa: PT017 (either outcome is right)


WHOLE = book(TEA)


def renamed(data: bytes, part: str, content: bytes | None = None) -> bytes:
    """Store a part under a name that says nothing, wherever it is named, with another content perhaps."""
    buffer = io.BytesIO()
    other = part.replace(".xml", ".dat")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name) if name != part or content is None else content
            new.writestr(name.replace(part, other), text.replace(Path(part).name.encode(), Path(other).name.encode()))
    return buffer.getvalue()


def test_a_part_counts_whatever_it_is_called() -> None:
    """A sheet that is called otherwise is read; too large or with entities, it is refused as any other."""
    sheet = "xl/worksheets/sheet1.xml"
    assert read(renamed(book(TEA), sheet)) == read(book(TEA))
    noise = random.Random(1).randbytes(1 << 14).hex().encode()  # noqa: S311 (no secret; it packs badly, as text does)
    with pytest.raises(InputError, match=r"more than 32 MB, unpacked"):
        read(renamed(book(TEA), sheet, b"<worksheet>" + noise * 1100))
    entity = '<!DOCTYPE x [<!ENTITY a "a">]><worksheet/>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(InputError, match="defines entities"):
            read(renamed(book(TEA), sheet, entity.encode(encoding)))


def test_pictures_do_not_count() -> None:
    """A workbook full of pictures is read for its text."""
    buffer = io.BytesIO(book(TEA))
    with zipfile.ZipFile(buffer, "a") as more:
        more.writestr("xl/media/image1.png", b"\x89PNG" + bytes(12 << 20))
        more.writestr("xl/media/image2.png", b"\x89PNG" + bytes(12 << 20))
        more.writestr("xl/media/image3.png", b"\x89PNG" + bytes(12 << 20))
    assert read(buffer.getvalue()) == read(book(TEA))
