"""What words are compared by: the stem of an English word, the parts of a Chinese one, and which words say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

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

_BASIC = frozenset(
    "a about above after again all also and as at be because before below between both but by can do down during"  # noqa: SIM905  # a page of quotes
    " each"
    " either etc few for from further have he here how i if in into it just may more most much must not of off on once"
    " one only onto or other ought out over own per shall she so some somebody something such than that the then there"
    " they this through to too under until up upon very we what when where which while who why will with you".split()
)
FUNCTION_WORDS = _BASIC | {form for form, word in FORMS.items() if word in _BASIC}
"""Words that any two sentences may share; a sense is known by its other words, where it has any."""

_ENDINGS = tuple(
    "ization ation ition ically ingly ness ment edly ally ity ion ive ing ance ence able ible ful less ist ism"  # noqa: SIM905  # a page of quotes
    " ical ic al ous ant ent ed er or ly y e i".split()
)
"""Endings of derivation, the longer of two that fit first."""

_LEAST_STEM = 4
_LONGEST_PART = 4


def stem(lemma: str) -> str:
    """Take one ending of derivation off a dictionary form, so that words of a family meet: happiness, happy -> happ."""
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _LEAST_STEM:
            return lemma[: -len(ending)]
    return lemma


def parts_of(word: str, known: Container[str]) -> list[str]:
    """Give the characters of a word and the words of up to four characters within it, each once, in order."""
    found = dict.fromkeys(word)
    for length in range(2, min(_LONGEST_PART, len(word)) + 1):
        for start in range(len(word) - length + 1):
            if word[start : start + length] in known:
                found[word[start : start + length]] = None
    return list(found)
