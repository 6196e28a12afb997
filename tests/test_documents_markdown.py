"""Markdown as its reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.formats.text.markdown import extract
from flashcards.documents.reading import read
from flashcards.records import Language

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """---
title: Tea
---
# How to make tea {#make-tea}

<script setup>
const cups = 2

const unseen = "Nobody reads this."
</script>

Boil *fresh* water and wait for **one minute**, as the
[guide](https://example.com/guide_(tea)) says.[^1] Then run `pour()`.

> [!NOTE]
> Green tea wants cooler water.

:::tip Before you start
Warm the cup.
:::

- [x] a pot
- two cups<sup>*</sup>

<div class="box">

| leaf | minutes |
| ---- | ------- |
| green | 2 |

</div>

```js
steep(2)
```

<p>The last
<b>sip</b>.</p>

<!-- a remark -->

![a cup](cup.png)

[^1]: In the second chapter.
"""


def blocks(text: str) -> list[str]:
    """Give the texts of the passages of a Markdown text."""
    extraction = extract("test", text)
    return [extraction.text[passage.start : passage.end] for passage in extraction.passages]


def test_page() -> None:
    """Headings, paragraphs, items, cells and notes stay; code, scripts, anchors and link targets go."""
    assert blocks(PAGE) == [
        "How to make tea",
        "Boil fresh water and wait for one minute, as the guide says. Then run pour().",
        "Green tea wants cooler water.",
        "Before you start",
        "Warm the cup.",
        "a pot",
        "two cups*",
        "leaf",
        "minutes",
        "green",
        "2",
        "The last sip.",
        "In the second chapter.",
    ]


def test_what_is_left_out_is_reported() -> None:
    """Blocks without prose come back with their line and the reason."""
    reasons = [(o.line, o.reason) for o in extract("test", PAGE).left_out]
    assert reasons[:2] == [(1, "front matter"), (6, "markup")]
    assert (PAGE.split("\n").index("```js") + 1, "code") in reasons
    assert any(o.text == "<!-- a remark -->" for o in extract("test", PAGE).left_out)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "今天**喝茶。**明天**“喝水”**吧。",
            "今天喝茶。明天“喝水”吧。",
        ),  # tea today, water tomorrow: no space around **
        ("今天喝茶，\n明天喝水。", "今天喝茶，明天喝水。"),  # a line break between Chinese characters is none
        ("我用 Python\n写字。", "我用 Python 写字。"),  # I write with Python: beside Latin it is a space
        ("cost: $5 and $10", "cost: $5 and $10"),
        ("a<br>b", "a b"),
        ("<Note>\nUse **tea** from [here](x.md).\n</Note>", "Use tea from here."),
        (":::tip[Before you start]\n:::", "Before you start"),
        ("# 泡茶 {/*make-tea*/}", "泡茶"),  # making tea
    ],
)
def test_details(text: str, expected: str) -> None:
    """What CommonMark leaves standing, or says otherwise, is read as a reader of Chinese would."""
    assert blocks(text) == [expected]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "茶凉了。\tThe tea is cold.\n门开了。\tThe door opened.",
            ["茶凉了。", "The tea is cold.", "门开了。", "The door opened."],
        ),
        ('茶凉了。,"The tea is cold, too."', ["茶凉了。", "The tea is cold, too."]),
        ("茶凉了。\nChá liáng le.\nThe tea is cold.", ["茶凉了。", "Chá liáng le.", "The tea is cold."]),
        ("npm run tea   # 泡茶\nnpm test  # 试试", []),  # make tea, try
        ('tea = "茶"\nprint(tea)', []),
    ],
)
def test_a_block_to_be_copied(block: str, expected: list[str]) -> None:
    """What is set as code and holds sentences in both languages is a text; code with Chinese in it is none."""
    assert blocks(f"Here you are:\n\n```\n{block}\n```\n")[1:] == expected
    assert blocks(f"Here you are:\n\n```python\n{block}\n```\n")[1:] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 茶凉了。 #card\n  collapsed:: true\n\t- The tea is cold.", ["茶凉了。", "The tea is cold."]),  # Logseq
        (
            "#flashcards/chinese\n\nThe tea is cold. ^a1b2\n\n茶凉了。 #茶 #tea",
            ["The tea is cold.", "茶凉了。"],
        ),  # Obsidian
        ("We use C# and tea:: 茶", ["We use C# and tea:: 茶"]),
    ],
)
def test_marks_of_note_takers(text: str, expected: list[str]) -> None:
    """Tags, properties and names of blocks are none of the text."""
    assert blocks(text) == expected


def test_both_languages(tmp_path: Path) -> None:
    """One Markdown file can hold both languages, too."""
    path = tmp_path / "tea.md"
    path.write_text("# Tea\n\n## 茶\n\nWe drink *tea* in the morning.\n\n我们早上**喝茶**。\n", encoding="utf-8")
    document = read(path)
    blocks_read = [(block.language, document.text[block.start : block.end]) for block in document.blocks]
    assert blocks_read == [
        (Language.ENGLISH, "Tea"),
        (Language.CHINESE, "茶"),
        (Language.ENGLISH, "We drink tea in the morning."),
        (Language.CHINESE, "我们早上喝茶。"),
    ]


parts = st.sampled_from(
    [
        *(
            "# ",
            "- ",
            "1. ",
            "> ",
            "**",
            "*",
            "`",
            "```\n",
            "<b>",
            "</b>",
            "<script>",
            "<!--",
            "-->",
            "|",
            "---\n",
            ":::",
        ),
        *("[^1]", "[^1]: ", "](", "[", "{#a}", "$", "\\", "tea", "茶", "。", " ", "\t", "&amp;", "]: x", "\r\n", "~~~"),
        *("\n", "\n\n", "{/*", "*/}"),
    ]
)


@given(st.lists(parts, max_size=40).map("".join))
def test_any_markup_is_read(text: str) -> None:
    """However broken the markup, passages stand in order at their places, each in one line and none empty."""
    extraction = extract("test", text)
    assert extraction.text == "\n\n".join(
        extraction.text[passage.start : passage.end] for passage in extraction.passages
    )
    for passage in extraction.passages:
        piece = extraction.text[passage.start : passage.end]
        assert piece == " ".join(piece.split()) != ""


@pytest.mark.shared
def test_translated_pages_have_the_same_blocks(shared: Path) -> None:
    """A page and its translation have as many passages."""
    pages = sorted((shared / "bench/markdown").glob("*.en.md"))
    assert pages
    for english in pages:
        chinese = english.with_name(english.name.replace(".en.", ".zh."))
        assert len(read(english).blocks) == len(read(chinese).blocks), english.name


@pytest.mark.parametrize("markup", ["<a ", "<!--", '<a b="', "</a", "**a ", "[a", "{/*"])
def test_broken_markup_ends(markup: str) -> None:
    """A long run of broken markup is read in time that grows with its length, not with its square: this test ends."""
    assert extract("test", "tea\n\n" + markup * 20_000).passages
