"""Whether a sense of the dictionary and the words of the translator say the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

from flashcards.lexicon.english import content_words, parted, without_asides, words

_LEAST_SHARED = 4
_EMPTY = frozenset(("a", "an", "the", "to", "be", "of", "sb", "sth"))
"""Words of a sense that add nothing to it; prepositions do: to grow is not to grow up."""
_ENDING = re.compile(
    r"[a-z]{0,2}|[a-z]*(?:ing|ers|ors|ions?|ies|ied|ics|als?|ments?|ness|ful|ity|ive|able|ible|ance|ence|ists?|ism|ly)"
)
_SPACE = re.compile(r"[\s-]")


@lru_cache(maxsize=1 << 16)
def shares_a_word(sense: str, rendering: str) -> bool:
    """Whether a sense and a rendering share a word with content, in any form of it."""
    if _stands_in(rendering.lower(), sense.lower()) or squeezed(rendering) in map(squeezed, parted(sense)):
        return True
    ours, others = (set(content_words(text)) for text in (sense, rendering))
    return any(same_family(word, other) for word in ours for other in others)


def _stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text and are no part of longer ones there."""
    # A pattern of its own for every rendering is dear to make, and most renderings do not stand there at all.
    return words in text and bool(re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text))


def same_family(one: str, other: str) -> bool:
    """Whether two words are one but for their endings: contribute, contribution; but not check, checkbox."""
    common = _common(one, other)
    if one == other or common < max(_LEAST_SHARED, min(len(one), len(other)) - 2):
        return one == other
    return all(_ENDING.fullmatch(word[common:]) for word in (one, other))


def in_short(sense: str, rendering: str) -> str:
    """Say a sense in as few words as do: the synonym that a rendering goes with, or the rendering if it says as much.

    "bicycle; bike" becomes "bicycle" for "bicycle", "(concept of) time" becomes "time" for "time"; "to grow up" stays
    for "grow", which is but a part of it. A sense that shares no word with the rendering stays as it is.
    """
    for way in parted(sense):
        bare = " ".join(without_asides(way).split())
        if bare and shares_a_word(bare, rendering):
            return rendering if _says_no_more(bare, rendering) else way
    return sense


def _says_no_more(bare: str, rendering: str) -> bool:
    plain = words(bare.lower().replace("one's", "of"))
    return all(word in _EMPTY or shares_a_word(word, rendering) for word in plain)


def squeezed(text: str) -> str:
    """Write words together, so that a tea house is a teahouse."""
    return _SPACE.sub("", text.lower())


def _common(one: str, other: str) -> int:
    """Count the letters with which both words begin."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
