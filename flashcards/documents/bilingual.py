"""A line that holds a sentence and its translation: where one ends and the other begins.

The idea: read token by token, such a line is English up to a place and Chinese from there on (or the reverse), and both
parts are about as long as translations of each other are. So the likeliest division into stretches of one language is
found first (Viterbi over the tokens, with a price on each change of language, which keeps names in a Chinese sentence and
quoted characters in an English one where they are); then the stretches must come in pairs of fitting length.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.documents.languages import HAN, TOKEN, weight
from flashcards.records import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.records import Span

LETTERS_PER_CHARACTER = 3.57
"""English letters for one Chinese character: the geometric mean over the hand-made links of MAC-Dev (six novels)."""

_SPREAD = 0.04, 1.5
"""Variance of the logarithm of that ratio: a constant, and a part that shrinks with the Chinese characters (MAC-Dev)."""
_WIDEST_SPREAD = 1.8
"""In standard deviations; nine of ten sentences and their translations keep it."""

_PRICE_OF_A_CHANGE = 8.0
"""In the units of `languages.weight`: a dozen names, or three function words, without Chinese among them."""
_LONGEST_LINE = 50_000

_SIGN_BETWEEN = re.compile(r"\s*[/|｜／=]\s*|\s+[—–-]{1,2}\s+")
_SPACE_AFTER_END = re.compile(r"""(?<=[.!?…。！？"”’」』)）])\s+""")
_LAST_SPACE = re.compile(r"\s+(?=\S*$)")
_CLOSING = re.compile(r"""[^\s\d“‘「『《（(【\["']*(?:["'](?=[^\w]*$))?""")
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_QUOTED = re.compile(r"""\s*["“‘「『].*["”’」』][.。]?\s*""", re.DOTALL)
_CHARACTER = re.compile(rf"[{HAN}]")
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line in one language."""

    start: int
    end: int
    language: Language


def divide(text: str) -> tuple[Part, ...]:
    """Cut a line into a sentence and its translation, or several in turn; empty where it is no such line.

    What stands between the parts and in none of them is a sign that sets them apart: a slash, a bar, brackets.
    """
    if len(text) > _LONGEST_LINE or not (_CHARACTER.search(text) and _LETTER.search(text)):
        return ()
    stretches = _stretches(text)
    if len(stretches) < 2 or len(stretches) % 2:
        return ()
    parts = _parts(text, stretches)
    return parts if all(_fit(text, *pair) for pair in zip(parts[::2], parts[1::2], strict=True)) else ()


def _stretches(text: str) -> list[tuple[Language, Span]]:
    """Find the likeliest stretches of one language, each from its first token to the end of its last."""
    tokens = [(found.span(), weight(found.group(), is_han=found.lastgroup == "han")) for found in TOKEN.finditer(text)]
    stretches: list[tuple[Language, Span]] = []
    for ((start, end), _), english in zip(tokens, _chain([score for _, score in tokens]), strict=True):
        language = Language.ENGLISH if english else Language.CHINESE
        if stretches and stretches[-1][0] == language:
            start = stretches.pop()[1][0]
        stretches.append((language, (start, end)))
    return stretches


def _chain(scores: Sequence[float]) -> list[bool]:
    """Find the likeliest language of each token, True for English."""
    chinese = english = 0.0
    came_from: list[tuple[bool, bool]] = []
    for score in scores:
        from_english, from_chinese = english - _PRICE_OF_A_CHANGE, chinese - _PRICE_OF_A_CHANGE
        came_from.append((from_english > chinese, english >= from_chinese))
        chinese, english = max(chinese, from_english) - score / 2, max(english, from_chinese) + score / 2
    chain = [english > chinese]
    for previous in reversed(came_from[1:]):
        chain.append(previous[chain[-1]])
    return chain[::-1]


def _parts(text: str, stretches: Sequence[tuple[Language, Span]]) -> tuple[Part, ...]:
    """Give the white space and the signs around the stretches to the part they belong to."""
    parts: list[Part] = []
    begin, last = 0, len(stretches) - 1
    for number, (language, (_, end)) in enumerate(stretches):
        stop, after = (len(text), len(text)) if number == last else _border(text, end, stretches[number + 1][1][0])
        parts.append(Part(begin, stop, language))
        begin = after
    return _without_brackets(text, parts)


def _border(text: str, left: int, right: int) -> Span:
    """Find where one part ends and the next begins, between two stretches: what lies between is in neither."""
    between = text[left:right]
    after_end = _SPACE_AFTER_END.search(text, left, right)
    found = _SIGN_BETWEEN.search(between) or (after_end and re.search(r"\s+", between)) or _LAST_SPACE.search(between)
    if found:
        return left + found.start(), left + found.end()
    closing = _CLOSING.match(between)
    cut = left + (closing.end() if closing else 0)
    return cut, cut


def _without_brackets(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Take the brackets off a translation that stands in brackets at the end of its line."""
    *others, left, right = parts
    body = text[right.start : right.end].strip()
    if body[:1] in _BRACKETS and body.endswith(_BRACKETS[body[0]]):
        start = text.index(body, right.start)
        right = Part(start + 1, start + len(body) - 1, right.language)
    return (*others, left, right)


def _fit(text: str, left: Part, right: Part) -> bool:
    """Whether two parts can be translations of each other by their length, and neither only quotes the other language."""
    texts = {part.language: text[part.start : part.end] for part in (left, right)}
    chinese, english = texts[Language.CHINESE], texts[Language.ENGLISH]
    if bool(_QUOTED.fullmatch(chinese)) != bool(_QUOTED.fullmatch(english)):
        return False
    size = len(_CHARACTER.findall(chinese)) + len(_LETTER.findall(chinese)) / LETTERS_PER_CHARACTER
    ratio = math.log(max(1, len(_LETTER.findall(english))) / size / LETTERS_PER_CHARACTER)
    return abs(ratio) <= _WIDEST_SPREAD * math.sqrt(_SPREAD[0] + _SPREAD[1] / size)
