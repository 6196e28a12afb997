"""Small files of other formats, made while the tests run: what a word processor, a publisher, a printer would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = f"""<w:styles {_WORD}>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="My heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Code"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>"""


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """Pack members into a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str, style: str = "") -> str:
    """Write a paragraph of a Word document."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(rows: Iterable[Iterable[str]]) -> str:
    """Write a table of a Word document."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """Make a Word document of the XML of its body; `parts` are further ones: footnotes, header1, comments."""
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": _STYLES,
    }
    return archive(
        members | {f"word/{name}.xml": f"<w:{name} {_WORD}>{part}</w:{name}>" for name, part in parts.items()}
    )


def epub(chapters: Sequence[str], **more: str) -> bytes:
    """Make a book whose chapters are bodies of HTML; `more` are further members by name, `__` standing for a slash."""
    names = [f"chapter{number}.xhtml" for number in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="text/{name}" media-type="application/xhtml+xml"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}'
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/></manifest>'
        f'<spine><itemref idref="cover"/><itemref idref="nav"/>{spine}</spine></package>'
    )
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfile full-path="OEBPS/content.opf"/></container>',
        "OEBPS/content.opf": package,
        "OEBPS/nav.xhtml": "<html><body><nav><a href='text/chapter0.xhtml'>Chapter</a></nav></body></html>",
        "OEBPS/cover.xhtml": '<html><body><img src="cover.jpg"/></body></html>',
    }
    pages = {
        f"OEBPS/text/{name}": f'<?xml version="1.0"?><html><head><title/></head><body>{chapter}</body></html>'
        for name, chapter in zip(names, chapters, strict=True)
    }
    return archive(members | pages | {name.replace("__", "/"): content for name, content in more.items()})
