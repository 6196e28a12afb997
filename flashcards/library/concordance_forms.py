"""A concordance as it is shown: for a terminal, as a table, as JSON lines, as a page."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from flashcards.chinese import orthography
from flashcards.output import earlier_files, pages, tables
from flashcards.output.phrasing import count
from flashcards.output.styles import template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.chinese.orthography import Spelling
    from flashcards.library.concordance import Concordance, Place, Way
    from flashcards.records import Span

COLUMNS = (
    "word",
    "pinyin",
    "rendering",
    "text",
    "pair",
    "confidence",
    "before",
    "here",
    "after",
    "translation",
    "english",
)
SIGNS: Mapping[str, re.Pattern[str] | None] = {
    "text": None,
    "tsv": earlier_files.exactly("\t".join(COLUMNS)),
    "jsonl": re.compile(r'\{"word": "[^"\n]*", "pinyin": "[^"\n]*", "rendering": '),
    "html": earlier_files.PAGE,
}
"""How the files begin that hold a concordance, by their formats; None where nothing tells."""
SHOWN = 5
"""Sentences of each way that a terminal shows where nobody asks for more: a screen holds some thirty lines."""
_NOTHING = "(rendered by no word)"
_NO_WORD = "(no Chinese word)"


def text(concordance: Concordance, spelling: Spelling = orthography.STANDARD) -> str:
    """Write for a terminal: the ways with their counts, then the sentences of each, the word and its rendering marked.

    The Chinese is marked by 【】, the English by [].
    """
    headings = [_heading(way, spelling, is_chinese=concordance.is_chinese) for way in concordance.ways]
    counts = [(f"{way.count} ×", *heading) for way, heading in zip(concordance.ways, headings, strict=True)]
    lines = list(tables.columns(counts, numbers=1))
    for way, heading in zip(concordance.ways, headings, strict=True):
        lines += ["", "  ".join(filter(None, heading))]
        for place in way.places:
            quotation = place.quotation
            lines.append(f"  {quotation.source}, {place.pair}")
            lines.append(f"    {_marked(quotation.chinese, quotation.spans, '【', '】')}")
            lines += [f"    {_marked(quotation.english, quotation.rendered, '[', ']')}"] if quotation.english else []
        if way.count > len(way.places):
            lines.append(f"  … {way.count - len(way.places)} more")
    return "".join(f"{line}\n" for line in lines)


def tsv(concordance: Concordance, spelling: Spelling = orthography.STANDARD) -> str:
    """Write a line a place, with a header line; `here` is the word as it stands, `translation` what renders it."""
    rows = (_row(place, spelling) for way in concordance.ways for place in way.places)
    return tables.tsv([COLUMNS, *rows])


def jsonl(concordance: Concordance, spelling: Spelling = orthography.STANDARD) -> str:
    """Write an object a place: both sentences, and where in them the word and its rendering stand."""
    return tables.jsonl(
        {
            "word": place.word,
            "pinyin": _pinyin(place.syllables, spelling),
            "rendering": place.rendering or None,
            "text": place.quotation.source,
            "pair": place.pair,
            "confidence": round(place.confidence, 3),
            "chinese": place.quotation.chinese,
            "english": place.quotation.english or None,
            "chinese_spans": place.quotation.spans,
            "english_spans": place.quotation.rendered,
        }
        for way in concordance.ways
        for place in way.places
    )


def html(concordance: Concordance, spelling: Spelling = orthography.STANDARD, *, title: str) -> str:
    """Make a page: the ways with their counts, then the sentences of each, side by side."""
    headings = [_heading(way, spelling, is_chinese=concordance.is_chinese) for way in concordance.ways]
    most = max((way.count for way in concordance.ways), default=1)
    bars = "".join(
        f'<li><b>{way.count}</b> <a href="#way{number}">{_marked_up(heading)}</a> '
        f'<span class="bar" style="width: {100 * way.count / most:.1f}%"></span></li>'
        for number, (way, heading) in enumerate(zip(concordance.ways, headings, strict=True), 1)
    )
    sections = "".join(
        f'<section><h2 id="way{number}">{_marked_up(heading)} <small>{count(way.count, "place")} in '
        f"{count(way.texts, 'text')}</small></h2>{''.join(map(_shown, way.places))}{_rest(way)}</section>"
        for number, (way, heading) in enumerate(zip(concordance.ways, headings, strict=True), 1)
    )
    summary = f"{count(concordance.count, 'place')} in {count(concordance.texts, 'text')}"
    return pages.page(title, summary, f'<ul class="ways">{bars}</ul>{sections}', style=template("library.css"))


def _heading(way: Way, spelling: Spelling, *, is_chinese: bool) -> tuple[str, ...]:
    """Give the Chinese, its pinyin, and what renders it; asked in English, that is the question and stands nowhere."""
    chinese = (way.word or _NO_WORD, _pinyin(way.syllables, spelling))
    return (*chinese, way.rendering or _NOTHING) if is_chinese else chinese


def _pinyin(syllables: Sequence[str], spelling: Spelling) -> str:
    return orthography.word(syllables, spelling=spelling)


def _row(place: Place, spelling: Spelling) -> tuple[object, ...]:
    quotation = place.quotation
    first, last = (quotation.spans[0][0], quotation.spans[-1][1]) if quotation.spans else (0, 0)
    return (
        place.word,
        _pinyin(place.syllables, spelling),
        place.rendering,
        quotation.source,
        place.pair,
        f"{place.confidence:.3f}",
        quotation.chinese[:first],
        quotation.chinese[first:last],
        quotation.chinese[last:],
        " … ".join(quotation.english[start:end] for start, end in quotation.rendered),
        quotation.english,
    )


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Cut a text at its spans; each piece comes with whether it is one of them."""
    at = 0
    for start, end in sorted(spans):
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _marked(text: str, spans: Sequence[Span], before: str, after: str) -> str:
    return "".join(f"{before}{piece}{after}" if is_span else piece for piece, is_span in _pieces(text, spans))


def _shown(place: Place) -> str:
    quotation = place.quotation
    chinese, english = (
        "".join(f"<mark>{escape(piece)}</mark>" if is_span else escape(piece) for piece, is_span in _pieces(*side))
        for side in ((quotation.chinese, quotation.spans), (quotation.english, quotation.rendered))
    )
    return (
        f'<div class="pair place"><p class="quiet">{escape(quotation.source)}, {place.pair}</p>'
        f'<p lang="zh">{chinese}</p><p lang="en">{english}</p></div>'
    )


def _rest(way: Way) -> str:
    rest = way.count - len(way.places)
    return f'<p class="quiet">… {rest} more</p>' if rest else ""


def _marked_up(heading: Sequence[str]) -> str:
    chinese, pinyin, *rendering = map(escape, heading)
    return " ".join([f'<span lang="zh">{chinese}</span>', f'<span class="pinyin">{pinyin}</span>', *rendering])
