"""TMX and XLIFF: finished units are rows, tags are taken off, the rest is reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.formats.memories.translation_memory import extract
from flashcards.errors import InputError

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="{english}"/><body>
<tu>
<tuv xml:lang="{english}"><seg>Drink <bpt>&lt;b&gt;</bpt>tea<ept>&lt;/b&gt;</ept> &amp; rest.</seg></tuv>
<tuv xml:lang="{chinese}"><seg>喝<hi type="b">茶</hi>休息<ph>{{0}}</ph>。</seg></tuv></tu>
<tu><tuv xml:lang="{english}"><seg>Alone.</seg></tuv></tu>
<tu><tuv xml:lang="{english}"><seg>Hello.</seg></tuv><tuv xml:lang="{chinese}"><seg>你好。</seg></tuv>
<tuv xml:lang="fr"><seg>Salut.</seg></tuv></tu>
</body></tmx>"""

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en-US" target-language="zh-CN" original="x"><body><group>
<trans-unit id="1"><source>Drink <g id="1">tea</g><x id="2"/> &amp; rest.</source>
<target state="translated">喝<g id="1">茶</g>休息。</target>
<alt-trans><source>Water.</source><target>水。</target></alt-trans></trans-unit></group>
<trans-unit id="2" approved="no"><source>No.</source><target>不。</target></trans-unit>
<trans-unit id="3"><source>Alone.</source><target/></trans-unit>
<trans-unit id="4" translate="no"><source>X-1.</source><target>X-1。</target></trans-unit>
<trans-unit id="5"><source>Hello. Bye.</source>
<seg-source><mrk mtype="seg" mid="1">Hello.</mrk> <mrk mtype="seg" mid="2">Bye.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">你好。</mrk><mrk mtype="seg" mid="2">再见。</mrk></target></trans-unit>
</body></file></xliff>"""

XLIFF_2 = """<xliff version="2.0" srcLang="zh-Hans" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u"><segment state="final"><source>喝<pc id="1">茶</pc>休息<ph id="2"/>。</source>
<target>Drink <pc id="1">tea</pc> &amp; rest.</target></segment>
<segment state="initial"><source>再见</source><target>Bye</target></segment></unit>
<unit id="v"><segment><source>你好。</source><target>Hello.</target></segment></unit></file></xliff>"""

DRINK, HELLO, BYE = ("喝茶休息。", "Drink tea & rest."), ("你好。", "Hello."), ("再见。", "Bye.")


def rows(text: str) -> list[tuple[str, str]]:
    """Read a file: the Chinese and the English of each row."""
    extraction = extract("tea.tmx", text)
    by_row: dict[int | None, dict[str, str]] = {}
    for passage in extraction.passages:
        by_row.setdefault(passage.row, {})[str(passage.language)] = extraction.text[passage.start : passage.end]
    return [(row["zh"], row["en"]) for row in by_row.values()]


@pytest.mark.parametrize("english", ["en", "en-US", "EN_gb"])
@pytest.mark.parametrize("chinese", ["zh", "zh-CN", "zh-Hant", "ZH_tw", "cmn-Hans"])
def test_tmx(english: str, chinese: str) -> None:
    """Every variant of the two languages is taken; inline tags go, the text between them stays."""
    assert rows(TMX.format(english=english, chinese=chinese)) == [DRINK, HELLO]


def test_one_variant() -> None:
    """Of two variants of a language the one that most units have is taken."""
    text = TMX.format(english="en", chinese="zh-CN")
    both = text.replace(
        '<tuv xml:lang="en"><seg>H', '<tuv xml:lang="zh-TW"><seg>您好。</seg></tuv><tuv xml:lang="en"><seg>H'
    )
    assert rows(both) == [DRINK, HELLO]


def test_xliff() -> None:
    """Both versions are read, in either direction; marked segments are rows of their own."""
    assert rows(XLIFF_1) == [DRINK, HELLO, BYE]
    assert rows(XLIFF_2) == [DRINK, HELLO]


def test_unfinished_units() -> None:
    """What a translator has not finished, or was not to translate, is reported with its line and reason."""
    assert [(o.line, o.text, o.reason) for o in extract("tea.xlf", XLIFF_1).left_out] == [
        (6, "No. 不。", "a translation that is not approved"),
        (7, "Alone.", "a unit without translation"),
        (8, "X-1. X-1。", "a unit that is not to be translated"),
    ]
    assert [o.text for o in extract("tea.xlf", XLIFF_2).left_out] == ["再见 Bye"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tmx><body>", "damaged or cut short"),
        ('<!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tmx>&b;</tmx>', "defines entities"),
        ("<tmx>" + "<a>" * 5000 + "</a>" * 5000 + "</tmx>", "damaged|too deep"),
        ("<tmx><body/></tmx>", "no unit is in both"),
        (TMX.format(english="fr", chinese="zh"), "no unit is in both"),
    ],
)
def test_no_memory(text: str, message: str) -> None:
    """What cannot be read is named."""
    with pytest.raises(InputError, match=rf"^tea\.tmx: .*({message})"):
        rows(text)


@given(st.integers(0, len(XLIFF_1)), st.text(max_size=5), st.integers(0, 40))
def test_damage_anywhere(place: int, noise: str, lost: int) -> None:
    """Characters changed anywhere give rows or one sentence."""
    try:
        rows(XLIFF_1[:place] + noise + XLIFF_1[place + lost :])
    except InputError as error:
        assert str(error).startswith("tea.tmx: ")  # noqa: PT017 (either outcome is right)
