"""Printed pages: from lines and their places to paragraphs in the order in which they are read.

Heads and feet of pages stand at the same place on many of them and say the same, page numbers apart. Two columns show
as a gutter that hardly a line crosses. A line break was the printer's where the first word of the next line would not
have fitted, as in `plain`; every other one ends a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING
from unicodedata import normalize

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Mark, shown_lines
from flashcards.documents.formats.pdf.ruby_lines import with_readings
from flashcards.documents.languages import evidence
from flashcards.records import Record, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from flashcards.documents.drafts import Draft
    from flashcards.documents.formats.pdf.lines import Line, Page

_EDGE_LINES = 2
"""Lines at the top and at the bottom of a page that may be its head and foot."""
_LEAST_SHARE = 0.15
"""Of the pages that carry a head; those of chapters change."""
_PAGE_NUMBER = pattern(
    r"[\W_]*(?:(?:page|p\.|第)\s*)?(?:\d{1,4}|(?=[ivxl])(?:x[lc]|l?x{0,3})(?:i[vx]|v?i{0,3}))"
    r"(?:\s*(?:页|頁|/|of)\s*(?:共\s*)?(?:\d{1,4}\s*)?页?)?[\W_]*",
    re.IGNORECASE,
)
_PRINTED = pattern(
    r"\d{1,4}(?:[./-]|年)\d{1,2}(?:[./-]|月)\d{1,4}日?,?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?|(?:https?|file)://\S+(?:\s+\d+/\d+)?",
    re.IGNORECASE,
)
"""What browsers print at the edges of a page: when it was printed, and its address."""
_DIGITS = pattern(r"\d+")
_WORD = pattern(rf"[A-Za-zÀ-ɏ]|[{HAN}]")
_LIST_MARK = pattern(r"[-*•·▪◦]\s|\(?\d{1,3}[.)、]\s|[一二三四五六七八九十]{1,3}、")
_ENDED = pattern(r"""[.!?…。！？:：]["'”’」』)）]*$""")
_HYPHEN = pattern("[\u00ad\x02\u2010](?=\n)")
"""A hyphen at the end of a line; PDFium writes U+0002 for it."""
_HYPHENATED = pattern("(?<![A-Za-z])([A-Za-z]+)-\n([a-z]+)")
"""Looked for where a word begins: from each of its letters on, the time would grow with the square of a long one."""
_NO_SPACE_AFTER = pattern("(?<=[A-Za-z][-—])\n")
_SPACE_IN_CHINESE = pattern(rf"(?<=[{HAN}，。、；：？！》」』”）])[ ]+(?=[{HAN}，。、；：？！《「『“（])")
_COMPATIBLE = pattern("[\ufb00-\ufb06\u2e80-\u2eff\u2f00-\u2fdf]")
"""Letters joined by a printer, and the radicals that fonts give for Chinese characters."""

_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])
"""The control characters of Unicode but tab and line ends, and its two noncharacters."""
_LEVELS = ((1.6, 1), (1.3, 2), (1.15, 3))
"""How much larger than the text a heading of each level is set, at least."""
_LONGEST_HEADING = 200
"""In characters: larger type goes on longer in no heading. Set by hand."""
_MIDDLE = 0.3, 0.7
"""Where on a page a gutter is looked for, in widths of the page."""
_STEPS = 60
"""Places across the middle of a page at which a gap between columns is looked for: each is a fraction of a letter wide.
Set by hand."""
_CROSSING = 0.15
"""The share of the lines of a page that may cross its gutter: titles, footnotes."""
_FEWEST_LINES = 4
"""Of a column."""
_SAME_SIZE = 0.12
"""How far sizes of type may differ within a paragraph, as a share: a superscript more, rounding less. Set by hand."""
_INDENT = 0.8
"""In sizes of the font."""
_GAP = 1.45
"""Between two paragraphs, in distances of lines."""
_NO_DOUBT = 4.0
"""Evidence of a language, as `languages.evidence` counts it, that two lines are not in the same. Set by hand."""


class _Placed(Record):
    """A line in its column: the page, where lines of the column begin and end, and whether it is the first of it."""

    line: Line
    page: int
    left: float
    right: float
    is_first: bool = False


def read_pages(pages: Sequence[Page], draft: Draft) -> None:
    """Add the paragraphs of all pages to a draft; a line number in a report is the number of the page."""
    pages = [with_readings(page) for page in pages]
    running = _running(pages)
    placed = [place for page in pages for place in _in_order(_without_edges(page, running, draft))]
    if not placed:
        return
    usual = _usual_size([place.line for place in placed])
    words = Counter(re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(place.line.text.lower() for place in placed)))
    for paragraph in _paragraphs(placed, usual):
        first = paragraph[0]
        text = _joined([place.line.text for place in paragraph], words)
        if _WORD.search(text):
            reading = " ".join(filter(None, (place.line.reading for place in paragraph)))
            draft.add(text, Mark(first.page, heading=_level(first.line.size / usual, text), pinyin=reading))
            draft.omit(reading, first.page, "pinyin")
        else:
            draft.omit(text, first.page, "a line without words")


def _edges(page: Page) -> Iterator[tuple[Line, str, bool]]:
    """Give the lines that may be head or foot, what they say without numbers, and whether nothing is beyond them."""
    lines = sorted(page.lines, key=lambda line: -line.baseline)
    for end in (lines, lines[::-1]):
        for line in end[:_EDGE_LINES]:
            yield line, _DIGITS.sub("#", line.text.strip()), line.baseline == end[0].baseline


def _running(pages: Sequence[Page]) -> set[str]:
    """Find what stands at the edge of so many pages that it is a head or foot."""
    counts = Counter(text for page in pages for text in {text for _, text, _ in _edges(page)})
    return {text for text, count in counts.items() if count >= max(2.0, _LEAST_SHARE * len(pages))}


def _without_edges(page: Page, running: Collection[str], draft: Draft) -> Page:
    """Take head, foot and number off a page."""
    edges: set[Line] = set()
    for line, text, is_last in _edges(page):
        if line in edges:
            continue
        is_number = is_last and _PAGE_NUMBER.fullmatch(line.text.strip())
        if is_number or text in running or _PRINTED.fullmatch(line.text.strip()):
            draft.omit(line.text, page.number, "the number of a page" if is_number else "the head or foot of a page")
            edges.add(line)
    return replace(page, lines=tuple(line for line in page.lines if line not in edges))


def _in_order(page: Page) -> Iterator[_Placed]:
    """Give the lines of a page as they are read: from top to bottom, where there are columns, one by one."""
    lines = sorted(page.lines, key=lambda line: (-line.baseline, line.left))
    yield from _by_column(page, lines, (0.0, page.width))


def _by_column(page: Page, lines: Sequence[Line], edges: tuple[float, float]) -> Iterator[_Placed]:
    """Give the lines between two edges as they are read; each of two columns may be two, as those of a table are."""
    gutter = _gutter(lines, edges)
    if gutter is None:
        yield from _column(page, lines)
        return
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            yield from _by_column(page, left, (edges[0], gutter))
            yield from _by_column(page, right, (gutter, edges[1]))
            yield from _column(page, [line])
            left, right = [], []
        else:
            (left if line.right <= gutter else right).append(line)
    yield from _by_column(page, left, (edges[0], gutter))
    yield from _by_column(page, right, (gutter, edges[1]))


def _column(page: Page, lines: Sequence[Line]) -> Iterator[_Placed]:
    if lines:
        left, right = median_low(line.left for line in lines), max(line.right for line in lines)
        yield from (_Placed(line, page.number, left, right, is_first=at == 0) for at, line in enumerate(lines))


def _gutter(lines: Sequence[Line], edges: tuple[float, float]) -> float | None:
    """Find the place between two columns, from the left edge of the page; None where there is but one."""
    best: tuple[int, float] | None = None
    for step in range(_STEPS):
        share = _MIDDLE[0] + (_MIDDLE[1] - _MIDDLE[0]) * step / _STEPS
        place = edges[0] + (edges[1] - edges[0]) * share
        left = [line.baseline for line in lines if line.right <= place]
        right = [line.baseline for line in lines if line.left >= place]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) >= _FEWEST_LINES and crossing <= _CROSSING * len(lines):
            overlap = min(max(left), max(right)) - max(min(left), min(right))
            shorter = min(max(left) - min(left), max(right) - min(right))
            if 2 * overlap >= shorter and (best is None or crossing < best[0]):
                best = crossing, place
    return best[1] if best else None


def _usual_size(lines: Sequence[Line]) -> float:
    """Return the size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes.most_common(1)[0][0], 1.0)


def _leading(placed: Sequence[_Placed]) -> float:
    """Return how far lines of a paragraph are apart, in sizes of the font: a low quartile, as headings are farther."""
    steps = sorted(
        (left.line.baseline - right.line.baseline) / right.line.size
        for left, right in pairwise(placed)
        if not right.is_first and right.line.baseline < left.line.baseline - right.line.size / 2
    )
    return max(1.0, steps[len(steps) // 4]) if steps else 1.2


def _paragraphs(placed: Sequence[_Placed], usual: float) -> Iterator[list[_Placed]]:
    """Join lines; those of a title are broken where somebody chose to, and are one nevertheless."""
    leading = _leading(placed)
    paragraph = [placed[0]]
    for before, after in pairwise(placed):
        is_title = after.line.size >= _LEVELS[-1][0] * usual
        if _goes_on(before, after, leading) and (is_title or not _has_room(before, after.line)):
            paragraph.append(after)
        else:
            yield paragraph
            paragraph = [after]
    yield paragraph


def _goes_on(before: _Placed, after: _Placed, leading: float) -> bool:
    """Whether a line can belong to the paragraph of the one before it, by its place, its type and its language."""
    last, line = before.line, after.line
    if abs(last.size - line.size) > _SAME_SIZE * line.size or _LIST_MARK.match(line.text):
        return False
    if after.is_first:
        if _ENDED.search(last.text.rstrip()) or line.left > after.left + _INDENT * line.size:
            return False
    else:
        step = last.baseline - line.baseline
        if not line.size / 2 < step <= _GAP * leading * line.size or line.left > last.left + _INDENT * line.size:
            return False
    return not _changes_language(last.text, line.text)


def _changes_language(text: str, other: str) -> bool:
    scores = evidence(text), evidence(other)
    return min(map(abs, scores)) > _NO_DOUBT and scores[0] * scores[1] < 0


def _has_room(before: _Placed, line: Line) -> bool:
    """Whether the first word of a line would have fitted into the one before it."""
    last, word = before.line, (line.text.split() or [""])[0]
    if word and not word[0].isascii():
        word = word[0]
    width = (last.right - last.left) / max(1, _columns(last.text))
    return last.right + (1 + _columns(word)) * width < before.right - line.size / 2


def _columns(text: str) -> int:
    return sum(1 if sign < "\u2e80" else 2 for sign in text)


def _joined(lines: Sequence[str], words: Mapping[str, int]) -> str:
    """Join lines: words over the end of a line are healed, Chinese is joined without a space."""
    text = _COMPATIBLE.sub(lambda match: normalize("NFKC", match.group()), "\n".join(line.strip() for line in lines))
    text = _HYPHENATED.sub(lambda match: _healed(match[1], match[2], words), _HYPHEN.sub("-", text))
    text = _NO_SPACE_AFTER.sub("", text).translate(_CONTROLS)
    return _SPACE_IN_CHINESE.sub("", " ".join(shown_lines(text)))


def _healed(head: str, tail: str, words: Mapping[str, int]) -> str:
    """Join the halves of a word, with its hyphen where the text has it so within a line."""
    hyphened = f"{head}-{tail}"
    return hyphened if words.get(hyphened.lower(), 0) > words.get((head + tail).lower(), 0) else head + tail


def _level(ratio: float, text: str) -> int:
    """Tell the level of a heading by how much larger than the text it is set; 0 for what is none."""
    if len(text) > _LONGEST_HEADING:
        return 0
    return next((level for least, level in _LEVELS if ratio >= least), 0)
