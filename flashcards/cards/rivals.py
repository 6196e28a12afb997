"""Other words that a learner could answer with: words of the lexicon that say in English what a card asks for.

*The idea:* a production card shows English, and the sentence with a gap as wide as the word. Whoever reads "pharmacy"
may think of 药房 as well as of 药店, though only one of them stands in the deck. So the words that would truly be as
good an answer are kept with it; how they are told apart is for `anki.hints`. They are as long and said about as often,
and share at least half of all ways in which both are put, or say all that is asked for. A word that shares one way of
three ("to take part in; to attend; to join") is told from it by the other two.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.glosses import wording
from flashcards.lexicon.english import ways
from flashcards.records import VocabularyCard

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Card, Entry, Sense, Term

_COMMON = 3.3
"""The least Zipf frequency of a word that a learner may answer with, unless a list teaches it: two in a million words.
Set by hand: 搬走 (to move away) has 3.33, 药房 (pharmacy) 3.57."""

_RARER = 1.0
"""How much lower on the Zipf scale a rival may stand: whoever answers with a word that is ten times as rare knows the
common one, too, and that it was meant."""

_SHARE = 0.5
"""Of the ways in which two words are put, that they share. Set by hand: of the 191 words of an essay 81 have a rival
then, and with any one way in common nine of ten."""

_SILENT = frozenset(("a", "an", "the", "to"))
"""Words of a gloss that make no difference: to settle an account, settle accounts."""


def with_rivals(cards: Sequence[Card], lexicon: Lexicon) -> tuple[Card, ...]:
    """Let each card of a word know the other words that could be answered to its English."""
    index = lexicon.derived(_words_by_english)
    return tuple(
        replace(card, rivals=tuple(_rivals(card.term, index, lexicon))) if isinstance(card, VocabularyCard) else card
        for card in cards
    )


def would_do(other: Collection[str], asked: Collection[str]) -> bool:
    """Whether a word put in other ways would do as well for what is asked: it says all of it, or much the same."""
    shared = len(set(asked) & set(other))
    return shared == len(asked) or shared >= _SHARE * (len(asked) + len(other) - shared)


def _rivals(term: Term, index: Mapping[str, Sequence[Entry]], lexicon: Lexicon) -> Iterator[Entry]:
    """Give the words that say what a term is asked by.

    Of words that sound the same none is a rival: who says either is right. Without a sentence no gap shows the length.
    """
    asked = _asked(term)
    least = lexicon.frequency(term.text) - _RARER
    for entry in dict.fromkeys(entry for key in asked for entry in index.get(key, ())):
        is_another = term.text not in (entry.simplified, entry.traditional) and entry.syllables != term.syllables
        fits = term.example.is_bare or len(entry.simplified) == len(term.text)
        is_met = lexicon.frequency(entry.simplified) >= least
        if is_another and fits and is_met and would_do(_keys(entry.senses[0]), asked):
            yield entry


def _asked(term: Term) -> set[str]:
    """Give the keys of what the card of a term asks by: its own meaning, or the first sense without the others."""
    if term.own_meaning or not term.senses:
        return {_key(way, is_verb=False) for way in ways(wording.meaning(term))}
    return _keys(term.senses[0])


def _words_by_english(lexicon: Lexicon) -> dict[str, list[Entry]]:
    """List the words that a learner may answer with by the ways their first sense is put: it comes to mind."""
    index: dict[str, list[Entry]] = {}
    for entry in lexicon.common(_COMMON):
        for key in _keys(entry.senses[0]) if entry.senses else ():
            index.setdefault(key, []).append(entry)
    return index


def _keys(sense: Sense) -> set[str]:
    return {_key(way, is_verb=sense.is_verb) for way in ways(sense.gloss)}


def _key(way: str, *, is_verb: bool) -> str:
    """Reduce a way to put a sense to what tells it from others: no articles, a plural like its singular."""
    bare = " ".join(word.removesuffix("s") for word in way.lower().split() if word not in _SILENT)
    return f"to {bare}" if is_verb else bare
