"""Word documents, made as Word makes them: what would be printed is read, what would not is named."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.word.docx import extract
from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError
from tests.makers import archive, docx, paragraph, word_table


def read(body: str, **parts: str) -> list[str]:
    """Give the texts of the passages of a document."""
    extraction = extract(RawFile("tea.docx", ".docx", docx(body, **parts)))
    return [extraction.text[passage.start : passage.end] for passage in extraction.passages]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("Tea") + paragraph("茶"), ["Tea", "茶"]),
        (f"<w:p>{run('We drink ')}{run('tea.')}</w:p>", ["We drink tea."]),
        (f"<w:p>{run('Tea.')}<w:r><w:br/><w:t>茶。</w:t></w:r></w:p>", ["Tea.", "茶。"]),
        (f"<w:p>{run('We')}<w:del>{run(' never')}</w:del><w:ins>{run(' drink')}</w:ins></w:p>", ["We drink"]),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>", ["a -b"]),
        (f"<w:p>{run('Tea')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>", ["Tea"]),
        (f"<w:p><w:r><w:ruby><w:rt>{run('chá')}</w:rt><w:rubyBase>{run('茶')}</w:rubyBase></w:ruby></w:r></w:p>",
         ["茶\ufffachá\ufffb"]),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>{run('Tea')}</w:p>", ["Tea"]),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('Tea')}</w:p>", ["Tea"]),
        (f"<w:sdt><w:sdtContent>{paragraph('Tea')}</w:sdtContent></w:sdt>", ["Tea"]),
        (word_table([["Tea."], ["Water."]]), ["Tea.", "Water."]),
        (paragraph("x = 1", "C") + paragraph("Tea ... 3", "T") + paragraph("Tea"), ["Tea"]),
        (word_table([["Tea", "a"], ["b", "c"]]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1), ["b", "c"]),
        (
            "<w:p><w:r>" + "".join(f"<w:txbxContent>{paragraph(box)}</w:txbxContent>" for box in ("One", "Two"))
            + "</w:r></w:p>", ["One", "Two"],
        ),
        (
            "<w:p><w:r><w:AlternateContent><w:Choice><w:txbxContent>" + paragraph("In a box") + "</w:txbxContent>"
            "</w:Choice><w:Fallback><w:txbxContent>" + paragraph("In a box") + "</w:txbxContent></w:Fallback>"
            "</w:AlternateContent></w:r>" + run("Tea") + "</w:p>" + paragraph("Water"),
            ["Tea", "In a box", "Water"],
        ),
    ],
)  # fmt: skip
def test_details(body: str, expected: list[str]) -> None:
    """Runs, breaks, changes, readings, boxes and fields, one a case."""
    assert read(body) == expected


def test_headings() -> None:
    """A style that is a heading, is based on one, or has a place in the outline makes one."""
    outline = '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Cups</w:t></w:r></w:p>'
    body = paragraph("Tea", "1") + paragraph("Water", "2") + outline + paragraph("We drink.")
    extraction = extract(RawFile("tea.docx", ".docx", docx(body)))
    assert [passage.heading for passage in extraction.passages] == [1, 1, 3, 0]


def test_a_table_in_two_languages_is_pairs() -> None:
    """Each row is a pair, the title row none; a further column is left out."""
    body = word_table(
        [["English", "", "中文"], ["The tea is good.", "1", "茶很好喝。"], ["Let us go.", "2", "我们走吧。"]]
    )
    extraction = extract(RawFile("tea.docx", ".docx", docx(body)))
    assert [(p.row, extraction.text[p.start : p.end]) for p in extraction.passages] == [
        (0, "The tea is good."),
        (0, "茶很好喝。"),
        (1, "Let us go."),
        (1, "我们走吧。"),
    ]
    assert [o.reason for o in extraction.left_out] == ["a heading row", "a further column", "a further column"]


def test_notes_follow_at_the_end() -> None:
    """Notes are read, the line that parts them from the page is not."""
    notes = (
        f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote><w:footnote>{paragraph("A note")}</w:footnote>'
    )
    assert read(paragraph("Tea"), footnotes=notes) == ["Tea", "A note"]


def test_what_is_left_out_is_reported() -> None:
    """What is struck out, hidden or in the margins is named, with the number of its paragraph."""
    body = paragraph("Tea") + f"<w:p><w:del><w:r><w:delText>never</w:delText></w:r></w:del>{run('Tea')}</w:p>"
    extraction = extract(
        RawFile("tea.docx", ".docx", docx(body, header1=paragraph("Page 1"), comments=f"<w:p>{run('Why?')}</w:p>"))
    )
    assert [(o.line, o.text, o.reason) for o in extraction.left_out] == [
        (2, "never", "a tracked deletion"),
        (1, "Page 1", "a page header"),
        (1, "Why?", "a comment"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx(""), "no text is in this document"),
        (docx("<w:p>"), "this XML is damaged or cut short"),
        (archive({"word/header1.xml": "<a/>"}), "its part word/document.xml is missing"),
        (archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "defines entities"),
        (
            archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
            "entities",
        ),
        (docx(paragraph("Tea"))[:-30], "damaged or cut short"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    """A document that cannot be read says why."""
    with pytest.raises(InputError, match=rf"^tea\.docx.*{message}"):
        extract(RawFile("tea.docx", ".docx", data))
