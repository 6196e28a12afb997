"""A tree of HTML as a reader sees it: paragraphs, headings, items and cells, one after the other.

White space runs together as in a browser, except that a line break between Chinese characters is none; `<br>` ends a
line of its own, so that lines in turn stay lines; a table with a column in each language becomes rows that are pairs.
Nothing here recurses, so that no depth of elements is too deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import LINE_END, Draft, Mark, annotation, shown_lines
from flashcards.documents.formats.markup import local_name
from flashcards.documents.formats.tables.grid import Row, add_grid
from flashcards.documents.formats.text import plain
from flashcards.documents.languages import evidence
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.documents.formats.markup import Element

_BLOCKS = frozenset(
    """
    address article blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol optgroup option p pre section summary table tbody td
    tfoot th thead tr ul
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""The six headings of HTML, with their levels."""
_NO_DOUBT = 6.0
"""Evidence of the other language, as `languages.evidence` counts it, that outweighs what a page says of itself. Set by
hand."""
_EXCERPT_PARTS = 50
"""As much of what is left out as a report shows. Set by hand."""
_CODE_MARKS = pattern(r"[{}<>=;$\\_|`]|\(\)|://")
_CODE_MARKS_IN_PROSE = 0.02
"""The share of braces and semicolons from which on a block is code. Set by hand."""


def flow(root: Element, draft: Draft, left_out: Mapping[Element, str], first_row: int = 0) -> int:
    """Add all that is read of an element to a draft; returns the number of the first row that is still free."""
    reader = _Reader(draft, left_out, row=first_row)
    reader.read(root)
    return reader.row


@dataclass(slots=True)
class _Reader:
    """Walks over a tree with the paragraph in the making, and with what the elements around it say."""

    draft: Draft
    left_out: Mapping[Element, str]
    row: int = 0
    parts: list[str] = field(default_factory=list)
    line: int = 1
    begun: int | None = None  # the line in which the paragraph in the making began
    languages: list[str] = field(default_factory=list)
    heading: int = 0

    def read(self, root: Element) -> None:
        """Walk over an element: `todo` holds elements to enter, texts to take, and (tag,) of blocks to leave."""
        todo: list[Element | str | tuple[str]] = [root]
        while todo:
            item = todo.pop()
            if isinstance(item, str):
                self._take(item)
            elif isinstance(item, tuple):
                self._leave(item[0])
            elif self._enter(item):
                todo.append((local_name(item),))
                for child in reversed(item):
                    todo += [child.tail or "", child]
                todo.append(item.text or "")
        self._flush()

    def _take(self, text: str) -> None:
        if text:
            if self.begun is None and not text.isspace():
                self.begun = self.line
            self.parts.append(text)

    def _enter(self, element: Element) -> bool:
        """Begin an element; False where it is done already, or left out."""
        tag = local_name(element)
        if not tag:
            return False
        self.line = element.sourceline or self.line
        if tag in _BLOCKS:
            self._flush()
        declared = _language(element) if tag in _BLOCKS else ""
        is_foreign = declared and declared not in tuple(Language)
        reason = self.left_out.get(element) or (f"another language ({declared})" if is_foreign else None)
        if reason:
            self.draft.omit("".join(islice(element.itertext(), _EXCERPT_PARTS)), self.line, reason)
            return False
        if tag in ("br", "rt", "rtc"):
            self.parts.append(LINE_END if tag == "br" else annotation("".join(element.itertext())))
            return False
        if tag == "pre":
            self._preformatted(element)
            return False
        if tag == "table" and not _is_layout(element):
            self._table(element)
            return False
        if tag in _BLOCKS:
            self.languages.append(declared or (self.languages[-1] if self.languages else ""))
            self.heading = _HEADINGS.get(tag, self.heading)
        return True

    def _leave(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        self._flush()
        self.languages.pop()
        if tag in _HEADINGS:
            self.heading = 0

    def _flush(self) -> None:
        """Make passages of the lines of the paragraph that ends here."""
        if not self.parts:
            return
        begins, line = True, self.begun or self.line
        for text in shown_lines("".join(self.parts)):
            if text:
                mark = Mark(line, begins, language=self._told_language(text), heading=self.heading)
                self.draft.add(text, mark)
            begins = not text
        self.parts.clear()
        self.begun = None

    def _told_language(self, text: str) -> Language | None:
        """Take the language that an element around this text names, unless the text itself leaves no doubt."""
        declared = self.languages[-1] if self.languages else ""
        if declared not in tuple(Language):
            return None
        score = evidence(text)
        against = score < -_NO_DOUBT if declared == Language.ENGLISH else score > _NO_DOUBT
        return None if against else Language(declared)

    def _preformatted(self, element: Element) -> None:
        """Read text whose lines are kept, a letter or a poem, as plain text is read; a program is left out."""
        text = "".join(element.itertext())
        marks = len(_CODE_MARKS.findall(text))
        if element.find(".//code") is not None or marks > _CODE_MARKS_IN_PROSE * len(text):
            self.draft.omit(text, self.line, "code")
            return
        lines = plain.extract(self.draft.name, text)
        for passage in lines.passages:
            paragraph = " ".join(shown_lines(text[passage.start : passage.end]))
            self.draft.add(paragraph, Mark(self.line + passage.line - 1, passage.begins_section))

    def _table(self, table: Element) -> None:
        """Read a table cell by cell; a caption is a paragraph before it."""
        rows: list[Row] = []
        for part in table.iter("caption", "tr"):
            if part in self.left_out:
                self._enter(part)
            elif local_name(part) == "caption":
                for paragraph in self._cell(part):
                    self.draft.add(paragraph, Mark(part.sourceline or self.line))
            else:
                cells = tuple(self._cell(cell) for cell in part if local_name(cell) in ("td", "th"))
                rows.append(Row(part.sourceline or self.line, cells))
        self.row = add_grid(self.draft, rows, self.row)

    def _cell(self, cell: Element) -> tuple[str, ...]:
        """Read what stands in a cell, paragraph by paragraph; what is left out of it is reported as ever."""
        if cell in self.left_out:
            self._enter(cell)
            return ()
        inside = Draft(self.draft.name)
        flow(cell, inside, self.left_out)
        extracted = inside.finish()
        for omission in extracted.left_out:
            self.draft.omit(omission.text, omission.line, omission.reason)
        return tuple(extracted.text[passage.start : passage.end] for passage in extracted.passages)


def _language(element: Element) -> str:
    """Return the language that an element names, without script and region; of a whole page it is not trusted."""
    if local_name(element) in ("html", "body"):
        return ""
    named = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("xml:lang")
    code = re.match(r"[a-z]{2,3}(?![a-z])", (named or "").strip().lower())
    return "" if not code or code[0] in ("und", "mul", "zxx") else code[0]


def _is_layout(table: Element) -> bool:
    """Whether a table only puts parts of a page side by side."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return True
    return any(table.find(f".//{tag}") is not None for tag in ("h1", "h2", "h3", "article", "section"))
