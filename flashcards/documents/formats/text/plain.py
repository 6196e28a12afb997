"""Plain text: each line a paragraph of its own, or paragraphs broken over several lines with blank lines between them.

The idea: a line break that somebody chose looks different from one that a program put where the line was full. Breaks
are the program's where, nearly always, the first word of the next line would not have fitted into the line before, and
where they rarely fall on the end of a sentence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from flashcards.common.patterns import pattern
from flashcards.documents.bilingual_lines import divide
from flashcards.documents.formats.text.columns import with_rows
from flashcards.documents.languages import find_languages
from flashcards.documents.passages import Extract, Passage
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.records import Language

_LINE = pattern(r"[^\r\n]+|\r\n?|\n")
_LIST_MARK = pattern(r"[-*•·]\s|\(?\d{1,3}[.)、]|[\[(<]?\d{1,2}:\d\d\b")
"""How a line begins that goes on no other: with a bullet, a number, a time."""
_ENDED = pattern(r"""[.!?…。！？]["'”’」』)）]*$""")

_NARROWEST, _WIDEST = 40, 120
"""Columns of a page that a program fills; verse is narrower, and a longer line was never broken."""
_SLACK = 4
"""Columns: punctuation that may not begin a Chinese line takes the last character along with it."""
_NEARLY_ALWAYS = 0.8
"""The share of line ends that reach the margin, and at most that end a sentence, in a text that is wrapped. Set by
hand."""
_RARELY = 0.4
"""See above. Set by hand."""
_FEWEST_BREAKS = 2
"""A single line end shows no habit."""


def extract(name: str, text: str) -> Extract:
    """Find the paragraphs of a plain text and the rows of tables in it; the text itself stays as it is."""
    lines, left_out = with_rows(name, text, tuple(_lines(text)))
    is_table = any(line.row is not None for line in lines)
    return Extract(
        name, text, lines if is_table or not _has_neighbours(lines) else tuple(_joined(text, lines)), left_out=left_out
    )


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


def _joined(text: str, lines: Sequence[Passage]) -> Iterator[Passage]:
    """Join the lines of each paragraph in those languages whose lines a program has broken."""
    languages = find_languages(text, lines)
    filled = {language: _is_filled(_breaks(text, lines, languages, language)) for language in set(languages)}
    previous: tuple[Passage, Language] | None = None
    for line, language in zip(lines, languages, strict=True):
        if previous and filled[language] and previous[1] == language and _may_go_on(text, line):
            previous = (replace(previous[0], end=line.end), language)
            continue
        if previous:
            yield previous[0]
        previous = (line, language)
    if previous:
        yield previous[0]


def _breaks(
    text: str, lines: Sequence[Passage], languages: Sequence[Language], language: Language
) -> list[tuple[str, str]]:
    """Find the line breaks within the paragraphs of a language: the line before each, and the first word after it."""
    return [
        (text[left.start : left.end], _first_word(text, right))
        for (left, right), pair in zip(pairwise(lines), pairwise(languages), strict=True)
        if pair == (language, language) and _may_go_on(text, right)
    ]


def _may_go_on(text: str, line: Passage) -> bool:
    """Whether a line can be the continuation of the one before it: no blank line, indent or list mark begins it."""
    indented = line.start > 0 and text[line.start - 1] not in "\r\n"
    return not (line.begins_section or indented or _LIST_MARK.match(text, line.start))


def _is_filled(breaks: Sequence[tuple[str, str]]) -> bool:
    """Whether the lines were broken where they were full."""
    if len(breaks) < _FEWEST_BREAKS:
        return False
    widths = [_columns(line) for line, _ in breaks]
    page = sorted(widths)[int(0.95 * (len(widths) - 1))]
    full = sum(width + 1 + _columns(word) > page - _SLACK for width, (_, word) in zip(widths, breaks, strict=True))
    ended = sum(bool(_ENDED.search(line[-_SLACK:])) for line, _ in breaks)
    if 2 * sum(bool(divide(line)) for line, _ in breaks) > len(breaks):
        return False  # a sentence and its translation on each line
    return _NARROWEST <= page <= _WIDEST and full >= _NEARLY_ALWAYS * len(breaks) and ended <= _RARELY * len(breaks)


def _first_word(text: str, line: Passage) -> str:
    """Take the least that can be moved to the line before: a word, or one Chinese character."""
    word = text[line.start : min(line.end, line.start + _WIDEST)].split(maxsplit=1)[0]
    return word[0] if _is_wide(word[0]) else word


def _columns(text: str) -> int:
    """Count the columns of a text on a screen, two for a Chinese character; of a too wide line only the first."""
    line = text[: _WIDEST + 1]
    return len(line) if line.isascii() else len(line) + sum(map(_is_wide, line))


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
