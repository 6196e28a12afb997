"""OpenDocument texts and sheets (`.odt`, `.ods`): paragraphs, headings, tables and notes, in their order.

The idea: what a reader sees stands in one member, `content.xml`; what is struck out in tracked changes and what readers
remarked is none of the text, and notes follow the paragraph that they belong to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.documents.drafts import LINE_END, Draft, Mark, annotation, shown_lines
from flashcards.documents.formats.archives import open_archive
from flashcards.documents.formats.markup import local_name, parse_xml
from flashcards.documents.formats.tables.grid import Row, add_grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.formats.markup import Element
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNSEEN = {"tracked-changes": "a tracked change", "annotation": "a comment", "forms": "a form"}
_LEVELS = tuple("123456789")
_SIGNS = {"s": " ", "tab": "\t", "line-break": LINE_END}


def extract(raw: RawFile) -> Extract:
    """Find the passages of a text, or the rows of sheets.

    Raises:
        InputError: the file is damaged.

    """
    root = parse_xml(raw.name, open_archive(raw).read("content.xml"))
    draft = Draft(raw.name)
    row = 0
    for element in _blocks(root):
        if local_name(element) == "table":
            row = add_grid(draft, list(_rows(element)), row)
            continue
        if local_name(element) in _UNSEEN:
            draft.omit("".join(element.itertext()), element.sourceline or 1, _UNSEEN[local_name(element)])
            continue
        for line in _lines(element):
            draft.add(line, Mark(element.sourceline or 1, heading=_level(element)))
    return draft.finish()


def _blocks(root: Element) -> Iterator[Element]:
    """Yield paragraphs, headings, tables, and what is left out, the outermost of each, in order."""
    todo = [root]
    while todo:
        element = todo.pop()
        if local_name(element) in ("p", "h", "table", *_UNSEEN):
            yield element
            todo += [paragraph for note in element.iter("{*}note-body") for paragraph in reversed(note)]
        else:
            todo += reversed(element)


def _level(element: Element) -> int:
    """Tell the level of a heading, 0 for a paragraph; a level that Office cannot give is the first."""
    if local_name(element) != "h":
        return 0
    level = element.get(f"{_TEXT}outline-level")
    return int(level) if level in _LEVELS else 1


def _rows(table: Element) -> Iterator[Row]:
    for row in table.iter("{*}table-row"):
        cells = tuple(
            tuple(line for paragraph in cell.iter("{*}p", "{*}h") for line in _lines(paragraph))
            for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell")
        )
        if any(cells):
            yield Row(row.sourceline or 1, cells)


def _lines(paragraph: Element) -> list[str]:
    return [line for line in shown_lines(_visible(paragraph)) if line]


def _visible(element: Element) -> str:
    """Take the text of a paragraph without notes, comments and the marks of fields."""
    pieces = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "ruby-text":
            pieces.append(annotation("".join(child.itertext())))
        elif name not in _UNSEEN and name != "note":
            pieces.append(_visible(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
