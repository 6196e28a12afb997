"""Other words that a learner could answer with: words of the lexicon that say in English what a card asks for.

*The idea:* a production card shows English alone. Whoever reads "pharmacy" may think of 药房 as well as of 药店, though
only one of them stands in the deck. So the words that are common or taught, and that the dictionary puts in at least
half of the ways in which the card asks, are kept with it; how they are told apart is for `anki.hints`. A word that
shares one way of three ("to take part in; to attend; to join") is told from it by the other two.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.glosses import wording
from flashcards.lexicon.english import ways
from flashcards.records import VocabularyCard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Card, Entry, Sense, Term

_COMMON = 3.3
"""The least Zipf frequency of a word that a learner may answer with, unless a list teaches it: two in a million words.
Set by hand: 搬走 (to move away) has 3.33, 药房 (pharmacy) 3.57."""

_MAIN_SENSES = 2
"""Senses by which a word comes to mind; later ones are seldom what one thinks of. Set by hand."""

_SHARE = 0.5
"""Of the ways in which a card asks, that a rival says. Set by hand: with any one way nine cards of ten had a rival, and
hints that give all away."""

_SILENT = frozenset(("a", "an", "the", "to"))
"""Words of a gloss that make no difference: to settle an account, settle accounts."""


def with_rivals(cards: Sequence[Card], lexicon: Lexicon) -> tuple[Card, ...]:
    """Let each card of a word know the other words that could be answered to its English."""
    index = lexicon.derived(_words_by_english)
    return tuple(
        replace(card, rivals=_rivals(card.term, index)) if isinstance(card, VocabularyCard) else card for card in cards
    )


def _rivals(term: Term, index: Mapping[str, Sequence[Entry]]) -> tuple[Entry, ...]:
    """Give the words that say what a term is asked by.

    Of words that sound the same none is a rival: who says either is right.
    """
    asked = _asked(term)
    shared = Counter(entry for key in asked for entry in index.get(key, ()))
    return tuple(
        entry
        for entry, count in shared.items()
        if count >= _SHARE * len(asked)
        and entry.simplified not in (term.text, term.simplified)
        and entry.syllables != term.syllables
    )


def _asked(term: Term) -> set[str]:
    """Give the keys of what the card of a term asks by: its own meaning, or the first sense without the others."""
    if term.own_meaning or not term.senses:
        return {_key(way, is_verb=False) for way in ways(wording.meaning(term))}
    sense = term.senses[0]
    return {_key(way, is_verb=sense.is_verb) for way in ways(sense.gloss)}


def _words_by_english(lexicon: Lexicon) -> dict[str, list[Entry]]:
    """List the words that a learner may answer with by the ways their English is put."""
    index: dict[str, list[Entry]] = {}
    for entry in lexicon.common(_COMMON):
        for key in {key for sense in entry.senses[:_MAIN_SENSES] for key in _keys(sense)}:
            index.setdefault(key, []).append(entry)
    return index


def _keys(sense: Sense) -> Iterator[str]:
    return (_key(way, is_verb=sense.is_verb) for way in ways(sense.gloss))


def _key(way: str, *, is_verb: bool) -> str:
    """Reduce a way to put a sense to what tells it from others: no articles, a plural like its singular."""
    bare = " ".join(word.removesuffix("s") for word in way.lower().split() if word not in _SILENT)
    return f"to {bare}" if is_verb else bare
