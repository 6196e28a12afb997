"""Slides of a presentation (`.pptx`): titles, boxes and tables, slide by slide, each with the notes of who speaks.

Read from the XML in the archive, as Word documents are. The slides come in the order in which they are shown, the boxes
of one in that in which the file keeps them. A line number in a report is that of the slide.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flashcards.documents.drafts import LINE_END, Draft, Mark, shown_lines
from flashcards.documents.formats.archives import linked, open_archive
from flashcards.documents.formats.markup import local_name, parse_member
from flashcards.documents.formats.tables.grid import Row, add_grid
from flashcards.documents.formats.word.body import attribute
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flashcards.documents.formats.archives import Archive
    from flashcards.documents.formats.markup import Element
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile

_PRESENTATION = "ppt/presentation.xml"
_TITLES = frozenset(("title", "ctrtitle"))
_ON_EVERY_SLIDE = {
    "sldnum": "the number of a page",
    "dt": "a page footer",
    "ftr": "a page footer",
    "hdr": "a page header",
}
"""What a layout sets on each slide (ECMA-376, part 1, 19.7.10: kinds of placeholders)."""
_ASIDES = {"comments": "a comment", "diagramdata": "a diagram"}
"""Parts of a slide that are reported only, by the ends of the names of their relations."""
_NOTES = "notesslide"
_BREAKS = {"br": LINE_END, "tab": " "}


def extract(raw: RawFile) -> Extract:
    """Find the passages of a presentation.

    Raises:
        InputError: the file is damaged, locked or a bomb, or no text is in it.

    """
    archive = open_archive(raw)
    reader = _Reader(Draft(raw.name))
    for slide in _slides(archive):
        reader.number += 1
        reader.read(parse_member(archive, slide))
        for kind, member in _relations(archive, slide).values():
            if kind == _NOTES and member not in reader.seen:
                reader.seen.add(member)
                reader.read(parse_member(archive, member))
            elif kind in _ASIDES and member not in reader.seen:
                reader.seen.add(member)
                reader.draft.omit(_plain_text(parse_member(archive, member)), reader.number, _ASIDES[kind])
    extracted = reader.draft.finish()
    if not extracted.passages:
        raise InputError(
            f"{raw.name}: no text is on these slides; if they hold pictures of a text, have them recognised first."
        )
    return extracted


def _slides(archive: Archive) -> Iterator[str]:
    """Give the members that are slides, in the order in which they are shown, each once."""
    relations = _relations(archive, _PRESENTATION)
    numbers = (
        str(value)
        for slide in parse_member(archive, _PRESENTATION).iter("{*}sldId")
        for key, value in slide.attrib.items()
        if key.endswith("relationships}id")
    )
    yield from dict.fromkeys(relations[number][1] for number in numbers if number in relations)


def _relations(archive: Archive, member: str) -> Mapping[str, tuple[str, str]]:
    """Tell what a member belongs together with: the kind and the name of each other member, by its number."""
    folder, name = posixpath.split(member)
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.names:
        return {}
    relations: dict[str, tuple[str, str]] = {}
    for relation in parse_member(archive, links):
        target = linked(member, attribute(relation, "Target"))
        if target in archive.names:
            kind = attribute(relation, "Type").rpartition("/")[2].lower()
            relations[attribute(relation, "Id")] = kind, target
    return relations


def _plain_text(root: Element) -> str:
    return " ".join(part.text or "" for part in root.iter("{*}t", "{*}text"))


@dataclass(slots=True)
class _Reader:
    """Walks over slides, with the number of the one that is read and what each placeholder around a text is."""

    draft: Draft
    number: int = 0
    row: int = 0
    seen: set[str] = field(default_factory=set)

    def read(self, slide: Element) -> None:
        """Read a slide, or the notes on one."""
        todo = [slide]
        while todo:
            element = todo.pop()
            name = local_name(element)
            if name == "sp":
                self._box(element)
            elif name == "tbl":
                self._table(element)
            elif name == "alternatecontent":  # of ways to store a thing the first
                todo += element[:1]
            else:
                todo += reversed(element)

    def _box(self, shape: Element) -> None:
        """Read a box of text; its first line begins a section."""
        kind = next((attribute(place, "type").lower() for place in shape.iter("{*}ph")), "")
        lines = [line for body in shape.iterchildren("{*}txBody") for line in _lines(body)]
        if kind in _ON_EVERY_SLIDE:
            self.draft.omit(" ".join(lines), self.number, _ON_EVERY_SLIDE[kind])
            return
        begins = True
        for line in lines:
            self.draft.add(line, Mark(self.number, begins, heading=int(kind in _TITLES)))
            begins = not line

    def _table(self, table: Element) -> None:
        rows = [
            Row(self.number, tuple(tuple(filter(None, _lines(cell))) for cell in row.iterchildren("{*}tc")))
            for row in table.iterchildren("{*}tr")
        ]
        self.row = add_grid(self.draft, rows, self.row)


def _lines(body: Element) -> list[str]:
    """Give the lines of a box or a cell; an empty one parts paragraphs, of which none lies within another."""
    outer = (paragraph for paragraph in body.iter("{*}p") if next(paragraph.iterancestors("{*}p"), None) is None)
    return [line for paragraph in outer for line in shown_lines(_text(paragraph))]


def _text(paragraph: Element) -> str:
    return "".join(_BREAKS.get(local_name(part), part.text or "") for part in paragraph.iter("{*}t", "{*}br", "{*}tab"))
