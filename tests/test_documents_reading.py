"""The format of a file is found by what stands in it; a kind that cannot be read is named, with what to do."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from flashcards.documents.formats import known_formats as formats
from flashcards.documents.formats.known_formats import Format, by_content
from flashcards.documents.formats.structure import by_structure
from flashcards.documents.raw_files import RawFile
from flashcards.documents.reading import extract
from flashcards.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def archive(*members: str) -> bytes:
    """Make a ZIP archive of empty members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive_file:
        for member in members:
            archive_file.writestr(zipfile.ZipInfo(member), "")  # whose time is fixed, as the names of the tests must be
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", formats.PDF),
        (b"\n\n%PDF-1.4\n", formats.PDF),
        (b"{\\rtf1 tea}", formats.RICH_TEXT),
        (archive("mimetype", "content.xml"), formats.OPENDOCUMENT),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", formats.MAIL),
        (archive("[Content_Types].xml", "word/document.xml"), formats.DOCX),
        (archive("mimetype", "META-INF/container.xml"), formats.EPUB),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), formats.PRESENTATION),
        ("茶 tea".encode(), None),
        (b"", None),
    ],
)
def test_by_content(data: bytes, expected: Format | None) -> None:
    """Bytes tell the format, whatever the name says."""
    assert by_content(RawFile("tea.txt", ".txt", data)) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "an old Word or Excel file, .* save it as .docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password; save it without",
        ),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(60) + b"BOOKMOBI", "a Kindle book, .* convert it to EPUB"),
        (b"\0\0\0\x18ftypmp42", "a film or recording, .* give its subtitles"),
        (archive("tea.txt"), "a ZIP archive, .* unpack it"),
        (archive("collection.anki2", "media"), "an Anki deck, .* export its notes"),
        (archive("word/document.xml")[:60], "damaged or cut short; get a whole copy"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    """A kind of file that cannot be read is named, with what to do instead."""
    with pytest.raises(InputError, match=rf"^tea\.txt: this .*{message}.*\.$"):
        by_content(RawFile("tea.txt", ".txt", data))


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        (".txt", "<!DOCTYPE html>\n<html><body>tea</body></html>", formats.HTML),
        (".md", '\n<!-- saved -->\n<HTML lang="en">', formats.HTML),
        ("", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "a.dtd">\n<html>', formats.HTML),
        (".html", "<p>tea", formats.HTML),
        (".md", "tea", formats.MARKDOWN),
        (".md", "<div>\n\ntea", formats.MARKDOWN),
        (".tsv", "tea", formats.TABLE),
        (".txt", "tea\n茶", formats.PLAIN),
        ("", "茶\ttea\n水\twater", formats.TABLE),
        ("", "tea\n茶", formats.PLAIN),
        ("", '<?xml version="1.0"?><lesson/>', formats.XML_RECORDS),
        (".xml", "<lesson><zh>茶很热。</zh><en>The tea is hot.</en></lesson>", formats.XML_RECORDS),
        ("", '<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "a.dtd"><en-export>', formats.EVERNOTE),
        ("", '/* tea */\n"tea" = "茶";', formats.APP_STRINGS),
        (".yaml", "- zh: 茶\n  en: tea\n- zh: 水\n  en: water", formats.PROGRAM_DATA),
        (".yaml", "tea\n茶", formats.PLAIN),
        ("", "- zh: 茶\n  en: tea\n- zh: 水\n  en: water", formats.PLAIN),
        ("", '("茶", "tea"),\n("水", "water"),\n("门", "door"),', formats.PROGRAM_DATA),  # door
        ("", "\\begin{tabular}{ll}\ntea & 茶", formats.LATEX),
    ],
)
def test_by_structure(suffix: str, text: str, expected: Format) -> None:
    """The root of a text tells the format, then its name, then its lines."""
    assert by_structure(suffix, text) == expected


def test_unknown_xml(tmp_path: Path) -> None:
    """XML of a kind that nobody reads here is refused by the name of its root, unless it holds records."""
    path = tmp_path / "tea.xml"
    path.write_text('<?xml version="1.0"?><rss version="2.0"><title>Tea</title></rss>', encoding="utf-8")
    with pytest.raises(InputError, match="<rss>"):
        extract(path)
