"""What a worksheet says beside its sentences: what to do with them, and where to write one's name.

The idea: `Answer the questions.` may be a sentence to learn. It is a task where a letter or a label counts it, or the
first of several items stands below it, and where most of the lines are none.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.line_kinds import line_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_row = partial(line_kind, flags=re.IGNORECASE)
_LONGEST = 200
"""Characters of a line that is looked at: a task is a sentence or two."""
_NUMBER = (
    r"(?:(?:exercise|task|activity|drill|part|section|directions?|instructions?)\s?(?-i:\d{1,2}|[A-H]|[IVX]{1,4})?\s?"
    r"[.:：)、—–-]\s*|(?-i:[A-H]|[IVX]{1,4})[.)、]\s*|[(（]?[一二三四五六七八九十]{1,2}[)）、.．]\s*|"
    r"[练練][习習]\s?[一二三四五六七八九十\d]{0,2}\s?[、.．:：]\s*)"
)
"""What counts the tasks of a worksheet, or calls one so."""
_TASK = (
    r"(?:(?:translate|fill\s(?:in|out)|complete|match|choose|circle|underline|tick|write|rewrite|read|listen\sto|answer|put|"
    r"(?:re)?arrange|reorder|unscramble|correct|cross\sout|make|look\sat|use|connect|copy|trace|combine|mark|select|"
    r"practi[cs]e|discuss)\s(?:.{0,80}\s)?(?:blanks?|gaps?|sentences?|words?|questions?|dialogues?|conversations?|texts?|"
    r"passages?|pictures?|characters|phrases?|pinyin|brackets|paragraphs?|following|answers?|order|expressions?|column|"
    r"chinese|english|mandarin)\b.{0,60}|true\s(?:or|/)\sfalse\W?|"
    r"[请請]?(?:根[据據]|按照|用|把|[将將]|[选選]|填|[写寫]|[读讀]|[听聽]|回答|完成|翻[译譯]|[连連]|判[断斷]|改|朗[读讀]|看)[^，。！？]{0,30}"
    r"(?:[问問][题題]|空|句子|[词詞][语語]|生[词詞]|[对對][话話]|[课課]文|短文|[图圖]片?|拼音|[汉漢]字|正[误誤]|[对對][错錯]|英文|中文|英[语語]|[汉漢][语語])"
    r"[。.:：]?)"
)
"""What a worksheet tells to do."""
_PLACE = r"(?:name|class|date|score|grade|teacher|student|姓名|班[级級]|日期|分[数數]|得分|[学學][号號])"
TASKS = (
    _row(
        "a task of a worksheet",
        f"{_NUMBER}{_TASK}",
        "B. Fill in the blanks with the words below.",
        "B. He made it.",
    ),
    _row("a task of a worksheet", _TASK, "Complete the sentences.", "Read it again."),
    _row(
        "a place to fill in",
        rf"(?:[\w ]{{1,30}}\s)?{_PLACE}\s?[:：]?\s?_{{3,}}[_\s]*(?:{_PLACE}\s?[:：]?\s?_{{3,}}[_\s]*){{0,5}}",
        "Worksheet 3   Name: _____  Date: ____",
        "Name: Anna",
    ),
)
"""A task with its number or label, one without, and where to write one's name."""
_FIRST_ITEM = pattern(r"[(（\[]?1[.)、）．\]]|①")
"""How the first of several items begins."""
_MOST = 0.25
"""The share of tasks among the lines: where there are more, they are phrases to learn. Set by hand."""


def tasks_among(texts: Sequence[str]) -> dict[int, str]:
    """Say which lines of a worksheet are none of its sentences, by their places, and what they are."""
    counted, bare, place = TASKS
    tasks: dict[int, str] = {}
    places: dict[int, str] = {}
    count = 0
    below = ""
    for at in range(len(texts) - 1, -1, -1):
        text = texts[at]
        if 0 < len(text) <= _LONGEST:
            is_bare = bool(bare.pattern.fullmatch(text))
            is_counted = not is_bare and bool(counted.pattern.fullmatch(text))
            count += is_bare or is_counted
            if is_counted or (is_bare and _FIRST_ITEM.match(below)):
                tasks[at] = counted.name
            elif place.pattern.fullmatch(text):
                places[at] = place.name
        below = text or below
    return places | (tasks if count <= _MOST * sum(map(bool, texts)) else {})
