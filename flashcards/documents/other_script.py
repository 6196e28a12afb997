"""A Chinese text that stands in both scripts: the one that comes first is read, the other is kept beside it.

The idea: a passage whose simplified form another passage has, while they differ in their characters, is that passage in
the other script. Passages that are alike in both scripts are doubled where they lie as far apart as such pairs do. What
the text writes in the other script is the author's, and better than what any converter makes.
"""

from __future__ import annotations

import re
from itertools import islice
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from flashcards.chinese import HAN, HAN_CHARACTER
from flashcards.documents.cuts import Cut, without_stretches
from flashcards.documents.passages import with_sections
from flashcards.lexicon import open_lexicon
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.documents.passages import Extract, Passage
    from flashcards.lexicon import Lexicon
    from flashcards.records import Span

_SIGN = re.compile(rf"(?<=[{HAN}。！？…”」』.!?])\s*[/／|｜(（\[【]\s*(?=(?:[A-Za-z]{{1,40}}[ ]?)?[{HAN}“「『《\d])")
"""What stands between a sentence and the same in the other script."""
_CHINESE_BEFORE = re.compile(rf"[{HAN}“「『《\d][^\n]*$")
_CLOSING = re.compile(r"""[^\w\s(（\[【“‘「『《/|｜—–=-]*""")
_LONGEST = 1_000
"""Characters of a passage in which the sign is looked for: further on stands a text in brackets. Set by hand."""
_REASON = "the same in the other script"
_FEWEST = 2
"""Characters of a passage that is compared."""
_ALIKE = 0.5
"""The share of the characters of a text that its other script has as well, at least: two in three are the same in
running text."""
_NEARLY_EVERY = 0.8
"""Rows of a table that must be in both scripts; a heading is not. Set by hand."""


def without_script_beside(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Take out what repeats a sentence in the other script behind it, in brackets or behind a slash, and keep how."""
    pairs = [pair for passage in extract.passages for pair in _pairs_beside(extract.text, passage)]
    if not pairs:
        return extract
    simplify = lexicon().simplify
    cuts: list[Cut] = []
    variants: dict[int, str] = {}
    for pair in pairs:
        own, other = (_characters(extract.text[slice(*span)]) for span in (pair.own, pair.other))
        if simplify(own) == simplify(other):
            cuts.append(Cut(*pair.other, _REASON))
            variants |= dict(_variants(extract, pair.own, other))
    return without_stretches(extract, cuts, variants=variants) if variants else extract


class _Pair(NamedTuple):
    """A stretch of Chinese, and the one behind it that has as many characters, with the signs around it."""

    own: Span
    other: Span


def _pairs_beside(text: str, passage: Passage) -> Iterator[_Pair]:
    """Yield the stretches of a passage that may be the same in two scripts: as many characters before a sign as behind.

    Only the first sign that has Chinese before it and behind it is looked at.
    """
    sign = _SIGN.search(text, passage.start, min(passage.end, passage.start + _LONGEST))
    if not sign:
        return
    own = _CHINESE_BEFORE.search(text, passage.start, sign.start())
    if not own:
        return
    count = len(HAN_CHARACTER.findall(own.group()))
    behind = list(islice(HAN_CHARACTER.finditer(text, sign.end(), passage.end), count))
    closing = _CLOSING.match(text, behind[-1].end(), passage.end) if len(behind) == count > 0 else None
    if closing:
        yield _Pair(own.span(), (sign.start(), closing.end()))


def without_other_script(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Leave out the passages that say again, in the other script, what a passage before them says, and keep how.

    The cells that a table sets beside its Chinese in the other script are kept likewise.
    """
    texts = {
        number: _characters(extract.text[passage.start : passage.end])
        for number, passage in enumerate(extract.passages)
        if passage.row is None
    }
    texts = {number: text for number, text in texts.items() if len(text) >= _FEWEST}
    may_be_doubled = len(set(map(len, texts.values()))) < len(texts)
    if not may_be_doubled and not any(passage.twin for passage in extract.passages):
        return extract
    simplify = lexicon().simplify
    first_of = _doubled(texts, simplify) if may_be_doubled else {}
    variants = dict(extract.variants)
    for later, first in first_of.items():
        passage = extract.passages[first]
        variants |= dict(_variants(extract, (passage.start, passage.end), texts[later]))
    for passage in extract.passages:
        own, twin = _characters(extract.text[passage.start : passage.end]), _characters(passage.twin)
        if own and simplify(own) == simplify(twin):
            variants |= dict(_variants(extract, (passage.start, passage.end), twin))
    left_out = tuple(
        Omission(extract.name, passage.line, extract.text[passage.start : passage.end], _REASON)
        for number, passage in enumerate(extract.passages)
        if number in first_of
    )
    kept = [passage for number, passage in enumerate(extract.passages) if number not in first_of]
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out), variants=variants)


def first_script(rows: Sequence[Sequence[str]], chinese: int) -> int:
    """Choose among the columns of a table that say what the Chinese one says, in either script: the first of them."""
    filled = [row for row in rows if len(row) > chinese and HAN_CHARACTER.search(row[chinese])]
    twins = [_characters(row[chinese]) for row in filled]

    def says_the_same(column: int) -> bool:
        likely = sum(_may_be_twins(row[column], twin) for row, twin in zip(filled, twins, strict=True))
        return likely >= _NEARLY_EVERY * len(filled)

    return next(filter(says_the_same, range(chinese)), chinese)


def _may_be_twins(text: str, twin: str) -> bool:
    """Whether a text may say in the other script what these characters do."""
    own = _characters(text)
    return len(own) == len(twin) and sum(map(eq, own, twin)) >= _ALIKE * len(own)


def _characters(text: str) -> str:
    return "".join(HAN_CHARACTER.findall(text))


def _variants(extract: Extract, span: Span, other: str) -> Iterator[tuple[int, str]]:
    """Give the characters of a stretch that differ in the other script, by their places, as `other` has them."""
    places = (match.start() for match in HAN_CHARACTER.finditer(extract.text, *span))
    yield from ((at, sign) for at, sign in zip(places, other, strict=True) if extract.text[at] != sign)


def _doubled(texts: dict[int, str], simplify: Callable[[str], str]) -> dict[int, int]:
    """Find the passages that repeat one before them in the other script, or are alike in both, each with that one."""
    seen: dict[str, int] = {}
    again: list[tuple[int, int]] = []
    for number, text in texts.items():
        key = simplify(text)
        if key in seen:
            again.append((seen[key], number))
        else:
            seen[key] = number
    distances = {later - earlier for earlier, later in again if texts[earlier] != texts[later]}
    return {later: earlier for earlier, later in again if later - earlier in distances}
