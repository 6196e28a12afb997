"""Whatever a text holds, a field shows it as text."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.anki import markup

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = (
    "<script>alert(1)</script>",
    "[sound:x.mp3][latex]x[/latex]",
    r"\(x\) and \[y\]",
    "{{c1::x}}{{Hanzi}}",
    "a\x1fb\x00c\x7f",
    "a<b\u0338 \u0338x>",
    "&amp; &lt;",
    "\ud800",
    "e\u0301 \u2126 \uf9e4",
    "one\r\ntwo\u2028three",
)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the parser hands it over
        self.tags.append(tag)
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def _shown(field: str) -> _Text:
    parser = _Text()
    parser.feed(field)
    parser.close()
    return parser


def _examples(test: Callable[[str], None]) -> Callable[[str], None]:
    for text in HOSTILE:
        test = example(text)(test)
    return test


anything = st.text(alphabet=st.characters(), max_size=60) | st.text(alphabet="\\([<>&b;/{}:\u0338\n ", max_size=20)


@_examples
@given(anything)
def test_a_plain_field_shows_its_text(text: str) -> None:
    """A plain field shows exactly the cleaned text and holds no element but line ends and formula breakers."""
    shown = _shown(markup.plain(text))
    assert shown.text == markup.clean(text)
    assert set(shown.tags) <= {"br", "span"}


@_examples
@given(anything)
def test_a_field_holds_nothing_that_anki_acts_on(text: str) -> None:
    """No bracket opens a tag of Anki's, no backslash a formula, no character ends the field; it is NFC."""
    for field in (markup.plain(text), markup.seal(markup.marked(text, [(1, 3)]))):
        assert "[" not in field
        assert r"\(" not in field
        assert r"\&#91;" not in field
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c != "\t" for c in field)
        assert unicodedata.normalize("NFC", field) == field


@_examples
@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A text that was cleaned is clean."""
    assert markup.clean(markup.clean(text)) == markup.clean(text)


@given(anything, st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4))
def test_marking_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Bold stretches, even overlapping ones or ones outside the text, leave the text as it is and the tags paired."""
    field = markup.marked(text, spans)
    assert field.count("<b>") == field.count("</b>")
    unmarked = field.replace("<b>", "").replace("</b>", "")
    assert unicodedata.normalize("NFC", _shown(unmarked).text) == unicodedata.normalize(
        "NFC", _shown(markup.piece(text)).text
    )


def test_blank_text_is_an_empty_field() -> None:
    """A text of white space alone leaves a field empty, so that no card is made of it."""
    for blank in ("", " ", "\n", "\u3000", "\t \r\n", "\x00"):
        assert markup.plain(blank) == ""
    assert markup.seal("<b></b>") == ""


def test_a_gap_hides_every_place_of_the_word() -> None:
    """A word that stands twice leaves two gaps, else the sentence would answer itself."""
    field = markup.gapped("茶馆里有茶馆。", "茶馆")  # in the teahouse there is a teahouse
    assert "茶馆" not in field
    assert field.count('class="gap"') == 2


def test_words_apart_are_quoted_with_an_ellipsis() -> None:
    """A rendering in two places shows both, in order."""
    assert markup.quoted("pick the book up", [(14, 16), (0, 4)]) == "pick … up"


@pytest.mark.parametrize(
    ("text", "term", "stretch", "shown"),
    [
        ("他付了两百只的钱。", "付钱", "付了两百只的钱", "他＿了两百只的＿。"),  # a verb and its object
        ("厚厚的报告", "厚", "厚厚", "＿＿的报告"),
        ("你喜不喜欢？", "喜欢", "喜不喜欢", "你＿不＿＿？"),
        ("吃过亏的人怕吃亏", "吃亏", "吃过亏", "＿过＿的人怕＿＿"),  # nor does it stand elsewhere to be read
        ("孩子们", "孩子", "孩子们", "＿＿们"),
        ("臺灣", "台湾", "臺灣", "＿＿"),
        ("<吃过亏>", "吃亏", "吃过亏", "&lt;＿过＿&gt;"),
    ],
)
def test_of_another_form_the_word_alone_is_hidden(text: str, term: str, stretch: str, shown: str) -> None:
    """What stands between the halves of a word stays to be read."""
    field = markup.gapped(text, term, stretch)
    assert re.sub(r"</?span[^>]*>", "", field) == shown
    start = text.index(stretch)
    spans = markup.own_spans(text, (start, start + len(stretch)), term)
    own = set(stretch if set(term).isdisjoint(stretch) else term)  # in the other script all of it is the word
    assert all(set(text[a:b]) <= own for a, b in spans)
    assert spans[0][0] >= start
    assert spans[-1][1] <= start + len(stretch)
