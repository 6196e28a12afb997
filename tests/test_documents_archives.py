"""Archives from strangers: what is too much, locked or broken is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from flashcards.documents.formats.archives import linked, open_archive
from flashcards.documents.raw_files import RawFile
from flashcards.errors import InputError


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack members into an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive_file:
        for name, content in members.items():
            archive_file.writestr(name, content)
    return buffer.getvalue()


def read(data: bytes, member: str = "tea.xml") -> bytes:
    """Open an archive and unpack a member."""
    return open_archive(RawFile("tea.epub", ".epub", data)).read(member)


def test_members() -> None:
    """A member comes back as it was packed, and the names are those of the archive."""
    data = archive({"tea.xml": b"<tea/>", "cup/茶.xml": b"cup"})
    assert read(data) == b"<tea/>"
    assert list(open_archive(RawFile("tea.epub", ".epub", data)).names) == ["tea.xml", "cup/茶.xml"]


def locked(data: bytes) -> bytes:
    """Set the mark of encryption on every member."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + b"\x01" + data[at + 9 :]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive({"tea.xml": b"x" * (20 << 20)}), "zip bomb"),
        (archive({f"{number}.xml": b"" for number in range(20_001)}), "zip bomb"),
        (archive({"tea.xml": b"<tea/>"})[:40], "damaged or cut short"),
        (archive({"tea.xml": b"<tea/>" * 90}).replace(b"\xb3\x29\x49", b"\xff\xff\xff", 1), "damaged or cut short"),
        (archive({"cup.xml": b"<cup/>"}), "its part tea.xml is missing"),
        (archive({"tea.xml": b"<tea/>"}, zipfile.ZIP_LZMA), "packed in an unusual way"),
        (locked(archive({"tea.xml": b"<tea/>"})), "protected by a password"),
        (b"PK\x05\x06" + bytes(18), "its part tea.xml is missing"),
    ],
    ids=["large", "many", "short", "damaged", "missing", "method", "locked", "empty"],
)
def test_refused(data: bytes, message: str) -> None:
    """Each kind of trouble has its sentence."""
    with pytest.raises(InputError, match=rf"^tea\.epub: .*{message}"):
        read(data)


@pytest.mark.parametrize(
    ("member", "link", "expected"),
    [
        ("OEBPS/content.opf", "text/one.xhtml#top", "OEBPS/text/one.xhtml"),
        ("OEBPS/content.opf", "../one%20two.xhtml", "one two.xhtml"),
        ("content.opf", "../one.xhtml", None),
        ("OEBPS/content.opf", "../../../etc/passwd", None),
        ("OEBPS/content.opf", "%2e%2e/%2e%2e/etc/passwd", None),
        ("OEBPS/content.opf", "/etc/passwd", "etc/passwd"),  # a name in the archive, and nothing else
        ("OEBPS/content.opf", "file:///etc/passwd", None),
        ("OEBPS/content.opf", "http://example.org/one.xhtml", None),
        ("OEBPS/content.opf", "//example.org/one.xhtml", None),
        ("OEBPS/content.opf", "http://[", None),
        ("OEBPS/content.opf", "#top", None),
    ],
)
def test_links_stay_inside(member: str, link: str, expected: str | None) -> None:
    """A link leads to a member or nowhere."""
    assert linked(member, link) == expected
