"""Sentences of two languages -> pairs that say the same. Scoring and search know nothing of each other.

read both sides -> rough path -> band around it -> score every bead within -> best path -> how sure each bead is
"""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from flashcards.alignment.beads import Beads, Scorer
from flashcards.alignment.bitext_words import Text, text_of
from flashcards.alignment.chain import Chain, confidences
from flashcards.alignment.first_pass import survivors
from flashcards.alignment.second_pass import committed_weights, second_pass
from flashcards.alignment.sides import read_chinese, read_english
from flashcards.alignment.turns import prices
from flashcards.alignment.vector_scorer import sentence_vectors
from flashcards.alignment.word_evidence import evidence
from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.common.progress import silent
from flashcards.records import AlignedPair, Bitext, WordKind, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.common.arrays import Floats
    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon

__all__ = ["Beads", "Scorer", "align", "is_short", "sentence_vectors"]

_FEW = 7
"""Sentences of a side from which on a text vouches for its pairs: as many as the trust in a pair looks at."""
_FOREIGN = 0.4
"""The most trust in a pair without a Chinese character: it teaches no Chinese, and two such lines beside each other are
seldom a translation. Set by hand, below what makes a card."""
_LATIN_WORD = pattern(r"[A-Za-z]{2}")
_FORBIDDEN = -1e6
"""Counts for a score that is no number, or the least of all: far below every other, and sums of it keep their order."""


def align(
    bitext: Bitext,
    lexicon: Lexicon,
    *,
    scorer: Scorer | None = None,
    progress: Progress = silent,
) -> tuple[AlignedPair, ...]:
    """Pair the sentences of both sides, in the order of the text; together the pairs hold every sentence once.

    A sentence without a counterpart stands in a pair with an empty side. `scorer` replaces the judgement by dictionary
    words, lengths and punctuation; `progress` hears of Chinese sentences. Rows that are already paired stay as they
    are, with confidence 1; what stands around them is aligned by itself and takes its place between them. Of a short
    text (`is_short`) the confidence is that of the order alone.
    """
    if bitext.rows is not None:
        pairs = (_pair(bitext, row.chinese, row.english, 1.0) for row in bitext.rows)
        rows = tuple(replace(pair, is_given=True) for pair in pairs)
        rest = _without_rows(bitext)
        between = align(rest, lexicon, scorer=scorer, progress=progress) if rest.chinese or rest.english else ()
        return tuple(sorted((*rows, *between), key=_place)) if between else rows
    if not (bitext.chinese and bitext.english):
        return tuple(_pair(bitext, c, e, 1.0) for c, e in _nulls(bitext))
    read = count(1)

    def cut(text: str) -> list[str]:
        progress("Reading sentences", next(read), len(bitext.chinese))
        return _cut(text, lexicon)

    chinese = read_chinese(bitext.chinese, lexicon, cut)
    return _solve(bitext, text_of(chinese, read_english(bitext.english, lexicon), lexicon), scorer, progress)


def is_short(bitext: Bitext) -> bool:
    """Whether so few sentences stand outside of rows that their order tells nothing: the words of each pair must."""
    rest = bitext if bitext.rows is None else _without_rows(bitext)
    return 0 < min(len(rest.chinese), len(rest.english)) < _FEW


def _solve(bitext: Bitext, text: Text, scorer: Scorer | None, progress: Progress) -> tuple[AlignedPair, ...]:
    """Find the beads that may be right, judge them, and take the best way through them."""
    weights = committed_weights()
    strength = evidence(text, weights.first_words)
    beads, chances = survivors(text, strength, weights.first_beads, partial(progress, "Pairing sentences"))
    chain = Chain(beads)
    scores: Floats
    if scorer:
        given = np.asarray(scorer.score(bitext, beads), np.float64)
        scores, opening = np.clip(np.nan_to_num(given, nan=_FORBIDDEN), _FORBIDDEN, -_FORBIDDEN), 0.0
        scores, path = _in_turn(bitext, beads, chain, scores, opening)
        trust: Floats = np.ones(len(path))
    else:
        second = second_pass(text, beads, chances, weights)
        scores, linked = second.judge(beads)
        opening = second.opening
        scores, path = _in_turn(bitext, beads, chain, scores, opening)
        trust = np.ones(len(path)) if is_short(bitext) else second.trust(beads.chosen(np.array(path)), linked[path])
    sure = confidences(beads, chain.posteriors(scores, opening).chances)
    return tuple(_bead(bitext, beads, k, sure[k] * t) for k, t in zip(path, trust, strict=True))


def _in_turn(bitext: Bitext, beads: Beads, chain: Chain, scores: Floats, opening: float) -> tuple[Floats, list[int]]:
    """Find the best way; where it shows that the languages take turns, the best one that keeps to them."""
    path = chain.best_path(scores, opening)
    lost = prices(bitext, beads, path)
    return (scores, path) if lost is None else (scores - lost, chain.best_path(scores - lost, opening))


def _bead(bitext: Bitext, beads: Beads, number: int, confidence: float) -> AlignedPair:
    first, left = int(beads.chinese[number]), int(beads.english[number])
    chinese = range(first, first + int(beads.chinese_count[number]))
    english = range(left, left + int(beads.english_count[number]))
    pair = _pair(bitext, chinese, english, float(confidence))
    return replace(pair, confidence=min(pair.confidence, _FOREIGN)) if _is_foreign(pair) else pair


def _is_foreign(pair: AlignedPair) -> bool:
    """Whether words of another language stand on the Chinese side: a heading, a button, the end of a letter."""
    text = pair.chinese_text
    return not pair.is_null and bool(_LATIN_WORD.search(text)) and not HAN_CHARACTER.search(text)


def _pair(bitext: Bitext, chinese: Sequence[int], english: Sequence[int], confidence: float) -> AlignedPair:
    return AlignedPair(tuple(bitext.chinese[i] for i in chinese), tuple(bitext.english[j] for j in english), confidence)


def _without_rows(bitext: Bitext) -> Bitext:
    """Take the sentences that stand in no row."""
    chinese = {number for row in bitext.rows or () for number in row.chinese}
    english = {number for row in bitext.rows or () for number in row.english}
    return Bitext(
        tuple(sentence for number, sentence in enumerate(bitext.chinese) if number not in chinese),
        tuple(sentence for number, sentence in enumerate(bitext.english) if number not in english),
        is_one_document=bitext.is_one_document,
    )


def _place(pair: AlignedPair) -> int:
    """Return where a pair begins in the document that holds both its sides."""
    return min(sentence.start for sentence in (*pair.chinese, *pair.english))


def _nulls(bitext: Bitext) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    yield from (((i,), ()) for i in range(len(bitext.chinese)))
    yield from (((), (j,)) for j in range(len(bitext.english)))


def _cut(text: str, lexicon: Lexicon) -> list[str]:
    from flashcards import words

    return [word.text for word in words.cut(text, lexicon) if word.kind is not WordKind.OTHER]
