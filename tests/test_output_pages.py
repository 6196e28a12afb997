"""Pages: whole in one file, inert whatever the text holds, and readable in any window by day and night."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import cards
from flashcards.anki import DeckOptions, Look, css, deck_notes, faces, tone_css
from flashcards.anki.notetypes import KINDS
from flashcards.output import pages
from flashcards.output.card_preview import preview_page
from flashcards.records import replace
from flashcards.settings import Tones
from flashcards.vocabulary.coverage import Coverage
from tests import anki_cards
from tests.browser import browse
from tests.samples import TEA, annotated, pair

HOSTILE = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">" + "W" * 300

MEASURE = """
<style>* { content-visibility: visible !important }</style>
<script>addEventListener("load", () => {
  const root = document.documentElement;
  const said = {title: document.title, text: document.body.innerText, wide: root.scrollWidth, room: root.clientWidth,
    fetched: performance.getEntriesByType("resource").length};
  document.body.textContent = JSON.stringify(said);
});</script></head>"""


def written() -> dict[str, str]:
    """Write one page of each kind, with hostile text on it."""
    pairs = [pair("她泡茶。", "She brews tea."), pair("茶", "", 0.2), pair(HOSTILE, HOSTILE)]  # tea
    words = [TEA, annotated(HOSTILE, [("茶", "cha2", HOSTILE, HOSTILE), (HOSTILE, "", "", "")])]
    return {
        "pairs": pages.pairs(pairs, "Tea & <b>"),
        "annotations": pages.words(words, "Tea & <b>", tone_css()),
        "preview": preview(),
    }


def preview() -> str:
    """Write the page of every kind of card, some of them of hostile text."""
    odd = anki_cards.annotated(f"{HOSTILE} tea", [("茶", "cha2", HOSTILE, "tea"), (HOSTILE, "", "", "")])  # tea
    deck = [*cards.sentence_cards([odd], source=HOSTILE), *anki_cards.deck()]
    options = DeckOptions(title="Tea & <b>", kinds=KINDS)
    shown = tuple(faces(deck_notes(deck, options).notes, options.look, options.title))
    return preview_page(shown, css(), options.title, Coverage(10, 4, (6, 7, 9), is_told=True))


@pytest.mark.browser
@pytest.mark.parametrize("width", [1000, 500])
@pytest.mark.parametrize("kind", ["pairs", "annotations", "preview"])
def test_a_page_shows_its_text_and_nothing_runs(tmp_path: Path, kind: str, width: int) -> None:
    """A page shows hostile text as text, fetches nothing, and never scrolls sideways."""
    page = tmp_path / "page.html"
    page.write_text(written()[kind].replace("</head>", MEASURE), encoding="utf-8")
    shown = browse(page, tmp_path, width=width)
    assert shown["title"] == "Tea & <b>"
    assert "<script>document.title" in shown["text"]
    assert "brews" in shown["text"] or "The Old Teahouse" in shown["text"]
    assert shown["fetched"] == 0
    assert shown["wide"] <= shown["room"]


@pytest.mark.parametrize("kind", ["pairs", "annotations", "preview"])
def test_a_page_needs_nothing_else(kind: str) -> None:
    """A page holds its own style and names no other file; links lead to the sources only when clicked."""
    page = written()[kind]
    assert "<link" not in page
    assert not re.search(r"\bsrc=(?!x)|@import|url\(", page.replace("&lt;", ""))


def test_doubtful_pairs_are_marked() -> None:
    """A pair below the least confidence for cards, and a side without a partner, are told apart by class."""
    page = pages.pairs([pair("她泡茶。", "She brews tea."), pair("茶", "", 0.2)], "Tea")  # She brews tea. / tea
    assert page.count('class="pair doubtful"') == 1
    assert page.count('class="alone"') == 1


def test_words_stand_under_their_pinyin() -> None:
    """Each character stands in a ruby of its own, in the class of its tone."""
    page = pages.words([TEA], "Tea")
    assert '<ruby class="tone2">茶<rt>chá</rt></ruby>' in page


@given(st.text(), st.text())
def test_any_text_can_be_shown(chinese: str, english: str) -> None:
    """No text breaks a page: as many sections come out as pairs went in."""
    page = pages.pairs([pair(chinese, english)], english)
    assert page.count("<section") == page.count("</section>") == 1


def test_every_card_is_previewed() -> None:
    """A card of each kind of each note, in the order of the deck, both sides of each; the curve of what is known."""
    page = preview()
    kinds = re.findall(r'<div class="preview-quiet">\d+ · (\w+)</div>', page)
    assert len(kinds) == page.count('<div class="card card1">') / 2
    assert set(kinds) == set(KINDS)
    assert re.findall(r'class="preview-deck">(\w+)<', page) == ["Sentences", "Vocabulary"]
    assert "[anki:" not in page
    assert "[[type:" not in page
    assert '<code id="typeans">zhǔgù</code>' in page
    assert 'points="0.0,60.0 100.0,40.0 200.0,30.0 300.0,10.0"' in page


def test_what_was_to_be_typed_is_shown_as_it_is() -> None:
    """A backslash in the pinyin is shown; it names no group of the pattern that finds the box."""
    notes = deck_notes(anki_cards.deck(), DeckOptions(title="Tea", kinds=KINDS)).notes
    face = next(faces(notes, DeckOptions(title="Tea").look, "Tea"))
    note = replace(face.note, fields={**face.note.fields, "Pinyin": r"\1 \g<x>"})
    page = preview_page([replace(face, note=note, back="[[type:Pinyin]]")], "", "Tea", Coverage(1, 0, (), is_told=True))
    assert r'<code id="typeans">\1 \g&lt;x&gt;</code>' in page


_PAPERS = """
<script>addEventListener("load", () => {
  const papers = [null, "day", "night", "device"].map(choice => {
    if (choice) document.getElementById(choice).click();
    return [document.querySelector(".card"), document.body].map(one => getComputedStyle(one).backgroundColor);
  });
  document.body.textContent = JSON.stringify(papers);
});</script></head>"""


@pytest.mark.browser
@pytest.mark.parametrize("is_dark", [False, True])
def test_the_preview_has_a_night(tmp_path: Path, is_dark: bool) -> None:
    """Without a script, cards and page wear Anki's night where that is chosen, else what the device has."""
    page = tmp_path / "page.html"
    page.write_text(preview().replace("</head>", _PAPERS), encoding="utf-8")
    first, day, night, device = browse(page, tmp_path, is_dark=is_dark)
    assert (day[0], night[0]) == ("rgb(251, 250, 247)", "rgb(44, 44, 44)")
    assert day[1] != night[1]
    assert first == device == (night if is_dark else day)


_COLOURS = """
<script>addEventListener("load", () => {
  const colours = frame => [...frame.contentDocument.querySelectorAll(".tone1, .tone2, .tone3, .tone4, .tone5")]
    .map(each => getComputedStyle(each).color);
  document.body.textContent = JSON.stringify([...document.querySelectorAll("iframe")].map(colours));
});</script>"""


@pytest.mark.browser
@pytest.mark.parametrize("is_dark", [False, True])
def test_cards_and_pages_share_their_colours(tmp_path: Path, is_dark: bool) -> None:
    """A tone has the colour of the same scheme on a page of words and on a card, by day and by night."""
    night = ' class="nightMode"' if is_dark else ""
    five = annotated("Ma!", [(char, f"ma{tone}", "ma", "") for tone, char in enumerate("妈麻马骂吗", 1)])
    marks = "".join(f'<span class="tone{tone}">茶</span>' for tone in range(1, 6))  # tea
    shown = []
    for look in map(Look, Tones):
        card = f'<html{night}><head><style>{css(look)}</style></head><body class="card">{marks}</body></html>'
        shown += [card, pages.words([five], "Ma", tone_css(look))]
    path = tmp_path / "page.html"
    path.write_text("".join(f'<iframe srcdoc="{escape(page)}"></iframe>' for page in shown) + _COLOURS, "utf-8")
    colours = browse(path, tmp_path, is_dark=is_dark)
    for tones, on_card, on_page in zip(Tones, colours[::2], colours[1::2], strict=True):
        assert len(set(on_card)) == (1 if tones is Tones.OFF else 5)
        assert tones is Tones.OFF or on_card == on_page
