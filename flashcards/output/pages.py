"""Results as standalone HTML pages: everything in one file, no script, no network; light, dark and print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from flashcards.chinese import orthography
from flashcards.output.styles import CREDIT, by_device, filled, template
from flashcards.records import replace
from flashcards.settings import DOUBTFUL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.chinese.orthography import Spelling
    from flashcards.records import AlignedPair, AnnotatedPair, Word


def pairs(aligned: Sequence[AlignedPair], title: str) -> str:
    """Show the pairs side by side, the doubtful ones and sentences without a partner marked."""
    doubtful = sum(pair.confidence < DOUBTFUL for pair in aligned)
    alone = sum(pair.is_null for pair in aligned)
    summary = f"{len(aligned) - alone} pairs, {alone} without a partner, {doubtful} doubtful"
    return page(title, summary, "\n".join(_pair(i, pair) for i, pair in enumerate(aligned, 1)))


def words(
    annotated: Iterable[AnnotatedPair], title: str, tones: str = "", spelling: Spelling = orthography.STANDARD
) -> str:
    """Show the text with pinyin above its words, the meaning of each word here, and the translation.

    `tones` is the CSS that gives tones their colours, that of the cards.
    """
    shown = [each for each in annotated if each.pair.chinese]
    count = sum(bool(word.syllables) for each in shown for word in each.words)
    body = "\n".join(_annotated(each, spelling) for each in shown)
    summary = f"{len(shown)} sentences, {count} words"
    if all(each.pair.is_untranslated for each in shown):
        summary += "; no translation confirms the meanings"
    return page(title, summary, body, CREDIT, by_device(tones))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table; its cells are HTML already. The first cell of a row names it.

    On a narrow screen each row is a block, and its cells say what they are.
    """
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(_row(headings, cells) for cells in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(headings: Sequence[str], cells: Sequence[str]) -> str:
    named = (
        f'<td data-label="{escape(heading)}">{cell}</td>' for heading, cell in zip(headings[1:], cells[1:], strict=True)
    )
    return f'<tr><th scope="row">{cells[0]}</th>{"".join(named)}</tr>'


def page(title: str, summary: str, body: str, footer: str = "", style: str = "") -> str:
    """Make a page; its title is plain text, all else HTML and CSS already."""
    return filled(
        "page.html",
        title=escape(title),
        style=template("page.css") + style,
        summary=summary,
        body=body,
        footer=footer,
    )


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


def _annotated(annotated: AnnotatedPair, spelling: Spelling) -> str:
    read, still = orthography.toned(annotated.words, spelling), replace(spelling, sandhi=False)
    chinese = "".join(_word(word, still) for word in read)
    english = f'<p lang="en">{escape(annotated.pair.english_text)}</p>' if annotated.pair.english else ""
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
