"""Readings that a printed page sets in small type above Chinese, as ruby is printed: they belong to the line below.

The idea: a row of syllables at half the size of the Chinese, over some of it and nearer to it than any line of text
could be, is no line of the text. Whether it reads the characters is asked later, as of all pinyin beside a text.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents.pinyin import has_tones, is_all_syllables
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.documents.formats.pdf.lines import Line, Page

_SMALL = 0.75
"""The largest size of a reading, in sizes of the Chinese: browsers and Word set half of it."""
_LOW, _HIGH = 0.4, 1.6
"""How far above the foot of the Chinese a reading stands, in sizes of the Chinese: just over its head. Set by hand."""
_BESIDE = 1.0
"""How far a reading may reach beyond the Chinese on either side, in sizes of it: zhuāng is wider than 装."""

_MOST_PAIRS = 250_000
"""Of a reading and a line of Chinese on a page: 1,500 characters in 60 lines, each with its reading, have a third of
that; a drawing made of letters has millions. Set by hand."""


def with_readings(page: Page) -> Page:
    """Give the lines of a page their readings, and take these off it; without a tone on the page none is one."""
    above: dict[Line, list[Line]] = defaultdict(list)
    for reading, base in _over(page.lines):
        above[base].append(reading)
    readings = {line for lines in above.values() for line in lines}
    if not any(has_tones(line.text) for line in readings):
        return page
    return replace(
        page,
        lines=tuple(
            replace(line, reading=" ".join(each.text for each in sorted(above[line], key=lambda each: each.left)))
            if line in above
            else line
            for line in page.lines
            if line not in readings
        ),
    )


def _over(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Give each line that may be a reading, with the Chinese that it stands over: the nearest one."""
    bases = [line for line in lines if HAN_CHARACTER.search(line.text)]
    largest = max((line.size for line in bases), default=0.0)
    small = [line for line in lines if line.size <= _SMALL * largest and not HAN_CHARACTER.search(line.text)]
    readings = [line for line in small if is_all_syllables(line.text)]
    for line in readings if len(readings) * len(bases) <= _MOST_PAIRS else ():
        below = [base for base in bases if _stands_over(line, base)]
        if below:
            yield line, max(below, key=lambda base: base.baseline)


def _stands_over(line: Line, base: Line) -> bool:
    beside = _BESIDE * base.size
    return (
        line.size <= _SMALL * base.size
        and _LOW * base.size < line.baseline - base.baseline < _HIGH * base.size
        and base.left - beside <= line.left
        and line.right <= base.right + beside
    )
