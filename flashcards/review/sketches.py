"""A sketch of a text after a change: the pairs, words and cards that it touches made anew, all others as they stood.

*The idea:* whoever reads on wants to see at once what a press has done; what it does to the rest of the text can wait.
A sketch is made of the state before it, in a moment however long the text is, and is never taken for the settled state,
which is made in full behind it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from flashcards import alignment, corrections, pipeline
from flashcards.corrections import CardChoice, CardCorrection, Corrections
from flashcards.records import Example, SentenceCard
from flashcards.review.making import State, retold
from flashcards.review.surroundings import Surroundings
from flashcards.vocabulary import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flashcards.corrections import PairCorrection, TypoCorrection
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Bitext, Card, Term, VocabularyCard
    from flashcards.settings import Settings

_MOST = 60
"""Pairs whose words are read anew in a sketch: a fifth of a second. Set by hand; what is beyond waits."""
_ABOUT = 20
"""Pairs on either side that are linked together with one that was changed, so that its words find some support."""


class Sketcher:
    """Makes sketches of a text."""

    def __init__(self, bitext: Bitext, lexicon: Lexicon) -> None:
        self._surroundings = Surroundings(bitext)
        self._lexicon = lexicon

    def sketch(self, before: State, settings: Settings) -> State:
        """Make a sketch of what the file of corrections says, which `settings` name, from the state before.

        Raises:
            InputError: the file is broken, or corrections contradict each other where the change is seen.

        """
        corrected = corrections.of(settings)
        pairs = self._pairs(before, corrected)
        annotated = self._annotated(pairs, before, settings)
        changed = set(before.corrections.cards).symmetric_difference(corrected.cards)
        deck = replace(before.deck, annotated=annotated, cards=_cards(before, annotated, changed, corrected))
        return State(corrected, pairs, deck, before.misfits, is_settled=False)

    def _pairs(self, before: State, corrected: Corrections) -> tuple[AlignedPair, ...]:
        old = before.corrections
        changes: list[PairCorrection | TypoCorrection] = [
            *set(old.pairs).symmetric_difference(corrected.pairs),
            *set(old.typos).symmetric_difference(corrected.typos),
        ]
        if not changes:
            return before.pairs
        aligner = partial(alignment.align, lexicon=self._lexicon)
        return self._surroundings.realigned(
            before.pairs, changes, partial(corrections.align, corrections=corrected, aligner=aligner)
        )

    def _annotated(self, pairs: Sequence[AlignedPair], before: State, settings: Settings) -> tuple[AnnotatedPair, ...]:
        """Annotate what is new or read otherwise; what words mean otherwise is put right where they stand."""
        old, corrected = before.corrections, corrections.of(settings)
        known = {id(pair): each for pair, each in zip(before.pairs, before.deck.annotated, strict=True)}
        gone = {each.word for each in set(old.words).difference(corrected.words)}
        again = gone.union(retold(old, corrected))
        set_words = {each.word for each in set(corrected.words).difference(old.words)}
        new = [at for at, pair in enumerate(pairs) if id(pair) not in known]
        touched = [at for at, pair in enumerate(pairs) if again and _holds(pair, again) and id(pair) in known]
        fresh = self._fresh(pairs, [*new, *touched[:_MOST]], settings)
        stretches = {each.stretch for each in set(corrected.cuts).difference(old.cuts)}
        for at in touched[_MOST:]:
            if _holds(pairs[at], stretches):  # what is shown later may be refused now
                corrections.cut(known[id(pairs[at])].words, corrected, self._lexicon)
        every = [fresh.get(at) or known[id(pair)] for at, pair in enumerate(pairs)]
        if set_words:
            every = [
                corrections.on_words(each, corrected, self._lexicon) if _holds(each.pair, set_words) else each
                for each in every
            ]
        places = enumerate(every, 1)
        return tuple(each if each.position == at else replace(each, position=at) for at, each in places)

    def _fresh(
        self, pairs: Sequence[AlignedPair], numbers: Sequence[int], settings: Settings
    ) -> dict[int, AnnotatedPair]:
        """Annotate pairs by their numbers, with those about the first, from which their words find support."""
        if not numbers:
            return {}
        about = range(max(0, numbers[0] - _ABOUT), min(len(pairs), numbers[0] + _ABOUT + 1))
        together = sorted({*numbers, *about})
        annotated = pipeline.annotate([pairs[number] for number in together], settings, self._lexicon)
        wanted = set(numbers)
        return {number: each for number, each in zip(together, annotated, strict=True) if number in wanted}


def _holds(pair: AlignedPair, texts: Iterable[str]) -> bool:
    chinese = pair.chinese_text
    return any(text in chinese for text in texts)


def _cards(
    before: State, annotated: Sequence[AnnotatedPair], changed: Iterable[CardCorrection], corrected: Corrections
) -> tuple[Card, ...]:
    """Put on the cards what was changed of them, and of the pairs that they show; cards of pairs that went go, too."""
    after = {_starts(each.pair): each for each in annotated}
    pairs = {id(old): after.get(_starts(old.pair)) for old in before.deck.annotated}
    standing = Corrections(cards=tuple(each for each in corrected.cards if each in set(changed)))
    holders = [each for each in annotated if any(_holds(each.pair, [c.word]) for c in standing.cards if c.example)]
    cards: list[Card] = []
    for card in before.deck.cards:
        if isinstance(card, SentenceCard):
            pair = pairs.get(id(card.annotated), card.annotated)
            cards += [_shown(card, pair)] if pair else []
        elif not _is_out(card, standing):
            term = _term(card.term, pairs)
            if any(each.word == term.text for each in standing.cards):
                (term,) = corrections.choose(Choice(terms=(term,)), holders, standing).terms
            cards.append(card if term is card.term else replace(card, term=term))
    return corrections.on_cards([_bare(card, changed) for card in cards], corrected) if changed else tuple(cards)


def _starts(pair: AlignedPair) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Tell by which a pair is known again when its words are mended: where its sentences begin."""
    return tuple(s.start for s in pair.chinese), tuple(s.start for s in pair.english)


def _shown(card: SentenceCard, pair: AnnotatedPair) -> SentenceCard:
    if pair is card.annotated:
        return card
    asked = card.gap and (card.gap.start, card.gap.text)
    return replace(card, annotated=pair, gap=next((w for w in pair.words if (w.start, w.text) == asked), None))


def _is_out(card: VocabularyCard, standing: Corrections) -> bool:
    out = (CardChoice.DROP, CardChoice.KNOWN)
    return any(each.word == card.term.text and each.choice in out for each in standing.cards)


def _term(term: Term, pairs: Mapping[int, AnnotatedPair | None]) -> Term:
    """Show a term as its word now stands in the sentence of its example, if it is the same word still."""
    example = term.example
    pair = pairs.get(id(example.annotated))
    if pair is None or pair is example.annotated:
        return term
    same = (w for w in pair.words if (w.start, w.text, w.syllables) == (example.word.start, term.text, term.syllables))
    word = next(same, None)
    if word is None or word == example.word:
        return term
    return replace(term, example=Example(pair, word), senses=word.senses, own_meaning=word.own_meaning)


def _bare(card: Card, changed: Iterable[CardCorrection]) -> Card:
    """Take note and picture off a card of which something was changed."""
    chinese = card.annotated.pair.chinese_text if isinstance(card, SentenceCard) else card.term.text
    if any(chinese in (each.word, each.sentence) for each in changed):
        return replace(card, note="", picture=None)
    return card
