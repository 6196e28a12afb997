"""A part of a text: some of its chapters, or the pairs from one place to another.

Chapters are counted from 1 in the order in which they stand; they are chosen before anything is aligned, so that one
chapter of a long book takes no longer than a short text. The pairs between two places are chosen once they are known.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.errors import InputError
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.records import AlignedPair, Bitext

_SHOWN = 5
"""How many titles of chapters a message names: as many as fit two lines of a terminal."""

_MOST_DIGITS = 9
"""Of the number of a pair that a text may have."""


def only_chapters(bitext: Bitext, wanted: Sequence[tuple[int, int]]) -> Bitext:
    """Keep the sentences of the chapters in these ranges (both ends included); without ranges, all.

    Raises:
        InputError: the text has no chapters, or none of such a number.

    """
    if not wanted:
        return bitext
    count = len(bitext.chapters)
    if not count:
        raise InputError(
            "--chapter: no chapters were found that both languages have, such as 第一章 and Chapter 1; choose by --from"
            " and --to."
        )
    last = max(end for _, end in wanted)
    if last > count:
        names = ", ".join(chapter.title for chapter in bitext.chapters[:_SHOWN]) + (", …" if count > _SHOWN else "")
        raise InputError(f"--chapter: there is no chapter {last}; the text has {count}: {names}.")
    numbers = {number for first, end in wanted for number in range(first, end + 1)}
    chosen = [chapter for number, chapter in enumerate(bitext.chapters, 1) if number in numbers]
    return replace(
        bitext,
        chinese=tuple(sentence for chapter in chosen for sentence in bitext.chinese[slice(*chapter.chinese)]),
        english=tuple(sentence for chapter in chosen for sentence in bitext.english[slice(*chapter.english)]),
        chapters=tuple(chosen),
    )


def between(pairs: Sequence[AlignedPair], first: str, last: str) -> tuple[AlignedPair, ...]:
    """Keep the pairs from one place to another, both included; each is a pair's number, from 1, or words of it.

    An empty place is the beginning or the end of the text.

    Raises:
        InputError: no pair has that number or these words.

    """
    start = _place(pairs, first, 0, "--from") if first else 0
    end = _place(pairs, last, start, "--to") + 1 if last else len(pairs)
    if last and end <= start:
        raise InputError(f"--to: {last} comes before --from {first}; swap them.")
    return tuple(pairs[start:end])


def _place(pairs: Sequence[AlignedPair], wanted: str, start: int, option: str) -> int:
    """Find the pair of a number, or the first with these words from a place on."""
    if wanted.isdecimal():
        number = int(wanted) if len(wanted) <= _MOST_DIGITS else 0
        if not 1 <= number <= len(pairs):
            raise InputError(f"{option}: there is no pair {wanted[:40]}; the text has {len(pairs)}.")
        return number - 1
    words = _folded(wanted)
    for at in range(start, len(pairs)):
        if words in _folded(pairs[at].chinese_text) or words in _folded(pairs[at].english_text):
            return at
    raise InputError(f"{option}: no sentence{' behind --from' if start else ''} holds {wanted!r}; check the words.")


def _folded(text: str) -> str:
    """Make texts equal that differ in case, white space and quotation marks alone."""
    return re.sub(r"[\s\"'“”‘’「」『』]+", "", text).casefold()


def portions(bitext: Bitext, size: int) -> tuple[Bitext, ...]:
    """Cut a long book between chapters into portions of about so many sentences, to be aligned one after the other.

    Memory is then bounded by a portion, however long the book; a text without chapters, or with rows, is one portion.
    """
    if bitext.rows is not None or max(len(bitext.chinese), len(bitext.english)) <= 2 * size:
        return (bitext,)
    cuts = [(0, 0)]
    for chapter in bitext.chapters:
        if max(chapter.chinese[0] - cuts[-1][0], chapter.english[0] - cuts[-1][1]) >= size:
            cuts.append((chapter.chinese[0], chapter.english[0]))
    cuts.append((len(bitext.chinese), len(bitext.english)))
    return tuple(
        replace(bitext, chinese=bitext.chinese[left:last], english=bitext.english[right:end], chapters=())
        for (left, right), (last, end) in pairwise(cuts)
    )
