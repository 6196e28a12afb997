"""Which words of a text are worth a card, and what stands on it.

*The idea:* whether a learner should see a word is decided here and nowhere else, by rules that can be said in one line
each; what is left out comes back with the rule that left it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING, Protocol

from flashcards.records import Level, Term
from flashcards.vocabulary._difficulty import difficulty
from flashcards.vocabulary._examples import best_example
from flashcards.vocabulary._kinds import NOT_CHINESE, why_not
from flashcards.vocabulary._occurrences import Gathered, gather
from flashcards.vocabulary._wording import in_short, shares_a_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.learner import Learner
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair

__all__ = ["Choice", "Options", "choose", "difficulty", "here", "level_name", "meaning"]


class Options(Protocol):
    """What a learner asks for: see `settings.Settings`."""

    @property
    def limit(self) -> int | None:
        """The most terms to choose."""

    @property
    def min_count(self) -> int:
        """How often a term must stand in the text."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The terms worth a card, in the order of the text, and every other word with the reason why it is none."""

    terms: tuple[Term, ...]
    left_out: tuple[tuple[str, str], ...]


def choose(pairs: Sequence[AnnotatedPair], known: Learner, lexicon: Lexicon, options: Options) -> Choice:
    """Choose the terms of a text for a learner."""
    terms: list[Term] = []
    left_out: dict[str, str] = {}
    for gathered in gather(pairs, lexicon):
        word = gathered.places[0][1]
        reason = _reason(gathered, known, lexicon, options)
        if not reason:
            terms.append(_term(gathered, lexicon))
        elif reason != NOT_CHINESE:
            left_out.setdefault(word.text, reason)
    kept = _best(terms, options.limit)
    left_out.update((term.text, "over the limit") for term in terms if id(term) not in kept)
    return Choice(tuple(term for term in terms if id(term) in kept), tuple(left_out.items()))


def _reason(gathered: Gathered, known: Learner, lexicon: Lexicon, options: Options) -> str:
    """Say why a word gets no card, '' if it gets one."""
    word = gathered.places[0][1]
    reason = "" if gathered.is_phrase else why_not(word, lexicon) or known.knows(word.text, lexicon)
    if not reason and len(gathered.places) < options.min_count:
        reason = f"stands fewer than {options.min_count} times"
    return reason


def _term(gathered: Gathered, lexicon: Lexicon) -> Term:
    renderings = gathered.renderings
    example = best_example(gathered.places, renderings[0][0] if renderings else "", lexicon)
    word = example.word
    entry = next((e for e in lexicon.entries(word.text) if _same_reading(e.syllables, word.syllables)), None)
    return Term(
        text=word.text,
        traditional=entry.traditional if entry else word.text,
        syllables=word.syllables,
        senses=word.senses,
        classifiers=entry.classifiers if entry else (),
        renderings=renderings,
        level=lexicon.level(word.text),
        frequency=lexicon.frequency(word.text),
        count=len(gathered.places),
        example=example,
    )


def _same_reading(one: Iterable[str], other: Iterable[str]) -> bool:
    return [s.lower() for s in one] == [s.lower() for s in other]


def _best(terms: Sequence[Term], limit: int | None) -> set[int]:
    """Pick the terms most worth a card."""
    ranked = sorted(terms, key=_worth, reverse=True)
    return {id(term) for term in ranked[:limit]}


def _worth(term: Term) -> float:
    """Weigh a term: central to this text, useful beyond it, well rendered.

    Salience is how much oftener the term stands here than in general Chinese; a word so common that everybody knows
    it, and one so rare that nobody meets it again, are both worth less.
    """
    useful = -abs(term.frequency - _USEFUL) / 2
    rendered = term.example.word.rendering.confidence if term.example.word.rendering else 0.0
    return log1p(term.count) + useful + rendered


_USEFUL = 4.3
"""The Zipf frequency of the words that are worth most: met daily by readers, not yet by beginners."""


def meaning(term: Term) -> str:
    """Say in a few words what a term means here: the sense that fits, else the translator's word.

    Where both say the same, the translator's word stands for a sense that only explains it at length ("time" for
    "(concept of) time"), and the sense for a word that is but a part of it ("to grow up" for "grow").
    """
    rendering = term.example.word.rendering
    said = rendering.text if rendering else ""
    if not term.senses or not said:
        return term.senses[0] if term.senses else said
    return in_short(term.senses[0], said)


def here(term: Term) -> str:
    """Give the translator's word where it says something else than the sense that fits, '' where it does not."""
    rendering = term.example.word.rendering
    if rendering is None or not term.senses or shares_a_word(term.senses[0], rendering.text):
        return ""
    return rendering.text


def level_name(level: Level) -> str:
    """Name the level of a word in the HSK lists, with their edition; '' for a word that they lack."""
    return ", ".join(level.names.values())
