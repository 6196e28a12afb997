"""What a bead looks like, as named numbers; their weights stand in `weights.json`.

Every feature is a sum or a comparison over the bead alone, so that alignments can be searched bead by bead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment._arrays import running
from flashcards.alignment.scorer import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from flashcards.alignment._coverage import Cover
    from flashcards.alignment._side import Side
    from flashcards.alignment.scorer import Beads

Floats: TypeAlias = "NDArray[np.float64]"
Named: TypeAlias = "Iterator[tuple[str, Floats]]"

_ENDS = ("ends_asking", "ends_exclaiming", "ends_open", "ends_trailing", "ends_quote")
_COUNTS = ("questions", "exclamations", "quotes", "semicolons", "colons", "dashes")
_COMMAS_PER_COMMA = 0.6
"""Chinese sentences hold more commas; only their difference after scaling counts."""
_FARTHEST = 30.0


class View:
    """The beads of a text with both its sides, and sums over each bead's sentences at hand."""

    def __init__(self, chinese: Side, english: Side, beads: Beads) -> None:
        self.chinese, self.english, self.beads = chinese, english, beads
        self.real = ((beads.chinese_count > 0) & (beads.english_count > 0)).astype(np.float64)
        self.chinese_stop = beads.chinese + beads.chinese_count
        self.english_stop = beads.english + beads.english_count

    def sums(self, chinese: Floats, english: Floats) -> tuple[Floats, Floats]:
        """Sum a number that each sentence has over the sentences of each bead, side by side."""
        above, left = running(chinese), running(english)
        return (
            above[self.chinese_stop] - above[self.beads.chinese],
            left[self.english_stop] - left[self.beads.english],
        )

    def firsts(self, mark: str) -> tuple[Floats, Floats]:
        """Give a mark of the first sentence of each side (for a null bead, of the one that would be)."""
        return (
            self.chinese.marks[mark][np.minimum(self.beads.chinese, self.chinese.count - 1)],
            self.english.marks[mark][np.minimum(self.beads.english, self.english.count - 1)],
        )

    def lasts(self, mark: str) -> tuple[Floats, Floats]:
        """Give a mark of the last sentence of each side."""
        return (
            self.chinese.marks[mark][np.maximum(self.chinese_stop - 1, 0)],
            self.english.marks[mark][np.maximum(self.english_stop - 1, 0)],
        )


def features(view: View, cover: Cover, letters_per_character: float) -> Named:
    """Give each feature with its name, one number a bead."""
    yield from _shapes(view)
    yield from _words(view, cover)
    yield from _lengths(view, letters_per_character)
    yield from _punctuation(view)


def _shapes(view: View) -> Named:
    for number, (high, wide) in enumerate(SHAPES):
        yield f"shape {high}-{wide}", (view.beads.shape == number).astype(np.float64)


def _words(view: View, cover: Cover) -> Named:
    for kind, (chinese, english) in enumerate(zip(cover.chinese, cover.english, strict=True)):
        yield f"words chinese {kind}", chinese
        yield f"words english {kind}", english
    chinese, english = view.sums(np.diff(view.chinese.starts), np.diff(view.english.starts))
    yield "words chance chinese", view.real * chinese * np.log1p(english) / 10
    yield "words chance english", view.real * english * np.log1p(chinese) / 10


def _lengths(view: View, letters_per_character: float) -> Named:
    chinese, english = view.sums(view.chinese.lengths * letters_per_character, view.english.lengths)
    deviation = (english - chinese) / np.sqrt(10 * (chinese + english) + 50)
    yield "length squared", view.real * np.minimum(deviation**2, _FARTHEST)
    yield "length absolute", view.real * abs(deviation)
    ratio = np.log((english + 5) / (chinese + 5))
    yield "length ratio", view.real * abs(ratio)
    yield "length ratio squared", view.real * ratio**2
    yield "length null", (1 - view.real) * np.sqrt(chinese + english)


def _punctuation(view: View) -> Named:
    for mark in _ENDS:
        yield from _agreement(mark, *view.lasts(mark), view.real)
    yield from _agreement("starts_quote", *view.firsts("starts_quote"), view.real)
    for mark in _COUNTS:
        chinese, english = view.sums(view.chinese.marks[mark], view.english.marks[mark])
        yield f"count {mark}", view.real * abs(chinese - english)
    chinese, english = view.sums(view.chinese.marks["commas"], view.english.marks["commas"])
    yield "count commas", view.real * abs(chinese * _COMMAS_PER_COMMA - english) / np.sqrt(1 + chinese + english)
    inside = view.chinese.quoted[view.chinese_stop], view.english.quoted[view.english_stop]
    yield "quoted one", view.real * (inside[0] != inside[1])
    yield "quoted both", view.real * inside[0] * inside[1]
    yield "starts_small english", view.real * view.firsts("starts_small")[1]


def _agreement(name: str, chinese: Floats, english: Floats, real: Floats) -> Named:
    yield f"{name} both", real * chinese * english
    yield f"{name} chinese", real * chinese * (1 - english)
    yield f"{name} english", real * (1 - chinese) * english
