"""Small files of other formats, made while the tests run: what a word processor, a publisher, a printer would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.message import EmailMessage
from html import escape

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = f"""<w:styles {_WORD}>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="My heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Code"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>"""
_SLIDE = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """Pack members into a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """Unpack the members of a ZIP archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


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


def slides(*shapes: str, **parts: str) -> bytes:
    """Make a presentation of the XML of the shapes on each slide; `parts` are what the first has beside it, by kind."""
    kinds = {f"notesSlides/{kind}.xml": kind for kind in parts}
    names = [f"slides/slide{number}.xml" for number in range(1, len(shapes) + 1)]
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="r{at}"/>' for at, _ in enumerate(names))
    return archive(
        {
            "ppt/presentation.xml": f"<p:presentation {_SLIDE}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": _relations(dict.fromkeys(names, "slide")),
            "ppt/slides/_rels/slide1.xml.rels": _relations({f"../{name}": kind for name, kind in kinds.items()}),
        }
        | {f"ppt/{name}": f"<p:sld {_SLIDE}>{shape}</p:sld>" for name, shape in zip(names, shapes, strict=True)}
        | {f"ppt/{name}": f"<p:notes {_SLIDE}>{parts[kind]}</p:notes>" for name, kind in kinds.items()}
    )


def _relations(targets: Mapping[str, str]) -> str:
    """Write what a member of a presentation belongs together with: kinds by targets."""
    rows = (
        f'<Relationship Id="r{at}" Type="http://x/relationships/{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(targets.items())
    )
    return f"<Relationships>{''.join(rows)}</Relationships>"


def slide_box(*lines: str, kind: str = "body") -> str:
    """Write a box of a slide; `kind` is that of its place in the layout."""
    paragraphs = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
    return f'<p:sp><p:nvPr><p:ph type="{kind}"/></p:nvPr><p:txBody>{paragraphs}</p:txBody></p:sp>'


def evernote(*notes: str) -> str:
    """Write an export of notes of the XHTML of each."""
    head = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">\n<en-export>'
        + "".join(
            f"<note><title>Note {number}</title><content><![CDATA[{head}<en-note>{note}</en-note>]]></content>"
            f'<resource><data encoding="base64">AAAA\nBB==</data></resource></note>'
            for number, note in enumerate(notes, 1)
        )
        + "</en-export>"
    )


def opendocument(body: str) -> bytes:
    """Make an OpenDocument file of the XML of its body."""
    content = f"<office:document-content {_OFFICE}><office:body>{body}</office:body></office:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """Make an Excel workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rich_text(text: str) -> str:
    """Write a text as within RTF: what is not ASCII by its number."""
    units = memoryview(text.encode("utf-16-le", "surrogatepass")).cast("h")
    return "".join(chr(unit) if 0 <= unit < 0x80 else f"\\u{unit}?" for unit in units)


def saved_page(body: str) -> bytes:
    """Make a page saved whole (MHTML) of the body of its HTML."""
    message = EmailMessage()
    message["Subject"] = "A page"
    message.set_content("no page", subtype="plain")
    message.add_alternative(f"<html><body>{body}", subtype="html")
    return message.as_bytes()


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


_MOST_OF_A_STRING = 16_000
"""Characters; PDFium cuts a string of a PDF after 16,384."""


def _strings(text: str, codes: Mapping[str, int]) -> Iterator[str]:
    """Write a line of a PDF as strings that stand one after the other."""
    for start in range(0, max(1, len(text)), _MOST_OF_A_STRING):
        piece = text[start : start + _MOST_OF_A_STRING]
        yield f"<{''.join(f'{codes[sign]:04x}' for sign in piece)}> Tj"


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> bytes:
    """Make a PDF of A4 pages of lines: the left end and the height in points, the size, the text.

    Latin letters are half as wide as Chinese characters, so a line is as wide as its columns say.
    """
    characters = sorted({character for page in pages for *_, text in page for character in text})
    codes = {character: number for number, character in enumerate(characters, 1)}
    widths = " ".join(f"{code} [{500 if sign < chr(0x2E80) else 1000}]" for sign, code in codes.items())
    unicode = "\n".join(f"<{code:04x}> <{ord(sign):04x}>" for sign, code in codes.items())
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff>"
        f" endcodespacerange {len(codes)} beginbfchar\n{unicode}\nendbfchar endcmap end end"
    )
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    kids = " ".join(f"{2 * number + 6} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/MediaBox[0 0 595 842]/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Tea/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/Tea/CIDSystemInfo {system}/DW 1000/W[{widths}]>>",
        f"<</Length {len(mapping)}>>stream\n{mapping}\nendstream",
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(
            f"BT /F {size} Tf {left} {height} Td {' '.join(_strings(text, codes))} ET"
            for left, height, size, text in page
        )
        objects += [
            f"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {2 * number + 7} 0 R>>",
            f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        ]
    return assembled(objects)


def assembled(objects: Sequence[str]) -> bytes:
    """Write the objects of a PDF, the catalogue first, with the table of their places."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode("latin-1")
