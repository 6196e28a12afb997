"""Results as standalone HTML pages: everything in one file, no script, no network; light, dark and print."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import escape, unescape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from flashcards.chinese import orthography
from flashcards.settings import DOUBTFUL
from flashcards.vocabulary.coverage import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.anki import Face
    from flashcards.chinese.orthography import Spelling
    from flashcards.records import AlignedPair, AnnotatedPair, Word
    from flashcards.vocabulary.coverage import Coverage

_NIGHT = re.compile(r"\.night(?:Mode|_mode)(?![\w-])")
_TYPED = re.compile(r"\[\[type:[^\]]*\]\]")
_SCRIPT = re.compile(r"<script\b.*?</script\s*>\s*", re.DOTALL | re.IGNORECASE)
_PLAYED = re.compile(r"\[anki:play:[aq]:\d+\]")
_BUTTON = '<span class="preview-play" aria-label="play">▶</span>'
"""What Anki puts in the place of a sound; a page that runs no script cannot play it."""

CREDIT = (
    'Meanings from <a href="https://cc-cedict.org/">CC-CEDICT</a>, published by MDBG, '
    '<a href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a>.'
)


def pairs(aligned: Sequence[AlignedPair], title: str) -> str:
    """Show the pairs side by side, the doubtful ones and sentences without a partner marked."""
    doubtful = sum(pair.confidence < DOUBTFUL for pair in aligned)
    alone = sum(pair.is_null for pair in aligned)
    summary = f"{len(aligned) - alone} pairs, {alone} without a partner, {doubtful} doubtful"
    return _page(title, summary, "\n".join(_pair(i, pair) for i, pair in enumerate(aligned, 1)), "")


def words(annotated: Iterable[AnnotatedPair], title: str, spelling: Spelling = orthography.STANDARD) -> str:
    """Show the text with pinyin above its words, the meaning of each word here, and the translation."""
    shown = [one for one in annotated if one.pair.chinese]
    count = sum(bool(word.syllables) for one in shown for word in one.words)
    return _page(
        title, f"{len(shown)} sentences, {count} words", "\n".join(_annotated(one, spelling) for one in shown), CREDIT
    )


def cards(faces: Sequence[Face], css: str, title: str, known: Coverage) -> str:
    """Show every card, front and back, as Anki will: rendered from its own templates, with their CSS.

    `known` tells how much of the text is known with each card; a switch turns the whole page to Anki's night mode,
    which it begins with where the device is dark.
    """
    body, deck = [], ""
    for face in faces:
        if face.note.deck != deck:
            deck = face.note.deck
            body.append(f'<div role="heading" aria-level="2" class="preview-deck">{escape(deck)}</div>')
        body.append(_face(face))
    values = {
        "title": escape(title),
        "summary": f"{len({face.note.guid for face in faces})} notes, {len(faces)} cards",
        "card_style": _by_day_and_night(css),
        "style": _by_day_and_night(_template("preview.css")),
        "coverage": _curve(known) if known.after else "",
        "body": "\n".join(body),
        "footer": CREDIT,
    }
    return Template(_template("preview.html")).substitute(values)


def _face(face: Face) -> str:
    typed = f'<code id="typeans">{escape(unescape(face.note.fields.get("Pinyin", "")))}</code>'
    front = _TYPED.sub('<input type="text" id="typeans" aria-label="answer">', face.front)
    back = _TYPED.sub(lambda _: typed, face.back)  # a backslash in the pinyin is one, not a group's number
    shown = (_PLAYED.sub(_BUTTON, _SCRIPT.sub("", side)) for side in (front, back))
    sides = "".join(f'<div class="card card1">{side}</div>' for side in shown)
    return f'<div class="preview-card"><div class="preview-quiet">{face.note.position} · {face.kind}</div>{sides}</div>'


def _by_day_and_night(css: str) -> str:
    """Let a page without a script turn to Anki's night: where that is chosen, or the device is dark and chooses.

    A page cannot wear Anki's classes for the night then; it wears the choice. What goes by the device must stand
    in a rule of its own, so the CSS stands there twice.
    """
    chosen, as_device = (_NIGHT.sub(f":root:has(#{choice}:checked)", css) for choice in ("night", "device"))
    return _escaped_style(f"{chosen}\n@media (prefers-color-scheme: dark) {{\n{as_device}}}")


def _escaped_style(css: str) -> str:
    """Keep CSS from ending the element it stands in."""
    return css.replace("</", "<\\/")


def _curve(known: Coverage) -> str:
    """Draw the share of running words known with each card, from none to all of them."""
    count = len(known.after)
    points = " ".join(f"{300 * n / count:.1f},{100 - 100 * known.share(n):.1f}" for n in range(count + 1))
    now, then = percent(known.now), percent(known.then)
    told = f"{now} of the words of the text are known without a card, {then} with all cards"
    return (
        f'<svg class="preview-curve" viewBox="-40 -8 344 128" role="img" aria-label="{told}"><title>{told}</title>'
        '<line x1="0" y1="0" x2="300" y2="0"/><line x1="0" y1="100" x2="300" y2="100"/>'
        '<text x="-6" y="4" text-anchor="end">100 %</text><text x="-6" y="104" text-anchor="end">0 %</text>'
        f'<text x="0" y="115">words known: {now}</text>'
        f'<text x="300" y="115" text-anchor="end">with all cards: {then}</text>'
        f'<polyline points="{points}"/></svg>'
    )


def _page(title: str, summary: str, body: str, footer: str) -> str:
    values = {"title": escape(title), "style": _template("page.css"), "summary": summary, "body": body}
    return Template(_template("page.html")).substitute(values, footer=footer)


@cache
def _template(name: str) -> str:
    return (files("flashcards") / "templates" / "pages" / name).read_text(encoding="utf-8")


def _pair(number: int, pair: AlignedPair) -> str:
    doubtful = " doubtful" if pair.confidence < DOUBTFUL else ""
    return (
        f'<section class="pair{doubtful}">'
        f'<p class="number"><span>{number}</span> <span>{pair.confidence:.2f}</span></p>'
        f"{_side('zh', pair.chinese_text)}{_side('en', pair.english_text)}"
        "</section>"
    )


def _side(language: str, text: str) -> str:
    return f'<p lang="{language}">{escape(text)}</p>' if text else '<p class="alone">no partner</p>'


def _annotated(one: AnnotatedPair, spelling: Spelling) -> str:
    read, still = orthography.toned(one.words, spelling), replace(spelling, sandhi=False)
    chinese = "".join(_word(word, still) for word in read)
    english = f'<p lang="en">{escape(one.pair.english_text)}</p>' if one.pair.english else ""
    glosses = "".join(_gloss(word, still) for word in read if word.syllables)
    return f'<section class="annotated"><p lang="zh">{chinese}</p>{english}<ul class="glosses">{glosses}</ul></section>'


def _word(word: Word, spelling: Spelling) -> str:
    if not word.syllables:
        return escape(word.text)
    ruby = "".join(
        f'<ruby class="tone{tone}">{escape(text)}<rt>{escape(pinyin)}</rt></ruby>'
        for text, pinyin, tone in orthography.pieces(word, spelling.style)
    )
    return f'<span class="word">{ruby}</span>'


def _gloss(word: Word, spelling: Spelling) -> str:
    here = f"<b>{escape(word.rendering.text)}</b> " if word.rendering else ""
    pinyin = orthography.word(word.syllables, word.text, spelling)
    senses = escape("; ".join(word.glosses[:3]))
    return f'<li><span lang="zh">{escape(word.text)}</span> {escape(pinyin)} {here}<i>{senses}</i></li>'
