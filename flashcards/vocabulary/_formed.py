"""Words that explain themselves to whoever knows what they are made of: 看看 of 看, 取出 of 取, 右手 of 右 and 手.

They follow rules that every course teaches early, and say no more than their parts do, as the dictionary has it. A word
that the HSK lists teach is judged by its level instead: there the whole may be more than its parts. A part is read in
the word as it is by itself: who knows 脏 zāng (dirty) does not know the 脏 zàng (organ) of 五脏.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese.syllables import small
from flashcards.glosses.comparison import shares_a_word
from flashcards.lexicon.english import content_words, without_asides
from flashcards.records import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Entry, Word

_RULES = (
    re.compile(r"(?P<base>.)[一了]?(?P=base)"),
    re.compile(r"(?P<base>..)(?P=base)"),
    re.compile(r"(?P<base>.)[不得](?:到|完|住|掉|出|起|开|了|好|见|动|下|上|来|去|过)"),
    re.compile(r"(?P<base>.{1,2})(?:到|完|住|掉|出|起|开|出来|出去|起来|下来|下去|过来|过去|回来|回去|进来|进去)"),
    re.compile(r"(?P<base>.{1,3})(?:的|们|儿)"),
)
"""Reduplication, a verb with its result or direction, possible or not, and the endings that any word takes."""
_DOUBLED = re.compile(r"(.)\1(.)\2")
_NEUTRAL = "5"
_NEGATED = re.compile(r"[不没](?P<base>..)")


def parts(word: Word, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the words of which a rule makes this one without saying more, none for a word of its own."""
    text = lexicon.simplify(word.text)
    if lexicon.level(text) != Level():
        return ()
    if match := _NEGATED.fullmatch(text):
        return (match["base"],)
    if match := _DOUBLED.fullmatch(text):
        return (match[1] + match[2],)
    for base in (match["base"] for rule in _RULES if (match := rule.fullmatch(text))):
        if not word.senses or any(shares_a_word(sense, word.senses[0].gloss) for sense in _senses(base, lexicon)):
            return (base,)
    return _halves(text, word.syllables, word.senses[0].gloss, lexicon) if word.senses else ()


def is_transparent(entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a word first of all says no more than two words do that make it up: 经济发展 (economic development)."""
    return bool(_halves(entry.simplified, entry.syllables, entry.senses[0].gloss, lexicon))


def _halves(text: str, syllables: Sequence[str], sense: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the two words whose senses hold all that the sense of their compound says: right hand, drink tea."""
    content = content_words(without_asides(sense))
    for cut in range(1, len(text)):
        halves = ((text[:cut], syllables[:cut]), (text[cut:], syllables[cut:]))
        if not all(_is_read_alone(half, read, lexicon) for half, read in halves):
            continue
        first, second = ({w for w in content if _means(half, w, lexicon)} for half, _ in halves)
        if first and second and first | second == set(content) and first != second:
            return text[:cut], text[cut:]
    return ()


def _is_read_alone(half: str, syllables: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether part of a word is read as it first of all is by itself; a neutral tone makes no other reading."""
    first = next((entry.syllables for entry in lexicon.entries(half)), ())
    return len(first) == len(syllables) and all(
        a == b or (_NEUTRAL in (a[-1:], b[-1:]) and a[:-1] == b[:-1])
        for a, b in zip(small(first), small(syllables), strict=True)
    )


def _means(word: str, meaning: str, lexicon: Lexicon) -> bool:
    return any(shares_a_word(sense, meaning) for sense in _senses(word, lexicon))


def _senses(word: str, lexicon: Lexicon) -> list[str]:
    return [sense for entry in lexicon.entries(word) for sense in entry.glosses]
