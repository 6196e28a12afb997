"""Numbers within a paragraph that count its verses or items: each begins a passage of its own.

The idea: `1 In the beginning … 2 And the earth …` is a list without line ends. Numbers of a sentence do not count up
from its first word on, each behind the end of another sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import numeric

from flashcards.documents.dress_kinds import MEASURES, MONTH_OF_A_DAY
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.passages import Extract, Passage

_SIGNS = "①-⑳⑴-⒇❶-❿➀-➓"
"""Numbers in a circle or in brackets that are one sign each."""
_NUMBER = re.compile(
    r"""(?:(?<![^\s.!?…,;:。！？，；：、"”’」』)）])(?<!\d[.,:])|^)(?:"""
    r"""[\[(（]?(?P<number>\d{1,3}|[¹²³⁰⁴-⁹]{1,3})[\])）]?"""
    rf"""(?:[.、．](?!\d))?[ \t\u3000\xa0]*(?!{MONTH_OF_A_DAY})(?=[^\W\d_%°{MEASURES}]|["“‘「『《(（])"""
    rf"""|(?P<sign>[{_SIGNS}])[ \t\u3000\xa0]*)""",
    re.IGNORECASE,
)
"""A number that may stand before a verse; a measure word or month behind digits makes them a quantity or a day."""
_ENDED = re.compile(r"""[.!?…;:。！？；：]["”’」』)）]*\s*$""")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FEWEST = 3
"""Numbers that count up: two may be a sentence's own. Set by hand."""
_BEHIND_ENDS = 0.5
"""The share of the numbers that must follow the end of a sentence; verses may end in commas. Set by hand."""
_LONGEST_GAP = 12
"""Characters before a number in which the end of a sentence is looked for: closing marks and spaces."""
_REASON = "a number"


def without_verse_numbers(extract: Extract) -> Extract:
    """Part the paragraphs whose verses or items are numbered, and take the numbers off."""
    passages: list[Passage] = []
    left_out: list[Omission] = []
    for passage in extract.passages:
        text = extract.text[passage.start : passage.end]
        numbers = verse_numbers(text) if passage.row is None else ()
        left_out += [Omission(extract.name, passage.line, number.group().strip(), _REASON) for number in numbers]
        passages += _verses(passage, text, numbers) if numbers else [passage]
    if not left_out:
        return extract
    return replace(extract, passages=tuple(passages), left_out=(*extract.left_out, *left_out))


def verse_numbers(text: str) -> Sequence[re.Match[str]]:
    """Find the numbers that count the verses of a paragraph; none where they do not count up from its beginning.

    The first may be that of the chapter, with the second verse behind it.
    """
    places = list(_NUMBER.finditer(text)) if _NUMBER.match(text) else []
    if len(places) < _FEWEST:
        return ()
    runs = [_counted(places, expected) for expected in (_value(places[0]) + 1, 2)]
    run = max(runs, key=len)
    ended = sum(bool(_ENDED.search(text[max(0, n.start() - _LONGEST_GAP) : n.start()])) for n in run[1:])
    return run if len(run) >= _FEWEST and ended >= _BEHIND_ENDS * (len(run) - 1) else ()


def _counted(places: Sequence[re.Match[str]], expected: int) -> list[re.Match[str]]:
    """Take the first number, and of the others those that go on from an expected one."""
    run = [places[0]]
    for place in places[1:]:
        if _value(place) == expected:
            run.append(place)
            expected += 1
    return run


def _value(number: re.Match[str]) -> int:
    return int(numeric(number["sign"])) if number["sign"] else int(number["number"].translate(_PLAIN))


def _verses(passage: Passage, text: str, numbers: Sequence[re.Match[str]]) -> list[Passage]:
    """Make a passage of each verse."""
    ends = [*(number.start() for number in numbers[1:]), len(text)]
    spans = [(number.end(), len(text[:end].rstrip())) for number, end in zip(numbers, ends, strict=True)]
    return [
        replace(
            passage,
            start=passage.start + start,
            end=passage.start + end,
            begins_section=passage.begins_section and at == 0,
        )
        for at, (start, end) in enumerate(spans)
        if start < end
    ]
