"""Which English words render a Chinese word in its sentence, and whether two sentences are a pair at all.

*The idea:* a person translated this text, so what a word means here stands in the other column. Each cell (Chinese
word, English word) of a pair gets a chance of being a link, first from what the dictionary says of the two words,
then, three times, from the chances of the cells about it and from the rest of the text. Only what is well supported is
shown: a learner forgives a missing rendering, not a wrong one. The share of words that find support also tells whether
the two sentences belong together at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from flashcards.lexicon.english import tokenize
from flashcards.links.chances import link_chances, pair_words
from flashcards.links.citations import Citer
from flashcards.links.free_renderings import is_shown
from flashcards.links.network import model
from flashcards.links.pair_check import among_few, confidence, evidence, weighed
from flashcards.links.selection import shown
from flashcards.records import LinkedPair, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.links.chances import PairWords
    from flashcards.records import AlignedPair, AnnotatedPair

__all__ = ["check", "link", "stretches"]

_PORTION = 400
"""Pairs that are linked together: enough text to learn from, and little enough to hold in memory."""
_LEAST_PORTION = 350
"""Pairs from which on a stretch of a text may end: with the first that says so by its own words, so that it stays the
stretch that it was where pairs are joined or left out before it. Set by hand."""
_ONE_IN = 16
"""Of so many pairs one says that a stretch ends: of twenty-five stretches one reaches `_PORTION`. Set by hand."""
_MOST_CELLS = 1_000_000
"""Cells, a word and a token each, of the pairs of a portion: 0.9 GB. Novels have 400 a pair."""
_MOST_CELLS_OF_A_PAIR = 250_000
"""Two sentences of 500 words each are no sentences; none of their words is linked, which would take 15 s."""


def stretches(pairs: Sequence[AlignedPair]) -> Iterator[Sequence[AlignedPair]]:
    """Part a text into stretches of as many pairs as are linked together; those without a partner stand in between."""
    start = count = 0
    for end, pair in enumerate(pairs, 1):
        count += not (pair.is_null or pair.chinese_text.isspace())
        is_end = count == _PORTION or (count >= _LEAST_PORTION and _says_end(pair))
        if is_end or end == len(pairs):
            yield pairs[start:end]
            start, count = end, 0


def _says_end(pair: AlignedPair) -> bool:
    return bool(pair.chinese) and crc32(pair.chinese_text.encode("utf-8", "surrogatepass")) % _ONE_IN == 0


def link(pairs: Sequence[AnnotatedPair], lexicon: Lexicon) -> tuple[LinkedPair, ...]:
    """Give the words of each pair their `rendering`, and tell which English tokens each is linked with.

    All pairs of a text are handed over at once: how a word is rendered elsewhere is evidence here. A pair whose words
    find hardly any support in the English has its confidence lowered below 0.5, and none of its words is linked. Pairs
    without English, or without words, are not linked either.
    """
    linked = [LinkedPair(pair) for pair in pairs]
    places = [place for place, pair in enumerate(pairs) if _can_be_linked(pair)]
    for portion in _portions([(place, _sides(pairs[place], lexicon)) for place in places]):
        sides = [words for _, words in portion]
        chances = link_chances(sides, lexicon, model())
        tables = chances.grids.tables(chances.links)
        for (place, words), weight, tokens, table in zip(
            portion, evidence(chances, sides), shown(chances, sides), tables, strict=True
        ):
            pair = pairs[place]
            linked[place] = _doubted(pair, weight) or _linked(pair, words, tokens, table.tolist(), lexicon)
    return tuple(linked)


def check(pairs: Sequence[AnnotatedPair], lexicon: Lexicon) -> tuple[AlignedPair, ...]:
    """Lower the confidence of the pairs of a text so short that its order tells nothing, by their words alone."""
    asked = [
        (place, _sides(pair, lexicon))
        for place, pair in enumerate(pairs)
        if _can_be_linked(pair) and _is_open(pair.pair)
    ]
    weights: dict[int, float] = {}
    for portion in _portions(asked):
        sides = [words for _, words in portion]
        own = evidence(link_chances(sides, lexicon, model()), sides)
        weights |= zip((place for place, _ in portion), own, strict=True)
    checked = [each.pair for each in pairs]
    for place, weight in zip(weights, among_few(list(weights.values())), strict=True):
        checked[place] = replace(checked[place], confidence=confidence(checked[place].confidence, weight))
    return tuple(checked)


def _is_open(pair: AlignedPair) -> bool:
    """Whether nobody paired these sentences but the aligner."""
    return not (pair.is_given or pair.is_settled)


def _portions(sides: Iterable[tuple[int, PairWords]]) -> Iterator[list[tuple[int, PairWords]]]:
    """Part the pairs, each with its place, into portions that memory holds; one too large for it is in none."""
    portion: list[tuple[int, PairWords]] = []
    cells = 0
    for place, words in sides:
        size = len(words.chinese) * len(words.english)
        if size > _MOST_CELLS_OF_A_PAIR:
            continue
        if portion and (len(portion) == _PORTION or cells + size > _MOST_CELLS):
            yield portion
            portion, cells = [], 0
        portion.append((place, words))
        cells += size
    if portion:
        yield portion


def _can_be_linked(annotated: AnnotatedPair) -> bool:
    return not annotated.pair.is_null and any(not word.text.isspace() for word in annotated.words)


def _sides(annotated: AnnotatedPair, lexicon: Lexicon) -> PairWords:
    words = (word for word in annotated.words if not word.text.isspace())
    return pair_words(words, tokenize(annotated.pair.english_text), lexicon)


def _doubted(annotated: AnnotatedPair, evidence: float) -> LinkedPair | None:
    """Give a pair whose words speak against it, less sure and without links; None where they do not."""
    pair, weight = annotated.pair, weighed(evidence, is_given=annotated.pair.is_given)
    if weight >= 0 or pair.is_settled:
        return None
    return LinkedPair(replace(annotated, pair=replace(pair, confidence=confidence(pair.confidence, weight))))


def _linked(
    annotated: AnnotatedPair,
    sides: PairWords,
    links: Sequence[Sequence[int]],
    chances: Sequence[Sequence[float]],
    lexicon: Lexicon,
) -> LinkedPair:
    """Cite what renders each word; `links` holds the tokens of each, `chances` that of each of its cells."""
    taken = frozenset(column for columns in links for column in columns)
    citer = Citer(annotated.pair.english_text, sides.english, sides.english_types, lexicon, taken)
    renderings = {}
    for word, columns, row in zip(sides.chinese, links, chances, strict=True):
        rendering = citer.rendering(word, columns, row)
        tokens = [sides.english_types[column] for column in columns]
        if rendering and is_shown(word, tokens, rendering.confidence, lexicon):
            renderings[word.start] = rendering
    by_start = {word.start: tuple(columns) for word, columns in zip(sides.chinese, links, strict=True)}
    words = tuple(
        replace(word, rendering=renderings.get(word.start)) if word.rendering or word.start in renderings else word
        for word in annotated.words
    )
    return LinkedPair(
        replace(annotated, words=words),
        tuple(token.text for token in sides.english),
        tuple(by_start.get(word.start, ()) for word in annotated.words),
    )
