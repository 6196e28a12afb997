"""Sentences that a partner or teacher has put right: `❌ wrong`, `✅ right` below it. The right one is the text's.

The idea: a sign of what is wrong means that only where one of what is right follows, on the next line or on the same,
and most of the words are the same; else it may be a bullet, or say what not to do.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.documents.line_kinds import line_kind
from flashcards.documents.passages import with_sections
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.line_kinds import LineKind
    from flashcards.documents.passages import Extract, Passage

_row = partial(line_kind, flags=re.IGNORECASE)
WRONG = (
    _row("a wrong sentence", r"(?:[❌✗✘✖❎🚫✕╳]\ufe0f?|[×xX](?=\s))\s*", "❌ 我去了商店昨天。", "xylophone"),
    _row(
        "a wrong sentence",
        r"(?:wrong|incorrect|[错錯](?:[误誤](?:句子)?|句)?|病句|修改前|改前|原句|不[对對])\s?[:：]\s*",
        "Wrong: He go home.",
        "Wrong answers cost points.",
    ),
)
"""How a line begins that is wrong."""
RIGHT = (
    _row("the sign of what is right", r"(?:[✅✓✔☑⭕🟢👍]\ufe0f?|[√○](?=\s))\s*", "✅ 我昨天去了商店。", "√2"),
    _row(
        "the sign of what is right",
        r"(?:right|correct(?:ed|ion)?|[对對正](?:[确確](?:句子)?|句)?|修改[后後]|改[后後正]|[订訂]正)\s?[:：]\s*",
        "Correct: He goes home.",
        "Correct me if I err.",
    ),
)
"""How the line begins that puts it right."""
_ARROW = r"(?:(?:→|->|=>|⇒|➡\ufe0f?|[,，;；|/])\s{0,3})?"
"""What may stand between the two on one line, and few spaces behind it. Set by hand."""
_INSIDE = pattern(_ARROW + "(?:" + "|".join(row.pattern.pattern for row in RIGHT[:1]) + ")")
"""The sign of what is right within a line, the first row of those. Set by hand."""
_WORD = pattern(f"[{HAN}]|[a-zà-ɏ'’]+")
_LEAST_IN_BOTH = 0.5
"""The share of the words of what is right that stand in what is wrong. Set by hand."""
_NEAR = 2
"""Lines below the wrong one among which the right one stands: its pinyin or the reason may come between."""


def without_mistakes(extract: Extract) -> Extract:
    """Leave out the sentences that are put right, and take the signs off those that are right."""
    texts = [extract.text[passage.start : passage.end] for passage in extract.passages]
    rights = {wrong: right for wrong, text in enumerate(texts) if (right := _right(texts, wrong, text)) is not None}
    if not rights:
        return extract
    kept: list[Passage] = []
    left_out: list[Omission] = []
    right_lines = set(rights.values())
    for number, (passage, text) in enumerate(zip(extract.passages, texts, strict=True)):
        end = _end_of_mistake(text) if number in right_lines else len(text) if number in rights else 0
        if end:
            name = (RIGHT if number in right_lines and number not in rights else WRONG)[0].name
            left_out.append(Omission(extract.name, passage.line, text[:end].strip(), name))
        if end < len(text):
            kept.append(replace(passage, start=passage.start + end))
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))


def _right(texts: Sequence[str], at: int, text: str) -> int | None:
    """Tell which line puts a line right: itself, or one of the next; None for none."""
    wrong = _beginning(WRONG, text)
    if not wrong:
        return None
    inside = _INSIDE.search(text, wrong)
    if inside:
        return at if _say_the_same(text[wrong : inside.start()], text[inside.end() :]) else None
    below = range(at + 1, min(at + 1 + _NEAR, len(texts)))
    return next(
        (
            number
            for number in below
            if (sign := _beginning(RIGHT, texts[number])) and _say_the_same(text[wrong:], texts[number][sign:])
        ),
        None,
    )


def _say_the_same(wrong: str, right: str) -> bool:
    """Whether one sentence is the other, put right: most of its words stand in both."""
    words, others = (set(_WORD.findall(text.lower())) for text in (wrong, right))
    return len(words & others) >= _LEAST_IN_BOTH * max(1, len(others))


def _beginning(rows: Sequence[LineKind], text: str) -> int:
    """Tell where the sign ends with which a line begins; 0 for none."""
    return next((sign.end() for row in rows if (sign := row.pattern.match(text))), 0)


def _end_of_mistake(text: str) -> int:
    """Tell where what is right begins in a line that holds it."""
    inside = _INSIDE.search(text, 1) if _beginning(WRONG, text) else None
    return inside.end() if inside else _beginning(RIGHT, text)
