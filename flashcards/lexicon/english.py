"""English as text: the words of a gloss or a sentence, the remarks within a gloss, the stems by which words compare.

Every room that reads English reads it by these few functions, so that all of them see the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flashcards.lexicon.word_classes import ENGLISH_GRAMMAR, english_words
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flashcards.records import Sense, Span

FORMS = {
    form: word
    for word, forms in {
        "i": "me my mine myself", "you": "your yours yourself", "he": "him his himself", "she": "her hers herself",
        "it": "its itself", "we": "us our ours ourselves", "they": "them their theirs themselves", "one": "oneself",
        "be": "am is are was were been being", "have": "has had having", "do": "did does done doing", "can": "could",
        "will": "would", "shall": "should", "may": "might", "this": "these", "that": "those", "who": "whom whose",
        "a": "an", "some": "any", "not": "no nor", "somebody": "someone sb", "something": "sth anything",
        "feel": "felt", "think": "thought", "leave": "left", "find": "found", "see": "saw", "fall": "fell",
        "speak": "spoke", "rise": "rose", "bind": "bound", "hold": "held", "say": "said", "lie": "lay",
        "shoot": "shot", "cloth": "clothes",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Forms of pronouns, of auxiliary and of irregular verbs; the latter are words of their own, too, but seldom."""

_GRAMMAR = english_words(*ENGLISH_GRAMMAR) | {"etc"}
FUNCTION_WORDS = _GRAMMAR | {form for form, word in FORMS.items() if word in _GRAMMAR}
"""Words that any two sentences may share; a sense is known by its other words, where it has any."""

_ENDINGS = tuple(
    "ization ation ition ically ingly ness ment edly ally ity ion ive ing ance ence able ible ful less ist ism"  # noqa: SIM905  # a page of quotes
    " ical ic al ous ant ent ed er or ly y e i".split()
)
"""Endings of derivation, the longer of two that fit first."""

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
"""A remark in brackets. A bracket within it ends it too soon in 22 of 206,543 senses, which leaves a few words over."""
_GAP = re.compile(" {2,}")
_SEMICOLON = re.compile(r";(?![^()]*\))(?![^\[\]]*\])")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|\d+|'s\b")
_PIECE = re.compile(r"[A-Za-z]+|\d+")
_TOKEN = re.compile(
    r"""
    ['’](?:s|re|ve|ll|d|m|t)\b                    # the end of a contraction stands alone: China|'s
    | (?:[^\W\d_]\.){2,}                          # U.S.
    | [^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]+ | -[^\W_]+)*
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|%|％)?(?:-[^\W_]+)*
    | \S
    """,
    re.VERBOSE,
)
_LEAST_STEM = 4
"""Letters that are left of a word whose ending is taken off; fewer are shared by words of no family."""


class Token(Record):
    """A token of an English text in lower case, and its place there."""

    text: str
    span: Span


@lru_cache(maxsize=1 << 10)  # words, readings and links ask for the same sentences, a stretch of some hundred each
def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a sentence into words, numbers and single signs; hyphened words stay whole, 's stands alone."""
    return tuple(Token(m[0].lower().replace("’", "'"), m.span()) for m in _TOKEN.finditer(text))


def words(text: str, *, split_hyphens: bool = False) -> list[str]:
    """Give the words and numbers of a gloss as they are written, no signs; hyphened words stay whole, 's stands alone.

    With `split_hyphens` the parts between hyphens are words, and nothing is made of an apostrophe: so "high-speed" and
    "high speed" are the same.
    """
    return (_PIECE if split_hyphens else _WORD).findall(text)


def whole_words(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Widen spans of a sentence to the hyphened words that they are part of: hands, in hands-on. None overlap then."""
    ordered, hyphened = sorted(spans), _hyphened(text) if "-" in text else ()
    if len(ordered) < 2 and not hyphened:
        return tuple(ordered)
    out: list[Span] = []
    for start, end in ordered:
        near = [(start, end), *(word for word in hyphened if word[0] < end and start < word[1])]
        first, last = min(at for at, _ in near), max(at for _, at in near)
        if out and first < out[-1][1]:
            before = out.pop()
            first, last = before[0], max(last, before[1])
        out.append((first, last))
    return tuple(out)


@lru_cache(maxsize=1 << 6)  # all words of a sentence ask for the same, one after the other
def _hyphened(text: str) -> tuple[Span, ...]:
    """Give the places of the hyphened words of a sentence."""
    return tuple([each.span for each in tokenize(text) if "-" in each.text and any(map(str.isalpha, each.text))])


def content_words(text: str) -> list[str]:
    """Give the words of a gloss, in lower case, that mean something by themselves."""
    return [word for word in words(text.lower()) if word not in FUNCTION_WORDS]


def ways_of(sense: Sense) -> list[str]:
    """Give the ways in which a sense may be put: those of its gloss, and the words that render it."""
    return list(dict.fromkeys((*ways(sense.gloss), *sense.renderings)))


def ways(gloss: str) -> list[str]:
    """Give the ways a gloss puts its sense, parted by semicolons, without the remarks in brackets."""
    return without_asides(gloss).split(";")


def parted(gloss: str) -> list[str]:
    """Give the ways a gloss puts its sense with their remarks; a semicolon within brackets parts nothing."""
    return [way.strip() for way in _SEMICOLON.split(gloss)]


def without_asides(gloss: str) -> str:
    """Take the remarks in brackets out of a gloss; one within leaves no gap."""
    bare = _ASIDE.sub(" ", gloss) if "(" in gloss or "[" in gloss else gloss
    return _GAP.sub(" ", bare) if "  " in bare else bare


def asides(gloss: str) -> list[str]:
    """Give the remarks in brackets within a gloss."""
    return _ASIDE.findall(gloss)


def stem_of(word: str, lemma: Callable[[str], str]) -> str:
    """Reduce a word in lower case to what senses list it by: the stem of its dictionary form; one of grammar to that.

    `lemma` gives the dictionary form of a word that has no irregular one here.
    """
    form = FORMS.get(word) or lemma(word)
    return form if form in FUNCTION_WORDS else stem(form)


def stem(lemma: str) -> str:
    """Take one ending of derivation off a dictionary form, so that words of a family meet: contribute, contribution."""
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _LEAST_STEM:
            return lemma[: -len(ending)]
    return lemma
