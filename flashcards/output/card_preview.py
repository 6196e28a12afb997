"""The preview: every card of a deck on one page, as Anki will show it."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from flashcards.output.styles import CREDIT, by_choice, filled, template
from flashcards.vocabulary.coverage import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.anki import Face
    from flashcards.vocabulary.coverage import Coverage

_TYPED = re.compile(r"\[\[type:[^\]]*\]\]")
_SCRIPT = re.compile(r"<script\b.*?</script\s*>\s*", re.DOTALL | re.IGNORECASE)
_PLAYED = re.compile(r"\[anki:play:[aq]:\d+\]")
_BUTTON = '<span class="preview-play" aria-label="play">▶</span>'
"""What Anki puts in the place of a sound; a page that runs no script cannot play it."""


def preview_page(faces: Sequence[Face], css: str, title: str, coverage: Coverage) -> str:
    """Show every card, front and back, as Anki will: rendered from its own templates, with their CSS.

    `css` is that of the cards; `coverage` tells how much of the text is known with each card. A switch turns the whole
    page to Anki's night mode, which it begins with where the device is dark.
    """
    body, deck = [], ""
    for face in faces:
        if face.note.deck != deck:
            deck = face.note.deck
            body.append(f'<div role="heading" aria-level="2" class="preview-deck">{escape(deck)}</div>')
        body.append(_face(face))
    return filled(
        "preview.html",
        title=escape(title),
        summary=f"{len({face.note.guid for face in faces})} notes, {len(faces)} cards",
        card_style=by_choice(css),
        style=by_choice(template("preview.css")),
        coverage=curve(coverage) if coverage.after and coverage.running else "",
        body="\n".join(body),
        footer=CREDIT,
    )


def _face(face: Face) -> str:
    sides = "".join(f'<div class="card card1">{side}</div>' for side in shown_sides(face))
    return f'<div class="preview-card"><div class="preview-quiet">{face.note.position} · {face.kind}</div>{sides}</div>'


def shown_sides(face: Face) -> tuple[str, str]:
    """Give the front and the back of a card for a page that runs no script of the cards."""
    typed = f'<code id="typeans">{escape(unescape(face.note.fields.get("Pinyin", "")))}</code>'
    front = _TYPED.sub('<input type="text" id="typeans" aria-label="answer">', face.front)
    back = _TYPED.sub(lambda _: typed, face.back)  # a backslash in the pinyin is one, not a group's number
    front, back = (_PLAYED.sub(_BUTTON, _SCRIPT.sub("", side)) for side in (front, back))
    return front, back


def curve(coverage: Coverage) -> str:
    """Draw the share of running words known with each card, from none to all of them."""
    count = len(coverage.after)
    points = " ".join(f"{300 * n / count:.1f},{100 - 100 * coverage.share(n):.1f}" for n in range(count + 1))
    now, then = percent(coverage.now), percent(coverage.then)
    label = f"{now} of the words of the text are known without a card, {then} with all cards"
    return (
        f'<svg class="preview-curve" viewBox="-40 -8 344 128" role="img" aria-label="{label}"><title>{label}</title>'
        '<line x1="0" y1="0" x2="300" y2="0"/><line x1="0" y1="100" x2="300" y2="100"/>'
        '<text x="-6" y="4" text-anchor="end">100 %</text><text x="-6" y="104" text-anchor="end">0 %</text>'
        f'<text x="0" y="115">words known: {now}</text>'
        f'<text x="300" y="115" text-anchor="end">with all cards: {then}</text>'
        f'<polyline points="{points}"/></svg>'
    )
