"""Texts that try to run or to reach the network, in every field of every page and card, in a real browser.

Each payload calls `ran` or asks for an address of another server; the browser reports both, and dialogs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route

from flashcards import anki, cards
from flashcards.anki import DeckOptions, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.output import pages
from flashcards.output.card_preview import preview_page
from flashcards.records import AnnotatedPair, Card, Example, Record, Word, replace
from flashcards.vocabulary.coverage import Coverage
from tests import anki_cards
from tests.anki_backend import Learner
from tests.review_pages import BROWSERS, chromium, under_review

pytestmark = pytest.mark.browser

AWAY = "http://away.invalid/x"
PAYLOADS = (
    "<script>ran()</script>",
    "<img src=x onerror=ran()>",
    f"<img src={AWAY}><link rel=stylesheet href={AWAY}><script src={AWAY}></script>",
    "<svg/onload=ran()><svg><script>ran()</script><animate onbegin=ran() attributeName=x dur=1s>",
    '"><img src=x onerror=ran()><a title="',
    "'><img src=x onerror=ran()><a title='",
    '" autofocus onfocus=ran() onmouseover=ran() style=animation-name:x onanimationstart=ran() x="',
    "</title><script>ran()</script></textarea><script>ran()</script></style><script>ran()</script>",
    "--><script>ran()</script><!--",
    "]]><script>ran()</script>",
    "</script><script>ran()</script>",
    "';ran();//\";ran();//`;ran();//${ran()}\\",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe><iframe src=javascript:parent.ran()></iframe>",
    "<details open ontoggle=ran()>x</details><input autofocus onfocus=ran()><body onload=ran()>",
    "<video src=x onerror=ran()></video><audio src=x onerror=ran()></audio><object data=x onerror=ran()></object>",
    f"<meta http-equiv=refresh content='0;url={AWAY}'><base href={AWAY}/><form action={AWAY}><button autofocus>",
    f"<style>@import url({AWAY}); * {{ background: url({AWAY}) }}</style><p style='background:url({AWAY})'>x</p>",
    f"}} * {{ background: url({AWAY}) }} /* */",
    "<math><mtext><table><mglyph><style><img src=x onerror=ran()></style></mglyph></table></mtext></math>",
    "{{ ran() }} {{Hanzi}} {{#English}}<script>ran()</script>{{/English}} {% include 'x' %} {{type:Hanzi}}",
    "&lt;script&gt;ran()&lt;/script&gt; &#60;script&#62;ran()&#60;/script&#62;",
    "<<script>script>ran()<</script>/script> <scr\0ipt>ran()</scr\0ipt> ＜script＞ran()＜/script＞",
    "[sound:http://away.invalid/x.mp3] [anki:play:q:0] [latex]ran[/latex] [[type:Hanzi]] \\(ran()\\)",
    "javascript:ran() \u2028ran()\u2029 \u202eran()",
)


@dataclass
class Watch:
    """What a page did that a text may not: what ran, which dialogs it opened, which addresses it asked for."""

    own: str
    ran: list[str] = field(default_factory=list)

    def request(self, route: Route) -> None:
        """Let through what belongs to the page itself, and note the rest."""
        address = route.request.url
        if address.startswith((self.own, "data:", "about:")):
            route.continue_()
        else:
            self.ran.append(f"asked for {address}")
            route.abort()

    def dialog(self, dialog: Dialog) -> None:
        """Note a dialog, and close it."""
        self.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()


@contextmanager
def watched(own: str) -> Iterator[tuple[Page, Watch]]:
    """Open a page without the rules that would hold back what runs in it, and see to it that nothing does."""
    browser: Browser = BROWSERS[-1]
    context = browser.new_context(bypass_csp=True, reduced_motion="no-preference")
    watch = Watch(own)
    context.expose_function("ran", lambda: watch.ran.append("ran"))
    context.route("**/*", watch.request)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("dialog", watch.dialog)
    page.on("pageerror", lambda error: watch.ran.append(f"error {error}"))
    try:
        yield page, watch
        page.wait_for_timeout(100)
        assert watch.ran == []
    finally:
        context.close()


def handlers(page: Page) -> list[str]:
    """Give the attributes in a page that would run something of the text later."""
    script = (
        "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => /ran\\(|away/.test(a.value)"
        " && !a.value.startsWith('?')"
        " && (a.name.startsWith('on') || ['href', 'src', 'action', 'style', 'srcdoc'].includes(a.name)))"
        ".map(a => a.name + '=' + a.value)"
    )
    return cast("list[str]", page.evaluate(script))


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    """Run the browser."""
    with chromium():
        yield


def hostile(value: Any, payload: str) -> Any:
    """Put a payload into every text of a record but those that have to fit each other, the sentences and words."""
    if type(value) is str:
        return payload
    if isinstance(value, tuple):
        return tuple(hostile(each, payload) for each in value)
    if isinstance(value, Record) and not isinstance(value, (AnnotatedPair, Example, Word)):
        return replace(value, **{name: hostile(getattr(value, name), payload) for name in value.__struct_fields__})
    return value


def pair_of(payload: str, number: int) -> AnnotatedPair:
    """Make a pair with a payload in both sentences, in the senses and in a rendering."""
    text = anki_cards.unwrapped(f"{number}{payload}")
    cuts = [("茶", "cha2", f"{payload}; tea", "tea"), (text, "x1", payload, "")]  # tea
    return anki_cards.annotated(f"{payload} tea {number}", cuts, position=number + 1)


def deck() -> list[Card]:
    """Make cards of sentences and words, with each payload in every field."""
    hostile_cards: list[Card] = []
    for number, payload in enumerate(PAYLOADS):
        pair = pair_of(payload, number)
        plain: list[Card] = [
            *cards.sentence_cards([pair], source=payload),
            *cards.vocabulary_cards([anki_cards.term(pair, pair.words[1].text)], source=payload),
        ]
        hostile_cards += [replace(hostile(replace(card, tags=()), payload), position=number + 1) for card in plain]
    return hostile_cards


@pytest.mark.parametrize("payload", PAYLOADS[:4])
def test_the_watch_sees_what_runs(tmp_path: Path, payload: str) -> None:
    """A page that shows a payload as it is would not pass here."""
    path = tmp_path / "page.html"
    path.write_text(f"<!doctype html><body>{payload}", encoding="utf-8")
    with pytest.raises(AssertionError), watched(path.as_uri()) as (page, _):
        page.goto(path.as_uri())


def test_pages_are_text(tmp_path: Path) -> None:
    """The pages of pairs, of words and of cards show what a text holds, and run nothing of it."""
    annotated = [pair_of(payload, number) for number, payload in enumerate(PAYLOADS)]
    title = " ".join(PAYLOADS)
    options = DeckOptions(title=title, kinds=KINDS)
    faces = anki.faces(anki.deck_notes(deck(), options).notes, options.look, anki.deck_title(title))
    shown = {
        "pairs": pages.pairs([each.pair for each in annotated], title),
        "words": pages.words(annotated, title),
        "cards": preview_page(list(faces), anki.css(options.look), title, Coverage(9, 1, (3, 5), is_told=False)),
    }
    for name, content in shown.items():
        path = tmp_path / f"{name}.html"
        path.write_text(content, encoding="utf-8")
        with watched(path.as_uri()) as (page, _):
            page.goto(path.as_uri())
            page.locator("body").hover()
            assert handlers(page) == []
            assert page.inner_text("body").count("ran()") > len(PAYLOADS)


@pytest.mark.anki
def test_cards_are_text(tmp_path: Path) -> None:
    """Each side of each card, as Anki renders it, shows what a text holds, and runs nothing of it."""
    write_package(deck(), DeckOptions(title="x", kinds=KINDS), tmp_path / "deck.apkg", now=1_780_000_000)
    with Learner(tmp_path / "learner") as learner:
        learner.take(tmp_path / "deck.apkg")
        sides = [side for card in learner.cards() for side in _sides(card)]
    assert len(sides) > 8 * len(PAYLOADS)
    blank = tmp_path / "card.html"
    blank.write_text("", encoding="utf-8")
    with watched(blank.as_uri()) as (page, watch):
        page.goto(blank.as_uri())
        for side in sides:
            page.set_content(side)
            assert (handlers(page), watch.ran) == ([], []), side


def _sides(card: Any) -> Sequence[str]:
    """Give the pages of both sides of a card, as the reviewer of Anki puts them together."""
    shown = card.render_output()
    return [
        f'<!doctype html><style>{shown.css}</style><body class="card"><div id="qa">{side}</div>'
        for side in (shown.question_text, shown.answer_text)
    ]


def test_the_review_is_text(tmp_path: Path) -> None:
    """The review shows what the text, the corrections and the address hold in every view, and runs nothing of it."""
    rows = [(f"她在那里卖茶叶{payload}。", f"She sells tea there {payload}.") for payload in _lines()]
    text = "\n".join("\t".join(row) for row in rows)
    corrections = "".join(
        f'[[card]]\nword = "茶叶"\nmeaning = {json.dumps(payload)}\nnote = {json.dumps(payload)}\n\n'
        if number == 0
        else f'[[word]]\nword = "卖"\nin = {json.dumps(rows[number][0])}\nmeaning = {json.dumps(payload)}\n\n'
        for number, payload in enumerate(_lines())
    )
    (tmp_path / "essay.corrections.toml").write_text(corrections, encoding="utf-8")
    with under_review(tmp_path, text, title=PAYLOADS[1]) as review, watched(review.address) as seen:
        page, _ = seen
        for view in ("pairs", "words", "cards", "changes"):
            for payload in PAYLOADS[:6]:
                page.goto(f"{review.address}?view={view}&search={escape(payload)}&order={payload}&only={payload}")
                assert handlers(page) == []
            page.goto(f"{review.address}?view={view}")
            assert handlers(page) == []
            assert "ran()" in page.inner_text("body")
        page.goto(f"{review.address}?view=words")
        for word in page.locator("button.word").all()[:40]:
            word.click()
            page.wait_for_selector(".close")
            assert handlers(page) == []


def _lines() -> list[str]:
    """Give the payloads as a row of a table can hold them."""
    return [" ".join(payload.replace("\0", "").split()) for payload in PAYLOADS]
