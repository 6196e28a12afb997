"""Pages, documents, books and PDF files that mean harm or are broken: a clear sentence or the part that can be read.

Never a traceback, a hang, memory without bound, or a look at another file or the network.
"""

from __future__ import annotations

import time
import tracemalloc
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from flashcards.documents import reading
from flashcards.documents.formats.tables import grid, table, xml_records
from flashcards.documents.raw_files import RawFile
from flashcards.documents.reading import extract_raw, extracts
from flashcards.errors import InputError
from tests.makers import (
    archive,
    assembled,
    docx,
    epub,
    members,
    opendocument,
    paragraph,
    pdf,
    rich_text,
    slide_box,
    slides,
    word_table,
    workbook,
)

TEA = "We drink tea. 我们喝茶。"  # the same in both languages

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(data: bytes, suffix: str = "") -> str:
    """Read bytes of any format."""
    return extract_raw(RawFile("tea" + suffix, suffix, data)).text


def page(body: str) -> bytes:
    return f"<html><body><p>{TEA}</p>{body}</body></html>".encode("utf-8", "surrogatepass")


NESTED = ("div", "table><tr><td", "ul><li", "a", "b", "span", "ruby", "blockquote", "section", "pre", "svg", "h1")


@pytest.mark.parametrize("tag", NESTED)
def test_elements_deep_in_each_other(tag: str) -> None:
    """What stands before the depth is read, and what is lost there is said."""
    extraction = extract_raw(RawFile("tea.html", ".html", page(f"<{tag}>" * 30_000 + "deep")))
    assert TEA[:13] in extraction.text
    assert "deep" in extraction.text or extraction.notices or extraction.left_out


@pytest.mark.parametrize(
    "body",
    [
        "<p class='" + "x " * 500_000 + "'>water</p>",
        "<p style='" + "x:y;" * 200_000 + "'>water</p>",
        "<p>" + "water" * 500_000,
        "<p>water" + "<br>" * 40_000,
        "<p></p>" * 40_000 + "water",
        "<p>water<" * 10_000,
        "<!--" * 50_000 + "--><p>water",
        "<p>water</p><table>" + "<tr><td>1<td>2" * 10_000,
        "<p>water" + "&#x10ffff;&#0;&#xd800;&bogus;&#99999999999;" * 100,
        "<p>water\0\0\0",
        "<p>water</p>" + "<a href=#>1</a> " * 20_000,
        "<p>water</p>" + "<ruby>茶<rt>chá</ruby>" * 10_000,
        "<p>water</p>" + "</div></p></table>" * 100_000,
        "<p>water</p>" + "<sup>" * 1500 + "<b>" * 500 + "<i></i>" * 20_000,
        "<p>water</p>" + "<div class=highlight><a href=#>" * 1000 + "<i></i>" * 20_000,
    ],
    ids=range(15),
)
def test_pages_of_one_kind_too_much(body: str) -> None:
    """However much there is of one thing, a page is read in time that grows with its length."""
    assert "water" in read(page(body))


def test_a_tag_of_a_million_attributes() -> None:
    """A tag that would take hours to parse is refused at once."""
    attributes = " ".join(f"a{number}=1" for number in range(300_000))
    with pytest.raises(InputError, match="300,000 attributes in one tag"):
        read(page(f"<p {attributes}>water"))


def test_a_million_empty_paragraphs() -> None:
    """More elements than any page of text has are refused before a tree is made of them."""
    with pytest.raises(InputError, match=r"1,000,\d+ elements"):
        read(page("<p></p>" * 1_000_000))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
ENTITIES = {
    "bomb": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>',
    "file": '<!DOCTYPE a [<!ENTITY l19 SYSTEM "file:///etc/hostname">]>',
    "net": '<!DOCTYPE a [<!ENTITY l19 SYSTEM "http://127.0.0.1:9/a">]>',
    "parameter": '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    "dtd": '<!DOCTYPE a SYSTEM "file:///etc/hostname">',
}
NAMES = Path("/etc/hostname").read_text(encoding="utf-8").split() if Path("/etc/hostname").exists() else []
"""What stands in a file that entities name."""


@pytest.mark.parametrize("kind", ENTITIES)
def test_entities(kind: str) -> None:
    """Entities are not expanded and nothing they name is opened, in any format made of XML or HTML."""
    body = ENTITIES[kind] + "<a><p><r><t>We drink tea. &l19;</t></r></p></a>"
    for data in (
        archive({"word/document.xml": body}),
        archive({"META-INF/container.xml": body}),
        epub([], OEBPS__text__a=body),
        ENTITIES[kind].encode() + page("&l19;"),
        b'<?xml version="1.0"?>' + ENTITIES[kind].replace("DOCTYPE a", "DOCTYPE html").encode() + page("&l19;"),
    ):
        try:
            text = read(data)
        except InputError as error:
            text = str(error)
        assert "haha" not in text
        assert not any(name in text for name in NAMES)


def test_archives_that_lie() -> None:
    """A member that is larger than the archive states is cut there, and one that is a bomb is not unpacked."""
    data = docx(paragraph("tea" * 1000))
    size = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    lying = data[: size + 24] + (10).to_bytes(4, "little") + data[size + 28 :]
    with pytest.raises(InputError):
        read(lying)
    with pytest.raises(InputError, match="zip bomb"):
        read(archive({"word/document.xml": b" " * (20 << 20)}))
    with pytest.raises(InputError, match="zip bomb"):
        read(archive({"META-INF/container.xml": "", "a.xhtml": b" " * (20 << 20)}))


def test_word_documents_of_one_kind_too_much() -> None:
    """Many paragraphs, wide spans and deep tables are read; deeper ones are refused."""
    assert read(docx("".join(paragraph(f"tea {n}") for n in range(10_000)))).count("tea") == 10_000
    wide = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
        + paragraph("tea")
        + "</w:tc></w:tr></w:tbl>"
    )
    assert read(docx(wide)) == "tea"
    deep = paragraph("tea")
    for _ in range(50):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>"
    assert "tea" in read(docx(deep))
    with pytest.raises(InputError, match="damaged or cut short"):
        read(docx("<w:p>" * 5000 + "</w:p>" * 5000))


def test_empty_tables() -> None:
    """Tables without rows or cells hold nothing, and break nothing."""
    assert read(docx("<w:tbl/><w:tbl><w:tr/></w:tbl>" + word_table([[""], []]) + paragraph("tea"))) == "tea"


def stream(content: bytes, dictionary: str = "") -> str:
    return f"<<{dictionary}/Length {len(content)}>>stream\n{content.decode('latin-1')}\nendstream"


def test_a_pdf_that_unpacks_to_gigabytes() -> None:
    """The process that reads it has a bound to its memory; here is a sentence or the rest of the text."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b" " * (64 << 20)) + packer.flush()
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/MediaBox[0 0 595 842]/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/Contents[" + "4 0 R " * 4 + "]>>",
        stream(packed, "/Filter/FlateDecode"),
    ]
    with pytest.raises(InputError):
        read(assembled(objects))


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (page("<p>water"), ".html"),
        (docx(paragraph("We drink tea.") + word_table([["tea", "茶"]])), ".docx"),
        (epub(["<p>We drink tea.</p>"]), ".epub"),
        (pdf([[(72, 700, 10, "We drink tea.")]]), ".pdf"),
    ],
    ids=["html", "docx", "epub", "pdf"],
)
def test_cut_short_anywhere(data: bytes, suffix: str) -> None:
    """A file cut short at any place gives a sentence or the part that is there."""
    step = max(1, len(data) // (6 if suffix == ".pdf" else 60))
    for end in range(0, len(data), step):
        assert_read(data[:end], suffix)


def assert_read(data: bytes, suffix: str) -> None:
    """Read bytes; trouble is a sentence about the file, and nothing else is raised."""
    try:
        extraction = extract_raw(RawFile("tea" + suffix, suffix, data))
    except InputError as error:
        message = str(error)
        assert message.startswith("tea"), message
        assert message.endswith("."), message
        return
    assert all(extraction.text[passage.start : passage.end].strip() for passage in extraction.passages)


SEEDS = {
    ".html": page("<table><tr><td lang=en>tea<td lang=zh>茶</table><ruby>a<rt>b</ruby><pre>x\ny</pre>"),
    ".docx": docx(paragraph("We drink tea.", "1") + word_table([["tea", "茶"]])),
    ".epub": epub(["<h1>Tea</h1><p>We drink tea.</p>"]),
}
edits = st.lists(
    st.tuples(st.integers(0, 10_000), st.sampled_from(["set", "cut", "put"]), st.binary(min_size=1, max_size=8)),
    max_size=6,
)


@pytest.mark.parametrize(
    ("suffix", "row", "most"),
    [
        (".tsv", "茶\ttea {}\n", 200_000),
        (".csv", "茶,tea {}\n", 2_000),
        (".jsonl", '["茶", "tea {}"]\n', 2_000),
        (".txt", "Tea {}.\n\n", 2_000),
    ],
)
def test_a_text_longer_than_any_is_refused(suffix: str, row: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows or paragraphs than anybody reads are refused in one sentence that says how many can be read.

    One text is as long as those are that are refused; of the others less is refused here.
    """
    assert table._MOST_ROWS == reading.MOST_PIECES == 200_000
    monkeypatch.setattr(table, "_MOST_ROWS", most)
    monkeypatch.setattr(reading, "MOST_PIECES", most)
    with pytest.raises(InputError, match=rf"{most + 1:,} .* too long, {most:,} can be read; part it\.$"):
        read("".join(row.format(number) for number in range(most + 1)).encode(), suffix)


def test_an_archive_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    """What is packed once more, as bombs are, is named and left; the texts beside it are read."""
    inner = archive({f"{number}.zip": archive({"a.txt": "a" * 1000}) for number in range(3)})
    (tmp_path / "tea.zip").write_bytes(archive({"bomb.zip": inner, "tea.txt": TEA}))
    (extract,) = extracts(tmp_path / "tea.zip")
    assert extract.text == TEA
    assert [notice for notice in extract.notices if "bomb.zip: this is a ZIP archive" in notice]


def test_a_sheet_of_a_million_empty_rows() -> None:
    """Cells in the first row and the last, and in the last column, take no more than what they hold."""
    cell = '<c r="{0}{1}" t="inlineStr"><is><t>{2}</t></is></c>'
    sheet = "".join(
        f'<row r="{row}">{"".join(cell.format(at, row, text) for at, text in cells)}</row>'
        for cells in [(("A", "茶"), ("B", "tea"), ("XFD", "x"))]
        for row in (1, 1_048_576)
    )
    parts = members(workbook([["茶", "tea"]]))
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{SHEET}"><sheetData>{sheet}</sheetData></worksheet>'.encode()
    )
    start = time.process_time()
    with suppress(InputError):
        assert "tea" in read(archive(parts), ".xlsx")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("hours", ["99", "9" * 12, "9" * 400])
@pytest.mark.parametrize("form", ["1\n{0}:00:00,000 --> {0}:00:01,000\n{1}\n\n", "{{{0}}}{{{0}}}{1}\n"])
def test_cues_at_times_beyond_measure(hours: str, form: str) -> None:
    """A film of ages is read or refused; no time is too long for a number."""
    with suppress(InputError):
        assert read((form.format(1, TEA) + form.format(hours, TEA)).encode(), ".srt")


def test_tables_deep_in_tables_are_walked_over_once() -> None:
    """Tables within tables take the time of what is in them, however deep they lie."""
    inner = "".join(paragraph(f"Tea {number}.") for number in range(10_000))
    start = time.process_time()
    body = "<w:tbl><w:tr><w:tc>" * 80 + inner + "</w:tc></w:tr></w:tbl>" * 80
    assert read(docx(body), ".docx").endswith("Tea 9999.")
    assert time.process_time() - start < 5


def test_marks_deep_in_marks_are_read_once() -> None:
    """A text in marks within marks is one text, however deep they lie: each kept it, and all memory was gone."""
    text = "We drink tea. " * 2000
    pair = "<s><zh>我们喝茶。</zh><en>We drink tea.</en></s>"
    deep = f"<s><zh>茶</zh><en>{'a<b>' * 250}{text}{'</b>' * 250}</en></s>"
    xml_records.extract("tea.xml", f"<l>{pair}{pair}</l>")  # what is loaded for the first text is not counted
    tracemalloc.start()
    extracted = xml_records.extract("tea.xml", f"<l>{pair}{deep}</l>")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert extracted.text.endswith(text.strip())
    assert most < 40 * len(text)


def test_a_wide_row_over_long_columns_takes_no_square_of_time() -> None:
    """A table whose first row is wide and whose others are short takes the time of its cells."""
    rows = [grid.Row(1, (("tea",),) * 6000), *[grid.Row(1, (("茶",),))] * 6000]
    grid.language_columns(rows[:2])  # what is loaded for the first table is not counted
    start = time.process_time()
    assert grid.language_columns(rows) is None
    assert time.process_time() - start < 3


def test_spaces_before_the_end_take_no_square_of_time() -> None:
    """A run of spaces within a passage does not make the search for a mark behind it slow."""
    start = time.process_time()
    assert read(page(f"<p>a{chr(0x3000) * 40_000}b</p>"), ".html")
    assert time.process_time() - start < 5


def test_lines_that_go_on_take_no_square_of_time() -> None:
    """A paragraph of thousands of breaks within a sentence is put together once, not anew at each break."""
    start = time.process_time()
    assert read(page(f"<p>{'a<br>' * 40_000}</p>"), ".html").endswith("a a")
    assert time.process_time() - start < 5


def test_paragraphs_in_paragraphs_of_a_slide_are_read_once() -> None:
    """A text in paragraphs within paragraphs is one text: each gave it, and a kilobyte became hundreds of megabytes."""
    box = slide_box("We drink tea.").replace("<a:p>", "<a:p>" * 200).replace("</a:p>", "</a:p>" * 200)
    assert read(slides(box), ".pptx") == "We drink tea."


def test_a_slide_is_read_once_however_often_it_is_named() -> None:
    """Thousands of names of one slide do not make thousands of slides of it."""
    parts = members(slides(slide_box(TEA), slide_box("Tea.")))
    again = parts["ppt/_rels/presentation.xml.rels"].replace(b"slide2.xml", b"slide1.xml")
    assert read(archive(parts | {"ppt/_rels/presentation.xml.rels": again}), ".pptx") == TEA


@pytest.mark.parametrize("level", ["I", "0", "10", "9" * 400, "-1", "１"])
def test_headings_of_no_level(level: str) -> None:
    """A heading of an OpenDocument file whose level is no number from 1 to 9 is a heading."""
    assert read(opendocument(f'<text:h text:outline-level="{level}">{TEA}</text:h>'), ".odt") == TEA


@pytest.mark.parametrize("number", ["9" * 300, "1114112", "-99999"])
def test_numbers_of_no_character_in_rtf(number: str) -> None:
    """A number that stands for no character makes an RTF file a damaged one."""
    with pytest.raises(InputError, match=r"^tea\.rtf: this RTF file is damaged"):
        read(f"{{\\rtf1 tea\\u{number}?}}".encode(), ".rtf")


def test_halves_of_characters() -> None:
    """The two halves as which RTF writes a rare character are read as it; one alone as the mark of what is damaged."""
    assert read(f"{{\\rtf1 {rich_text('tea 𠮷')}}}".encode(), ".rtf") == "tea 𠮷"
    assert read(b"{\\rtf1 tea \\u-10179?\\par tea\\par tea}", ".rtf") == "tea \ufffd\ntea\ntea"
    assert "tea \ufffd" in read(b'[{"zh": "\xe8\x8c\xb6", "en": "tea \\ud83d"}]', ".json")


@hypothesis_settings(max_examples=150)
@given(st.sampled_from(sorted(SEEDS)), edits)
def test_damaged_anywhere(suffix: str, changes: list[tuple[int, str, bytes]]) -> None:
    """A file with bytes changed, taken out or put in gives a sentence or what is left of its text."""
    data = bytearray(SEEDS[suffix])
    for place, how, piece in changes:
        at = place % (len(data) + 1)
        data[at : at + (0 if how == "put" else len(piece))] = b"" if how == "cut" else piece
    assert_read(bytes(data), suffix)
