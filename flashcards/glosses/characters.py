"""What a character says inside a longer word: 点 is "point" in 观点 and 锚点, not "o'clock".

The order of a character's senses is that of the word it is by itself; inside another word it hardly counts or holds a
sentence together. What the longer word means tells the sense where both share a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.glosses.comparison import shares_a_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.records import Sense

_FREE = frozenset(("mw", "num", "part", "pron", "aux", "prep", "conj", "intj", "name"))
"""The parts of speech that a character has as a word of its own: nobody counts by 点 within a word."""


def sense_within(senses: Sequence[Sense], word: str, meanings: Sequence[str]) -> Sense | None:
    """Choose the sense that a character has inside a word, whose `meanings` are its gloss or what renders it.

    The lexicon may name the word with a sense (`use: 重点`); else a sense counts that shares a word with a meaning, and
    in default of such the first that a word of several characters is likely to hold.
    """
    named = next((sense for sense in senses if word in sense.use.split(", ")), None)
    bound = [sense for sense in senses if sense.pos not in _FREE]
    shared = (
        sense
        for sense in (*bound, *senses)
        if any(shares_a_word(sense.gloss, meaning) for meaning in meanings if meaning)
    )
    return named or next(shared, None) or next(iter((*bound, *senses)), None)
