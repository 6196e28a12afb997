"""The first pass: of all the beads within a band, those that may be right. A long text is taken in stretches."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.alignment.anchors import rough_path
from flashcards.alignment.bead_features import SHAPE_NAMES, Lengths, View, end_features, rough_features, start_features
from flashcards.alignment.beads import LARGEST, Beads, beads_of
from flashcards.alignment.coverage import cover, meetings
from flashcards.alignment.grid import Grid, band
from flashcards.alignment.lattice import Lattice
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from flashcards.alignment.bead_features import Named
    from flashcards.alignment.bitext_words import Text
    from flashcards.common.arrays import Floats, Integers

Node: TypeAlias = tuple[int, int]

USUAL_LENGTHS = Lengths(letters=4.0, deviation=0.63, ratio_deviation=0.28, clauses=1.16)
"""What they come to in six novels, when nothing is known about the text yet."""

OPENING = "null run"
"""The weight that each run of sentences without partners costs, besides what each of them does."""

_PRIOR_LENGTH = 100.0
"""Chinese characters' worth of an ordinary text that stand against what the text shows: three or four sentences. Set by
hand."""
_LEAST_CHANCE, _LEAST_NULL_CHANCE = 1e-4, 1e-5
"""Up to these chances a bead is dropped. A null costs little to judge, and a run of them seems unlikely at first."""
_STEPS_DOWN = (1.0, 1e-3, 1e-6, 0.0)
"""Shares of the least chances with which it is tried until a way leads through the beads that are kept. Where thousands
of sentences say the same each bead is unlikely; nearly every text needs the first share alone."""
_FEW_BEADS = 2000
"""So few beads are all kept: a text of some ten sentences."""
_MOST_BEADS = 300_000
"""So many beads are judged at once, which take 300 MB; a stretch of a novel has some thousands."""
_STRETCH = 1200
"""Sentences of each side that are scored at once; bounds memory. Set by hand."""
_OVERLAP = 150
"""How far before its end a stretch may be cut; what follows the cut is scored again with the next. Set by hand."""
_FORGOTTEN = 50
"""So near the end of a stretch chances still lean on the end itself, so no cut is made there. Set by hand."""
_MOST_NODES = 150_000
"""Of the band in a stretch, which take 600 MB; a stretch of a novel has a third. Where no word is rare the path has few
cells, and a stretch up to the next one would have more."""


def survivors(
    text: Text, strength: Floats, weights: Mapping[str, float], progress: Callable[[int, int], object]
) -> tuple[Beads, Floats]:
    """Give the beads that may be right, and how likely each is by itself, in the order of the text.

    `progress` hears how many Chinese sentences are done, and of how many.
    """
    path = rough_path(text.chinese, text.english, text.words)
    grid = band(text.chinese.count, text.english.count, path)
    lengths = guessed_lengths(text, path)
    stretches = []
    start: Node = (0, 0)
    end = (text.chinese.count, text.english.count)
    while start != end:
        stop = _next_stop(start, path, end)
        if grid.window(start, stop).size > _MOST_NODES:
            stop = _amid(start, path, stop)
        beads = beads_of(grid.window(start, stop))
        chances = rough_chances(part(text, start, stop), beads, (strength, lengths), weights)
        cut = end if stop == end else _sure_node(beads, chances, start)
        stretches.append(_within(beads, chances, grid, (start, cut)))
        progress(cut[0], text.chinese.count)
        start = cut
    kept = [beads for beads, _ in stretches]
    fields = (np.concatenate([getattr(b, name) for b in kept]) for name in _ARRAYS)
    return Beads(grid, *fields), np.concatenate([chances for _, chances in stretches])


_ARRAYS = ("shape", "source", "target", "chinese", "chinese_count", "english", "english_count")


def rough_chances(text: Text, beads: Beads, known: tuple[Floats, Lengths], weights: Mapping[str, float]) -> Floats:
    """Score the beads of a stretch and turn that into probabilities."""
    grid = beads.grid

    def weighted(features: Named, size: int) -> Floats:
        total = np.zeros(size)
        for name, values in features:
            total += weights.get(name, 0.0) * values
        return total

    # What only ends or shape tell is weighed once for each node or shape, not for each of the many beads.
    ends = weighted(end_features(text.chinese, text.english, grid.rows, grid.columns), grid.size)
    starts = weighted(start_features(text.chinese, text.english, grid.rows, grid.columns), grid.size)
    shapes = np.array([weights.get(name, 0.0) for name in SHAPE_NAMES])
    scores = np.where(beads.is_pair, ends[beads.target] + starts[beads.source], 0.0) + shapes[beads.shape]
    scores += weighted(bead_features(text, beads, *known), len(scores))
    return Lattice(beads).posteriors(scores, weights.get(OPENING, 0.0)).chances


def bead_features(text: Text, beads: Beads, strength: Floats, lengths: Lengths) -> Named:
    """Give those features of the first pass that depend on the whole bead."""
    met = meetings(text.chinese, text.english, (text.words.chinese, text.words.english), beads.grid)
    sides = text.chinese, text.english
    weightings = [
        (np.ones(len(side.tokens)), rarity[side.tokens]) for side, rarity in zip(sides, text.rarity, strict=True)
    ]
    covered = cover(sides, met, strength[:, 0], beads, (weightings[0], weightings[1]))
    yield from rough_features(View(*sides, beads), covered, lengths)


def guessed_lengths(text: Text, path: list[Node]) -> Lengths:
    """Guess the ratio of lengths from sentences next to each other on the path; what is missing does not count."""
    steps = [here for here, after in pairwise(path) if (after[0] - here[0], after[1] - here[1]) == (1, 1)]
    chinese = text.chinese.lengths[[i for i, _ in steps]].sum() + _PRIOR_LENGTH
    english = text.english.lengths[[j for _, j in steps]].sum() + _PRIOR_LENGTH * USUAL_LENGTHS.letters
    return replace(USUAL_LENGTHS, letters=float(english / chinese))


def part(text: Text, start: Node, stop: Node) -> Text:
    """Give the sentences between two nodes as a text of its own, with the same words."""
    return replace(text, chinese=text.chinese.part(start[0], stop[0]), english=text.english.part(start[1], stop[1]))


def _next_stop(start: Node, path: list[Node], end: Node) -> Node:
    """Choose where a stretch shall end: at a cell of the path far enough on, if the rest is longer than a stretch."""
    if end[0] - start[0] + end[1] - start[1] <= 2 * _STRETCH:
        return end
    cells = (cell for cell in path if min(cell[0] - start[0], cell[1] - start[1]) > _OVERLAP)
    far = (cell for cell in cells if cell[0] - start[0] + cell[1] - start[1] > 2 * _STRETCH)
    return next(far, end)


def _amid(start: Node, path: list[Node], end: Node) -> Node:
    """Choose the end of a stretch as far on as usual, between two cells of the path; each side moves on."""
    cells = (cell for cell in path if start < cell < end and start[1] <= cell[1])
    rows, columns = np.array([start, *cells, end]).T
    there = start[0] + start[1] + 2 * _STRETCH
    row, column = (int(np.interp(there, rows + columns, places)) for places in (rows, columns))
    return max(row, start[0] + 1), max(column, start[1] + 1)


def _sure_node(beads: Beads, chances: Floats, start: Node) -> Node:
    """Choose the surest node near the end of a stretch, but not so near that the end itself was guessed."""
    grid = beads.grid
    height, width = len(grid.low) - 1, int(grid.high[-1])
    sure = np.bincount(beads.source, chances, grid.size)
    # Where hardly any Chinese sentences meet very many English ones it is those that tell what is near.
    far, places = (height, grid.rows) if height > _OVERLAP else (width, grid.columns)
    sure[(places < far - _OVERLAP) | (places > far - _FORGOTTEN) | (places == 0)] = -1.0
    sure[(grid.rows == height) | (grid.columns == width)] = -1.0  # what follows needs both sides
    node = int(sure.argmax())
    return start[0] + int(grid.rows[node]), start[1] + int(grid.columns[node])


def _within(beads: Beads, chances: Floats, grid: Grid, ends: tuple[Node, Node]) -> tuple[Beads, Floats]:
    """Keep the likely beads between two nodes, and number them as in the whole text."""
    (top, left), (bottom, right) = ends
    low, high = beads.chinese + top, beads.english + left
    below, beyond = low + beads.chinese_count, high + beads.english_count
    moved = Beads(
        grid,
        beads.shape,
        grid.number(low, high),
        grid.number(below, beyond),
        low,
        beads.chinese_count,
        high,
        beads.english_count,
    )
    least = np.where(beads.is_pair, _LEAST_CHANCE, _LEAST_NULL_CHANCE)
    inside = (below <= bottom) & (beyond <= right)
    for share in _STEPS_DOWN:
        kept = inside & ((chances > share * least) | (len(chances) <= _FEW_BEADS))
        some = moved.chosen(kept)
        if _lead(some, *grid.number(np.array((top, bottom)), np.array((left, right))).tolist()):
            break
    return some, chances[kept]


def _lead(beads: Beads, start: int, stop: int) -> bool:
    """Whether a way leads through beads from one node to another."""
    order = np.argsort(beads.source, kind="stable")
    reached = {start}
    for source, target in zip(beads.source[order].tolist(), beads.target[order].tolist(), strict=True):
        if source in reached:
            reached.add(target)
    return stop in reached


def windows(text: Text, beads: Beads) -> Iterator[tuple[Integers, Text, Beads, int]]:
    """Take the beads in stretches: their numbers, the part of the text they stand in, they within it, its row."""
    for top, stop in pairwise(_bounds(beads, text.chinese.count)):
        # Nulls behind the last sentence belong to the last stretch: no part of the text may be empty on either side.
        bottom = stop if stop < text.chinese.count else text.chinese.count + 1
        numbers = np.flatnonzero((beads.chinese >= top) & (beads.chinese < bottom))
        if not len(numbers):
            continue
        some = beads.chosen(numbers)
        left = min(int(some.english.min()), text.english.count - 1)
        end = int((some.chinese + some.chinese_count).max()), int((some.english + some.english_count).max())
        local = replace(some, chinese=some.chinese - top, english=some.english - left)
        local = replace(local, grid=_narrow(local, (end[0] - top, end[1] - left)))
        # One sentence more on each side shows what lies beyond the last boundary.
        beyond = min(end[0] + 1, text.chinese.count), min(end[1] + 1, text.english.count)
        yield numbers, part(text, (top, left), beyond), local, top


def _bounds(beads: Beads, count: int) -> list[int]:
    """Choose the rows between which beads are judged at once: so many rows, or fewer where each has very many beads."""
    before = np.concatenate([[0], np.cumsum(np.bincount(beads.chinese, minlength=count))])
    bounds = [0]
    while bounds[-1] < count:
        row = bounds[-1]
        enough = int(np.searchsorted(before, before[row] + _MOST_BEADS)) - 1
        bounds.append(min(max(enough, row + 1), row + _STRETCH, count))
    return bounds


def _narrow(beads: Beads, size: Node) -> Grid:
    """Lay a band about the beads alone, one sentence wider."""
    low, high = np.full(size[0] + 1, size[1]), np.zeros(size[0] + 1, np.int64)
    for step in range(LARGEST + 1):
        rows = beads.chinese + np.minimum(step, beads.chinese_count)
        np.minimum.at(low, rows, beads.english - 1)
        np.maximum.at(high, rows, beads.english + beads.english_count + 1)
    low[0], high[-1] = 0, size[1]
    low = np.minimum.accumulate(low[::-1])[::-1]
    return Grid(np.maximum(low, 0), np.minimum(np.maximum.accumulate(high), size[1]))
