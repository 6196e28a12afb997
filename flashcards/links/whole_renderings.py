"""Renderings that are halves: made whole where what they lack stands beside them, refused where it does not.

A linker links single words. Of 吸水 "soaks up water" it may find "water" alone, since the dictionary says to absorb; of
打算 "I'll let that go" it finds "go", since a sense is "to be going to". What is set bold in a sentence, and counted on
a card, is to be the whole phrase or nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.chinese import numerals
from flashcards.glosses.comparison import met_ways, phrase
from flashcards.glosses.synonyms import Synonyms
from flashcards.glosses.vectors import Space
from flashcards.glosses.word_glosses import worded_ways
from flashcards.lexicon.english import ways_of, words
from flashcards.lexicon.word_classes import chosen_words, english_words
from flashcards.links.chinese_types import FUNCTION_WORDS
from flashcards.records import WordKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sense, Word

_GENERAL = english_words("general_verb", "general_noun") | chosen_words("english_general")
_NUMBERS = english_words("number")
_KEPT = 1 << 14
"""Senses of which it is kept whether they deny. Set by hand."""
_DENYING = english_words("negation") | {"'t"}
_EMPTY = english_words("article") | chosen_words("english_possessive") | {"sb", "sth"}
"""Words of a sense that a rendering need not have to be all of it."""
_LEADS = ("to", "be")
_COUNTING = frozenset(numerals.NUMERALS + "两双半几数初首单")
"""Characters of words that a number may render."""
_SMALL = english_words("article") | chosen_words("english_possessive") | {"of"}
_SMALL_BEHIND_VERBS = _SMALL | chosen_words("english_verb_particle")
"""Words that may stand between a rendering and what it lacks; behind a verb its particle, too."""
_MOST_SMALL = 2
"""How many of these may stand between. Set by hand: up on their (sleep)."""
_NEAR = 0.25
"""The least closeness of a neighbour to what a sense lacks, by cosine or as synonyms. Set by hand."""
_DENIED = 2
"""How many tokens before a rendering are looked at for what denies it: never had time."""


def lacking(
    word: Word, columns: Sequence[int], english: Sequence[EnglishType], taken: Collection[int], lexicon: Lexicon
) -> tuple[int, ...]:
    """Give the columns that make the rendering of a word whole; none where it is, or nothing that fits is free.

    `taken` are the columns that render some word. A neighbour is free that renders none, and fits where its meaning is
    near to a word that a sense has on that side of the one which is rendered. What denies a rendering belongs to it,
    even where it renders another word, too: *never had time* of 从来来不及.
    """
    content = [column for column in columns if not english[column].is_function]
    if len(word.text) < 2 or not word.senses or not content:
        return ()
    if denial := _denial(word, content, english, lexicon):
        return denial
    wanted = phrase([english[column] for column in content])
    met = [(sense.is_verb, way, places) for sense in word.senses for _, way, places in met_ways(sense, wanted, lexicon)]
    if any(len(places) == len(way) for _, way, places in met):
        return ()
    for is_verb, way, places in met:
        small = _SMALL_BEHIND_VERBS if is_verb else _SMALL
        sides = ((content[0], -1, way[: places[0]]), (content[-1], 1, way[places[-1] + 1 :]))
        for at, step, lacked in sides:
            reached = _reached(at, step, english, small)
            if reached and reached[-1] not in taken and _is_near(english[reached[-1]], lacked, lexicon):
                return reached
    return ()


def is_half(word: Word, tokens: Sequence[EnglishType], lexicon: Lexicon) -> bool:
    """Whether what renders a word is no more than part of a phrase, or a number beside what is none."""
    content = [token for token in tokens if not token.is_function]
    if not content or not word.senses or word.kind is not WordKind.DICTIONARY or word.text in FUNCTION_WORDS:
        return False
    if all(map(_is_number, content)):
        return _COUNTING.isdisjoint(word.text) and not any(_meeting(word, content, lexicon))
    if all(token.lemma in _GENERAL or token.text in _GENERAL for token in content):
        return not any(_is_all(way, tokens, lexicon) for sense in word.senses for way in ways_of(sense))
    return _lacks_denial(word, tokens, lexicon)


def _is_number(token: EnglishType) -> bool:
    return token.is_number or all(piece in _NUMBERS for piece in token.lemma.split("-"))


def _is_all(way: str, tokens: Sequence[EnglishType], lexicon: Lexicon) -> bool:
    """Whether a way of putting a sense is these tokens and no more: "to go", but not "to be going to" for "go"."""
    wanted = _without_lead([word for word in words(way.lower()) if word not in _EMPTY])
    lemmas = {token.text: token.lemma for token in tokens}
    kept = _without_lead([token.text for token in tokens if token.text not in _EMPTY])
    given = [{text, lemmas[text]} for text in kept]
    return len(wanted) == len(given) and all(
        word in forms or lexicon.lemma(word) in forms for word, forms in zip(wanted, given, strict=True)
    )


def _without_lead(written: list[str]) -> list[str]:
    """Leave out the "to" of an infinitive, and "be" before what it is."""
    return next((written[n:] for n, word in enumerate(written) if word not in _LEADS), [])


def _meeting(word: Word, content: Sequence[EnglishType], lexicon: Lexicon) -> Iterator[str]:
    """Give the ways of putting the senses of a word that share one of these tokens."""
    wanted = phrase(content)
    for sense in word.senses:
        met = [way.number for way in met_ways(sense, wanted, lexicon)]
        if met:
            written = worded_ways(sense)
            yield from (written[number] for number in met)


def _lacks_denial(word: Word, tokens: Sequence[EnglishType], lexicon: Lexicon) -> bool:
    """Whether all senses that have the words of a rendering deny them, and it does not: 没想到 "thought"."""
    if not any(map(_denies, word.senses)) or any(token.text in _DENYING for token in tokens):
        return False
    content = [token for token in tokens if not token.is_function]
    meeting = [set(words(way.lower())) for way in _meeting(word, content, lexicon)]
    return bool(meeting) and all(not _DENYING.isdisjoint(way) for way in meeting)


@lru_cache(maxsize=_KEPT)
def _denies(sense: Sense) -> bool:
    """Whether some way of putting a sense denies, as those of few do."""
    return any(not _DENYING.isdisjoint(words(way.lower())) for way in worded_ways(sense))


def _denial(word: Word, content: Sequence[int], english: Sequence[EnglishType], lexicon: Lexicon) -> tuple[int, ...]:
    """Give the columns from what denies a rendering up to it, where its senses deny: *never had* time of 来不及."""
    if not _lacks_denial(word, [english[column] for column in content], lexicon):
        return ()
    first = content[0]
    for at in range(first - 1, max(-1, first - 1 - _DENIED), -1):
        if english[at].text in _DENYING:
            return tuple(range(max(0, at - (english[at].text == "'t")), first))
    return ()


def _reached(at: int, step: int, english: Sequence[EnglishType], small: Collection[str]) -> tuple[int, ...]:
    """Give the columns up to the next token with content on one side, none where others than small words part them."""
    reached: list[int] = []
    column = at + step
    while 0 <= column < len(english) and not english[column].is_punctuation and len(reached) <= _MOST_SMALL:
        reached.append(column)
        if english[column].text not in small:
            token = english[column]
            return () if token.is_function or _is_number(token) else tuple(reached)
        column += step
    return ()


def _is_near(token: EnglishType, lacked: Sequence[tuple[str, str]], lexicon: Lexicon) -> bool:
    """Whether a token means about what one of some words does; verbs like "take" are near to any."""
    return token.lemma not in _GENERAL and any(_closeness(token, stem, lexicon) >= _NEAR for _, stem in lacked)


def _closeness(token: EnglishType, stem: str, lexicon: Lexicon) -> float:
    space = lexicon.derived(Space)
    cosine = float((space.of_tokens([token]) @ space.english([[stem]]).T).max())
    return max(cosine, lexicon.derived(Synonyms).closeness(token).get(space.number(stem), 0.0))
