"""Pairs as a person has set them: they stand, and what lies about them is aligned anew, each stretch by itself.

*The idea:* a text is aligned as if nothing was set; then the neighbourhood of each pair that is set is aligned anew, as
far as some pairs that are sure. So what is set at one place moves nothing at another, however long the text is, and
costs as little there. Sentences are parted where a stretch of a correction begins or ends, so a correction can join and
split. A stretch that stands several times in the text is set at each place, the first Chinese one with the first
English one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeAlias

from flashcards.corrections.files import contradiction
from flashcards.corrections.phrases import squeezed
from flashcards.corrections.text_search import Searchable, Side
from flashcards.errors import InputError
from flashcards.records import LONGEST_SENTENCE, AlignedPair, Bead, Bitext, Record, replace
from flashcards.settings import DOUBTFUL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flashcards.corrections.entries import Corrections, PairCorrection, TypoCorrection
    from flashcards.records import Sentence, Span

Align: TypeAlias = Callable[[Bitext], Sequence[AlignedPair]]
_Parts: TypeAlias = "Sequence[tuple[Span, Sentence, int]]"

_REACH = 4
"""Pairs that are not doubtful on either side of one that is set that are aligned anew with it: a wrong pair seldom
shifts more. Set by hand."""


class _Set(Record):
    """A pair that is set: the numbers of its parts on both sides, and the line of its correction."""

    chinese: tuple[int, ...]
    english: tuple[int, ...]
    line: int


class _Window(Record):
    """A stretch of pairs, by their numbers, that is aligned anew, and what is set in it."""

    start: int
    end: int
    chosen: tuple[_Set, ...]


def align(bitext: Bitext, corrections: Corrections, aligner: Align) -> tuple[AlignedPair, ...]:
    """Pair the sentences of a text, those of the corrections as these say; without any, as the aligner does.

    Raises:
        InputError: two corrections want the same words in different pairs.

    """
    aligned = tuple(aligner(bitext))
    wanted = [each for each in corrections.pairs if not each.drop]
    if not wanted:
        return aligned
    sides = Side(bitext.chinese), Side(bitext.english)
    spans = [span for each in wanted for span in _spans(each, sides)]
    chinese = sides[0].parted([place for span, _, _ in spans for place in span or ()])
    english = sides[1].parted([place for _, span, _ in spans for place in span or ()])
    pairs = {_Set(_numbers(chinese, first), _numbers(english, second), line): None for first, second, line in spans}
    chosen = _distinct(pairs, corrections.name)
    return tuple(_about(bitext, (chinese, english), aligned, chosen, aligner))


def _about(
    bitext: Bitext, sides: tuple[_Parts, _Parts], aligned: Sequence[AlignedPair], chosen: Iterable[_Set], aligner: Align
) -> Iterator[AlignedPair]:
    """Align what lies about the pairs that are set anew; all others stand as they were aligned."""
    numbers = [{id(s): number for number, s in enumerate(side)} for side in (bitext.chinese, bitext.english)]
    held = [
        tuple([own[id(s)] for s in side] for own, side in zip(numbers, _both(pair), strict=True)) for pair in aligned
    ]
    holders = [{number: at for at, pair in enumerate(held) for number in pair[side]} for side in (0, 1)]
    at = 0
    for window in _apart(_window(pair, sides, holders, aligned) for pair in chosen):
        start, end = window.start, window.end
        yield from aligned[at:start]
        part, own, pairs = _part_about(bitext, sides, aligned[start:end], held[start:end], window.chosen)
        known = {_both(pair): pair for pair in aligned[start:end]}
        for pair in _between(part, own, pairs, aligner):
            yield pair if pair.is_settled else known.get(_both(pair), pair)
        at = end
    yield from aligned[at:]


def _window(
    pair: _Set, sides: tuple[_Parts, _Parts], holders: Sequence[Mapping[int, int]], aligned: Sequence[AlignedPair]
) -> _Window:
    """Give the stretch about a pair that is set, with some sure pairs on either side; a pair that stands so, alone."""
    places = zip(_of(pair), sides, holders, strict=True)
    hit = [holder[parts[n][2]] for own, parts, holder in places for n in own]
    if _both(aligned[hit[0]]) == _both(_pair(sides, pair)):
        return _Window(hit[0], hit[0] + 1, (pair,))
    return _Window(_reach(aligned, min(hit), -1), _reach(aligned, max(hit), 1) + 1, (pair,))


def _reach(aligned: Sequence[AlignedPair], at: int, step: int) -> int:
    """Go on from a pair until some sure ones are passed, or the text ends."""
    sure = 0
    while sure < _REACH and 0 <= at + step < len(aligned):
        at += step
        sure += not aligned[at].is_null and aligned[at].confidence >= DOUBTFUL
    return at


def _apart(windows: Iterable[_Window]) -> list[_Window]:
    """Join windows that overlap, and give all in order."""
    apart: list[_Window] = []
    for window in sorted(windows, key=lambda each: each.start):
        last = apart[-1] if apart else None
        if last and window.start < last.end:
            apart[-1] = _Window(last.start, max(last.end, window.end), last.chosen + window.chosen)
        else:
            apart.append(window)
    return apart


def _part_about(
    bitext: Bitext,
    sides: tuple[_Parts, _Parts],
    aligned: Sequence[AlignedPair],
    held: Sequence[tuple[list[int], ...]],
    chosen: Iterable[_Set],
) -> tuple[Bitext, tuple[_Parts, _Parts], list[_Set]]:
    """Make a text of the sentences of some pairs, which `held` numbers, with its parts and what is set of them."""
    sentences, parts, places, new = [], [], [], []
    for side, (whole, every) in enumerate(zip((bitext.chinese, bitext.english), sides, strict=True)):
        numbers = sorted(number for pair in held for number in pair[side])
        place = {number: at for at, number in enumerate(numbers)}
        own = [n for number in numbers for n in _parts_of(every, number)]
        sentences.append(tuple(whole[number] for number in numbers))
        parts.append([(every[n][0], every[n][1], place[every[n][2]]) for n in own])
        places.append(place)
        new.append({n: at for at, n in enumerate(own)})
    rows = [
        Bead(tuple(places[0][n] for n in chinese), tuple(places[1][n] for n in english))
        for pair, (chinese, english) in zip(aligned, held, strict=True)
        if pair.is_given
    ]
    renumbered = [
        _Set(tuple(new[0][n] for n in pair.chinese), tuple(new[1][n] for n in pair.english), pair.line)
        for pair in chosen
    ]
    part = replace(
        bitext,
        chinese=sentences[0],
        english=sentences[1],
        rows=bitext.rows if bitext.rows is None else tuple(rows),
        chapters=(),
        left_out=(),
        notices=(),
    )
    return part, (parts[0], parts[1]), renumbered


def _parts_of(parts: _Parts, number: int) -> range:
    """Tell which parts are of a sentence."""
    first = bisect_left(parts, number, key=lambda part: part[2])
    return range(first, bisect_left(parts, number + 1, lo=first, key=lambda part: part[2]))


def _both(pair: AlignedPair) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    return pair.chinese, pair.english


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
    """Put a pair before the first whose side begins behind its own.

    Parts are known by what they say and where, for an aligner may remember those of before, which are equal.
    """
    is_english = not pair.chinese
    numbers = {part[1]: number for number, part in enumerate(sides[is_english])}
    own = numbers[(pair.english if is_english else pair.chinese)[0]]
    beginnings = (each.english if is_english else each.chinese for each in pairs)
    behind = (at for at, side in enumerate(beginnings) if side and numbers[side[0]] > own)
    pairs.insert(next(behind, len(pairs)), pair)


def finish(pairs: Sequence[AlignedPair], corrections: Corrections) -> tuple[AlignedPair, ...]:
    """Leave out the pairs that are dropped, and mend the typos of the others."""
    has_drops = any(each.drop for each in corrections.pairs)
    return tuple(_mended(pair, corrections) for pair in pairs if not has_drops or not _is_dropped(pair, corrections))


def _is_dropped(pair: AlignedPair, corrections: Corrections) -> bool:
    chinese, english = squeezed(pair.chinese_text), squeezed(pair.english_text)
    about = chain(corrections.dropped.within(chinese), corrections.dropped.within(english))
    return any(squeezed(each.chinese) in chinese and squeezed(each.english) in english for each in about)


def _mended(pair: AlignedPair, corrections: Corrections) -> AlignedPair:
    if not corrections.typos:
        return pair
    chinese, english = (tuple(_rewritten(s, corrections) for s in side) for side in (pair.chinese, pair.english))
    return (
        pair if (chinese, english) == (pair.chinese, pair.english) else replace(pair, chinese=chinese, english=english)
    )


def _rewritten(sentence: Sentence, corrections: Corrections) -> Sentence:
    """Mend a sentence; how the author reads its characters is kept where they stand where they stood."""
    written = sentence.written or sentence.text
    typos = corrections.typos_by_place.within(written)
    text = mended(written, typos) if typos else written
    if text == sentence.text:
        return sentence
    if len(text) > LONGEST_SENTENCE:
        raise InputError(
            f"{corrections.name}: mended, a sentence ({written[:30]}…) has {len(text):,} characters, the longest can "
            f"have {LONGEST_SENTENCE:,}; shorten what is right there."
        )
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
