"""Further sources: catalogues of messages, RTF, OpenDocument, pages saved whole, archives and folders of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from flashcards import alignment
from flashcards.documents import read_bitext
from flashcards.documents.raw_files import RawFile
from flashcards.documents.reading import extract_raw
from flashcards.errors import InputError
from flashcards.lexicon import open_lexicon
from tests.makers import archive, evernote, opendocument, rich_text, saved_page, slide_box, slides

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = [
    ("老师站在门口。", "The teacher stands at the door."),
    ("我女儿不喜欢绿茶。", "My daughter does not like green tea."),
    ("昨天下雨了。", "It rained yesterday."),
    ("这本书很便宜。", "This book is very cheap."),
]
LINES = "".join(f"{z}\n{e}\n\n" for z, e in PAIRS)


def pairs(path: Path, data: bytes | str) -> list[tuple[str, str]]:
    """Write a file, and give its pairs."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    aligned = alignment.align(read_bitext((path,)), open_lexicon())
    return [(pair.chinese_text, pair.english_text) for pair in aligned if not pair.is_null]


def test_a_catalogue(tmp_path: Path) -> None:
    """Messages are rows; what is doubtful, without translation or given up makes no cards, and is said."""
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text += "".join(f'#: a.c:1\nmsgid "{e}"\nmsgstr "{z}"\n\n' for z, e in PAIRS)
    text += '#, fuzzy\nmsgid "The sea"\nmsgstr "河"\n\nmsgid "A house"\nmsgstr ""\n\nmsgid "_Open"\nmsgstr "打开(_O)"\n'
    assert pairs(tmp_path / "a.po", text) == [*PAIRS, ("打开", "Open")]
    assert {omission.text for omission in read_bitext((tmp_path / "a.po",)).left_out} == {"The sea", "A house"}


def test_a_catalogue_without_chinese(tmp_path: Path) -> None:
    """What holds no pair is refused with what to give instead."""
    with pytest.raises(InputError, match="no message is in both Chinese and English; give"):
        pairs(tmp_path / "a.po", 'msgid "tea"\nmsgstr "thé"\n')


def test_rich_text(tmp_path: Path) -> None:
    """The paragraphs of RTF, and the rows of its tables."""
    body = "".join(f"{rich_text(z)}\\par\n{rich_text(e)}\\par\n" for z, e in PAIRS)
    assert pairs(tmp_path / "a.rtf", f"{{\\rtf1\\ansi {body}}}") == PAIRS
    rows = "".join(f"\\trowd {rich_text(z)}\\cell {rich_text(e)}\\cell\\row\n" for z, e in PAIRS)
    assert pairs(tmp_path / "b.doc", f"{{\\rtf1\\ansi {rows}}}") == PAIRS


def test_opendocument(tmp_path: Path) -> None:
    """Paragraphs and tables of OpenDocument, soft line ends among them, without comments and tracked changes."""
    body = "".join(f"<text:p>{z}<text:line-break/>{e}</text:p>" for z, e in PAIRS[:2])
    body += "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
    rows = (
        f"<table:table-row><table:table-cell><text:p>{z}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{e}</text:p></table:table-cell></table:table-row>"
        for z, e in PAIRS[2:]
    )
    data = opendocument(f"<office:text>{body}<table:table>{''.join(rows)}</table:table></office:text>")
    assert pairs(tmp_path / "a.odt", data) == PAIRS
    assert "gone" in {omission.text for omission in read_bitext((tmp_path / "a.odt",)).left_out}


def test_slides(tmp_path: Path) -> None:
    """Boxes and tables of slides in their order, notes behind each, without what stands on every slide."""
    boxes = [slide_box("茶馆", kind="title") + slide_box(*PAIRS[0]), slide_box("7", kind="sldNum")]
    row, notes = "".join(f"<a:tc>{slide_box(cell)}</a:tc>" for cell in PAIRS[1]), slide_box(*PAIRS[2])
    boxes[1] += f"<a:tbl><a:tr>{row}</a:tr></a:tbl>" + "".join(slide_box(*pair) for pair in PAIRS[3:])
    data = slides(*boxes, notesSlide=notes, comments="<p:text>gone</p:text>")
    expected = [PAIRS[at] for at in (0, 2, 1, 3)]
    assert pairs(tmp_path / "a.pptx", data) == expected
    left_out = {(omission.text, omission.line) for omission in read_bitext((tmp_path / "a.pptx",)).left_out}
    assert {("7", 2), ("茶馆", 1), ("gone", 1)} <= left_out


def test_notes_of_evernote(tmp_path: Path) -> None:
    """Lines of notes, however many notes there are; code and locked text in them are left out."""
    notes = [
        "".join(f"<div>{z}</div><div>{e}</div><div><br/></div>" for z, e in part) for part in (PAIRS[:2], PAIRS[2:])
    ]
    notes[0] += '<div style="--en-codeblock:true">print(tea)</div><en-crypt>AAAA</en-crypt>'
    assert pairs(tmp_path / "a.enex", evernote(*notes)) == PAIRS
    left_out = {omission.text for omission in read_bitext((tmp_path / "a.enex",)).left_out}
    assert {"print(tea)", "AAAA", "Note 1", "Note 2"} <= left_out
    elements = evernote(*notes).replace("<![CDATA[", "").replace("]]>", "")
    elements = re.sub(r"(?<=<content>).*?(?=<en-note>)", "", elements)
    assert pairs(tmp_path / "b.enex", elements) == PAIRS


def test_a_page_saved_whole(tmp_path: Path) -> None:
    """The page within an MHTML file is read as the page."""
    body = "".join(f"<p>{z}</p><p>{e}</p>" for z, e in PAIRS)
    assert pairs(tmp_path / "a.mhtml", saved_page(body)) == PAIRS


def test_a_page_whose_encoding_only_the_page_names(tmp_path: Path) -> None:
    """Browsers leave the encoding out of the head of a part."""
    body = '<meta charset="utf-8">' + "".join(f"<p>{z}</p><p>{e}</p>" for z, e in PAIRS)
    page = saved_page(body).replace(b'text/html; charset="utf-8"', b"text/html")
    assert b"text/html\n" in page
    assert pairs(tmp_path / "a.mhtml", page) == PAIRS


def test_a_mail_with_half_a_character() -> None:
    """UTF-7 can write half of a rare character, which no file can hold; it reads as a damaged character."""
    head = b'MIME-Version: 1.0\nContent-Type: text/html; charset="utf-7"\n\n'
    body = b"<p>We drink tea.</p>\n" * 30 + b"<p>The tea is +2A8- good.</p>\n"
    extraction = extract_raw(RawFile("a.mhtml", ".mhtml", head + body))
    assert extraction.text.strip().endswith("The tea is \ufffd good.")


def test_a_mail_to_many(tmp_path: Path) -> None:
    """A field of the head may be as long as it likes."""
    head = "To: " + ",\n ".join(f"a{number}@example.org" for number in range(300)) + "\n"
    body = "".join(f"<p>{z}</p><p>{e}</p>" for z, e in PAIRS)
    assert pairs(tmp_path / "a.eml", head.encode() + saved_page(body)) == PAIRS


def test_an_archive_of_texts(tmp_path: Path) -> None:
    """The files of an archive are read in the order of their names; one that cannot be read is named."""
    half = len(LINES) // 2
    cut = LINES.index("\n\n", half) + 2
    files: dict[str, str | bytes] = {
        "b.txt": LINES[cut:],
        "a.txt": LINES[:cut],
        "c.png": b"\x89PNG\r\n",
        "__MACOSX/a.txt": "x",
    }
    assert pairs(tmp_path / "a.zip", archive(files)) == PAIRS
    assert any("c.png" in notice for notice in read_bitext((tmp_path / "a.zip",)).notices)


def test_an_archive_of_a_file_for_each_language(tmp_path: Path) -> None:
    """Files in one language each are put together by language."""
    files = {f"{n}.{at}.txt": pair[at] for n, pair in enumerate(PAIRS) for at in (0, 1)}
    assert pairs(tmp_path / "a.zip", archive(files)) == PAIRS


def test_an_archive_of_tables(tmp_path: Path) -> None:
    """Rows of several tables stay rows."""
    files = {f"{n}.tsv": f"{z}\t{e}\n" for n, (z, e) in enumerate(PAIRS)}
    assert pairs(tmp_path / "a.zip", archive(files)) == PAIRS


def test_an_archive_without_texts(tmp_path: Path) -> None:
    """An archive in which nothing can be read is refused, with the first reason."""
    with pytest.raises(InputError, match="a picture"):
        pairs(tmp_path / "a.zip", archive({"c.png": b"\x89PNG\r\n"}))


def test_files_of_a_folder_are_a_text(tmp_path: Path) -> None:
    """Files in two languages, in folders or not, are read as one text each, whatever else lies beside them."""
    folder = tmp_path / "tea"
    (folder / "en").mkdir(parents=True)
    (folder / "zh").mkdir()
    for number, (chinese, english) in enumerate(PAIRS):
        (folder / "en" / f"{number}.txt").write_text(english, encoding="utf-8")
        (folder / "zh" / f"{number}.txt").write_text(chinese, encoding="utf-8")
    (folder / "tea.corrections.toml").write_text("# none", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Nobody reads this.", encoding="utf-8")
    (folder / "tea.apkg").write_bytes(b"no text")
    (folder / "elsewhere.txt").symlink_to(folder / "en" / "0.txt")
    bitext = read_bitext((folder,))
    assert [sentence.text for sentence in bitext.english] == [english for _, english in PAIRS]
    assert [sentence.text for sentence in bitext.chinese] == [chinese for chinese, _ in PAIRS]
    assert bitext.notices == ()


def test_what_cannot_be_read_in_a_folder_is_named(tmp_path: Path) -> None:
    """One bad file leaves the others; a folder without a text is refused."""
    with pytest.raises(InputError, match="no file with a text is in it"):
        read_bitext((tmp_path,))
    (tmp_path / "a.txt").write_text(LINES, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 cut short")
    bitext = read_bitext((tmp_path,))
    assert len(bitext.chinese) == len(PAIRS)
    assert any("b.pdf" in notice for notice in bitext.notices)
