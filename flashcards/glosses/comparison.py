"""Whether a sense of the dictionary and the words of the translator say the same thing.

Two questions are asked. What a card shows depends on whether both share a word of one family (`shares_a_word`:
contribute, contribution), told by their letters. Which sense fits depends on how much of both is shared (`fit`), told
by dictionary forms and stems, so that it can be asked of every sense of every word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from flashcards.glosses.english_types import stem_key
from flashcards.glosses.word_glosses import gloss_lemmas
from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import FUNCTION_WORDS, content_words, parted, without_asides, words
from flashcards.lexicon.word_classes import english_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense

_LEAST_SHARED = 4
"""Letters with which words of one family begin alike; "cat" and "catch" are none."""
_EMPTY = frozenset(("a", "an", "the", "to", "be", "of", "sb", "sth"))
"""Words of a sense that add nothing to it; prepositions do: to grow is not to grow up."""
_ENDING = re.compile(
    r"[a-z]{0,2}|[a-z]*(?:ing|ers|ors|ions?|ies|ied|ics|als?|ments?|ness|ful|ity|ive|able|ible|ance|ence|i[sz]e[ds]?|ists?|ism|ly)"
)
_INFLECTION = re.compile(r"ed|ing")
"""What a verb of three letters takes and stays the same word: fix, fixed. Shorter endings make others: see, seed."""
_KEPT = 1 << 14
"""Renderings that are kept: those of a stretch of four hundred pairs, of which links, readings and senses ask the same.
"""
_SPACE = re.compile(r"[\s-]")
_GENERAL_VERBS = english_words("general_verb")
_GENERAL = 0.5
"""What such a verb counts in a phrase: "come" of "come to power" says less than "power" does. Set by hand."""
_SAME_STEM = 0.8
"""What a word counts that has only its stem in common. Chosen with the thresholds of `senses.ranking`."""


@lru_cache(maxsize=1 << 16)
def shares_a_word(sense: str, rendering: str) -> bool:
    """Whether a sense and a rendering share a word with content, in any form of it."""
    if _stands_in(rendering.lower(), sense.lower()) or squeezed(rendering) in map(squeezed, parted(sense)):
        return True
    ours, others = (set(content_words(text)) for text in (sense, rendering))
    return any(same_family(word, other) for word in ours for other in others)


def _stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text and are no part of longer ones there."""
    # A pattern of its own for every rendering is dear to make.
    at = text.find(words)
    while at >= 0 and words:
        if not _goes_on(text[max(0, at - 1) : at]) and not _goes_on(text[at + len(words) :][:1]):
            return True
        at = text.find(words, at + 1)
    return False


def _goes_on(character: str) -> bool:
    """Whether a word goes on with a character; with none it does not."""
    return character.isalnum() or character in {"_", "-"}


def same_family(word: str, other: str) -> bool:
    """Whether two words are one but for their endings: contribute, contribution; but not check, checkbox."""
    common = _common(word, other)
    if common == min(len(word), len(other)) == _LEAST_SHARED - 1:
        return word == other or _INFLECTION.fullmatch(max(word, other, key=len)[common:]) is not None
    if word == other or common < max(_LEAST_SHARED, min(len(word), len(other)) - 2):
        return word == other
    return all(_ENDING.fullmatch(word[common:]) for word in (word, other))


def in_short(sense: str, rendering: str) -> str:
    """Say a sense in as few words as do: the synonym that a rendering goes with, without remarks if it says no more.

    "bicycle; bike" becomes "bicycle" for "bicycle", "(concept of) time" becomes "time" for "time", and "to contribute"
    stays what it is for "contributor". A sense that shares no word with the rendering stays as it is.
    """
    for way in parted(sense):
        bare = " ".join(without_asides(way).split())
        if bare and shares_a_word(bare, rendering):
            return bare if _says_no_more(bare, rendering) else way
    return sense


def _says_no_more(bare: str, rendering: str) -> bool:
    plain = words(bare.lower().replace("one's", "of"))
    return all(word in _EMPTY or shares_a_word(word, rendering) for word in plain)


def squeezed(text: str) -> str:
    """Write words together, so that a tea house is a teahouse."""
    return _SPACE.sub("", text.lower())


def _common(word: str, other: str) -> int:
    """Count the letters with which both words begin."""
    return next((k for k, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))


class Phrase(NamedTuple):
    """English words by all that they may be known by: their forms and stems; and how many there are."""

    forms: frozenset[str]
    stems: frozenset[str]
    size: int


def phrase(tokens: Sequence[EnglishType]) -> Phrase:
    """Take tokens together; where some mean something by themselves, the others are left out."""
    return _phrase(tuple(tokens))


@lru_cache(maxsize=_KEPT)
def _phrase(tokens: tuple[EnglishType, ...]) -> Phrase:
    content = [token for token in tokens if not token.is_function] or list(tokens)
    forms = frozenset(form for token in content for form in token.parts)
    return Phrase(forms, frozenset(stem for token in content for stem in token.keys), len(content))


def holds_whole(sense: Sense, words: Phrase, lexicon: Lexicon) -> bool:
    """Whether a way of putting a sense is among what was said, every word of it."""
    sense_ways = _compared(sense, lexicon).ways
    return any(all(word in words.forms or stem in words.stems for word, stem in way) for way in sense_ways)


class Met(NamedTuple):
    """A way in which a sense is put that shares a word with some others, and which of its words are among them.

    `number` is that of the way among those of the sense; the way is given as its words with content, in dictionary form
    and by their stems.
    """

    number: int
    way: tuple[tuple[str, str], ...]
    places: Sequence[int]


def met_ways(sense: Sense, words: Phrase, lexicon: Lexicon) -> Iterator[Met]:
    """Give the ways in which a sense is put that share a word with what was said."""
    known, sense_ways = _compared(sense, lexicon)
    if known.isdisjoint(words.forms) and known.isdisjoint(words.stems):
        return
    for number, way in enumerate(sense_ways):
        places = [n for n, (form, stem) in enumerate(way) if form in words.forms or stem in words.stems]
        if places:
            yield Met(number, way, places)


def fits(senses: tuple[Sense, ...], wanted: Phrase, lexicon: Lexicon) -> tuple[float, ...]:
    """Measure of each sense of a word how well it says what some English words say."""
    return lexicon.derived(_kept_fits)(senses, wanted)


def _kept_fits(lexicon: Lexicon) -> Callable[[tuple[Sense, ...], Phrase], tuple[float, ...]]:
    @lru_cache(maxsize=_KEPT)
    def measured(senses: tuple[Sense, ...], wanted: Phrase) -> tuple[float, ...]:
        return tuple([fit(sense, wanted, lexicon) for sense in senses])

    return measured


def fit(sense: Sense, wanted: Phrase, lexicon: Lexicon) -> float:
    """Measure how well a sense says what some English words say, by the words that both share as a part of both.

    Nothing shared is 0, a sense of one word that is theirs 1, a longer one that is theirs more. Of the ways in which
    the sense is put the best counts; a word of the same stem counts less than the word itself.
    """
    known, sense_ways = _compared(sense, lexicon)
    if known.isdisjoint(wanted.forms) and known.isdisjoint(wanted.stems):
        return 0.0
    return max((_shared(way, wanted) for way in sense_ways), default=0.0)


def _shared(way: Sequence[tuple[str, str]], wanted: Phrase) -> float:
    """Measure how much of a way of putting a sense, given as words with their stems, stands among words.

    A verb like "take" alone says nothing of "take the place of".
    """
    both = [(word, word in wanted.forms) for word, stem in way if word in wanted.forms or stem in wanted.stems]
    if not both or (len(both) < len(way) and all(word in _GENERAL_VERBS for word, _ in both)):
        return 0.0
    light = _GENERAL if len(way) > 1 else 1.0
    same = sum((light if word in _GENERAL_VERBS else 1.0) * (1.0 if is_same else _SAME_STEM) for word, is_same in both)
    return same / sqrt(len(way)) * sqrt(same / max(wanted.size, same))


class _Compared(NamedTuple):
    """A sense as the words with content of each way in which it is put, with their stems; `known` holds all of both."""

    known: frozenset[str]
    ways: tuple[tuple[tuple[str, str], ...], ...]


@cached_in_lexicon
def _compared(sense: Sense, lexicon: Lexicon) -> _Compared:
    content = ([word for word in way if word not in FUNCTION_WORDS] or way for way in gloss_lemmas(sense, lexicon))
    ways = tuple(tuple((word, stem_key(word, lexicon)) for word in way) for way in content)
    return _Compared(frozenset(form for way in ways for both in way for form in both), ways)
