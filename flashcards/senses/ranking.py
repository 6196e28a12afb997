"""Which sense of a word fits its context: one ranking, whose terms can be shown.

Where an English word renders the word, the sense that holds it comes first, of several the one that says most of it.
Where none does, or nothing renders the word, a sum of weighted terms decides (`features`); most weights are those of a
softmax over the senses, fitted on words whose rendering tells the sense (`scripts/fit_senses.py`). All other senses
keep the order of the dictionary.

A term of a sense that holds the rendering is one more factor in `_held`, with its weight below; any other term is one
more function in `features.SOURCES`, with its weights in `weights.json` or `BY_HAND`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.common.weights import read_weights
from flashcards.glosses.comparison import fit, fits, phrase
from flashcards.glosses.english_types import english_type
from flashcards.lexicon.english import asides, words
from flashcards.lexicon.word_classes import english_words
from flashcards.links.free_renderings import LEAST_FIT
from flashcards.records import Record, replace
from flashcards.senses.features import features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.glosses.comparison import Phrase
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense, SenseContext

WEIGHTS = Path(__file__).with_name("weights.json")
BY_HAND: Mapping[str, float] = {
    "coarse": -8.0,  # such a sense comes first only where the translator's own word says it
    "dated": -1.5,  # learners read what is written today
    "later": -0.2,  # the fitted weights have seen renderings, which are oftener found in later senses than words are
    # meant so
    "near the rendering": 2.0,
    "kin to the rendering": 5.0,  # both chosen on renderings that a sense names among its synonyms, that synonym
    # hidden: the right sense comes first for 68 of 100, for 48 without the two
    "names the rendering": 3.0,  # as much as a near relative counts
    "near an unlinked word": 1.8,
    "verb before object": 1.5,
    "verb before complement": 0.8,  # 影响你们, 影响到: set by hand, on the cards of nine texts
    "adjective after degree": 1.2,  # fitted 0.3, on news in which 最 and 更 stand before nouns
    "told by its neighbours": 8.0,  # a fixed phrase leaves no doubt, whatever else is usual
    "first, untranslated": 1.0,  # so far must a later sense be ahead where the neighbours alone speak for it; chosen
    # on words whose rendering tells the sense, that hidden: of 462 words of a novel the right sense then comes first
    # for 75.1 of 100, by the dictionary's order for 74.0, without this for 74.5; of 295 of an essay 81.4, 81.4, 79.0
}
"""Weights that are not fitted, each with its reason; the names are those of `features`."""
_LATER = 0.97
"""What the fit of a sense counts beside that of the sense before it: of two that fit alike the earlier is meant."""
_OTHER_KIND = 0.85
"""What the fit of a verb's sense counts for a rendering that is no verb, and the other way about: less than a sense of
five places further down. Set by hand."""
_ADDED = 0.6
"""What the fit of a sense counts that CC-CEDICT adds to those of the learner's lexicon: an editor's, often of one field
(祖先 "ancestral species"). One of another part of speech than its rendering is none: "posted" is no 邮件 "post". Set by
hand, on the cards of 23 texts."""
_CONTENDER = 0.75
"""Senses that fit this much as well as the best contend with it; "report" the verb fits as well as the noun."""
_LIKELIER = 0.15
"""What the probability of a contender by all other features adds to its fit: as much as another part of speech takes.
Both set by hand, compared on the golden cases of `tests/cases/meanings.json`."""
_NAMING = frozenset(("", "n", "v", "adj"))
"""The parts of speech of a sense that the form of a rendering which it does not hold may exclude."""
_LEAST_BARE_FIT = 0.7
"""Function words alone must make up a sense: 接着 "then". One of two words has a fit of 0.7."""
_COUNTED = 0.9
"""What the fit of a measure word is that nothing renders, where it stands as one: less than that of a noun that
is the rendering (三十一分 "points"), more than that of a verb or of what CC-CEDICT adds (那朵花 is no "flower")."""
_COUNTS = 0.2
"""What a measure word's sense gets besides, where it stands as one and its gloss names the rendering: 两桌 "tables" is
no "table; desk". More than being first and likelier gives a noun. Set by hand."""
_CLASSIFIER = "classifier for"
"""How CC-CEDICT begins the sense of a measure word."""
_GENERAL_VERBS = english_words("general_verb")
_ABBREVIATION = re.compile(rf"\(?abbr\. (?:for|of|to) (?P<long>[{HAN}]+)\)?")


class Rule(StrEnum):
    """By which rule a sense came first."""

    ONLY = "the only sense"
    HELD = "holds the rendering"
    FIRST = "first in the dictionary, for a rendering by words of grammar that no sense holds"
    NEAREST = "likeliest for this rendering, which no sense holds"
    LIKELIEST = "likeliest, as nothing renders the word"
    CUED = "told by its neighbours"


class RankedSense(Record):
    """A sense with its score and the terms that add up to it, by name."""

    sense: Sense
    score: float
    terms: Mapping[str, float]


class Ranking(Record):
    """The senses of a word in a context, the one that fits first, and by which rule it does."""

    rule: Rule
    ranked: tuple[RankedSense, ...]

    @property
    def senses(self) -> tuple[Sense, ...]:
        """The senses in this order."""
        return tuple(ranked.sense for ranked in self.ranked)

    @property
    def second(self) -> RankedSense | None:
        """The sense that has the next best score; None where there is only one."""
        return max(self.ranked[1:], key=lambda ranked: ranked.score, default=None)

    @property
    def lead(self) -> dict[str, float]:
        """By which terms the first sense is ahead of the second, the largest difference first; they add up to its lead.

        Without a second sense the terms of the first are its lead.
        """
        first, second = (ranked.terms if ranked else {} for ranked in (next(iter(self.ranked), None), self.second))
        ahead = {name: first.get(name, 0.0) - second.get(name, 0.0) for name in (*first, *second)}
        return dict(sorted(((name, by) for name, by in ahead.items() if by), key=lambda item: -abs(item[1])))


def rank(context: SenseContext, lexicon: Lexicon) -> Ranking:
    """Put the sense of a word first that fits its context; the others follow in the order of the dictionary.

    Where words render the word, an abbreviation stands as the sense of its long form that fits them best. What the
    neighbours of the word tell counts for more than a rendering by words of grammar and verbs like "do", or one that no
    sense holds.
    """
    if not context.rendered:
        return _guessed(Rule.LIKELIEST, context.senses, guessable(context.senses), context, lexicon)
    tokens = [english_type(text, lexicon) for text in context.rendered]
    wanted = phrase(tokens)
    explained = [_explained(sense, wanted, lexicon) for sense in context.senses]
    shared = fits(tuple(explained), wanted, lexicon)
    is_learned = any(sense.pos for sense in context.senses)
    held = [_held(place, *both, context, is_learned) for place, both in enumerate(zip(explained, shared, strict=True))]
    best = max((ranked.score for ranked in held), default=0.0)
    is_bare = all(token.is_function for token in tokens)
    is_held = best >= (_LEAST_BARE_FIT if is_bare else LEAST_FIT)
    is_vague = all(token.is_function or token.lemma in _GENERAL_VERBS for token in tokens)
    if _is_told(max(held, key=lambda ranked: ranked.score) if is_held else None, context, is_vague=is_vague):
        return _guessed(Rule.NEAREST, explained, guessable(explained), context, lexicon)
    if is_held:
        return _ranking(Rule.HELD, explained, _parted(held, context, lexicon))
    if is_bare:
        return _ranking(Rule.FIRST, explained, [RankedSense(sense, 0.0, {}) for sense in explained])
    candidates = guessable(explained) if context.cue else _alike(guessable(explained), context)
    return _guessed(Rule.NEAREST, explained, candidates, context, lexicon)


def _is_told(held: RankedSense | None, context: SenseContext, *, is_vague: bool) -> bool:
    """Whether what stands beside a word counts for more than the sense that holds its rendering, if any does.

    A phrase may have another sense with other words about it (留在), so that it counts only beside a rendering that is
    vague or another part of speech; a rule looks at more.
    """
    if not context.cue or (held and held.sense.gloss == context.cue):
        return False
    is_alike = held is None or context.is_verb in (None, held.sense.is_verb)
    return is_vague or (held is not None and (context.is_ruled or not is_alike))


def _guessed(
    rule: Rule, senses: Sequence[Sense], candidates: Sequence[Sense], context: SenseContext, lexicon: Lexicon
) -> Ranking:
    """Put the likeliest of the candidates first; it is no guess where the neighbours of the word tell it."""
    ranking = _ranking(rule, senses, _likeliness(candidates, context, lexicon))
    is_told = context.cue and ranking.rule is rule and ranking.senses[0].gloss == context.cue
    return replace(ranking, rule=Rule.CUED) if is_told else ranking


def _alike(senses: Sequence[Sense], context: SenseContext) -> Sequence[Sense]:
    """Give the senses of the kind of word that the rendering is, if any, and those that are neither noun nor verb."""
    alike = [sense for sense in senses if context.is_verb in (None, sense.is_verb)]
    return [sense for sense in senses if sense in alike or sense.pos not in _NAMING] if alike else senses


def guessable(senses: Sequence[Sense]) -> Sequence[Sense]:
    """Give the senses of the learner's lexicon, where it has the word: what only CC-CEDICT says is never guessed."""
    return [sense for sense in senses if sense.pos] or senses


def _ranking(rule: Rule, senses: Sequence[Sense], scored: Sequence[RankedSense]) -> Ranking:
    """Put the sense with the highest score first; those without a score are out of the question."""
    if len(senses) < 2:
        return Ranking(Rule.ONLY, tuple(RankedSense(sense, 0.0, {}) for sense in senses))
    first = max(scored, key=lambda ranked: ranked.score)
    by_sense = {ranked.sense: ranked for ranked in scored}
    others = (by_sense.get(sense, RankedSense(sense, float("-inf"), {})) for sense in senses if sense != first.sense)
    return Ranking(rule, (first, *others))


def _held(place: int, sense: Sense, shared: float, context: SenseContext, is_learned: bool) -> RankedSense:
    """Score a sense by how much of the rendering it says: a product, told as what each factor takes off.

    `is_learned` tells whether the learner's lexicon has the word.
    """
    is_measure = sense.pos == "mw" or sense.gloss.startswith(_CLASSIFIER)
    if is_measure and _counts(context):
        named = shared or float("after numeral" in context.around and _names(sense, context))
        counted = named + _COUNTS if named else _COUNTED
        return RankedSense(sense, counted, {"counts here": counted})
    if is_measure and not sense.pos:
        return RankedSense(sense, 0.0, {})
    later = shared * _LATER**place
    is_alike = context.is_verb in (None, sense.is_verb)
    is_added = not sense.pos and is_learned
    own = later * (_ADDED * is_alike if is_added else 1.0)
    score = own if is_alike else own * _OTHER_KIND
    terms = {
        "shared words": shared,
        "further down": later - shared,
        "in CC-CEDICT alone": own - later,
        "another part of speech": score - own,
    }
    return RankedSense(sense, score, terms)


def _names(sense: Sense, context: SenseContext) -> bool:
    """Whether a remark of a sense names a word that renders it: (counts places, spots, injuries)."""
    named = {word for aside in asides(sense.gloss.lower()) for word in words(aside)}
    return not named.isdisjoint(context.rendered)


def _counts(context: SenseContext) -> bool:
    """Whether a word stands where a measure word does: 三巡, 一颗, 那朵 before 花; not 两手一摊, nor 腿上窝着."""
    around = context.around
    is_pointed = "after number" in around and "before noun" in around
    is_one = "after one" in around and context.is_verb is not True
    return "before aspect" not in around and ("after numeral" in around or is_one or is_pointed)


def _parted(held: Sequence[RankedSense], context: SenseContext, lexicon: Lexicon) -> list[RankedSense]:
    """Let what stands about the word part senses that hold its rendering about as well: 报告 "report" noun and verb.

    Of these the one is meant that the neighbours tell: 没什么 before a noun is "there is nothing"; 这一行 is a "line of
    work", though "line" says a line as well.
    """
    least = _CONTENDER * max(ranked.score for ranked in held)
    contenders = [ranked.sense for ranked in held if ranked.score >= least or _is_cued(ranked, context)]
    if len(contenders) < 2:
        return list(held)
    likely = dict(
        zip(contenders, chances(_likeliness(contenders, replace(context, rendered=()), lexicon)), strict=True)
    )
    parted = (_with_chance(ranked, likely[ranked.sense]) if ranked.sense in likely else ranked for ranked in held)
    return [_if_told(ranked, context) if ranked.sense in likely else ranked for ranked in parted]


def _is_cued(ranked: RankedSense, context: SenseContext) -> bool:
    """Whether a sense that holds some of the rendering is the one that the neighbours tell."""
    return ranked.score >= LEAST_FIT and ranked.sense.gloss == context.cue


def _if_told(ranked: RankedSense, context: SenseContext) -> RankedSense:
    if ranked.sense.gloss != context.cue:
        return ranked
    return RankedSense(ranked.sense, ranked.score + 1.0, {**ranked.terms, "told by its neighbours": 1.0})


def _with_chance(ranked: RankedSense, chance: float) -> RankedSense:
    term = _LIKELIER * chance
    return RankedSense(ranked.sense, ranked.score + term, {**ranked.terms, "likelier here": term})


def chances_of(context: SenseContext, lexicon: Lexicon) -> dict[Sense, float]:
    """Give the probability of each sense of a word in a context, by its features alone: they add up to 1."""
    return dict(zip(context.senses, chances(_likeliness(context.senses, context, lexicon)), strict=True))


def chances(scored: Sequence[RankedSense]) -> list[float]:
    """Give the probability of each sense, of those that were scored by their features: they add up to 1."""
    highest = max(ranked.score for ranked in scored)
    weights = [exp(ranked.score - highest) for ranked in scored]
    return [weight / sum(weights) for weight in weights]


def _likeliness(senses: Sequence[Sense], context: SenseContext, lexicon: Lexicon) -> list[RankedSense]:
    """Score senses by the weighted sum of their features."""
    weights, scored = _weights(), []
    for sense, values in zip(senses, features(tuple(senses), context, lexicon), strict=True):
        terms = {name: weights[name] * value for name, value in values.items() if name in weights and value}
        scored.append(RankedSense(sense, sum(terms.values()), terms))
    return scored


@cache
def _weights() -> Mapping[str, float]:
    return {**read_weights(WEIGHTS), **BY_HAND}


def _explained(sense: Sense, wanted: Phrase, lexicon: Lexicon) -> Sense:
    match = _ABBREVIATION.fullmatch(sense.gloss)
    meanings = [s for entry in lexicon.entries(match["long"]) for s in entry.senses] if match else []
    if match is None or not meanings:
        return sense
    fitting = max(meanings, key=lambda meaning: fit(meaning, wanted, lexicon))
    return replace(fitting, gloss=f"{fitting.gloss} (abbr. for {match['long']})")
