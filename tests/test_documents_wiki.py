"""Markup of wikis is undone, and what it says beside the text is reported."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.wiki import undone

PAGE = """{| class="wikitable"
|+ 茶
! 汉字 !! English
|-
| {{lang|zh|茶很热。}} || '''The tea is hot.'''
|}
[[Category:Tea]]"""


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("{{lang|zh-Hans|茶}}", "茶"),
        ("{{zh|s=茶馆|t=茶館|p=cháguǎn}}", "茶馆 (茶館) (cháguǎn)"),
        ("{{zh|c=茶|p=chá}}", "茶 (chá)"),
        ("{{lang-zh|茶}}", "茶"),
        ("{{zh-x|茶很热。|The tea is hot.}}", "茶很热。 — The tea is hot."),
        ("{{ux|zh|茶很热。|The tea is hot.}}", "茶很热。 — The tea is hot."),
        ("{{lang|zh|{{linktext|茶|馆}}}}", "茶馆"),
        ("{{ruby|茶|chá}}", "茶(chá)"),
        ("{{zh|c=茶}} is ''tea'', see [[tea house|teahouse]]", "茶 is tea, see teahouse"),
        ("== {{lang|zh|茶}} ==", "茶"),
        ("{{c1::茶}} {{other|a|b}} ''tea''", "{{c1::茶}} {{other|a|b}} ''tea''"),
        ("{{lang|fr|thé}}", "{{lang|fr|thé}}"),
    ],
)
def test_what_is_shown(markup: str, shown: str) -> None:
    """A template shows its Chinese and what reads it; a text of no wiki, or without Chinese, stays."""
    assert undone(markup) == (shown, ())


def test_what_is_not_shown_is_reported() -> None:
    """Signs of tables, categories and meanings beside a word are named with their lines, and all lines stay."""
    page = undone(PAGE)
    assert page.text.splitlines() == ["", "茶", "| 汉字 || English", "", "| 茶很热。 || The tea is hot.", ""]
    assert [(line, text) for line, text, _ in page.dropped] == [
        (1, '{| class="wikitable"'),
        (4, "|-"),
        (6, "|}"),
        (7, "[[Category:Tea]]"),
    ]
    assert undone("\n{{zh|c=茶|l=tea}}").dropped == ((2, "tea", "markup"),)
