"""A sketch of a text after a change: the pairs, words and cards that it touches made anew, all others as they stood.

*The idea:* whoever reads on wants to see at once what a press has done; what it does to the rest of the text can wait.
A sketch is made of the state before it, in a moment however long the text is, and is never taken for the settled state,
which is made in full behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import corrections, pipeline
from flashcards.corrections import CardChoice, CardCorrection, Corrections
from flashcards.corrections.phrases import squeezed
from flashcards.records import AnnotatedPair, Example, SentenceCard, replace
from flashcards.review.rebuilding import State, holds, retold
from flashcards.vocabulary import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from flashcards.corrections import CutCorrection
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, Card, Term, VocabularyCard
    from flashcards.review.rebuilding import Maker
    from flashcards.settings import Settings

_MOST = 10
"""Pairs whose words are read anew in a sketch: a fifth of a second. Set by hand; what is beyond waits."""
_ABOUT = 6
"""Pairs on either side that are linked together with one that was changed, so that its words find some support."""


class Sketcher:
    """Makes sketches of a text."""

    def __init__(self, maker: Maker, lexicon: Lexicon) -> None:
        self._maker, self._lexicon = maker, lexicon

    def sketch(self, before: State, settings: Settings, near: int = 0) -> State:
        """Make a sketch of what the file of corrections says, which `settings` name, from the state before.

        Pairs keep the positions that they had, until the text has settled.
        Of many places that a change touches those are made anew that are nearest to the pair of the number `near`.

        Raises:
            InputError: the file is broken, or corrections contradict each other where the change is seen.

        """
        corrected = corrections.of(settings)
        old = before.corrections
        is_as_before = (set(old.pairs), set(old.typos)) == (set(corrected.pairs), set(corrected.typos))
        pairs = before.pairs if is_as_before else self._maker.aligned(settings, self._lexicon)
        annotated = self._annotated(pairs, before, settings, near)
        changed = set(before.corrections.cards).symmetric_difference(corrected.cards)
        deck = replace(before.deck, annotated=annotated, cards=_cards(before, annotated, changed, corrected))
        return State(corrected, pairs, deck, before.misfits, is_settled=False)

    def _annotated(
        self, pairs: Sequence[AlignedPair], before: State, settings: Settings, near: int
    ) -> tuple[AnnotatedPair, ...]:
        """Annotate what is new or read otherwise; what words mean otherwise is put right where they stand."""
        old, corrected = before.corrections, corrections.of(settings)
        every = _as_before(pairs, before)
        gone = {(each.word, squeezed(each.context)) for each in set(old.words).difference(corrected.words)}
        again = gone.union(retold(old, corrected))
        known = {at: each for at, each in enumerate(every) if each}
        touched = [at for at in known if holds(pairs[at], again)] if again else []
        touched.sort(key=lambda at: abs(at - near))
        new = [at for at, each in enumerate(every) if each is None]
        fresh = self._fresh(pairs, known, [*new, *touched[: max(_MOST - len(new), 1)]], settings)
        self._refuse(set(corrected.cuts).difference(old.cuts), [known[at] for at in touched], corrected)
        fresh |= {at: _kept(fresh[at], known[at], {text for text, _ in gone}) for at in fresh.keys() & known.keys()}
        set_words = {(each.word, squeezed(each.context)) for each in set(corrected.words).difference(old.words)}
        whole = (fresh.get(at) or known[at] for at in range(len(pairs)))
        if set_words:
            whole = (
                corrections.on_words(each, corrected, self._lexicon) if holds(each.pair, set_words) else each
                for each in whole
            )
        return tuple(whole)

    def _fresh(
        self,
        pairs: Sequence[AlignedPair],
        known: Mapping[int, AnnotatedPair],
        numbers: Sequence[int],
        settings: Settings,
    ) -> dict[int, AnnotatedPair]:
        """Annotate pairs by their numbers, with those about the first, whose words are known and support theirs."""
        if not numbers:
            return {}
        words = dict(
            zip(numbers, pipeline.read_words([pairs[at] for at in numbers], settings, self._lexicon), strict=True)
        )
        about = range(max(0, numbers[0] - _ABOUT), min(len(pairs), numbers[0] + _ABOUT + 1))
        together = sorted({*numbers, *(at for at in about if at in known)})
        read = [AnnotatedPair(pairs[at], words[at], at + 1) if at in words else known[at] for at in together]
        wanted = [place for place, at in enumerate(together) if at in words]
        explained = pipeline.explain(read, corrections.of(settings), self._lexicon, wanted)
        return {together[place]: each for place, each in zip(wanted, explained, strict=True)}

    def _refuse(self, cuts: Iterable[CutCorrection], touched: Iterable[AnnotatedPair], corrected: Corrections) -> None:
        """Refuse cuts that contradict others anywhere, also where they are shown later."""
        places = {(each.stretch, squeezed(each.context)) for each in cuts}
        for each in touched:
            if holds(each.pair, places):
                corrections.cut(each.words, corrected, self._lexicon)


def _as_before(pairs: Sequence[AlignedPair], before: State) -> list[AnnotatedPair | None]:
    """Give the pairs that stood before with their words, also those that only were not set; None for a new one."""
    known = {id(pair): each for pair, each in zip(before.pairs, before.deck.annotated, strict=True)}
    every = [known.get(id(pair)) for pair in pairs]
    if all(every):
        return every
    left = set(map(id, pairs))
    gone = {(each.pair.chinese, each.pair.english): each for at, each in known.items() if at not in left}
    new = (
        gone.get((pair.chinese, pair.english)) if each is None else None
        for pair, each in zip(pairs, every, strict=True)
    )
    return [each or (same and replace(same, pair=pair)) for pair, each, same in zip(pairs, every, new, strict=True)]


def _kept(fresh: AnnotatedPair, before: AnnotatedPair, gone: Container[str]) -> AnnotatedPair:
    """Let words that are cut and read as before say what they said: it rests on more of the text than a sketch does."""
    standing = {(word.start, word.text, word.syllables): word for word in before.words if word.text not in gone}
    words = tuple(standing.get((word.start, word.text, word.syllables), word) for word in fresh.words)
    return replace(fresh, pair=before.pair, words=words)


def _cards(
    before: State, annotated: Sequence[AnnotatedPair], changed: Collection[CardCorrection], corrected: Corrections
) -> tuple[Card, ...]:
    """Put on the cards what was changed of them, and of the pairs that they show; cards of pairs that went go, too."""
    pairs = _renewed(before.deck.annotated, annotated)
    standing = Corrections(cards=tuple(each for each in corrected.cards if each in changed), name=corrected.name)
    shown_in = {each.word for each in standing.cards if each.example}
    holders = (
        [each for each in annotated if any(word in each.pair.chinese_text for word in shown_in)] if shown_in else []
    )
    about = {each.word for each in changed}
    cards: list[Card] = []
    for card in before.deck.cards:
        if isinstance(card, SentenceCard):
            pair = pairs.get(id(card.annotated), card.annotated)
            own: list[Card] = [_shown(card, pair)] if pair else []
        elif _is_out(card, standing):
            continue
        else:
            term = _term(card.term, pairs)
            if term.text in about:
                (term,) = corrections.choose(Choice(terms=(term,)), holders, standing).terms
            own = [card if term is card.term else replace(card, term=term)]
        is_touched = changed and any(_is_of(each, changed) for each in own)
        cards += (
            corrections.on_cards([replace(each, note="", picture=None) for each in own], corrected)
            if is_touched
            else own
        )
    return tuple(cards)


def _renewed(before: Sequence[AnnotatedPair], after: Sequence[AnnotatedPair]) -> dict[int, AnnotatedPair | None]:
    """Give what became of pairs that are not those of before, by the ids of these; None of what is gone."""
    standing, new = set(map(id, before)), set(map(id, after))
    fresh = {_starts(each.pair): each for each in after if id(each) not in standing}
    return {id(each): fresh.get(_starts(each.pair)) for each in before if id(each) not in new}


def _is_of(card: Card, changed: Iterable[CardCorrection]) -> bool:
    """Whether some corrections are of a card."""
    if not isinstance(card, SentenceCard):
        return any(each.word == card.term.text for each in changed)
    text = squeezed(card.annotated.pair.chinese_text)
    return any(each.sentence and squeezed(each.sentence) in text for each in changed)


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
    if pair is None:
        return term
    same = (w for w in pair.words if (w.start, w.text, w.syllables) == (example.word.start, term.text, term.syllables))
    word = next(same, None)
    if word is None or word == example.word:
        return term
    return replace(term, example=Example(pair, word), senses=word.senses, own_meaning=word.own_meaning)
