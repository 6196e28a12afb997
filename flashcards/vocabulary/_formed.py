"""Words that explain themselves to whoever knows what they are made of: 看看 of 看, 取出 of 取, 不合理 of 合理.

They follow rules that every course teaches early, and mean what their base means, as the dictionary says it. A word
that the HSK lists teach is judged by its level instead: there the whole may be more than its parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.records import Level
from flashcards.vocabulary._wording import shares_a_word

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

_RULES = (
    re.compile(r"(?P<base>.)[一了]?(?P=base)"),
    re.compile(r"(?P<base>..)(?P=base)"),
    re.compile(r"(?P<base>.{1,2})(?:到|完|住|掉|出|起|开|出来|出去|起来|下来|下去|过来|过去|回来|回去|进来|进去)"),
    re.compile(r"(?P<base>.{1,3})(?:的|们|儿)"),
)
"""Reduplication, a verb with its result or direction, and the endings that any word takes."""
_DOUBLED = re.compile(r"(.)\1(.)\2")
_NEGATED = re.compile(r"[不没](?P<base>..)")


def base(word: Word, lexicon: Lexicon) -> str:
    """Give the word of which a rule makes this one without changing what it means, '' for a word of its own."""
    text = lexicon.simplify(word.text)
    if lexicon.level(text) != Level():
        return ""
    if found := _NEGATED.fullmatch(text):
        return found["base"]
    if found := _DOUBLED.fullmatch(text):
        return found[1] + found[2]
    for made_of in (found["base"] for rule in _RULES if (found := rule.fullmatch(text))):
        meant = [sense for entry in lexicon.entries(made_of) for sense in entry.senses]
        if not word.senses or any(shares_a_word(sense, word.senses[0]) for sense in meant):
            return made_of
    return ""
