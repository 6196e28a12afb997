"""A line that holds a sentence and its translation: where one ends and the other begins.

The idea: read token by token, such a line is English up to a place and Chinese from there on (or the reverse), and both
parts are about as long as translations of each other are. So the likeliest division into parts of one language is found
first, with a price on each change, which keeps names in a Chinese sentence and quoted characters in an English one
where they are; then the parts must come in pairs of fitting length.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents.languages import TOKEN, likeliest_chain, weight
from flashcards.records import Language, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.records import Span

LETTERS_PER_CHARACTER = 3.57
"""English letters for one Chinese character: the geometric mean over the hand-made links of MAC-Dev (six novels)."""

_SPREAD = 0.04, 1.5
"""Variance of the logarithm of that ratio: a constant, and a part to be divided by the Chinese characters (MAC-Dev)."""
_WIDEST_SPREAD = 1.8
"""In standard deviations; nine of ten sentences and their translations keep it."""

_PRICE_ANYWHERE, _PRICE_AFTER_MARK = 6.0, 3.5
"""What a change of language costs, in the units of `languages.weight`: five Chinese characters, two English function
words, nine names; less where a sentence ends or a slash stands. Set by hand: of 2,442 pairs of sentences (MAC-Dev, the
Chinese Grammar Wiki) put on one line nine in ten are cut right; of 327 Chinese lines with Latin words none is cut."""
_REPEATED_NAME = 0.1
"""What a Latin word that stands in many lines counts as English: hardly anything, for it may be a name. Set by hand."""
_LONGEST_LINE = 50_000
"""Bounds the work: a longer line is no sentence with its translation, but a text without line ends. Set by hand."""

_MARK = re.compile(r"""[!?…。！？/|｜／\[(（【]|[."”’」』)）](?=\s)""")
_SIGN_BETWEEN = re.compile(
    r"(?<!\s)(?:\s*(?:[=-]?>|<[=-]|[→⇒➔←]|[/|｜／=~～]{1,3}|\.{4,}|…{3,}|_{3,})\s*|\s+[—–-]{1,3}\s+|\s*[:：]{1,3}\s*"
    r"|(?<=[。！？.!?])\s*[,，;；]|\t\s*)"
)
_DASH_BETWEEN = re.compile(r"(?<!\s)\s*(?:—{1,2}|…{1,2})\s*")
_BROKEN_OFF = re.compile(r"""(?:[—…-]|\.\.\.)["”’」』)）]*\s*$""")
"""How a sentence ends that is broken off: where its line does, a dash or dots in the middle are the text's own, too."""
_LONGEST_END = 12
"""Characters at the end of a line in which that shows: dots, closing marks, spaces."""
_FIRST_SPACE = re.compile(r"\s+")
_LAST_SPACE = re.compile(r"(?<!\s)\s+(?=\S*$)")
_CLOSING = re.compile(r"""[^\s\d“‘「『《（(【\["']*(?:["'](?=[^\w]*$))?""")
_ENDS_ONLY = frozenset("。，、；：？！》」")
"""Signs that begin no part."""
_JOINTS = frozenset("：，；")
_ENDS = frozenset(".!?。！？")
"""A sign that joins clauses, behind the end of a sentence, sets two languages apart."""
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_QUOTED = re.compile(r"""\s*["“‘「『].*["”’」』][.。]?\s*""", re.DOTALL)
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")


class Part(Record):
    """A part of a line in one language."""

    start: int
    end: int
    language: Language


class _Token(Record):
    """A word or character: what it speaks for English, and what a change of language before it costs."""

    start: int
    end: int
    score: float
    price: float


def holds_both(text: str) -> bool:
    """Whether a line has both Chinese characters and Latin letters in it, and is no whole book."""
    return len(text) <= _LONGEST_LINE and bool(HAN_CHARACTER.search(text) and _LETTER.search(text))


def divide(text: str) -> tuple[Part, ...]:
    """Cut a line into a sentence and its translation, or several in turn; empty where it is no such line.

    What stands between the parts and in none of them is a sign that sets them apart: a slash, a bar, brackets.
    """
    tokens = _tokens(text) if holds_both(text) else []
    if not tokens:
        return ()
    chain = likeliest_chain([token.score for token in tokens], [token.price for token in tokens])
    parts = _parts(text, tokens, chain)
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    return parts if len(parts) % 2 == 0 and all(_fit(text, *pair) for pair in pairs) else ()


def divide_as_usual(text: str, first: Language) -> tuple[Part, ...]:
    """Cut a line of a text whose lines hold one language and then the other, however little speaks for it here."""
    if not holds_both(text):
        return ()
    tokens = _tokens(text)
    sign = 1 if first == Language.ENGLISH else -1
    total = sum(token.score for token in tokens)
    best, cut, before = -math.inf, 0, 0.0
    for number, token in enumerate(tokens):
        gain = sign * (2 * before - total) - token.price
        if number and gain > best:
            best, cut = gain, number
        before += token.score
    return _parts(text, tokens, [(number < cut) == (first == Language.ENGLISH) for number in range(len(tokens))])


def _tokens(text: str) -> list[_Token]:
    """Find what speaks for a language; a name that comes twice is likely to stand on both sides, so it says little."""
    matches = list(TOKEN.finditer(text))
    counts = Counter(token.group() for token in matches if token.group()[0].isupper())
    tokens: list[_Token] = []
    for token in matches:
        start, end = token.span()
        if token.group() in _JOINTS and text[max(0, start - 1) : start] in _ENDS:
            continue
        score = _REPEATED_NAME if counts[token.group()] > 1 else weight(token.group())
        tokens.append(_Token(start, end, score, _price(text, tokens[-1].end if tokens else 0, start)))
    return tokens


def _price(text: str, left: int, right: int) -> float:
    """Tell what a change of language between two tokens costs."""
    if text[right] in _ENDS_ONLY:
        return math.inf
    return _PRICE_AFTER_MARK if _MARK.search(text, max(0, left - 1), right) else _PRICE_ANYWHERE


def _parts(text: str, tokens: Sequence[_Token], chain: Sequence[bool]) -> tuple[Part, ...]:
    """Join tokens of one language to parts, and give the signs around them to the part they belong to."""
    borders = [(0, 0)]
    languages = [chain[0]]
    for left, right, is_english in zip(tokens, tokens[1:], chain[1:], strict=False):
        if is_english != languages[-1]:
            space = _FIRST_SPACE if is_english else _LAST_SPACE
            borders.append(_border(text, left.end, right.start, space))
            languages.append(is_english)
    borders.append((len(text), len(text)))
    parts = [
        Part(start, end, Language.ENGLISH if is_english else Language.CHINESE)
        for (_, start), (end, _), is_english in zip(borders, borders[1:], languages, strict=False)
    ]
    return _without_brackets(text, parts) if len(parts) > 1 else ()


def _border(text: str, left: int, right: int, space: re.Pattern[str]) -> Span:
    """Find where one part ends and the next begins, between two tokens: what lies between is in neither.

    Chinese has no spaces within, so the one next to the Chinese sets the languages apart: `九点 9 o'clock`.
    """
    is_broken_off = _BROKEN_OFF.search(text, max(0, len(text) - _LONGEST_END))
    signs = (_SIGN_BETWEEN, space) if is_broken_off else (_SIGN_BETWEEN, _DASH_BETWEEN, space)
    for pattern in signs:
        sign = pattern.search(text, left, right)
        if sign:
            return sign.span()
    closing = _CLOSING.match(text, left, right)
    cut = closing.end() if closing else left
    return cut, cut


def _without_brackets(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Take the brackets off a translation that stands in brackets at the end of its line."""
    *others, last = parts
    body = text[last.start : last.end].strip()
    if body[:1] in _BRACKETS and body.endswith(_BRACKETS[body[0]]):
        start = text.index(body, last.start)
        last = Part(start + 1, start + len(body) - 1, last.language)
    return (*others, last)


def _fit(text: str, left: Part, right: Part) -> bool:
    """Whether two parts can be translations of each other by length, and neither just quotes the other language."""
    texts = {part.language: text[part.start : part.end] for part in (left, right)}
    chinese, english = texts[Language.CHINESE], texts[Language.ENGLISH]
    if bool(_QUOTED.fullmatch(chinese)) != bool(_QUOTED.fullmatch(english)):
        return False
    size = max(1, len(HAN_CHARACTER.findall(chinese)) + len(_LETTER.findall(chinese)) / LETTERS_PER_CHARACTER)
    ratio = math.log(max(1, len(_LETTER.findall(english))) / size / LETTERS_PER_CHARACTER)
    return abs(ratio) <= _WIDEST_SPREAD * math.sqrt(_SPREAD[0] + _SPREAD[1] / size)
