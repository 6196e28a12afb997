"""Where sentences end: the end marks of a text, less those after which the sentence goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from flashcards.records import Language
from flashcards.sentences._reasons import REASONS_TO_GO_ON
from flashcards.sentences._signs import CHINESE_MARKS, CLOSING, QUOTES, SPOKE_CHINESE, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.records import Span

_MARK = re.compile(
    rf"""(?: \.(?:[ ]\.)+                      # dots with spaces between them
           | [.!?…{CHINESE_MARKS}]+            # one end mark or several
           | (?<![—–])[—–]+(?=[”’"'」』])      # a dash where speech breaks off
         )
         (?: [.!?…{CHINESE_MARKS}{re.escape(CLOSING)}]
           | [ \u3000](?=[”」』】》〉])         # a space before a sign that can only close
         )*
    """,
    re.VERBOSE,
)

_PAIRED = re.compile(r'[“”「」『』（）()【】《》\[\]"]')
_PARTNER = {"”": "“", "」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "》": "《", "]": "[", '"': '"'}
_LEADS_TO_SPEECH = tuple(",:，：—" + SPOKE_CHINESE)
_LONGEST_ASIDE = 300
"""In characters, a long paragraph of Chinese. Set by hand."""
_LONGEST_TITLE = 100
"""The same for straight quotation marks and those of titles, which are opened and closed by one sign. Set by hand."""
_DEEPEST_ASIDE = 4
"""A bracket or quotation that closes after more characters, or over more open ones, is a slip or stands for itself."""
_WORD = re.compile(r"\w")


def sentence_ends(text: str, language: Language) -> Iterator[int]:
    """Yield where the sentences of a block end, the end of the block left out."""
    asides = _asides(text)
    start = 0
    for match in _MARK.finditer(text):
        signs = match.group()
        mark = Mark(text, *match.span(), start, language, signs, signs.rstrip(CLOSING + " \u3000"))
        if not any(reason(mark) for reason in REASONS_TO_GO_ON) and not _is_in_aside(mark, asides):
            start = match.end()
            yield start


def _asides(text: str) -> list[Span]:
    """Find the brackets and quotations that close again nearby, in order of their opening."""
    asides: list[Span] = []
    opened: list[tuple[str, int]] = []
    for match in _PAIRED.finditer(text):
        sign, position = match.group(), match.start()
        near = [begin for opener, begin in opened[-_DEEPEST_ASIDE:] if opener == _PARTNER.get(sign)]
        if near:
            while opened.pop()[1] != near[-1]:
                pass
            longest = _LONGEST_TITLE if text[near[-1]] in QUOTES else _LONGEST_ASIDE
            if position - near[-1] <= longest:
                asides.append((near[-1], position))
        elif sign == '"' or sign not in _PARTNER:
            opened.append((sign, position))
    return sorted(asides)


def _is_in_aside(mark: Mark, asides: Sequence[Span]) -> bool:
    """Whether a mark stands inside a bracket or quotation that its sentence carries as one of its words.

    In English the mark that closes with a title can end the sentence as well (I read "Tea." He did not.); in Chinese
    the sentence has its own mark behind the closing sign.
    """
    first = bisect_left(asides, (mark.start - _LONGEST_ASIDE,))
    last = bisect_left(asides, (mark.start,))
    end = mark.end - 1 if mark.language == Language.CHINESE else mark.end
    return any(close >= end and _is_carried(mark, begin) for begin, close in asides[first:last])


def _is_carried(mark: Mark, opening: int) -> bool:
    """Whether what opens there is a part of the sentence: neither its beginning nor the speech it announces."""
    near = max(mark.sentence, opening - _LONGEST_ASIDE)
    if near == mark.sentence and not _WORD.search(mark.text, near, opening):
        return False
    return mark.text[opening] not in QUOTES or not mark.text[near:opening].rstrip().endswith(_LEADS_TO_SPEECH)
