"""What a bead looks like, as named numbers; their weights stand in `weights.json`.

Every feature is a sum or a comparison over the bead alone, so that alignments can be searched bead by bead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment.beads import SHAPES
from flashcards.common.arrays import running
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.alignment.beads import Beads
    from flashcards.alignment.coverage import Cover
    from flashcards.alignment.sides import Side
    from flashcards.common.arrays import Floats, Integers

Named: TypeAlias = "Iterator[tuple[str, Floats]]"

SHAPE_NAMES = tuple(f"shape {high}-{wide}" for high, wide in SHAPES)
_ROUGH_ENDS = ("ends_asking", "ends_exclaiming", "ends_open", "ends_trailing", "ends_quote")
_FINE_ENDS = ("ends_asking", "ends_open", "ends_quote")
"""With words linked the other marks only told how six novels are punctuated."""
_FARTHEST = 20.0
"""A difference of lengths that no deviation explains weighs no more than this, lest one bead outweigh all words: the
square of 4.5 deviations. Set by hand."""


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

    def words(self) -> tuple[Floats, Floats]:
        """Count the words of each bead, side by side."""
        return self.sums(np.diff(self.chinese.starts), np.diff(self.english.starts))


class Lengths(Record):
    """How the lengths of this text's sides relate: English letters for each Chinese character, and the usual deviation.

    A translator who adds and leaves out makes lengths tell less; in his text the same difference must weigh less.
    `clauses` are the Chinese clauses for each English one, as commas and the like tell them.
    """

    letters: float
    deviation: float
    ratio_deviation: float
    clauses: float


def rough_features(view: View, cover: Cover, lengths: Lengths) -> Named:
    """Give each feature of the first pass with its name, one number a bead, but those told by its shape or ends."""
    for kind, (chinese, english) in enumerate(zip(cover.chinese, cover.english, strict=True)):
        suffix = " rare" if kind else ""
        yield f"words chinese{suffix}", chinese
        yield f"words english{suffix}", english
    yield from _chance(view)
    difference, ratio = _scaled(view, lengths)
    yield "length squared", view.real * np.minimum(difference**2, _FARTHEST)
    yield "length absolute", view.real * np.minimum(abs(difference), _FARTHEST)
    yield from _lengths(view, ratio, lengths.letters)
    yield from _quotes(view)


def start_features(chinese: Side, english: Side, rows: Integers, columns: Integers) -> Named:
    """Give what a bead shows where it begins: before Chinese sentence `rows` and English sentence `columns`."""
    here = np.minimum(rows, chinese.count - 1), np.minimum(columns, english.count - 1)
    yield from _agreement(
        "starts_quote", chinese.marks["starts_quote"][here[0]], english.marks["starts_quote"][here[1]]
    )


def end_features(chinese: Side, english: Side, rows: Integers, columns: Integers) -> Named:
    """Give what a bead shows where it ends: before Chinese sentence `rows` and English sentence `columns`."""
    yield from _end_marks(chinese, english, (rows, columns), _ROUGH_ENDS)


def _end_marks(chinese: Side, english: Side, ends: tuple[Integers, Integers], marks: tuple[str, ...]) -> Named:
    last = np.maximum(ends[0] - 1, 0), np.maximum(ends[1] - 1, 0)
    for mark in marks:
        yield from _agreement(mark, chinese.marks[mark][last[0]], english.marks[mark][last[1]])


def fine_features(view: View, lengths: Lengths, null_share: float) -> Named:
    """Give each feature of the second pass but those of the links, with its name."""
    yield from _shapes(view)
    yield "nulls here", (1 - view.real) * np.log(null_share)
    yield from _chance(view)
    yield from _lengths(view, _scaled(view, lengths)[1], lengths.letters)
    yield from _quotes(view)
    yield "clauses", view.real * np.log((clauses(view)[0] + 1) / (clauses(view)[1] + 1) / lengths.clauses) ** 2
    for name, values in _end_marks(view.chinese, view.english, (view.chinese_stop, view.english_stop), _FINE_ENDS):
        yield name, view.real * values


def _shapes(view: View) -> Named:
    for number, name in enumerate(SHAPE_NAMES):
        yield name, (view.beads.shape == number).astype(np.float64)


def _chance(view: View) -> Named:
    """Tell how much words find by chance: it grows with the logarithm of the number they may find it among."""
    chinese, english = view.words()
    yield "chance chinese", view.real * chinese * np.log1p(english) / 10
    yield "chance english", view.real * english * np.log1p(chinese) / 10


def deviations(view: View, letters: float) -> tuple[Floats, Floats]:
    """Compare the lengths of both sides: their difference over what it usually is for such lengths, and their ratio."""
    chinese, english = view.sums(view.chinese.lengths * letters, view.english.lengths)
    return (english - chinese) / np.sqrt(10 * (chinese + english) + 50), np.log((english + 5) / (chinese + 5))


def clauses(view: View) -> tuple[Floats, Floats]:
    """Count the clauses of each bead, side by side."""
    return view.sums(view.chinese.marks["clauses"], view.english.marks["clauses"])


def _scaled(view: View, lengths: Lengths) -> tuple[Floats, Floats]:
    difference, ratio = deviations(view, lengths.letters)
    return difference / lengths.deviation, ratio / lengths.ratio_deviation


def _lengths(view: View, ratio: Floats, letters: float) -> Named:
    yield "length ratio", view.real * abs(ratio)
    yield "length ratio squared", view.real * np.minimum(ratio**2, _FARTHEST)
    chinese, english = view.sums(view.chinese.lengths * letters, view.english.lengths)
    yield "length null", (1 - view.real) * np.sqrt(chinese + english)


def _quotes(view: View) -> Named:
    chinese, english = view.sums(view.chinese.marks["quotes"], view.english.marks["quotes"])
    yield "count quotes", view.real * abs(chinese - english)


def _agreement(name: str, chinese: Floats, english: Floats) -> Named:
    yield f"{name} both", chinese * english
    yield f"{name} chinese", chinese * (1 - english)
    yield f"{name} english", (1 - chinese) * english
