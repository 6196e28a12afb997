"""Headings of a plain text: a short line by itself that ends with no mark, above lines of its language that do.

The idea: a title without a translation has no partner, so it would be glued to the first sentence. A text whose other
lines end as sentences do shows which line is no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.passages import Passage

_LONGEST = 60
"""Characters of a heading. Set by hand."""
_MARKED = pattern(r"""[.!?…。！？:：,，;；、—-]["'”’」』)）\]]*(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3})?$""")
_LONGEST_END = 9
"""Characters at the end of a line in which its mark stands."""
_LETTER = pattern(r"[^\W\d_]")
_FEWEST, _NEARLY_ALL = 4, 0.8
"""Other lines of a text, and the share of them that end with a mark, in which one without is no sentence. Set by
hand."""


def with_headings(text: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Mark the passages that are headings: first of their language there, and by themselves."""
    texts = [text[passage.start : passage.end] for passage in passages]
    lines = [at for at, line in enumerate(texts) if _LETTER.search(line)]  # a row of stars parts nothing in two
    headings = {
        at
        for before, at, after in zip([-1, *lines], lines, lines[1:], strict=False)
        if passages[at].begins_section and passages[at + 1].begins_section and _stands_above(texts, before, at, after)
    }
    others = [bool(_MARKED.search(texts[at][-_LONGEST_END:])) for at in lines if at not in headings]
    if not headings or len(others) < _FEWEST or sum(others) < _NEARLY_ALL * len(others):
        return tuple(passages)
    return tuple(replace(passage, heading=1) if at in headings else passage for at, passage in enumerate(passages))


def _stands_above(texts: Sequence[str], before: int, at: int, after: int) -> bool:
    """Whether a line without a mark stands between one of the other language, or none, and a sentence of its own."""
    line = texts[at]
    if len(line) > _LONGEST or "\n" in line or _MARKED.search(line):
        return False
    is_chinese = bool(HAN_CHARACTER.search(line))
    is_first = before < 0 or bool(HAN_CHARACTER.search(texts[before])) != is_chinese
    goes_on = bool(HAN_CHARACTER.search(texts[after])) == is_chinese
    return is_first and goes_on and bool(_MARKED.search(texts[after][-_LONGEST_END:]))
