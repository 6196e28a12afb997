"""Ends of pages within a plain text that was copied from a PDF or a scan: a number, and a running head above or below.

The idea: a running head comes back word for word, and each time the number of a page or an end of the text stands
beside it. Both go before lines are joined, so that a paragraph goes on over the end of its page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.cuts import Cut, without_stretches
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.documents.passages import Extract, Passage

_NUMBER = pattern(r"[-–—·|\s]*(?:page\s|p\.\s?|第\s?)?(?P<number>\d{1,4})(?:\s?[页頁])?[-–—·|\s]*")
_ENDED = pattern(r"""[.!?…。！？:：,，;；、][\"'”’」』)）\]]*$""")
_LONGEST = 60
"""Characters of a running head. Set by hand."""
_FEWEST = 2
"""Times that a running head comes. Set by hand."""
_SHORTEST_PAGE = 8
"""Lines from one number to the next: stanzas, which have numbers and refrains, are mostly shorter. Set by hand."""
_HEAD, _PAGE = "the head of a page", "the number of a page"


def page_ends(text: str, lines: Sequence[Passage]) -> dict[int, str]:
    """Find the lines that stand at the ends of pages, by their places among the lines, and say what they are."""
    texts = [text[line.start : line.end] for line in lines]
    numbers = {at: int(number["number"]) for at, line in enumerate(texts) if (number := _NUMBER.fullmatch(line))}
    if not numbers:
        return {}
    places: dict[str, list[int]] = {}
    for at, line in enumerate(texts):
        if _may_be_a_head(line):
            places.setdefault(line, []).append(at)
    running = {
        at
        for each in places.values()
        if len(each) >= _FEWEST and _are_at_ends(each, numbers, lines) and not _are_followed_alike(texts, each, numbers)
        for at in each
    }
    beside = [at for at in numbers if at - 1 in running or at + 1 in running]
    if not beside or not all(numbers[left] < numbers[right] for left, right in pairwise(beside)):
        return {}
    if any(right - left < _SHORTEST_PAGE for left, right in pairwise(beside)):
        return {}
    ends = dict.fromkeys(running, _HEAD) | dict.fromkeys(beside, _PAGE)
    return ends if len(ends) < len(lines) else {}  # ends of pages alone are none


def without_lines(extract: Extract, lines: Sequence[Passage], reasons: Mapping[int, str]) -> Extract:
    """Write the text without some lines, also where a paragraph goes on over them, and report them."""
    ends = [*(line.start for line in lines[1:]), lines[-1].end] if lines else []
    places = sorted(reasons)
    bare = without_stretches(extract, [Cut(lines[at].start, ends[at], reasons[at]) for at in places])
    left_out = (
        Omission(extract.name, lines[at].line, extract.text[lines[at].start : lines[at].end], reasons[at])
        for at in places
    )
    return replace(bare, left_out=(*extract.left_out, *left_out))


def _may_be_a_head(line: str) -> bool:
    return 1 < len(line) <= _LONGEST and any(map(str.isalpha, line)) and not _ENDED.search(line)


def _are_at_ends(places: Sequence[int], numbers: Mapping[int, int], lines: Sequence[Passage]) -> bool:
    """Whether beside each of some lines, with no blank one between, stands a number, or there is an end of the text."""
    return all(
        at in (0, len(lines) - 1)
        or (at - 1 in numbers and not lines[at].begins_section)
        or (at + 1 in numbers and not lines[at + 1].begins_section)
        for at in places
    )


def _are_followed_alike(texts: Sequence[str], places: Sequence[int], numbers: Mapping[int, int]) -> bool:
    """Whether the same line follows two of some lines: then they are a passage that comes twice."""
    below = [at + 1 + (at + 1 in numbers) for at in places]
    following = [texts[at] for at in below if at < len(texts)]
    return len(set(following)) < len(following)
