"""The surroundings of what was set: a few pairs on either side of it are aligned anew, all others stand."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from flashcards.corrections import PairCorrection, TypoCorrection
from flashcards.corrections.entries import squeezed
from flashcards.records import Bead, Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flashcards.records import AlignedPair, Bitext, Sentence

    _Numbers = tuple[set[int], ...]
    """The numbers of the Chinese and the English sentences of a pair."""

_REACH = 4
"""Pairs aligned anew on either side of a change: a wrong pair seldom shifts more. Set by hand."""
_MOST_PLACES = 20
"""Places of a change that are looked at: what stands oftener in a text is a heading or a refrain. Set by hand."""


class Side(Record, dict=True):
    """The sentences of one language of a text, and which of them stand where."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def is_ordered(self) -> bool:
        """Whether sentences are told by where they start: in several documents they are not."""
        return all(before < after for before, after in pairwise(self._starts))

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        texts = [squeezed(sentence.text) for sentence in self.sentences]
        return "".join(texts), list(accumulate(map(len, texts), initial=0))

    def number(self, part: Sentence) -> int:
        """Tell which sentence it is, or is a part of."""
        return bisect_right(self._starts, part.start) - 1

    def holding(self, words: str) -> Iterator[int]:
        """Give the numbers of the sentences in which words stand."""
        text, starts = self._squeezed
        wanted = squeezed(words)
        at = text.find(wanted) if wanted else -1
        for _ in range(_MOST_PLACES):
            if at < 0:
                return
            yield from range(bisect_right(starts, at) - 1, bisect_right(starts, at + len(wanted) - 1))
            at = text.find(wanted, at + len(wanted))


class Surroundings:
    """Aligns a text anew about some of its words."""

    def __init__(self, bitext: Bitext) -> None:
        self._bitext = bitext
        self._sides = Side(bitext.chinese), Side(bitext.english)
        self._numbers_of: dict[int, tuple[AlignedPair, _Numbers]] = {}

    def prepare(self, pairs: Sequence[AlignedPair]) -> list[_Numbers]:
        """Tell of each pair which sentences it holds, or parts of them; of those that were looked at it is known."""
        known = self._numbers_of
        self._numbers_of = {id(pair): known.get(id(pair)) or (pair, self._numbers(pair)) for pair in pairs}
        return [self._numbers_of[id(pair)][1] for pair in pairs]

    def realigned(
        self,
        pairs: Sequence[AlignedPair],
        changes: Iterable[PairCorrection | TypoCorrection],
        align: Callable[[Bitext], Sequence[AlignedPair]],
    ) -> tuple[AlignedPair, ...]:
        """Align the pairs about some changes anew; a pair that comes out as it was is the one that it was."""
        if not all(side.is_ordered for side in self._sides):
            return tuple(_as_before(pairs, align(self._bitext)))
        numbers = self.prepare(pairs)
        touched = tuple(set[int]() for _ in self._sides)
        for change in changes:
            for words, side, own in zip(_words(change), self._sides, touched, strict=True):
                own.update(side.holding(words))
        realigned = list(pairs)
        for start, end in reversed(list(_windows(numbers, touched))):
            part = self._part(numbers, start, end)
            realigned[start:end] = _as_before(pairs[start:end], align(part))
        return tuple(realigned)

    def _numbers(self, pair: AlignedPair) -> _Numbers:
        return tuple(
            set(map(side.number, sentences))
            for side, sentences in zip(self._sides, (pair.chinese, pair.english), strict=True)
        )

    def _part(self, numbers: Sequence[_Numbers], start: int, end: int) -> Bitext:
        """Make a text of the sentences of some pairs, and of those about them that stand in no pair."""
        wholes: list[tuple[int, ...]] = []
        for number, side in enumerate(self._sides):
            others = set[int]().union(*(own[number] for own in (*numbers[:start], *numbers[end:])))
            inside = set[int]().union(*(own[number] for own in numbers[start:end]))
            low, high = min(inside, default=0), max(inside, default=-1)
            while low - 1 >= 0 and low - 1 not in others and inside:
                low -= 1
            while high + 1 < len(side.sentences) and high + 1 not in others and inside:
                high += 1
            wholes.append(tuple(n for n in range(low, high + 1) if n not in others))
        chinese, english = wholes
        rows = self._bitext.rows and tuple(_rows(self._bitext.rows, wholes))
        return replace(
            self._bitext,
            chinese=tuple(self._bitext.chinese[n] for n in chinese),
            english=tuple(self._bitext.english[n] for n in english),
            rows=rows,
            chapters=(),
            left_out=(),
        )


def _words(change: PairCorrection | TypoCorrection) -> tuple[str, str]:
    if isinstance(change, PairCorrection):
        return change.chinese, change.english
    return (change.context or change.wrong,) * 2


def _windows(numbers: Sequence[_Numbers], touched: tuple[set[int], ...]) -> Iterator[tuple[int, int]]:
    """Give the stretches of pairs, in order and none within another, that hold what is touched or stand beside it."""
    about = [{n + step for n in own for step in (-1, 0, 1)} for own in touched]
    hit = [at for at, own in enumerate(numbers) if any(a & b for a, b in zip(own, about, strict=True))]
    start = end = -1
    for at in hit:
        if end >= 0 and at - _REACH > end:
            yield start, end
            start = -1
        start = max(0, at - _REACH) if start < 0 else start
        end = min(len(numbers), at + _REACH + 1)
    if end >= 0:
        yield start, end


def _as_before(pairs: Iterable[AlignedPair], new: Sequence[AlignedPair]) -> list[AlignedPair]:
    """Take a pair as it was where its sentences are the same, and it is set or not as before."""
    known = {(pair.chinese, pair.english, pair.is_settled): pair for pair in pairs}
    return [known.get((pair.chinese, pair.english, pair.is_settled), pair) for pair in new]


def _rows(old: Iterable[Bead], wholes: Sequence[tuple[int, ...]]) -> Iterator[Bead]:
    """Give rows the numbers of their sentences in a part of the text; those that reach out of it are none."""
    places = [{number: place for place, number in enumerate(own)} for own in wholes]
    for row in old:
        if all(n in place for own, place in zip((row.chinese, row.english), places, strict=True) for n in own):
            chinese, english = (
                tuple(place[n] for n in own) for own, place in zip((row.chinese, row.english), places, strict=True)
            )
            yield Bead(chinese, english)
