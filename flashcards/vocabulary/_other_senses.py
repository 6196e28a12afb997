"""Words that a learner knows in another sense than the text has: 困 "to trap" of whoever learned 困 "sleepy".

The characters that courses teach first are taken for known, and so are measure words; but 省 is "province" to a
beginner and "to save" here, 封 counts letters and closes a bridge. Such a word gets a card where the translation says
beyond doubt that a later sense is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.comparison import shares_a_word
from flashcards.lexicon.english import asides
from flashcards.senses import Rule, rank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, SenseContext, Word

_CONTENT = frozenset(("n", "v", "adj", "adv"))
_BOUND = frozenset(("(in compounds)", "(short)"))
"""Remarks on senses that no word has by itself."""
_LATER_TAUGHT = 4
"""The level of HSK 2.0 from which on a beginner knows a word by its first sense alone: lessons use those taught before
in all their senses."""
_LEAST_LEAD = 0.6
"""By how much the sense must be ahead of the next. Set by hand: one that holds the rendering alone is so by about 1."""


def in_another_sense(
    places: Iterable[tuple[AnnotatedPair, Word]], lexicon: Lexicon, *, counts: bool
) -> tuple[tuple[AnnotatedPair, Word], ...]:
    """Give the places where a character surely has a later sense than its first; one that `counts`, that of a verb."""
    return tuple((pair, word) for pair, word in places if _is_other(word, lexicon, counts=counts))


def _is_other(word: Word, lexicon: Lexicon, *, counts: bool) -> bool:
    if len(word.text) > 1 or word.context is None or word.rendering is None:
        return False
    first, sense = word.context.senses[0], word.senses[0]
    if not shares_a_word(sense.gloss, word.rendering.text):
        return False
    if counts:
        return sense.pos == "v" and "after number" not in word.context.around and _is_told(word.context, lexicon)
    level = lexicon.level(word.text).hsk2
    if level is not None and level < _LATER_TAUGHT:
        return False
    is_free = sense.pos in _CONTENT and not any(remark in _BOUND for remark in asides(sense.gloss))
    is_other = sense != first and not shares_a_word(first.gloss, sense.gloss)
    return is_free and is_other and _is_told(word.context, lexicon)


def _is_told(context: SenseContext, lexicon: Lexicon) -> bool:
    """Whether the rendering says beyond doubt which sense is meant."""
    ranking = rank(context, lexicon)
    return ranking.rule is Rule.HELD and sum(ranking.lead.values()) >= _LEAST_LEAD
