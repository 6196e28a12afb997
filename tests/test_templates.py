"""The cards' HTML and CSS: whole, self-contained, and readable in a real browser, light, night and on a phone."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from flashcards import cards
from flashcards.anki import NOTE_TYPES, DeckOptions, write_package
from flashcards.anki.notetypes import KINDS, SWITCHES
from flashcards.anki.templates import Look, css, layout
from flashcards.settings import Tones
from tests import anki_cards
from tests.anki_backend import Learner
from tests.browser import browse

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.anki.notetypes import NoteType
    from flashcards.records import Card

TEMPLATES = resources.files("flashcards") / "templates"
HANZI_FIELDS = re.compile(
    r"\{\{(Hanzi|Color|Ruby|Simplified|Traditional|Bopomofo|Classifier|Cloze|Cloze Answer|Sentence|"
    r"Sentence Marked|Sentence Ruby)\}\}"
)
LEAST_CONTRAST = 4.5
"""For text to be readable by most (W3C, Web Content Accessibility Guidelines 2.1, 1.4.3)."""


def _texts() -> dict[str, str]:
    folders = (TEMPLATES, *(TEMPLATES / note_type.folder for note_type in NOTE_TYPES))
    return {
        f"{folder.name}/{file.name}": file.read_text(encoding="utf-8")
        for folder in folders
        for file in folder.iterdir()
        if file.is_file()
    }


@pytest.mark.parametrize("note_type", NOTE_TYPES, ids=lambda note_type: note_type.folder)
def test_templates_name_fields_that_exist(note_type: NoteType) -> None:
    """Every field in a template is a field of its note type; Anki would show an error on the card."""
    for place, template in enumerate(layout(note_type).templates, 1):
        for name in re.findall(r"\{\{([^}]*)\}\}", template.front + template.back):
            assert re.sub(r"^[#^/]|^(type|tts zh_CN):", "", name) in {*note_type.names, f"c{place}"}


@pytest.mark.parametrize("note_type", NOTE_TYPES, ids=lambda note_type: note_type.folder)
def test_every_front_stands_in_its_switch(note_type: NoteType) -> None:
    """Nothing of a front stands outside its switch, so that Anki makes only the cards that were chosen."""
    for template in layout(note_type).templates:
        switch = SWITCHES[template.kind]
        front = template.front.strip()
        assert front.startswith("{{#" + switch + "}}")
        assert front.endswith("{{/" + switch + "}}")


def test_templates_are_used_and_whole() -> None:
    """Each kind of each note type has its front, and no file lies about that no card uses."""
    used = {"templates/cards.css", "templates/hidden-pinyin.css", *(f"templates/tones-{tones}.css" for tones in Tones)}
    for note_type in NOTE_TYPES:
        used |= {f"{note_type.folder}/{name}" for name in ("answer.html", *(f"{kind}.front.html" for kind in KINDS))}
    assert set(_texts()) - used == {"vocabulary/reading.back.html", "sentence/cloze.back.html"}
    assert used <= set(_texts())


def test_cards_need_no_network_and_no_script() -> None:
    """Cards are read offline and on phones without JavaScript: no address, no script, no file of its own.

    One script judges again what was typed; the card shows Anki's own judgement without it.
    """
    for name, whole in _texts().items():
        text = re.sub("</?script>", "", whole) if name == "vocabulary/reading.back.html" else whole
        assert not re.search(r"https?:|//|<script|javascript|@import|url\(|\bon\w+=|<link|<img", text, re.IGNORECASE), (
            name
        )


def test_chinese_is_marked_as_chinese() -> None:
    """Every field of Chinese characters stands in an element whose `lang` picks the right glyphs."""
    for name, text in _texts().items():
        for line in text.splitlines():
            for match in HANZI_FIELDS.finditer(line):
                assert re.search(r'lang="zh-(CN|TW)"[^<]*$', line[: match.start()]), (name, line)


def test_night_is_named_as_each_anki_names_it() -> None:
    """Desktop, AnkiMobile and AnkiDroid put their class for the night on the card or above it."""
    for note_type in NOTE_TYPES:
        css = layout(note_type).css
        for selector in (".nightMode.card", ".night_mode.card", ".nightMode .card", ".night_mode .card"):
            assert css.count(selector + ",") + css.count(selector + " {") >= 2


@pytest.mark.browser
def test_pinyin_can_be_hidden(tmp_path: Path) -> None:
    """Hidden pinyin takes its room and is not seen; what is folded away on a word's card is shown when unfolded."""
    ruby = '<p class="ruby"><span class="word"><ruby>茶<rt>chá</rt></ruby></span></p>'  # tea
    page = tmp_path / "page.html"
    page.write_text(
        f"<style>{css(Look(hide_pinyin=True))}</style><body class='card'><div class='pair'>{ruby}</div>"
        f"<details open>{ruby}</details><script>document.body.textContent = JSON.stringify("
        "[...document.querySelectorAll('rt')].map(rt => getComputedStyle(rt).visibility))</script>",
        encoding="utf-8",
    )
    assert browse(page, tmp_path) == ["hidden", "visible"]


_TYPED = (
    *(("nǐhǎo", typed, True) for typed in ("nǐhǎo", "nihao", "ni3hao3", "Ni3 hao3", "ni hao", "NIHAO", "nǐ hǎo")),
    *(("nǐhǎo", typed, False) for typed in ("ni2hao3", "ní hǎo", "nǐhao", "nihe", "3", "nihao nihao")),  # hello
    *(("nǚ'ér", typed, True) for typed in ("nver", "nv3er2", "nu:er", "nü'er", "nuer", "nu:3 er2", "nǚér")),  # daughter
    *(("Lǐ Fēifēi", typed, True) for typed in ("lifeifei", "Li3 Fei1fei1", "li-feifei")),  # a person
    *(("cháguǎn", typed, False) for typed in ("chaguan4", "caguan", "cha1 guan")),  # teahouse
    *(("māma", typed, True) for typed in ("ma1ma", "ma1ma5", "ma1 ma0")),  # mum
    *(("cha2guan3", typed, True) for typed in ("chaguan", "cháguǎn", "cha2 guan3")),  # with --pinyin numbers
    ("ㄔㄚˊ ㄍㄨㄢˇ", "ㄔㄚˊㄍㄨㄢˇ", True),  # with --pinyin zhuyin
    ("x &lt;b&gt;", "xb", True),
)
"""What is expected, what is typed, and whether that is right: tones count where any are typed, as marks or numbers."""

_JUDGE = """
const said = [];
for (const [html, script] of CASES) {
  document.body.innerHTML = html;
  new Function(script)();
  const box = document.getElementById("typeans");
  said.push([box.querySelector(".typeBad, .typeMissed, #typearrow") === null, box.textContent]);
}
document.body.textContent = JSON.stringify(said);
"""


@pytest.mark.browser
@pytest.mark.anki
def test_typed_pinyin_forgives_habits(tmp_path: Path) -> None:
    """After Anki's own comparison, right is what has the letters of the reading and, if any tones, those of it."""
    back = (TEMPLATES / "vocabulary" / "reading.back.html").read_text(encoding="utf-8")
    before, script = re.fullmatch(r"(.*)<script>(.*)</script>\n", back, re.DOTALL).groups()  # type: ignore[union-attr]
    field = "{{type:Pinyin}}"
    with Learner(tmp_path / "learner") as learner:
        cases = [
            (before.replace(field, learner.col.compare_answer(expected, typed, combining=True)), script)
            for expected, typed, _ in _TYPED
        ]
    page = tmp_path / "page.html"
    data = json.dumps(cases).replace("</", "<\\/")
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body><script>const CASES = {data};{_JUDGE}</script>', encoding="utf-8"
    )
    shown = browse(page, tmp_path)
    assert [(expected, typed, right) for (expected, typed, _), (right, _) in zip(_TYPED, shown, strict=True)] == list(
        _TYPED
    )
    verdicts = [unicodedata.normalize("NFC", text) for _, text in shown]
    right = [(text, html.unescape(case[0])) for case, text in zip(_TYPED, verdicts, strict=True) if case[2]]
    assert [shown for shown, _ in right] == [expected for _, expected in right]


@dataclass(frozen=True, slots=True)
class Shown:
    """A side of a card as a browser shows it in one look.

    `sounds` are the bottoms of its buttons for a sound, in pixels; `gap_lines` the most lines that one gap stands on.
    """

    name: str
    look: str
    text: str
    wide: int
    room: int
    contrast: float
    paper: str
    sounds: tuple[float, ...]
    gap_lines: int


LOOKS = {
    "light": (800, "card card1"),
    "night": (800, "card card1 nightMode night_mode"),
    "phone": (360, "card card1 mobile"),
    "small": (320, "card card1 mobile night_mode"),
}
PHONE_HEIGHT = 640
"""Of a small phone, whose width is that of the look "phone"."""
ANKI_CSS = "body { margin: 20px } body.nightMode { background-color: #000; color: #111 }"
"""As Anki's reviewer does, rules of its own for the page, which the cards' rules must override."""

_MEASURE = """
const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => v / 255)
  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const contrast = (a, b) => {
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
addEventListener("load", () => {
  const all = [...document.querySelectorAll("iframe")].map(frame => {
    const doc = frame.contentDocument, root = doc.documentElement, paper = getComputedStyle(doc.body).backgroundColor;
    const spoken = [...doc.querySelectorAll("*")].filter(e => !e.classList.contains("gap") &&
      e.tagName !== "STYLE" && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
    const sounds = [...doc.querySelectorAll(".sound, .listen")].map(e => e.getBoundingClientRect().bottom);
    const lines = Math.max(0, ...[...doc.querySelectorAll(".gap:not(.wide)")].map(e => e.getClientRects().length));
    const least = Math.min(99, ...spoken.map(e => contrast(getComputedStyle(e).color, paper)));
    return { name: frame.dataset.name, look: frame.dataset.look, text: doc.body.innerText, wide: root.scrollWidth,
      room: root.clientWidth, paper, contrast: least, sounds, gap_lines: lines };
  });
  document.body.innerHTML = ""; document.body.textContent = JSON.stringify(all);
});
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    """Show both sides of every kind of card in every look, in one run of the browser."""
    folder = tmp_path_factory.mktemp("cards")
    deck: list[Card] = [*anki_cards.sentences()[2:], *anki_cards.vocabulary()[1:2], *_hard_cards()]
    deck += [*anki_cards.untranslated(), anki_cards.listed()]
    write_package(deck, DeckOptions(title="x", kinds=KINDS), folder / "deck.apkg", now=1_780_000_000)
    frames = []
    with Learner(folder / "learner") as learner:
        learner.take(folder / "deck.apkg")
        for card in learner.cards():
            sides = card.render_output()
            name = f"{card.note_type()['name']} {card.note().fields[0][:2]}/{card.template()['name']}"
            for side, body in (("front", sides.question_text), ("back", sides.answer_text)):
                frames += [_frame(f"{name}/{side}", look, sides.css, body) for look in LOOKS]
    page = folder / "page.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body>{"".join(frames)}<script>{_MEASURE}</script>', encoding="utf-8"
    )
    return [Shown(**row) for row in browse(page, folder)]


def _hard_cards() -> list[Card]:
    """Make cards that try to break out: by script, by style, by width."""
    text = "<script>document.body.innerHTML='ran'</script><style>*{display:none}</style>" + "W" * 400
    long = "一二三四五六七八九十" * 9  # one to ten
    cuts = [("甲", "jia3", text, "tea"), (text, "", "", ""), (long, "yi1 " * len(long), "numbers", "")]  # first
    pair = anki_cards.annotated(f"{text} tea", cuts)
    return [
        *cards.sentence_cards([pair], source=text),
        *cards.vocabulary_cards([anki_cards.term(pair, "甲"), anki_cards.term(pair, long)], source=text),
    ]


def _frame(name: str, look: str, css: str, body: str) -> str:
    width, classes = LOOKS[look]
    folded = body.replace("<details>", "<details open>")
    page = (
        f"<!doctype html><html><head><style>{ANKI_CSS}</style><style>{css}</style></head>"
        f'<body class="{classes}"><div id="qa">{folded}</div>'
    )
    return (
        f'<iframe data-name="{html.escape(name)}" data-look="{look}" width="{width}" height="700" '
        f'srcdoc="{html.escape(page)}"></iframe>'
    )


@pytest.mark.anki
@pytest.mark.browser
def test_every_side_shows_its_text_in_every_look(shown: list[Shown]) -> None:
    """Light, night, phone and small phone show the same, right text on both sides of every kind of card."""
    by_name: dict[str, set[str]] = {}
    for side in shown:
        by_name.setdefault(side.name, set()).add(re.sub(r"\s+", "", side.text))
    # A sentence alone and a word of several senses have no production and cloze card, a word of a list no cloze card.
    assert len(by_name) == (5 * len(KINDS) + 3 + 3 + 4) * 2
    assert all(len(texts) == 1 for texts in by_name.values())
    (back,) = by_name["Flashcards Vocabulary 主顾/Recognition/back"]
    for part in (
        "主顾",
        "主顧",
        "customer",
        "here:",
        "regulars",
        "每家茶馆都有老主顾。",
        "client;patron",
        anki_cards.SOURCE,
    ):
        assert re.sub(r"\s+", "", part) in back
    (alone,) = by_name["Flashcards Sentence 老城/Recognition/back"]
    assert "Wordbyword" in alone
    assert "Notconfirmedbyatranslation" in alone
    (listed,) = by_name["Flashcards Vocabulary 沏/Recognition/back"]
    assert listed.startswith("沏qītoinfuse;tomake(tea);topourwateronOthersensestorush(ofwater)words")
    (front,) = by_name["Flashcards Vocabulary 主顾/Recognition/front"]
    assert front == "主顾老城里每条街都有自己的茶馆，每家茶馆都有老主顾。"
    assert all("<script>document" in text for name, (text,) in by_name.items() if "甲" in name and "back" in name)


@pytest.mark.anki
@pytest.mark.browser
def test_sounds_stand_above_the_fold(shown: list[Shown]) -> None:
    """On a small phone every button for a sound is seen at once, labelled; a listening card says what to do."""
    heard = [side for side in shown if side.look == "phone" and side.sounds and "W" * 400 not in side.text]
    assert {side.name.split("/")[-2] for side in heard} == {"Listening"}
    assert [side.name for side in heard if max(side.sounds) > PHONE_HEIGHT] == []
    assert all("Listen, and say what it means." in side.text for side in heard if side.name.endswith("front"))
    assert all(re.search("(word|sentence) ", side.text) for side in heard if side.name.endswith("back"))


@pytest.mark.anki
@pytest.mark.browser
def test_a_gap_is_not_broken(shown: list[Shown]) -> None:
    """A gap stands on one line, however narrow the phone, unless it is wider than that."""
    gaps = [side for side in shown if side.gap_lines]
    assert {side.look for side in gaps} == LOOKS.keys()
    assert [side for side in gaps if side.gap_lines > 1] == []


@pytest.mark.anki
@pytest.mark.browser
def test_no_look_scrolls_sideways(shown: list[Shown]) -> None:
    """Nothing is wider than the page, not even four hundred letters without a space on a small phone."""
    assert [side for side in shown if side.wide > side.room] == []


@pytest.mark.anki
@pytest.mark.browser
def test_all_text_is_readable_by_day_and_night(shown: list[Shown]) -> None:
    """All text stands out from the paper, which is light by day and dark by night."""
    assert [(side.name, side.look, side.contrast) for side in shown if side.contrast < LEAST_CONTRAST] == []
    assert {(side.look, side.paper) for side in shown} == {
        ("light", "rgb(251, 250, 247)"),
        ("phone", "rgb(251, 250, 247)"),
        ("night", "rgb(44, 44, 44)"),
        ("small", "rgb(44, 44, 44)"),
    }
