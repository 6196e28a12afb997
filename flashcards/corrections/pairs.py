"""Pairs as a person has set them: they stand, and what lies between them is aligned anew, each stretch by itself.

Sentences are parted where a stretch of a correction begins or ends, so a correction can join and split. A stretch that
stands several times in the text is set at each place, the first Chinese one with the first English one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from flashcards.corrections.entries import squeezed
from flashcards.corrections.files import contradiction
from flashcards.corrections.places import Searchable, Side
from flashcards.records import AlignedPair, Bead, Bitext, Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flashcards.corrections.entries import Corrections, PairCorrection, TypoCorrection
    from flashcards.records import Sentence, Span

Align: TypeAlias = Callable[[Bitext], Sequence[AlignedPair]]
_Parts: TypeAlias = "tuple[tuple[Span, Sentence, int], ...]"


class _Set(Record):
    """A pair that is set: the numbers of its parts on both sides, and the line of its correction."""

    chinese: tuple[int, ...]
    english: tuple[int, ...]
    line: int


def align(bitext: Bitext, corrections: Corrections, aligner: Align) -> tuple[AlignedPair, ...]:
    """Pair the sentences of a text, those of the corrections as these say; without any, as the aligner does.

    Raises:
        InputError: two corrections want the same words in different pairs.

    """
    sides = Side(bitext.chinese), Side(bitext.english)
    spans = [span for each in corrections.pairs if not each.drop for span in _spans(each, sides)]
    if not spans:
        return tuple(aligner(bitext))
    chinese = sides[0].parted([place for span, _, _ in spans for place in span or ()])
    english = sides[1].parted([place for _, span, _ in spans for place in span or ()])
    pairs = {_Set(_numbers(chinese, first), _numbers(english, second), line): None for first, second, line in spans}
    chosen = _distinct(pairs, corrections.name)
    return _between(bitext, (chinese, english), chosen, aligner)


def _spans(correction: PairCorrection, sides: tuple[Side, Side]) -> Iterator[tuple[Span | None, Span | None, int]]:
    """Give the places of a correction on both sides; a side of which it says nothing has none."""
    chinese = sides[0].searchable.spans(correction.chinese)
    english = sides[1].searchable.spans(correction.english)
    if correction.chinese and correction.english:
        yield from ((first, second, correction.line) for first, second in zip(chinese, english, strict=False))
    else:
        yield from ((span, None, correction.line) for span in chinese)
        yield from ((None, span, correction.line) for span in english)


def _numbers(parts: _Parts, span: Span | None) -> tuple[int, ...]:
    """Tell which parts lie within a span."""
    if span is None:
        return ()
    first = bisect_left(parts, span[0], key=lambda part: part[0][0])
    last = bisect_left(parts, span[1], key=lambda part: part[0][0])
    return tuple(range(first, last))


def _distinct(pairs: Iterable[_Set], name: str) -> list[_Set]:
    """Leave out what is set twice alike; what is set twice otherwise is a contradiction."""
    owners: list[dict[int, _Set]] = [{}, {}]
    distinct: dict[tuple[tuple[int, ...], tuple[int, ...]], _Set] = {}
    for pair in pairs:
        for owner, numbers in zip(owners, (pair.chinese, pair.english), strict=True):
            for number in numbers:
                other = owner.setdefault(number, pair)
                if (other.chinese, other.english) != (pair.chinese, pair.english):
                    raise contradiction(name, other.line, pair.line, "the same words stand in two pairs")
        distinct.setdefault((pair.chinese, pair.english), pair)
    return list(distinct.values())


def _between(
    bitext: Bitext, sides: tuple[_Parts, _Parts], chosen: list[_Set], aligner: Align
) -> tuple[AlignedPair, ...]:
    """Align what lies between the pairs that are set, and put these into their places."""
    anchors = _in_order([pair for pair in chosen if pair.chinese and pair.english])
    taken = {n for pair in chosen for n in pair.chinese}, {n for pair in chosen for n in pair.english}
    ends = _Set((len(sides[0]),), (len(sides[1]),), 0)
    pairs: list[AlignedPair] = []
    for before, after in pairwise([_Set((-1,), (-1,), 0), *anchors, ends]):
        free = tuple(
            [n for n in range(low[-1] + 1, high[0]) if n not in own]
            for low, high, own in zip(_of(before), _of(after), taken, strict=True)
        )
        if any(free):
            pairs += aligner(_part(bitext, sides, (free[0], free[1])))
        if after is not ends:
            pairs.append(_pair(sides, after))
    for pair in (each for each in chosen if each not in anchors):
        _put(pairs, _pair(sides, pair), sides)
    return tuple(pairs)


def _of(pair: _Set) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return pair.chinese, pair.english


def _in_order(pairs: list[_Set]) -> list[_Set]:
    """Give the most pairs that run through both sides in one order: by patience sorting."""
    ordered = sorted(pairs, key=lambda pair: pair.chinese)
    tails: list[int] = []
    chains: list[list[_Set]] = []
    for pair in ordered:
        at = bisect_left(tails, pair.english[0])
        chain = [*(chains[at - 1] if at else []), pair]
        tails[at : at + 1], chains[at : at + 1] = [pair.english[0]], [chain]
    return chains[-1] if chains else []


def _part(bitext: Bitext, sides: tuple[_Parts, _Parts], free: tuple[list[int], list[int]]) -> Bitext:
    """Make a text of the parts that no correction sets, with the rows that are whole among them."""
    chinese, english = (tuple(parts[n][1] for n in numbers) for parts, numbers in zip(sides, free, strict=True))
    rows = bitext.rows if bitext.rows is None else tuple(_rows(bitext.rows, sides, free))
    return replace(bitext, chinese=chinese, english=english, rows=rows, chapters=(), left_out=(), notices=())


def _rows(old: Iterable[Bead], sides: tuple[_Parts, _Parts], free: tuple[list[int], list[int]]) -> Iterator[Bead]:
    """Give rows new numbers; one of which a part is set, or lies elsewhere, is no row any more."""
    places: list[dict[int, list[int]]] = [{}, {}]
    for own, parts, numbers in zip(places, sides, free, strict=True):
        for place, number in enumerate(numbers):
            own.setdefault(parts[number][2], []).append(place)
    counts = [Counter(number for _, _, number in parts) for parts in sides]
    for row in old:
        both = list(zip((row.chinese, row.english), places, counts, strict=True))
        if all(len(own.get(n, ())) == count[n] for numbers, own, count in both for n in numbers):
            chinese, english = (tuple(at for n in numbers for at in own[n]) for numbers, own, _ in both)
            yield Bead(chinese, english)


def _pair(sides: tuple[_Parts, _Parts], pair: _Set) -> AlignedPair:
    chinese, english = (tuple(parts[n][1] for n in numbers) for parts, numbers in zip(sides, _of(pair), strict=True))
    return AlignedPair(chinese, english, 1.0, is_settled=True)


def _put(pairs: list[AlignedPair], pair: AlignedPair, sides: tuple[_Parts, _Parts]) -> None:
    """Put a pair before the first whose side begins behind its own."""
    is_english = not pair.chinese
    numbers = {id(part[1]): number for number, part in enumerate(sides[is_english])}
    own = numbers[id((pair.english if is_english else pair.chinese)[0])]
    beginnings = (each.english if is_english else each.chinese for each in pairs)
    behind = (at for at, side in enumerate(beginnings) if side and numbers[id(side[0])] > own)
    pairs.insert(next(behind, len(pairs)), pair)


def finish(pairs: Sequence[AlignedPair], corrections: Corrections) -> tuple[AlignedPair, ...]:
    """Leave out the pairs that are dropped, and mend the typos of the others."""
    dropped = [(squeezed(each.chinese), squeezed(each.english)) for each in corrections.pairs if each.drop]
    return tuple(_mended(pair, corrections.typos) for pair in pairs if not dropped or not _is_dropped(pair, dropped))


def _is_dropped(pair: AlignedPair, dropped: Iterable[tuple[str, str]]) -> bool:
    chinese, english = squeezed(pair.chinese_text), squeezed(pair.english_text)
    return any(first in chinese and second in english for first, second in dropped)


def _mended(pair: AlignedPair, typos: Sequence[TypoCorrection]) -> AlignedPair:
    if not typos:
        return pair
    chinese, english = (tuple(_rewritten(s, typos) for s in side) for side in (pair.chinese, pair.english))
    return (
        pair if (chinese, english) == (pair.chinese, pair.english) else replace(pair, chinese=chinese, english=english)
    )


def _rewritten(sentence: Sentence, typos: Sequence[TypoCorrection]) -> Sentence:
    """Mend a sentence; how the author reads its characters is kept where they stand where they stood."""
    written = sentence.written or sentence.text
    text = mended(written, typos)
    if text == sentence.text:
        return sentence
    pinyin = sentence.pinyin if len(text) == len(sentence.text) else ()
    return replace(sentence, text=text, written=written, pinyin=pinyin, other_script="")


def mended(text: str, typos: Iterable[TypoCorrection]) -> str:
    """Mend the typos of a text, each where its context stands; the places are those of the text as it was."""
    searchable = Searchable(text)
    changes: dict[Span, str] = {}
    for typo in typos:
        wholes = searchable.spans(typo.context) if typo.context else [(0, len(text))]
        for start, end in wholes:
            at = text.find(typo.wrong, start, end)
            while at >= 0:
                changes[at, at + len(typo.wrong)] = typo.right
                at = text.find(typo.wrong, at + len(typo.wrong), end)
    last = len(text)
    for (start, end), right in sorted(changes.items(), reverse=True):
        if end <= last:  # of two that overlap the later one is mended
            text, last = text[:start] + right + text[end:], start
    return text
