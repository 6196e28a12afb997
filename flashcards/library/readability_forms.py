"""What can be read of a library, as it is shown: for a terminal, as JSON lines, as a page."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from flashcards.output import earlier_files, pages, tables
from flashcards.output.phrasing import count
from flashcards.output.styles import template
from flashcards.vocabulary.coverage import level_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.library.readability import Advice, Reading, Rung

SIGNS: Mapping[str, re.Pattern[str] | None] = {
    "table": None,
    "jsonl": re.compile(r'\{"text": "[^\n]*", "sources": \[[^\n]*\], "place": '),
    "html": earlier_files.PAGE,
}
"""How the files begin that hold the texts, by their formats; None where nothing tells."""
SHOWN = 20
"""Texts of each sort that a terminal shows where nobody asks for more: a screen holds some thirty lines."""
LEGEND = (
    "known: how much of its running words you know; in turn: when the words of the texts above it are learned; worth: "
    "of a new word, on average; to 95 %: cards until you can follow it; to 98 %: until you read it with ease."
)
"""What stands in the columns, for whoever sees them the first time."""
HEADINGS = ("known", "in turn", "new", "worth", "words", "level", "to 95 %", "to 98 %")


def table(advice: Advice, most: int | None = None) -> str:
    """Write for a terminal: the texts in columns, of each sort at most so many, then what few cards make readable."""
    parts = []
    for heading, readings in _sorts(advice):
        rows = [(*_cells(reading), reading.text.name) for reading in readings[:most]]
        columns = tables.columns([(*HEADINGS, "text"), *rows], numbers=len(HEADINGS))
        parts.append([f"{heading}:", *(f"  {line}" for line in columns), *_rest(readings, most)])
    rungs = tables.columns([_rung(rung) for rung in advice.plan], numbers=1)
    if planned := list(_planned(advice)):
        parts.append([*planned[:1], *(f"  {line}" for line in rungs), *planned[1:]])
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts)


def jsonl(advice: Advice) -> str:
    """Write an object a text: those to learn from in the order in which they are best read, then the others."""
    places = {reading.text: place for place, reading in enumerate(advice.next_, 1)}
    planned = {rung.text: rung.words for rung in advice.plan}
    return tables.jsonl(
        {
            "text": reading.text.name,
            "sources": reading.text.sources,
            "place": places.get(reading.text),
            "words": reading.running,
            "sentences": reading.sentences,
            "level": reading.level if reading.running else None,
            "known": reading.known,
            "in_turn": reading.in_turn,
            "new": reading.new,
            "new_in_turn": reading.new_in_turn,
            "worth": round(reading.worth, 3),
            "cards_to_95": reading.followed,
            "cards_to_98": reading.easy,
            "ladder": reading.ladder,
            "planned": planned.get(reading.text),
        }
        for reading in advice.readings
    )


def html(advice: Advice, title: str, most: int | None = None) -> str:
    """Make a page of it; the words that are learned first for a text unfold below its name."""
    rungs = "".join(
        f'<dt>{escape(name)} <small>{cards}</small></dt><dd lang="zh">{escape(words)}</dd>'
        for cards, name, words in map(_rung, advice.plan)
    )
    planned = [f"<p>{escape(sentence)}</p>" for sentence in _planned(advice)]
    body = [*planned[:1], f"<dl>{rungs}</dl>" if rungs else "", *planned[1:]]
    for heading, readings in _sorts(advice):
        rows = ((_named(reading), *map(escape, _cells(reading))) for reading in readings[:most])
        rest = "".join(f'<p class="quiet">{line}</p>' for line in _rest(readings, most))
        body.append(f"<h2>{heading}</h2>{pages.table(('text', *HEADINGS), rows)}{rest}")
    summary = f"{count(len(advice.readings), 'text')}, {len(advice.easy)} of them read with ease now"
    return pages.page(title, summary, "".join(body), footer=LEGEND, style=template("library.css"))


def _sorts(advice: Advice) -> Iterator[tuple[str, Sequence[Reading]]]:
    """Give the sorts of texts that there are, each with its heading."""
    sorts = (
        ("To learn from, in this order", advice.next_),
        ("Read with ease now", advice.easy),
        ("Without a word that counts", advice.wordless),
    )
    return ((heading, readings) for heading, readings in sorts if readings)


def _cells(reading: Reading) -> tuple[str, ...]:
    """Give what stands in the columns of a text; nothing where a share or a number of cards makes no sense."""
    shares = (_percent(number, reading.running) for number in (reading.known, reading.in_turn))
    worth = f"{reading.worth:.1f}" if reading.new else ""
    level = level_name(reading.level) if reading.running else ""
    cards = ("–" if number is None else str(number) for number in (reading.followed, reading.easy))
    return *shares, str(reading.new), worth, str(reading.running), level, *(cards if reading.running else ("", ""))


def _percent(known: int, running: int) -> str:
    """Write a share to a tenth of a percent, and never as more than it is: 97.96 % are not yet 98."""
    return f"{1000 * known // running / 10} %" if running else ""


def _rest(readings: Sequence[Reading], most: int | None) -> Iterator[str]:
    if most is not None and len(readings) > most:
        yield f"… {len(readings) - most} more"


def _planned(advice: Advice) -> Iterator[str]:
    """Say what new cards bring: "After these 40 cards you can follow these 3 texts", and what more would."""
    taken = sum(len(rung.words) for rung in advice.plan)
    if advice.plan:
        these = "this card" if taken == 1 else f"these {taken} cards"
        texts = "this text" if len(advice.plan) == 1 else f"these {len(advice.plan)} texts"
        yield f"After {these} you can follow {texts}:"
    if advice.beyond:
        cards, name = count(len(advice.beyond.words), "card"), advice.beyond.text.name
        yield f"After {cards} more “{name}”." if advice.plan else f"After {cards} you can follow “{name}”, the nearest."


def _rung(rung: Rung) -> tuple[str, str, str]:
    """Give how many cards a text of a plan takes, its name, and the words."""
    return str(len(rung.words)), rung.text.name, "、".join(rung.words)


def _named(reading: Reading) -> str:
    name = escape(reading.text.name)
    if not reading.ladder:
        return name
    return f'<details><summary>{name}</summary><span lang="zh">{escape("、".join(reading.ladder))}</span></details>'
