"""What words are compared by: the stem of an English word, the words within a Chinese one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import FORMS, FUNCTION_WORDS, stem_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon


@cached_in_lexicon
def stem_key(word: str, lexicon: Lexicon) -> str:
    """Reduce an English word to what the dictionary's renderings are listed by; unknown words only to lower case.

    Function words stay as they are; numbers lose the commas between their digits.
    """
    lower = word.lower()
    if lower[0].isdigit():
        return lower.replace(",", "")
    stem = stem_of(lower, lexicon.lemma)
    return stem if stem in FUNCTION_WORDS or stem in stem_numbers(lexicon) else FORMS.get(lower, lower)


def stem_numbers(lexicon: Lexicon) -> Mapping[str, int]:
    """Give the number of each stem in the dictionary's senses, as the lexicon counts them."""
    return lexicon.derived(_read_stems)


def _read_stems(lexicon: Lexicon) -> Mapping[str, int]:
    return {s: n for n, s in enumerate(lexicon.table("stems").decode().split("\n"))}
