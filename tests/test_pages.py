"""Pages: whole in one file, inert whatever the text holds, and readable in any window by day and night."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import pages
from tests.browser import browse
from tests.samples import TEA, annotated, pair

HOSTILE = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">" + "W" * 300

_MEASURE = """
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
    return {"pairs": pages.pairs(pairs, "Tea & <b>"), "annotations": pages.words(words, "Tea & <b>")}


@pytest.mark.browser
@pytest.mark.parametrize("width", [1000, 500])
@pytest.mark.parametrize("kind", ["pairs", "annotations"])
def test_a_page_shows_its_text_and_nothing_runs(tmp_path: Path, kind: str, width: int) -> None:
    """A page shows hostile text as text, fetches nothing, and never scrolls sideways."""
    page = tmp_path / "page.html"
    page.write_text(written()[kind].replace("</head>", _MEASURE), encoding="utf-8")
    said = browse(page, tmp_path, width=width)
    assert said["title"] == "Tea & <b>"
    assert "<script>document.title" in said["text"]
    assert "brews" in said["text"]
    assert said["fetched"] == 0
    assert said["wide"] <= said["room"]


@pytest.mark.parametrize("kind", ["pairs", "annotations"])
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
