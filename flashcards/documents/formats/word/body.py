"""The body of a Word document, element by element (ECMA-376, part 1: WordprocessingML).

Elements are told by their names alone, so that documents in the transitional and in the strict form are read alike.
Nothing here recurses but a table of text into its cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flashcards.documents.drafts import LINE_END, Draft, Mark, annotation, shown_lines
from flashcards.documents.formats.markup import local_name
from flashcards.documents.formats.tables.grid import Row, add_grid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.documents.formats.markup import Element

_SIGNS = {"tab": " ", "ptab": " ", "br": LINE_END, "cr": LINE_END, "nobreakhyphen": "-"}
_LEFT_OUT = {
    "del": "a tracked deletion",
    "movefrom": "a tracked deletion",
    "omath": "a formula",
    "omathpara": "a formula",
    "altchunk": "embedded content",
    "object": "embedded content",
}
_SILENT = frozenset(
    ("instrtext", "deltext", "delinstrtext", "ppr", "sectpr", "tblpr", "trpr", "tcpr", "sdtpr", "rubypr")
)
"""Properties and the commands of fields: no text, and nothing to report."""
_DEEPEST_TABLE = 3
"""Tables within tables within tables are layouts. Set by hand."""
_MOST_DIGITS = 4
"""Of the number of columns that a cell spans; Word has 63."""


@dataclass(slots=True)
class WordReader:
    """Walks over the body of a document with the paragraph in the making; `styles` say what paragraph styles mean."""

    draft: Draft
    styles: Mapping[str, int | str]
    row: int = 0
    number: int = 0
    depth: int = 0
    parts: list[str] = field(default_factory=list)
    meaning: int | str = 0
    boxes: list[Element] = field(default_factory=list)

    def read(self, root: Element) -> None:
        """Read an element with all that is in it; what stands in text boxes follows the paragraph they hang on."""
        self._walk(root)
        while self.boxes:
            self._walk(self.boxes.pop(0))

    def _walk(self, root: Element) -> None:
        todo: list[Element | None] = [*reversed(root)]  # None stands for the end of a paragraph
        while todo:
            element = todo.pop()
            if element is None:
                self._end_paragraph()
                while self.boxes:  # the last one first, for what is put on `todo` last is taken first
                    todo += reversed(self.boxes.pop())
            elif self._enter(element):
                name = local_name(element)
                if name == "p":
                    todo.append(None)
                todo += reversed(_in_order(element, name))

    def _enter(self, element: Element) -> bool:
        """Take an element; False where nothing in it is to be read any more."""
        name = local_name(element)
        if name in _LEFT_OUT:
            self.draft.omit("".join(element.itertext()), max(self.number, 1), _LEFT_OUT[name])
        elif name == "rt":
            self.parts.append(annotation("".join(part.text or "" for part in element.iter("{*}t"))))
        elif name == "t":
            self.parts.append(element.text or "")
        elif name in _SIGNS:
            self.parts.append(_SIGNS[name] if attribute(element, "type") != "page" else " ")
        elif name == "txbxcontent":
            self.boxes.append(element)
        elif name == "tbl" and self.depth < _DEEPEST_TABLE and not _is_layout(element):
            self._table(element)
        elif name == "r" and _is_hidden(element):
            self.draft.omit("".join(element.itertext()), max(self.number, 1), "hidden text")
        else:
            if name == "p":
                self.number += 1
                self.meaning = self._meaning(element)
            return name not in _SILENT
        return False

    def _meaning(self, paragraph: Element) -> int | str:
        """Tell what the style of a paragraph means, or its own place in the outline."""
        for properties in paragraph:
            if local_name(properties) == "ppr":
                named = {local_name(child): child for child in properties}
                style = self.styles.get(attribute(named["pstyle"], "val"), 0) if "pstyle" in named else 0
                return style or (level(named["outlinelvl"]) if "outlinelvl" in named else 0)
        return 0

    def _end_paragraph(self) -> None:
        text, self.parts = "".join(self.parts), []
        meaning, begins = self.meaning, True
        if isinstance(meaning, str):
            self.draft.omit(text.replace(LINE_END, "\n"), self.number, meaning)
            return
        for line in shown_lines(text):
            self.draft.add(line, Mark(self.number, begins, heading=meaning))
            begins = not line

    def _table(self, table: Element) -> None:
        rows = [
            Row(self.number + 1, tuple(text for cell in row for text in self._cell(cell)))
            for row in table
            if local_name(row) == "tr" and not self._is_struck(row)
        ]
        self.row = add_grid(self.draft, rows, self.row)

    def _is_struck(self, row: Element) -> bool:
        """Whether a row is a tracked deletion, which is reported."""
        is_struck = any(local_name(mark) == "del" for part in row if local_name(part) == "trpr" for mark in part)
        if is_struck:
            self.draft.omit("".join(row.itertext()), self.number + 1, _LEFT_OUT["del"])
        return is_struck

    def _cell(self, cell: Element) -> list[tuple[str, ...]]:
        """Read a cell; one that spans several columns is followed by empty ones."""
        if local_name(cell) not in ("tc", "sdt"):
            return []
        inside = Draft(self.draft.name)
        reader = WordReader(inside, self.styles, number=self.number, depth=self.depth + 1)
        reader.read(cell)
        self.number = reader.number
        extracted = inside.finish()
        for omission in extracted.left_out:
            self.draft.omit(omission.text, omission.line, omission.reason)
        spans = next(
            (attribute(child, "val") for part in cell for child in part if local_name(child) == "gridspan"), "1"
        )
        more = min(int(spans), 20) - 1 if spans.isdecimal() and len(spans) <= _MOST_DIGITS else 0
        return [tuple(extracted.text[p.start : p.end] for p in extracted.passages), *[()] * more]


def attribute(element: Element, name: str) -> str:
    """Return an attribute, whatever its namespace; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def level(outline: Element) -> int:
    """Return the level of a heading, from 1, that a place in the outline stands for; 0 for plain text."""
    value = attribute(outline, "val")
    return int(value) + 1 if value in tuple("012345678") else 0


def _in_order(element: Element, name: str) -> list[Element]:
    """Give what is read of an element: of ways to store a thing the first, and a reading behind its characters."""
    parts = list(element)
    if name == "ruby":
        return sorted(parts, key=lambda part: local_name(part) == "rt")
    return parts[:1] if name == "alternatecontent" else parts


def _is_layout(table: Element) -> bool:
    """Whether a table only puts parts of a page side by side: it holds tables, or a single cell."""
    cells = tables = 0
    for element in table.iter():
        name = local_name(element)
        cells += name == "tc"
        tables += name == "tbl"
        if tables > 1:  # at once, or tables deep in tables are walked over once for each
            return True
    return cells < 2


def _is_hidden(run: Element) -> bool:
    properties = (mark for part in run if local_name(part) == "rpr" for mark in part)
    return any(local_name(mark) == "vanish" and attribute(mark, "val") not in ("0", "false") for mark in properties)
