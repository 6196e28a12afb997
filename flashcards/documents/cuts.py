"""Stretches taken out of a text: it is written anew without them, and all that has a place in it moves."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flashcards.documents.passages import Extract


class Cut(NamedTuple):
    """A stretch of a text that is taken out, and why; `shown` is what a report shows of it, if not the stretch."""

    start: int
    end: int
    reason: str
    shown: str = ""


def without_stretches(
    extract: Extract,
    cuts: Sequence[Cut],
    *,
    pinyin: Mapping[int, str] | None = None,
    variants: Mapping[int, str] | None = None,
) -> Extract:
    """Write the text without some stretches, in order; readings and variants that they taught are kept in their places.

    What is reported of a stretch that is nothing but white space is nothing.
    """
    if not cuts:
        return extract
    moved = _moves(cuts)
    moved_passages = (replace(p, start=moved(p.start), end=moved(p.end)) for p in extract.passages)
    pieces = zip([0, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), len(extract.text)], strict=True)
    return replace(
        extract,
        text="".join(extract.text[start:end] for start, end in pieces),
        passages=tuple(passage for passage in moved_passages if passage.start < passage.end),
        left_out=(*extract.left_out, *_omissions(extract, cuts)),
        pinyin={moved(place): syllable for place, syllable in {**extract.pinyin, **(pinyin or {})}.items()},
        variants={moved(place): sign for place, sign in {**extract.variants, **(variants or {})}.items()},
    )


def _moves(cuts: Sequence[Cut]) -> Callable[[int], int]:
    """Make what tells where a place of the old text is in the new one."""
    ends = [cut.end for cut in cuts]
    gone = [0, *accumulate(cut.end - cut.start for cut in cuts)]
    return lambda place: place - gone[bisect_right(ends, place)]


def _omissions(extract: Extract, cuts: Sequence[Cut]) -> list[Omission]:
    """Report the stretches, each in the line of its passage."""
    starts = [passage.start for passage in extract.passages]
    shown = [(cut.shown or extract.text[cut.start : cut.end]).strip() for cut in cuts]
    holders = [extract.passages[max(0, bisect_right(starts, cut.start) - 1)] for cut in cuts]
    return [
        Omission(extract.name, passage.line, text, cut.reason)
        for passage, text, cut in zip(holders, shown, cuts, strict=True)
        if text
    ]
