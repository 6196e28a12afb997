"""Word documents: paragraphs, headings, tables, text boxes and notes as they would be printed.

Read here from the XML in the archive rather than through python-docx or mammoth, because what a teacher's document has
and these lose is what matters: readings above characters (`w:ruby`), text boxes, notes, tracked changes. A line number
in a report counts paragraphs, as Word has no lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft
from flashcards.documents.formats.archives import open_archive
from flashcards.documents.formats.markup import local_name, parse_member
from flashcards.documents.formats.word.body import WordReader, attribute, level
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.documents.formats.archives import Archive
    from flashcards.documents.passages import Extract
    from flashcards.documents.raw_files import RawFile

_MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_ASIDE = pattern(r"word/(?:(?P<header>header)|(?P<footer>footer)|(?P<comment>comments))\d*\.xml")
_REASONS = {"header": "a page header", "footer": "a page footer", "comment": "a comment"}
_HEADING = pattern(r"(?:heading|标题|標題)\s*([1-9])")
_OUTSIDE_THE_TEXT = {"toc": "a table of contents", "code": "code", "source": "code", "html preformatted": "code"}


def extract(raw: RawFile) -> Extract:
    """Find the passages of a Word document; notes follow at the end.

    Raises:
        InputError: the file is damaged, locked or a bomb, or no text is in it.

    """
    archive = open_archive(raw)
    draft = Draft(raw.name)
    reader = WordReader(draft, _styles(archive))
    reader.read(parse_member(archive, _MAIN))
    for part in _NOTES:
        if part in archive.names:
            for note in parse_member(archive, part):
                # Word keeps the lines that part notes from the text as notes of another type.
                if attribute(note, "type") in ("", "normal"):
                    reader.read(note)
    _report_asides(archive, draft)
    extracted = draft.finish()
    if not extracted.passages:
        raise InputError(
            f"{raw.name}: no text is in this document; if it holds pictures of a text, have them recognised."
        )
    return extracted


def _report_asides(archive: Archive, draft: Draft) -> None:
    """Report what stands in the margins of the pages, and the remarks of those who read it before."""
    for member in archive.names:
        aside = _ASIDE.fullmatch(member)
        if aside:
            for child in parse_member(archive, member):
                draft.omit("".join(child.itertext()), 1, _REASONS[str(aside.lastgroup)])


def _styles(archive: Archive) -> Mapping[str, int | str]:
    """Tell what the paragraph styles mean: the level of a heading, or why such a paragraph is left out."""
    if _STYLES not in archive.names:
        return {}
    meanings: dict[str, int | str] = {}
    for style in parse_member(archive, _STYLES):
        if local_name(style) != "style":
            continue
        parts = {local_name(part): part for part in style.iter()}
        meaning = _meaning(attribute(parts["name"], "val") if "name" in parts else "")
        if not meaning and "outlinelvl" in parts:
            meaning = level(parts["outlinelvl"])
        based_on = attribute(parts["basedon"], "val") if "basedon" in parts else ""
        meaning = meaning or meanings.get(based_on, 0)
        if meaning:
            meanings[attribute(style, "styleId")] = meaning
    return meanings


def _meaning(name: str) -> int | str:
    """Tell what a style means from its name, which is English in every edition of Word."""
    name = name.lower()
    heading = _HEADING.match(name)
    if heading or name == "title":
        return int(heading[1]) if heading else 1
    return next((reason for word, reason in _OUTSIDE_THE_TEXT.items() if name.startswith(word)), 0)
