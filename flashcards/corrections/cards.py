"""Cards as a person has set them: which are made whatever the rules say, which are not, and what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese.syllables import small
from flashcards.corrections.entries import CardChoice
from flashcards.corrections.own_senses import with_own
from flashcards.corrections.pictures import picture
from flashcards.corrections.text_search import Searchable
from flashcards.records import Example, SentenceCard, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from flashcards.corrections.entries import CardCorrection, Corrections
    from flashcards.learner import Learner
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Card, Term
    from flashcards.vocabulary import Choice


def learner(user: Learner, corrections: Corrections, lexicon: Lexicon) -> Learner:
    """Let a learner know, not want to see, or want to see, the words of which the corrections say so."""

    def chosen(choice: CardChoice) -> Iterator[str]:
        return (lexicon.simplify(each.word) for each in corrections.cards if each.word and each.choice is choice)

    return replace(
        user,
        marked=user.marked.union(chosen(CardChoice.KNOWN)),
        ignored=user.ignored.union(chosen(CardChoice.DROP)),
        wanted=user.wanted.union(chosen(CardChoice.KEEP)),
    )


def choose(choice: Choice, pairs: Sequence[AnnotatedPair], corrections: Corrections) -> Choice:
    """Give the terms of a choice the examples and meanings of their corrections; `pairs` are where examples stand."""
    by_word = corrections.cards_by_word
    if not by_word:
        return choice
    holders = holders_of({word for word, own in by_word.items() if any(each.example for each in own)}, pairs)
    new = {
        id(term): _term(term, by_word[term.text], holders.get(term.text, ())) if term.text in by_word else term
        for term in choice.terms
    }
    verdicts = (replace(each, term=new.get(id(each.term), each.term)) for each in choice.verdicts)
    return replace(choice, terms=tuple(new.values()), verdicts=tuple(verdicts))


def holders_of(words: Collection[str], pairs: Iterable[AnnotatedPair]) -> dict[str, list[AnnotatedPair]]:
    """Give the pairs in which each of some words stands as a word."""
    holders: dict[str, list[AnnotatedPair]] = {}
    for annotated in pairs if words else ():
        for text in {word.text for word in annotated.words if word.text in words}:
            holders.setdefault(text, []).append(annotated)
    return holders


def _term(term: Term, about: Iterable[CardCorrection], pairs: Sequence[AnnotatedPair]) -> Term:
    for each in about:
        example = example_of(term, each.example, pairs) if each.example else None
        if example:
            term = replace(term, example=example, senses=example.word.senses)
    for each in about:
        if each.meaning:
            term = replace(term, senses=with_own(term.senses, each.meaning), own_meaning=each.meaning)
    return term


def example_of(term: Term, sentence: str, pairs: Iterable[AnnotatedPair]) -> Example | None:
    """Find the sentence, or the part of it, that holds these words and shows a term in its reading; None without."""
    places = (
        Example(annotated, word)
        for annotated in pairs
        if sentence in Searchable(annotated.pair.chinese_text) or annotated.pair.chinese_text in Searchable(sentence)
        for word in annotated.words
        if word.text == term.text and small(word.syllables) == small(term.syllables)
    )
    return next(places, None)


def finish(cards: Iterable[Card], corrections: Corrections) -> tuple[Card, ...]:
    """Leave out the cards of sentences that are dropped, and put notes and pictures on the others.

    Raises:
        InputError: a picture is missing, or none.

    """
    if not corrections.cards:
        return tuple(cards)
    about = ((card, _about(card, corrections)) for card in cards)
    return tuple(_card(card, own, corrections.name) for card, own in about if not _is_dropped(card, own))


def _about(card: Card, corrections: Corrections) -> list[CardCorrection]:
    if not isinstance(card, SentenceCard):
        return corrections.cards_by_word.get(card.term.text, [])
    return corrections.cards_by_sentence.within(card.annotated.pair.chinese_text)


def _is_dropped(card: Card, about: Iterable[CardCorrection]) -> bool:
    return isinstance(card, SentenceCard) and any(each.choice for each in about)


def _card(card: Card, about: Iterable[CardCorrection], name: str) -> Card:
    for each in about:
        if each.note:
            card = replace(card, note=each.note)
        if each.picture:
            card = replace(card, picture=picture(each.picture, name, each.line))
    return card
