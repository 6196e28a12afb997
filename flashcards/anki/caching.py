"""What is made of a sentence is made once for all the words that stand in it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.chinese.orthography import Spelling
    from flashcards.records import AnnotatedPair

Made = TypeVar("Made")

KEPT = 1 << 10
"""Sentences that are remembered: the words of one follow each other closely in a deck."""


def remembered(make: Callable[[AnnotatedPair, Spelling], Made]) -> Callable[[AnnotatedPair, Spelling], Made]:
    """Let a function remember what it made of a sentence.

    It knows the sentence again by being the same object, since comparing all its words would take as long as the work.
    """
    kept: dict[tuple[int, Spelling], tuple[AnnotatedPair, Made]] = {}  # with the sentence, so that its id stays its own

    @functools.wraps(make)
    def remembering(annotated: AnnotatedPair, spelling: Spelling) -> Made:
        key = id(annotated), spelling
        standing = kept.get(key)  # asked once, since another thread may clear what is kept
        if standing is None:
            if len(kept) >= KEPT:
                kept.clear()
            standing = kept[key] = annotated, make(annotated, spelling)
        return standing[1]

    return remembering
