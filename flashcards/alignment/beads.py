"""What a scorer is asked, and how it answers. An own scorer needs nothing else of this package.

class Mine:
    def score(self, bitext, beads):
        return numpy.array([... for each bead ...])

alignment.align(bitext, lexicon, scorer=Mine())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from flashcards.records import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from flashcards.alignment.grid import Grid
    from flashcards.common.arrays import Floats, Integers
    from flashcards.records import Bitext


SHAPES: tuple[tuple[int, int], ...] = (
    *((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (1, 3), (2, 2), (3, 1), (1, 4), (2, 3), (3, 2), (4, 1)),
    *((1, 5), (2, 4), (3, 3), (4, 2), (5, 1), (1, 6), (3, 4), (4, 3), (3, 5), (6, 1)),
)
"""Bead shapes: how many Chinese and how many English sentences. A deletion and an insertion come first."""
NULL_SHAPES = (0, 1)
"""The places of the deletion and of the insertion."""
LARGEST = max(max(shape) for shape in SHAPES)


class Beads(Record):
    """All the beads that may be part of the alignment, one an element.

    Bead k joins the Chinese sentences from `chinese[k]` on, `chinese_count[k]` of them, with the English sentences from
    `english[k]` on, `english_count[k]` of them; one of the counts may be 0. `shape[k]` is its place in `SHAPES`;
    `source` and `target` are the nodes of `grid` where it begins and ends.
    """

    grid: Grid
    shape: Integers
    source: Integers
    target: Integers
    chinese: Integers
    chinese_count: Integers
    english: Integers
    english_count: Integers

    def chosen(self, which: NDArray[Any]) -> Beads:
        """Give some of the beads, by number or by a mask."""
        return Beads(self.grid, *(getattr(self, name)[which] for name in self.__struct_fields__[1:]))

    @property
    def is_pair(self) -> NDArray[np.bool_]:
        """Whether a bead has sentences on both sides."""
        return (self.chinese_count > 0) & (self.english_count > 0)


class Scorer(Protocol):
    """Says how well the two sides of a bead render each other."""

    def score(self, bitext: Bitext, beads: Beads) -> Floats:
        """Give each bead a score; the alignment with the greatest sum wins.

        Read as logarithms of odds, up to a constant for each sentence, the scores make the confidences what they should
        be. One of minus infinity, or that is no number, forbids a bead wherever another way leads.
        """
        ...


def beads_of(grid: Grid) -> Beads:
    """List every bead that lies within the band."""
    shapes, sources, targets = [], [], []
    for number, (high, wide) in enumerate(SHAPES):
        target = grid.number(grid.rows + high, grid.columns + wide)
        inside = target < grid.size
        inside &= grid.number(grid.rows + max(high - 1, 0), grid.columns) < grid.size
        inside &= grid.number(grid.rows, grid.columns + max(wide - 1, 0)) < grid.size
        source = np.flatnonzero(inside)
        shapes.append(np.full(len(source), number))
        sources.append(source)
        targets.append(target[source])
    shape, source = np.concatenate(shapes), np.concatenate(sources)
    counts = np.array(SHAPES)[shape]
    return Beads(
        grid,
        shape,
        source,
        np.concatenate(targets),
        grid.rows[source],
        counts[:, 0],
        grid.columns[source],
        counts[:, 1],
    )
