"""Which format a file is in: told by what stands in it, and by its name only where the content leaves that open.

The idea: names lie (a page saved as `.txt`, a workbook as `.csv`) or say nothing (standard input); bytes hardly ever
do. So the first bytes decide, then the members of an archive, then the root of an XML or HTML text; only
what these leave open is decided by the name and, where that says nothing, by how the lines look.

A new format takes these steps. The module is imported when a file needs it.

1. A module with one function: `extract(raw: RawFile) -> Extract` where it `reads_bytes`, `extract(name, text) ->
   Extract` where it reads decoded text.
2. A `Format` here.
3. How it is known: by its first bytes in `_SIGNATURES`, as an archive in `_MEMBERS`, as XML by its root in
   `structure._ROOTS` (any other is read as records), by its lines in `structure._BY_LINES`, else by its name in
   `BY_SUFFIX`; a type that servers send, in `web._SUFFIXES`.
4. A row in `tests/test_documents_formats.py` and `tests/test_documents_reading.py`, a sample in
   `tests/attacks/documents.py` with its suffix in `growth.py`, its module in `scripts/fuzz.py`, and what it is in the
   README under "What it reads".

What stands behind every reader is shared: labels, speakers, pinyin and clutter come off in `reading._UNDRESSING`.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.documents.raw_files import RawFile


class Format(Record):
    """A format that can be read: what messages call it, its module in this package, and what that is handed.

    `is_plain` tells that `--sentences lines` means the lines of the file as they stand.
    """

    name: str
    module: str
    reads_bytes: bool = False
    is_plain: bool = False


PLAIN = Format("plain text", "text.plain", is_plain=True)
MARKDOWN = Format("Markdown", "text.markdown", is_plain=True)
HTML = Format("HTML", "html.page")
EVERNOTE = Format("notes of Evernote", "html.evernote")
TABLE = Format("a table", "tables.table")
MEMORY = Format("a translation memory", "memories.translation_memory")
RECORDS = Format("JSON", "tables.records")
LATEX = Format("LaTeX", "text.latex")
XML_RECORDS = Format("XML", "tables.xml_records")
PROGRAM_DATA = Format("data of a program", "tables.program_data")
APP_STRINGS = Format("messages of an app", "tables.app_strings")
CATALOGUE = Format("a catalogue of messages", "memories.gettext")
CLIPPINGS = Format("clippings of a Kindle", "text.clippings")
SUBTITLES = Format("subtitles", "subtitles.subtitle_file")
DOCX = Format("a Word document", "word.docx", reads_bytes=True)
EPUB = Format("an EPUB book", "html.epub", reads_bytes=True)
XLSX = Format("an Excel workbook", "tables.workbook", reads_bytes=True)
PDF = Format("a PDF file", "pdf.document", reads_bytes=True)
RICH_TEXT = Format("an RTF file", "text.rich_text", reads_bytes=True)
PRESENTATION = Format("a presentation", "word.presentation", reads_bytes=True)
OPENDOCUMENT = Format("an OpenDocument file", "word.opendocument", reads_bytes=True)
MAIL = Format("a page saved whole, or a mail", "html.mail", reads_bytes=True)

BY_SUFFIX = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdx": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".srt": SUBTITLES,
    ".vtt": SUBTITLES,
    ".ass": SUBTITLES,
    ".ssa": SUBTITLES,
    ".tsv": TABLE,
    ".tab": TABLE,
    ".csv": TABLE,
    ".json": RECORDS,
    ".jsonl": RECORDS,
    ".po": CATALOGUE,
    ".tex": LATEX,
    **dict.fromkeys((".yaml", ".yml", ".ini", ".properties", ".toml", ".cfg", ".conf"), PROGRAM_DATA),
}
"""What a name promises of a text whose content leaves its format open; `.txt` promises nothing."""

_SIGNATURES = {b"%PDF-": PDF}
_RICH_TEXT = b"{\\rtf"
_VERSION_OF_MAIL = pattern(rb"^MIME-Version:\s*1\.0", re.IGNORECASE | re.MULTILINE)
_PARTS_OF_MAIL = pattern(rb"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_HEAD_OF_MAIL = 8192
"""Bytes at the beginning of a message in which it says of what it is made."""

_SAVE_AS_TEXT = "save its text as UTF-8 and give that"
_UNPACK = "unpack it and give the text in it"
_REFUSED = {
    b"\x89PNG": ("a picture", "have its text recognised first, and give that text"),
    b"\xff\xd8\xff": ("a picture", "have its text recognised first, and give that text"),
    b"GIF87a": ("a picture", "have its text recognised first, and give that text"),
    b"GIF89a": ("a picture", "have its text recognised first, and give that text"),
    b"II*\x00": ("a picture", "have its text recognised first, and give that text"),
    b"MM\x00*": ("a picture", "have its text recognised first, and give that text"),
    b"AT&TFORM": ("a DjVu file", "convert it to PDF with its text, or to plain text"),
    b"\x1f\x8b": ("a compressed file", _UNPACK),
    b"BZh": ("a compressed file", _UNPACK),
    b"\xfd7zXZ\x00": ("a compressed file", _UNPACK),
    b"(\xb5/\xfd": ("a compressed file", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("a 7-Zip archive", _UNPACK),
    b"Rar!\x1a\x07": ("a RAR archive", _UNPACK),
    b"SQLite format 3\x00": ("a database", _SAVE_AS_TEXT),
    b"\x7fELF": ("a program", "give a text"),
    b"\x1aE\xdf\xa3": ("a film", "give its subtitles as .srt, .vtt or .ass"),
    b"OggS": ("a recording", "give a text of what is said in it"),
    b"ID3": ("a recording", "give a text of what is said in it"),
    b"ITSF": ("a compiled help file", _SAVE_AS_TEXT),
}
"""How files begin that cannot be read, what they are, and what to do instead."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_LEADS = 1024
"""Bytes that may stand before the mark of a PDF (as readers of PDF take it)."""

_MEMBERS = {
    "word/document.xml": DOCX,
    "META-INF/container.xml": EPUB,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PRESENTATION,
    "content.xml": OPENDOCUMENT,
}
"""What an archive is, by a member that makes it so."""
_REFUSED_MEMBERS = {
    **dict.fromkeys(
        ("collection.anki2", "collection.anki21", "collection.anki21b"),
        ("an Anki deck", "in Anki, export its notes (File, Export, Notes in Plain Text) and give that"),
    ),
    "Index/Document.iwa": ("a Pages or Numbers document", "export it as .docx or .xlsx"),
}


def by_content(raw: RawFile) -> Format | None:
    """Tell a format that is no text from its bytes; None stands for text.

    Raises:
        InputError: the file is of a kind that cannot be read; the message says what to do instead.

    """
    if raw.data.startswith(_ZIP):
        return _archive(raw)
    for mark, known in _SIGNATURES.items():
        if mark in raw.data[:_PDF_LEADS]:
            return known
    if raw.data.startswith(_RICH_TEXT) or _is_mail(raw):
        return RICH_TEXT if raw.data.startswith(_RICH_TEXT) else MAIL
    _refuse(raw)
    return None


def _is_mail(raw: RawFile) -> bool:
    """Whether a file begins with the head of a message of several parts, or of a page."""
    head = raw.data[:_HEAD_OF_MAIL]
    return bool(_VERSION_OF_MAIL.search(head) and _PARTS_OF_MAIL.search(head))


def _refuse(raw: RawFile) -> None:
    """See to it that a file is of no kind that cannot be read."""
    if raw.data.startswith(_OLE):
        raise InputError(_old_office(raw))
    for mark, (kind, remedy) in _REFUSED.items():
        if raw.data.startswith(mark):
            raise _refused(raw, kind, remedy)
    if raw.data[60:68] == b"BOOKMOBI":
        raise _refused(raw, "a Kindle book", "convert it to EPUB")
    if raw.data[4:8] == b"ftyp":
        raise _refused(raw, "a film or recording", "give its subtitles as .srt, .vtt or .ass")


def is_bundle(raw: RawFile) -> bool:
    """Whether a file is a ZIP archive that is no document itself, but may hold some."""
    if not raw.data.startswith(_ZIP):
        return False
    members = _member_names(raw)
    return bool(members) and members.isdisjoint((*_MEMBERS, *_REFUSED_MEMBERS))


def _refused(raw: RawFile, kind: str, remedy: str) -> InputError:
    return InputError(f"{raw.name}: this is {kind}, which cannot be read; {remedy}.")


def _old_office(raw: RawFile) -> str:
    """Say what a compound file is: an old Office document, or a new one locked with a password."""
    if _ENCRYPTED_PACKAGE in raw.data:
        return f"{raw.name}: this document is protected by a password; save it without one, and give that."
    return f"{raw.name}: this is an old Word or Excel file, not readable here; save it as .docx or .xlsx."


def _archive(raw: RawFile) -> Format:
    """Tell what a ZIP archive is from the names of its members."""
    members = _member_names(raw)
    for member, known in _MEMBERS.items():
        if member in members:
            return known
    for member, (kind, remedy) in _REFUSED_MEMBERS.items():
        if member in members:
            raise _refused(raw, kind, remedy)
    raise _refused(raw, "a ZIP archive", _UNPACK)


def _member_names(raw: RawFile) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(
            f"{raw.name}: this archive (as Word, Excel and EPUB files are) is damaged or cut short; get a whole copy."
        ) from error
