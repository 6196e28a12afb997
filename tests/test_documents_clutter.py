"""What is no text among the sentences is named and left out; sentences never are."""

from __future__ import annotations

import pytest

from flashcards.documents.clutter import CODE, KINDS, clutter, without_clutter
from flashcards.documents.formats.text.plain import extract, extract_lines
from flashcards.documents.line_kinds import LineKind

CLUTTER = {
    "numbers or signs": ["12.5", "— 3 —", "* * *", "}", "3 / 4 = 75 %", "……"],
    "an address": ["https://example.com/tea?x=1", "<www.example.com>", "anna@example.com"],
    "a reference": [
        "[1] Berg, A. On tea. Tea Studies, Vol. 3, 2020, pp. 3–9.",
        "[2] 王一. 茶馆研究[J]. 茶学, 2019(3).",  # Wang, studies of tea houses
        "Berg, A. B. (2019). A study of tea. Tea, 3(2).",
    ],
    "navigation": ["Next", "« Previous", "目录", "Home | About us | Contact", "首页 > 茶 > 绿茶", "上一页 | 下一页"],
    "code": [
        "print(tea);",
        "x = 3;",
        "if (tea) {",
        "$ pip install tea",
        "<div class='x'>",
        "def brew(tea):",
        "x = 3;\nprint(x);",
    ],
}
SENTENCES = [
    "He paid $ 5 for it.",
    "1. In 2020 we went home.",
    "Tea | Coffee",
    "3 cups",
    "三杯。",  # three cups
    "She left (at last); he stayed (for now).",
    "See https://example.com for more.",
    "Home is where the tea is.",
    "目录在最后一页。",  # The contents are on the last page.
    "In print() the text is shown.",
    "用 print(茶); 来打印",  # print with print(tea)
    "[1] This is a note on 2020.",
]


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in CLUTTER.items() for text in texts])
def test_named(reason: str, text: str) -> None:
    """Each kind of clutter has its name."""
    assert clutter(text) == reason


@pytest.mark.parametrize("kind", KINDS + CODE, ids=lambda kind: f"{kind.name}: {kind.fires}")
def test_each_row_holds(kind: LineKind) -> None:
    """A row fits the line that it gives, and not the one that only looks as if."""
    assert kind.pattern.fullmatch(kind.fires)
    assert not kind.pattern.fullmatch(kind.spares)


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_stay(text: str) -> None:
    """What may be a sentence is none of it."""
    assert not clutter(text)


def test_left_out() -> None:
    """Clutter is reported with its line; lines that were cut by hand are not judged."""
    text = "Tea is good.\n12.5\n\nHome | Search | Tea\nLet us go.\n"
    extraction = without_clutter(extract("tea.txt", text))
    assert [extraction.text[p.start : p.end] for p in extraction.passages] == ["Tea is good.", "Let us go."]
    assert [(o.line, o.reason) for o in extraction.left_out] == [(2, "numbers or signs"), (4, "navigation")]
    assert without_clutter(extract_lines("tea.txt", text)) == extract_lines("tea.txt", text)
