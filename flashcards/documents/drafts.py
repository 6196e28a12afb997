"""A text in the making: passages of a format with markup, one after the other, as an extract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.documents.passages import Extract, Passage
from flashcards.records import Omission, Record

if TYPE_CHECKING:
    from flashcards.records import Language

LINE_END = "\0"
"""Stands for `<br>` while a paragraph is put together; no text of a file keeps one."""
ANNOTATION = pattern("\ufffa([^\ufffa\ufffb]*)\ufffb")
"""What a format sets above or beside the characters before it, between the characters that Unicode has for this (The
Unicode Standard, 23.8); `ruby.without_annotations` takes it out of the text."""
_SPACE = pattern(r"[ \t\n\r\f\xa0]+")
_BREAK_IN_CHINESE = pattern(rf"(?<=[{HAN}，。、；：？！）》”\ufffb])[ \t]*[\n\r][ \t\n\r]*(?=[{HAN}（《“])")
_UNSEEN = pattern("[\u00ad\u200b\u2060\ufeff]")
_GOES_ON = pattern(r"[A-Za-z]"), pattern(r"[a-z]")
"""The last sign of a line that was broken within a sentence, and the first of the next."""

_LONGEST_EXCERPT = 500
"""Characters of what was left out that are kept to show it."""
_PASSAGE_END = "\n\n"


class Mark(Record):
    """What a reader knows of a passage beside its text; the fields are those of `Passage`."""

    line: int
    begins_section: bool = True
    row: int | None = None
    language: Language | None = None
    heading: int = 0
    pinyin: str = ""
    twin: str = ""


@dataclass(slots=True)
class Draft:
    """Collects what a reader finds in a file called `name`; no record, for it grows, and it stays in its reader."""

    name: str
    settled: bool = False
    _pieces: list[str] = field(default_factory=list)
    _passages: list[Passage] = field(default_factory=list)
    _left_out: list[Omission] = field(default_factory=list)
    _end: int = 0

    def add(self, text: str, mark: Mark) -> None:
        """Add a passage at the end; one without a character that can be seen is none."""
        text = text.strip()
        if not text:
            return
        start = self._end
        self._pieces.append(text)
        self._end = start + len(text) + len(_PASSAGE_END)
        self._passages.append(_passage(start, start + len(text), mark))

    def omit(self, text: str, line: int, reason: str) -> None:
        """Report something that was left out; what holds nothing is not missed."""
        shown = " ".join(text[: 4 * _LONGEST_EXCERPT].split())[:_LONGEST_EXCERPT]
        if shown:
            self._left_out.append(Omission(self.name, line, shown, reason))

    def finish(self, *notices: str) -> Extract:
        """Make the extract."""
        text = _PASSAGE_END.join(self._pieces)
        return Extract(self.name, text, tuple(self._passages), self.settled, tuple(self._left_out), notices)


def annotation(text: str) -> str:
    """Mark a text as an annotation of the characters that it is put behind."""
    shown = " ".join(ANNOTATION.sub("", text).split())
    return f"\ufffa{shown}\ufffb" if shown else ""


def _passage(start: int, end: int, mark: Mark) -> Passage:
    at = start, end, mark.line, mark.begins_section, mark.row, mark.language, mark.heading
    return Passage(*at, pinyin=mark.pinyin, twin=mark.twin)


def shown_lines(text: str) -> list[str]:
    """Run white space together as a browser does, and part the lines at `LINE_END`; an empty line parts paragraphs."""
    lines: list[list[str]] = []
    for line in text.split(LINE_END):
        shown = _SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", _UNSEEN.sub("", line))).strip()
        if lines and _GOES_ON[0].match(lines[-1][-1][-1:]) and _GOES_ON[1].match(shown):
            lines[-1].append(shown)
        else:
            lines.append([shown])
    return [" ".join(pieces) for pieces in lines]
