"""Results as standalone HTML pages: everything in one file, no script, no network; light, dark and print."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from flashcards import orthography

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.orthography import Spelling
    from flashcards.records import AlignedPair, AnnotatedPair, Word

DOUBTFUL = 0.5
"""Pairs below this confidence are marked for a second look; the least confidence for cards by default."""

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
        f'<p class="number">{number}<br>{pair.confidence:.2f}</p>'
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
    senses = escape("; ".join(word.senses[:3]))
    return f'<li><span lang="zh">{escape(word.text)}</span> {escape(pinyin)} {here}<i>{senses}</i></li>'
