"""Texts that try to be more than text, through the real Anki: all are shown as the text they are."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import cards, speech
from flashcards.anki import DeckOptions, markup, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.cards import filing
from flashcards.records import replace
from tests import anki_cards
from tests.anki_backend import Learner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anki.cards import Card as AnkiCard

    from flashcards.records import Card

pytestmark = pytest.mark.anki

NASTY = (
    "<script>document.body.innerHTML='ran'</script>",
    "<img src=x onerror=alert(1)>",
    "</article></style><style>*{display:none}",
    "a<b and c>d",
    "&lt;b&gt; &amp; &#x5b;",
    "[sound:x.mp3]",
    "[anki:tts lang=zh_CN]x[/anki:tts]",
    "[latex]x[/latex] [$]y[/$]",
    "[[type:Hanzi]]",
    "{{c1::x}}",
    "{{Hanzi}} {{#English}}x{{/English}} {{FrontSide}} {{Nope}}",
    r"\(x\) \[y\] \begin{equation}",
    "\\",
    "a\x1fb\x00c\x0bd\x7fe\x9b",
    "e\u0301 \u2126 \uf9e4 \u0338> <\u0338",
    "👩‍👩‍👧‍👦 🇨🇳 \ufe0f",
    "שלום عليكم \u202eabc\u202c",
    "\ufffe\uffff\U0010ffff\ufdd0",
    "\ud800\udc00",
    "line\r\nline\u2028line",
    "  spaces\u3000and\ttabs  ",
    "“quotes” 'and' \"more\"",
)
OUR_TAGS = {
    *("article", "cite", "details", "div", "footer", "h1", "header", "p", "q", "section", "summary"),  # templates
    *("b", "br", "rt", "ruby", "span", "table", "td", "th", "tr"),  # fields
    *("a", "input"),  # what Anki makes of {{type:}} and sounds
}
KNOWN_ATTRIBUTES = frozenset(
    {"class", "id", "lang", "open", "style", "type", "title", "draggable", "onclick", "href", "onkeypress"}
)


class _Page(HTMLParser):
    """The text of a page, its elements, and the pieces of text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.pieces: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "br":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return _squeezed("".join(self.pieces))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _deck(texts: Sequence[str]) -> list[Card]:
    """Put each text wherever a card can hold one: both languages, senses, renderings, titles and tags."""
    pairs = []
    for number, text in enumerate(texts):
        chinese = anki_cards.unwrapped(f"{number}{text}茶")  # the number keeps notes apart; 茶 is tea
        pairs.append(anki_cards.annotated(f"{text} tea", [(chinese, "cha2", text, "tea")]))
    terms = [anki_cards.term(pair, pair.pair.chinese_text) for pair in pairs]
    deck: list[Card] = [*cards.sentence_cards(pairs, source=""), *cards.vocabulary_cards(terms, source="")]
    return [replace(card, source=text, tags=_tags(text)) for card, text in zip(deck, [*texts, *texts], strict=True)]


def _tags(text: str) -> tuple[str, ...]:
    return tuple(filter(None, [filing.tag("source", text)]))


def _imported(
    made_of: Sequence[Card], folder: Path, recordings: Mapping[speech.Line, speech.Recording] | None = None
) -> Iterator[AnkiCard]:
    deck = DeckOptions(title="x", kinds=KINDS, recordings=recordings or {})
    write_package(made_of, deck, folder / "deck.apkg", now=1_780_000_000)
    with Learner(folder / "learner") as learner:
        log = learner.take(folder / "deck.apkg")
        assert log.new == log.notes >= len(made_of)
        assert learner.faults() == []
        yield from learner.cards()


_READING = resources.files("flashcards") / "templates" / "vocabulary" / "reading.back.html"
_OUR_SCRIPT = _READING.read_text(encoding="utf-8").partition("</header>\n")[2].strip()
"""The one script of ours, to the letter; any other is a stranger's."""


def _check(texts: Sequence[str]) -> None:
    """Import cards of the texts and look at each side of each card."""
    with tempfile.TemporaryDirectory() as folder:
        for card in _imported(_deck(texts), Path(folder)):
            text, shown = texts[int(card.note()["Position"]) - 1], card.render_output()
            assert tuple(card.note().tags) == _tags(unicodedata.normalize("NFC", text))
            assert not [tag for tag in (*shown.question_av_tags, *shown.answer_av_tags) if hasattr(tag, "filename")]
            for page in (_Page(shown.question_text), _Page(shown.answer_text.replace(_OUR_SCRIPT, "", 1))):
                assert page.tags <= OUR_TAGS
                assert page.attributes <= KNOWN_ATTRIBUTES
                assert not any(re.search(r"\\[(\[]", piece) for piece in page.pieces)
            assert _squeezed(markup.clean(text)) in page.text


def test_a_hostile_text_is_shown_as_text() -> None:
    """No element, sound, formula, field or cloze of a text's own; every character that can be seen is seen."""
    _check(NASTY)


def test_a_hostile_text_plays_nothing_of_its_own() -> None:
    """With recordings, each card plays our files alone, and a voice is told syllables and marks, never a command."""
    deck = _deck(NASTY)
    asked = speech.lines(deck)
    assert all(re.fullmatch(r"[a-z0-9üê',.!?;: -]*", line.pinyin) for line in asked)
    recordings = {line: speech.Recording(f"flashcards-{at}.wav", b"RIFF%d" % at) for at, line in enumerate(asked)}
    names = {recording.name for recording in recordings.values()}
    with tempfile.TemporaryDirectory() as folder:
        for card in _imported(deck, Path(folder), recordings):
            shown = card.render_output()
            tags = (*shown.question_av_tags, *shown.answer_av_tags)
            assert {getattr(tag, "filename", None) for tag in tags} - {None} <= names
            assert [tag for tag in tags if hasattr(tag, "filename")]


@settings(max_examples=6)
@given(
    st.lists(
        st.text(alphabet=st.characters(), max_size=40)
        | st.lists(st.sampled_from(["<", ">", "[", "]", "{{", "}}", "\\", "(", "&", "b", ":", "/", "\u0338", " "])).map(
            "".join
        ),
        min_size=2,
        max_size=40,
    )
)
def test_any_text_makes_cards_without_a_fault(texts: list[str]) -> None:
    """Whatever characters come, in whatever order, every card is whole and holds only our own markup."""
    _check(texts)


def test_a_very_long_sentence_is_one_card() -> None:
    """A sentence of 100,000 characters becomes a card as any other."""
    cuts = [("茶馆", "cha2 guan3", "teahouse", ""), ("，", "", "", "")]  # teahouse
    pair = anki_cards.annotated("tea " * 30_000, cuts * 33_334)
    with tempfile.TemporaryDirectory() as folder:
        for card in _imported(cards.sentence_cards([pair], source="long"), Path(folder)):
            if card.template()["name"] == "Recognition":
                assert _Page(card.render_output().question_text).text.count("茶馆，") == 33_334
