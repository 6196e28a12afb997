"""What each Chinese word means here: the English words that render it, and the sense that fits.

*The idea:* a person translated this text, so what a word means here stands in the other column. Each cell (Chinese
word, English word) of a pair gets a chance of being a link, first from what the dictionary says of the two words,
then, three times, from the chances of the cells about it and from the rest of the text. Only what is well supported is
shown: a learner forgives a missing rendering, not a wrong one. The share of words that find support also tells whether
the two sentences belong together at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.glosses.english_types import english_type
from flashcards.glosses.vectors import Space
from flashcards.lexicon.english import tokenize
from flashcards.links import network
from flashcards.links.chances import PairWords, link_chances
from flashcards.links.chinese_types import chinese_type
from flashcards.links.citations import Citer
from flashcards.links.pair_check import confidence, evidence
from flashcards.links.selection import shown
from flashcards.progress import untold
from flashcards.senses.ranking import fitting_first, is_supported, likeliest_first, rendered
from flashcards.senses.sense_model import neighbours

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.links.chances import Chances
    from flashcards.progress import Progress
    from flashcards.records import AnnotatedPair, Word

__all__ = ["link"]

_PORTION = 400
"""Pairs that are linked together: enough text to learn from, and little enough to hold in memory."""


def link(pairs: Sequence[AnnotatedPair], lexicon: Lexicon, *, progress: Progress = untold) -> tuple[AnnotatedPair, ...]:
    """Give the words of each pair their `rendering`, and put the sense that fits first.

    All pairs of a text are handed over at once: how a word is rendered elsewhere is evidence here. A pair whose words
    find hardly any support in the English has its confidence lowered below 0.5, and none of its words is rendered.
    Pairs without English, or without words, come back as they are.
    """
    linked = list(pairs)
    places = [k for k, one in enumerate(pairs) if not one.pair.is_null and any(not w.text.isspace() for w in one.words)]
    laid = [
        PairWords(
            tuple(w for w in pairs[k].words if not w.text.isspace()),
            tokenize(pairs[k].pair.english_text),
        )
        for k in places
    ]
    for start in range(0, len(places), _PORTION):
        portion = laid[start : start + _PORTION]
        for place, words, found in zip(
            places[start : start + _PORTION], portion, link_chances(portion, lexicon, network.model()), strict=True
        ):
            linked[place] = _linked(pairs[place], words, found, lexicon)
        progress("Linking words", min(start + _PORTION, len(places)), len(places))
    return tuple(linked)


def _linked(one: AnnotatedPair, pair: PairWords, found: Chances, lexicon: Lexicon) -> AnnotatedPair:
    chinese = [chinese_type(word, lexicon) for word in pair.chinese]
    english = [english_type(token.text, lexicon) for token in pair.english]
    told_by_words = evidence(found, chinese, english)
    if told_by_words < 0:
        return replace(one, pair=replace(one.pair, confidence=confidence(one.pair.confidence, told_by_words)))
    citer = Citer(one.pair.english_text, pair.english, english, lexicon)
    links = shown(found, chinese, english)
    unlinked = _unlinked(english, links, lexicon)
    chances = found.links.tolist()
    told: dict[int, Word] = {}
    for row, (word, columns) in enumerate(zip(pair.chinese, links, strict=True)):
        around = neighbours(pair.chinese, row)
        rendering = citer.rendering(word, columns, chances[row])
        said = rendered(english, columns)
        if rendering is not None and is_supported(word, said, rendering.confidence, lexicon):
            senses = fitting_first(word, around, said, lexicon)
            told[word.start] = replace(word, rendering=rendering, senses=senses)
        elif not chinese[row].is_function:
            told[word.start] = replace(word, senses=likeliest_first(word, around, unlinked, lexicon))
    return replace(one, words=tuple(told.get(word.start, word) for word in one.words))


def _unlinked(english: Sequence[EnglishType], links: Sequence[Sequence[int]], lexicon: Lexicon) -> NDArray[np.floating]:
    """Give the vectors of the English content words that render nothing."""
    linked = {column for columns in links for column in columns}
    free = [e for k, e in enumerate(english) if k not in linked and not (e.is_function or e.is_punctuation)]
    space = lexicon.derived(Space)
    return space.of_tokens(free)
