"""Plain text: each line a paragraph of its own, or paragraphs broken over several lines with blank lines between them.

Which of the two, `wrapping` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.text.columns import with_rows
from flashcards.documents.formats.text.headings import with_headings
from flashcards.documents.formats.text.page_ends import page_ends, without_lines
from flashcards.documents.formats.text.wrapping import joined
from flashcards.documents.passages import Extract, Passage, with_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = pattern(r"[^\r\n]+|\r\n?|\n")


def extract(name: str, text: str) -> Extract:
    """Find the paragraphs of a plain text and the rows of tables in it; it stays as it is, ends of pages apart."""
    lines, left_out = with_rows(name, text, tuple(_lines(text)))
    if any(line.row is not None for line in lines):
        return Extract(name, text, lines, left_out=left_out)
    ends = page_ends(text, lines)
    kept = with_sections(lines, [line for at, line in enumerate(lines) if at not in ends]) if ends else lines
    paragraphs = tuple(joined(text, kept)) if _has_neighbours(kept) else kept
    paged = Extract(name, text, with_headings(text, paragraphs), left_out=left_out)
    return without_lines(paged, lines, ends)


def extract_lines(name: str, text: str) -> Extract:
    """Take each line of a text as it is; empty lines count for nothing."""
    return Extract(name, text, tuple(_lines(text)), settled=True)


def _lines(text: str) -> Iterator[Passage]:
    """Find the lines that hold something, white space at their ends taken off."""
    line, last = 1, -1  # the number of this line, and of the last one that held something
    for match in _LINE.finditer(text):
        content = match.group().strip()
        if content:
            start = match.start() + match.group().index(content[0])
            yield Passage(start, start + len(content), line, begins_section=line > last + 1)
            last = line
        elif match.group()[0] in "\r\n":
            line += 1


def _has_neighbours(lines: Sequence[Passage]) -> bool:
    return not all(line.begins_section for line in lines)
