"""Other words that a learner could answer with: words of the lexicon that say in English what a card asks for.

*The idea:* a production card shows English, and the sentence with a gap as wide as the word. Whoever reads "pharmacy"
may think of 药房 as well as of 药店, though only one of them stands in the deck. So the words that would truly be as
good an answer are kept with it; how they are told apart is for `anki.hints`. They are as long, not much rarer, and one
of three holds of them:

* they share at least half of all ways in which both are put, or say all that is asked for;
* they are synonyms: with the words that render both in texts, they share half of all ways, and two at least ("lonely"
  and "alone" of 孤独 and 孤单);
* they are nouns that say the translator's word, which stands marked in the sentence and is not what the card asks by
  (an "old man", where it asks for an "old person"); verbs in English mean too much for that ("run").

A word that shares one way of three ("to take part in; to attend; to join") is told from it by the other two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.glosses import wording
from flashcards.lexicon.english import FUNCTION_WORDS, ways, ways_of
from flashcards.records import VocabularyCard

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Card, Entry, Sense, Term

_COMMON = 3.3
"""The least Zipf frequency of a word that a learner may answer with, unless a list teaches it or the word asked for is
rarer itself: two in a million words. Set by hand: 搬走 (to move away) has 3.33, 药房 (pharmacy) 3.57."""

_KNOWN = 1.5
"""The least Zipf frequency of any rival, one in thirty million words: 寄件人 (sender) has 2.11, 发件人 1.98. Set by
hand."""

_RARER = 1.0
"""How much lower on the Zipf scale a rival may stand: whoever answers with a word that is ten times as rare knows the
common one, too, and that it was meant."""

_SYNONYM_RARER = 1.5
"""As much for synonyms, which come to mind together: 老者 (old man) stands 1.07 below 老人, 晓得 1.83 below 知道."""

_SHARE = 0.5
"""Of the ways in which two words are put, that they share. Set by hand, with what makes a synonym: of the 191 words of
an essay 111 have a hint then, and with any one way in common nine of ten."""

_SYNONYM_WAYS = 2
"""Ways that synonyms share: with one in common, 屋顶 (roof) and 天台 (a terrace on a roof) would be two."""

_SILENT = frozenset(("a", "an", "the", "to"))
"""Words of a gloss that make no difference: to settle an account, settle accounts."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a sense is put, as keys: by its gloss, and by that and the words which render it in texts."""

    shown: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, sense: Sense) -> _Wording:
        """Take the ways of a sense."""
        return cls(_keys(ways(sense.gloss), is_verb=sense.is_verb), _keys(ways_of(sense), is_verb=sense.is_verb))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a card asks by; `marked` is the translator's word, where the gloss that is shown does not say it."""

    wording: _Wording
    marked: frozenset[str] = frozenset()

    def is_met(self, other: _Wording, rarer: float) -> bool:
        """Whether a word so put, and `rarer` by as much on the Zipf scale, would be as good an answer."""
        if rarer <= _RARER and would_do(other.shown, self.wording.shown):
            return True
        return rarer <= _SYNONYM_RARER and (self._is_synonym(other) or self._says_the_marked(other))

    def _is_synonym(self, other: _Wording) -> bool:
        shared = len(self.wording.known & other.known)
        return shared >= max(_SYNONYM_WAYS, _SHARE * len(self.wording.known | other.known))

    def _says_the_marked(self, other: _Wording) -> bool:
        shared = len(self.wording.known & other.shown)
        return bool(self.marked & other.shown) and shared >= _SHARE * len(other.shown)


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


def _rivals(term: Term, index: Mapping[str, Sequence[str]], lexicon: Lexicon) -> Iterator[Entry]:
    """Give the words that say what a term is asked by.

    Of words that sound the same none is a rival: who says either is right. Without a sentence no gap shows the length.
    """
    asked, frequency = _asked(term), lexicon.frequency(term.text)
    words = dict.fromkeys(word for key in sorted(asked.wording.known) for word in index.get(key, ()))
    for word in words:
        fits = term.example.is_bare or len(word) == len(term.text)
        if fits and (frequency < _COMMON or _is_common(word, lexicon)):
            rarer = frequency - lexicon.frequency(word)
            for entry in lexicon.entries(word):
                is_another = (
                    term.text not in (entry.simplified, entry.traditional) and entry.syllables != term.syllables
                )
                if is_another and entry.senses and asked.is_met(_Wording.of(entry.senses[0]), rarer):
                    yield entry


def _is_common(word: str, lexicon: Lexicon) -> bool:
    return lexicon.frequency(word) >= _COMMON or bool(lexicon.level(word).name)


def _asked(term: Term) -> _Asked:
    """Take what the card of a term asks by: its own meaning, or the first sense without the others."""
    if term.own_meaning or not term.senses:
        own = _keys(ways(wording.meaning(term)), is_verb=False)
        return _Asked(_Wording(own, own))
    sense, rendering = term.senses[0], term.example.word.rendering
    asked = _Wording.of(sense)
    names = [rendering.text] if rendering and not sense.is_verb and rendering.text not in FUNCTION_WORDS else []
    marked = _keys(names, is_verb=False)
    return _Asked(asked, (marked & asked.known) - asked.shown)


def _words_by_english(lexicon: Lexicon) -> dict[str, list[str]]:
    """List the words that a learner may answer with by the ways their first sense is put: it comes to mind."""
    index: dict[str, list[str]] = {}
    for entry in lexicon.common(_KNOWN):
        for key in _Wording.of(entry.senses[0]).known if entry.senses else ():
            index.setdefault(key, []).append(entry.simplified)
    return index


def _keys(put: Iterable[str], *, is_verb: bool) -> frozenset[str]:
    return frozenset(filter(None, (_key(way, is_verb=is_verb) for way in put)))


def _key(way: str, *, is_verb: bool) -> str:
    """Reduce a way to put a sense to what tells it from others: no articles or hyphens, a plural like its singular.

    "To get in touch with" is "to get in touch".
    """
    bare = " ".join(word.removesuffix("s") for word in way.lower().replace("-", "").split() if word not in _SILENT)
    return f"to {bare.removesuffix(' with')}" if is_verb and bare else bare
