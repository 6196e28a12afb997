"""A library looked over, as it is shown: for a terminal, as JSON lines, as a page."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from flashcards.output import earlier_files, pages, tables
from flashcards.output.phrasing import count
from flashcards.output.styles import template
from flashcards.vocabulary.coverage import level_name, percent_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.library.overview import Figures, Overview
    from flashcards.library.summary import Course, Doubt
    from flashcards.library.texts import Text

SIGNS: Mapping[str, re.Pattern[str] | None] = {
    "table": None,
    "jsonl": re.compile(r'\{"text": "[^\n]*", "sources": \[[^\n]*\], "(?:words|failed)": '),
    "html": earlier_files.PAGE,
}
"""How the files begin that hold figures of a library, by their formats; None where nothing tells."""
SHOWN = 10
"""Words and doubtful pairs that are shown where nobody asks for more: with ten texts they fill a screen or two."""
LEGEND = (
    "alone: sentences without a partner; doubtful: pairs too unsure for a card; known: how much of its running words "
    "you know; before: with the words of the texts above it; after: with its own; new: words that it is the first to "
    "teach."
)
"""What stands in the columns, for whoever sees them the first time."""
HEADINGS = ("pairs", "alone", "doubtful", "words", "known", "before", "after", "new", "level")


def table(overview: Overview) -> str:
    """Write for a terminal: the texts in columns, the words that are met most, the worst pairs, and what failed."""
    rows = [(*_cells(text), _name(text)) for text in overview.texts]
    lines = list(tables.columns([(*HEADINGS, "text"), *rows], numbers=len(HEADINGS) - 1))
    lines += ["", _taught(overview)]
    lines += (f"  {line}" for line in tables.columns([_word(course) for course in overview.most_met], numbers=1))
    if overview.worst:
        lines += ["", "The most doubtful pairs:"]
    for text, doubt in overview.worst:
        lines += [f"  {_place(text, doubt)}", f"    {_line(doubt.chinese)}", f"    {_line(doubt.english)}"]
    if overview.failures:
        lines += ["", "Left out:", *(f"  {failure.text.name}: {failure.reason}" for failure in overview.failures)]
    return "".join(f"{line}\n" for line in lines)


def jsonl(overview: Overview) -> str:
    """Write an object a text with its figures and its worst pairs; one that failed says why."""
    whole = (
        {
            "text": text.text.name,
            "sources": text.text.sources,
            "words": text.running,
            "known": text.known,
            "before": text.before,
            "after": text.after,
            "new": text.new,
            "level": text.level,
            "pairs": text.pairs,
            "alone": text.alone,
            "doubtful": text.doubtful,
            "untranslated": text.untranslated,
            "doubts": [
                {"pair": d.pair, "confidence": round(d.confidence, 3), "chinese": d.chinese, "english": d.english}
                for d in text.doubts
            ],
        }
        for text in overview.texts
    )
    failed = ({"text": f.text.name, "sources": f.text.sources, "failed": f.reason} for f in overview.failures)
    return tables.jsonl([*whole, *failed])


def html(overview: Overview, title: str) -> str:
    """Make a page of it."""
    rows = ((escape(_name(text)), *map(escape, _cells(text))) for text in overview.texts)
    words = "".join(_word_item(course) for course in overview.most_met)
    body = [pages.table(("text", *HEADINGS), rows), f'<h2>{_taught(overview)}</h2><ul class="words">{words}</ul>']
    if overview.worst:
        body += ["<h2>The most doubtful pairs</h2>", *(_pair(text, doubt) for text, doubt in overview.worst)]
    if overview.failures:
        failed = "".join(f"<dt>{escape(f.text.name)}</dt><dd>{escape(f.reason)}</dd>" for f in overview.failures)
        body.append(f"<h2>Left out</h2><dl>{failed}</dl>")
    return pages.page(title, totals(overview), "".join(body), footer=LEGEND, style=template("library.css"))


def totals(overview: Overview) -> str:
    """Say how much there is in all."""
    running, pairs = sum(text.running for text in overview.texts), sum(text.pairs for text in overview.texts)
    return f"{count(len(overview.texts), 'text')}, {count(pairs, 'pair')} of sentences, {count(running, 'word')}"


def _cells(text: Figures) -> tuple[str, ...]:
    """Give what stands in the columns of a text."""
    known = (percent_of(number, text.running) for number in (text.known, text.before, text.after))
    counts = (text.pairs, text.alone, text.doubtful, text.running)
    level = level_name(text.level) if text.running else ""
    return (*map(str, counts), *known, str(text.new), level)


def _name(text: Figures) -> str:
    alone = f" ({count(text.untranslated, 'sentence')} without a translation)" if text.untranslated else ""
    return f"{text.text.name}{alone}"


def _taught(overview: Overview) -> str:
    """Say how many words the library teaches, by their levels."""
    by_level = ((level_name(level), number) for level, number in enumerate(overview.levels, 1) if number)
    levels = ", ".join(f"{number} {name}" for name, number in by_level)
    return f"{count(sum(overview.levels), 'word')} to learn{': ' if levels else ''}{levels}"


def _word(course: Course) -> tuple[str, ...]:
    return f"{course.count} ×", f"in {count(course.texts, 'text')}", course.word, _renderings(course)


def _renderings(course: Course) -> str:
    """Say how a word was rendered: "development 9, growth 2"."""
    return ", ".join(f"{rendering} {number}" for rendering, number in course.renderings)


def _word_item(course: Course) -> str:
    return (
        f'<li><b>{course.count}</b> <span lang="zh">{escape(course.word)}</span> {escape(_renderings(course))} '
        f"<small>in {count(course.texts, 'text')}</small></li>"
    )


def _place(text: Text, doubt: Doubt) -> str:
    return f"{doubt.confidence:.2f}  {text.name}, {doubt.pair}"


def _line(sentence: str) -> str:
    return " ".join(sentence.split())


def _pair(text: Text, doubt: Doubt) -> str:
    return (
        f'<section class="pair place"><p class="quiet">{escape(_place(text, doubt))}</p>'
        f'<p lang="zh">{escape(doubt.chinese)}</p><p lang="en">{escape(doubt.english)}</p></section>'
    )
