"""Other words that a learner could answer with: words of the lexicon that say in English what a card asks for.

*The idea:* a production card shows English, and the sentence with a gap as wide as the word. Whoever reads "pharmacy"
may think of 药房 as well as of 药店, though only one of them stands in the deck. So the words that would truly be as
good an answer are kept with it; how they are told apart is for `anki.hints`. Chinese words of one meaning mostly have a
character in common; of others a single English word in common says little ("room" of 空间, space, and 房间; "to raise"
of 扶养, a child, and 提出, a question). So a word that is as long and not much rarer is a rival where

* it is a synonym: with the words that render both in texts, it shares half of all ways, and two at least ("lonely" and
  "alone" of 孤独 and 孤单);
* it shares a character, and says all that is asked for, or one of its first two meanings says the first of the ways
  that are (参与 beside 参加, to take part in; to attend; to join);
* it shares a character, and is a noun that says the translator's words, which stand marked in the sentence and are not
  what the card asks by (an "old man", where it asks for an "old person"); a single word means too much for that;
* it shares none, but two ways, and says much the same, or with the words that render it all that is asked for; or the
  learner's dictionary puts both in the very same way.

The meanings that a card shows beside the first are asked for, too, but only of words that share a character; so is the
one that the dictionary gives first: 欠账 (debt) and 欠款 are both "to owe a debt" before they are what is owed. Of 250
cards of three texts judged by hand, 96 had rivals that would surely do: for 77 of them one is found, and none for 62 of
the 75 cards that had no rival; with one measure for all words it was 69 and 64.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses import wording
from flashcards.lexicon.english import FUNCTION_WORDS, asides, ways, ways_of
from flashcards.records import Record, VocabularyCard, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Card, Entry, Sense, Term

_COMMON = 3.3
"""The least Zipf frequency of a word that a learner may answer with, unless a list teaches it or the word asked for is
rarer itself: two in a million words. Set by hand: 搬走 (to move away) has 3.33, 药房 (pharmacy) 3.57."""

_COMMON_KIN = 2.5
"""As much for a word that shares a character, by which it comes to mind: 衣袖 (sleeve) has 2.62 beside 袖子."""

_KNOWN = 1.5
"""The least Zipf frequency of any rival, one in thirty million words: 寄件人 (sender) has 2.11, 发件人 1.98. Set by
hand."""

_RARER = 1.0
"""How much lower on the Zipf scale a rival may stand: whoever answers with a word that is ten times as rare knows the
common one, too, and that it was meant."""

_SYNONYM_RARER = 1.5
"""As much for synonyms that share a character, which come to mind together: 老者 (old man) stands 1.07 below 老人, 晓得
1.83 below 知道."""

_KIN_RARER = 0.85
"""As much for a word that shares a character and the first way asked for, and may share no more: 当前 stands 0.81 below
目前 (at present)."""

_KIN_MEANINGS = 2
"""Meanings of a word that shares a character that may say what is asked for: 当前 says "current", then "at present"."""

_JOINED = 3
"""Senses of an editor's dictionary that are taken as one: it gives 腼腆 (shy) as "shy" and, apart, as "bashful"."""

_SHARE = 0.5
"""Of the ways in which two words are put, that they share. Set by hand, with what makes a synonym: with any one way in
common nine of ten words of an essay have a hint."""

_SYNONYM_WAYS = 2
"""Ways that synonyms share: with one in common, 屋顶 (roof) and 天台 (a terrace on a roof) would be two."""

_SILENT = frozenset(("a", "an", "the", "to"))
"""Words of a gloss that make no difference: to settle an account, settle accounts."""

_LEAST_ADVERB = 6
"""Letters of an adverb in -ly that says the same as its adjective: 坦率 is frank and frankly. Shorter words in -ly are
others (only, fly)."""


class _Wording(Record):
    """How a sense is put, as keys: by the first way of its gloss, by all of it, by that and the words rendering it.

    `is_plain` tells whether it stands in the learner's dictionary, whose glosses are chosen words, and without a remark
    in brackets, which parts the meanings of an English word: a "spring (coil)" is not that of the year.
    """

    first: frozenset[str]
    shown: frozenset[str]
    known: frozenset[str]
    is_plain: bool = False

    @classmethod
    def of(cls, sense: Sense) -> _Wording:
        """Take the ways of a sense."""
        shown = ways(sense.gloss)
        first, all_, known = (_keys(put, is_verb=sense.is_verb) for put in (shown[:1], shown, ways_of(sense)))
        return cls(first, all_, known, bool(sense.pos) and not asides(sense.gloss))


class _Asked(Record):
    """What a card asks by, and for which word, in simplified characters.

    `marked` are the translator's words, where the gloss that is shown does not say them. `is_beside` tells that this
    stands beside the first meaning.
    """

    text: str
    frequency: float
    wording: _Wording
    marked: frozenset[str] = frozenset()
    is_beside: bool = False

    def is_met(self, word: str, senses: Sequence[Sense], frequency: float) -> bool:
        """Whether a word of such meanings, as common as that, would be as good an answer."""
        rarer, first = self.frequency - frequency, _Wording.of(_first(senses))
        if set(word).isdisjoint(self.text):
            return rarer <= _RARER and not self.is_beside and self._is_met_by_a_stranger(first)
        near = senses[:1] if self.is_beside else senses[:_KIN_MEANINGS]
        return (
            (rarer <= _RARER and self.wording.shown <= first.shown)
            or (rarer <= _SYNONYM_RARER and (self._is_synonym(first) or self._says_the_marked(first)))
            or (rarer <= _KIN_RARER and any(map(self._says_the_first, near)))
        )

    def _is_synonym(self, other: _Wording) -> bool:
        shared = len(self.wording.known & other.known)
        return shared >= max(_SYNONYM_WAYS, _SHARE * len(self.wording.known | other.known))

    def _is_met_by_a_stranger(self, other: _Wording) -> bool:
        own = self.wording
        if len(own.known & other.known) < _SYNONYM_WAYS:
            return own.shown == other.shown and other.is_plain
        return (
            self._is_synonym(other)
            or would_do(other.shown, own.shown)
            or (len(own.shown) >= _SYNONYM_WAYS and own.shown <= other.known)
        )

    def _says_the_first(self, sense: Sense) -> bool:
        return not self.wording.first.isdisjoint(_Wording.of(sense).shown)

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
    asked = _asked(term, lexicon)
    words = dict.fromkeys(word for way in asked for key in sorted(way.wording.known) for word in index.get(key, ()))
    for word in words:
        fits = term.example.is_bare or len(word) == len(term.text)
        if fits and _comes_to_mind(word, asked[0], lexicon):
            frequency = lexicon.frequency(word)
            for entry in lexicon.entries(word):
                is_another = (
                    term.text not in (entry.simplified, entry.traditional) and entry.syllables != term.syllables
                )
                if is_another and entry.senses and any(way.is_met(word, entry.senses, frequency) for way in asked):
                    yield entry


def _comes_to_mind(word: str, asked: _Asked, lexicon: Lexicon) -> bool:
    """Whether a word is common enough to be thought of, where the word asked for is."""
    common = _COMMON if set(word).isdisjoint(asked.text) else _COMMON_KIN
    return asked.frequency < common or lexicon.frequency(word) >= common or bool(lexicon.level(word).name)


def _asked(term: Term, lexicon: Lexicon) -> list[_Asked]:
    """Take what the card of a term asks by: its own meaning, or the first sense, those beside it and the main one."""
    text, frequency = lexicon.simplify(term.text), lexicon.frequency(term.text)
    if term.own_meaning or not term.senses:
        put = ways(wording.meaning(term))
        own = _keys(put, is_verb=False)
        return [_Asked(text, frequency, _Wording(_keys(put[:1], is_verb=False), own, own))]
    sense, rendering = term.senses[0], term.example.word.rendering
    asked = _Wording.of(_first(term.senses))
    names = [rendering.text] if rendering and not sense.is_verb and " " in rendering.text else []
    marked = (_keys(names, is_verb=False) & asked.known) - asked.shown
    main = [other for other in term.senses[1:] if other.gloss == term.main_sense and other not in term.beside]
    beside = (_Asked(text, frequency, _Wording.of(other), is_beside=True) for other in (*term.beside, *main))
    return [_Asked(text, frequency, asked, marked), *beside]


def _first(senses: Sequence[Sense]) -> Sense:
    """Give the first meaning; what an editor's dictionary parts into several senses is one."""
    first = senses[0]
    same = (sense for sense in senses[1:_JOINED] if not (first.pos or sense.pos) and sense.is_verb == first.is_verb)
    more = tuple(way for sense in same for way in ways(sense.gloss))
    return replace(first, renderings=(*first.renderings, *more)) if more else first


def _words_by_english(lexicon: Lexicon) -> dict[str, list[str]]:
    """List the words that a learner may answer with by the ways their first meanings are put: these come to mind."""
    index: dict[str, list[str]] = {}
    for entry in lexicon.common(_KNOWN):
        for key in {key for sense in entry.senses[:_KIN_MEANINGS] for key in _Wording.of(sense).known}:
            index.setdefault(key, []).append(entry.simplified)
    return index


def _keys(put: Iterable[str], *, is_verb: bool) -> frozenset[str]:
    return frozenset(filter(None, (_key(way, is_verb=is_verb) for way in put)))


def _key(way: str, *, is_verb: bool) -> str:
    """Reduce a way to put a sense to what tells it from others: no articles or hyphens, a plural like its singular.

    "To get in touch with" is "to get in touch", "frankly" is "frank", and "the sleeve of a garment" is "sleeve".
    """
    words = [word for word in way.lower().replace("-", "").split() if word not in _SILENT]
    if words[1:2] == ["of"] and words[0] not in FUNCTION_WORDS:  # but not "out of place"
        words = words[:1]
    bare = " ".join(map(_base, words))
    return f"to {bare.removesuffix(' with')}" if is_verb and bare else bare


def _base(word: str) -> str:
    base = word.removesuffix("s")
    return base.removesuffix("ly") if len(base) >= _LEAST_ADVERB else base
