"""What words are compared by: the stem of an English word, the words within a Chinese one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.lexicon.comparing import FORMS, FUNCTION_WORDS, parts_of, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.lexicon import Lexicon


def english_key(word: str, lexicon: Lexicon) -> str:
    """Reduce an English word to what the dictionary's renderings are listed by; unknown words only to lower case.

    Function words stay as they are; numbers lose the commas between their digits.
    """
    lower = FORMS.get(word.lower(), word.lower())
    if lower in FUNCTION_WORDS:
        return lower
    if lower[0].isdigit():
        return lower.replace(",", "")
    reduced = stem(lexicon.lemma(lower))
    return reduced if reduced in stem_numbers(lexicon) else lower


def inner_parts(word: str, lexicon: Lexicon) -> Sequence[str]:
    """Give what `parts_of` finds within a word; each is asked for once in a process."""
    known: dict[str, list[str]] = lexicon.derived(_no_parts)
    found = known.get(word)
    if found is None:
        found = known[word] = parts_of(word, lexicon)
    return found


def _no_parts(_lexicon: Lexicon) -> dict[str, list[str]]:
    return {}


def stem_numbers(lexicon: Lexicon) -> Mapping[str, int]:
    """Give the number of each stem in the dictionary's senses, as the lexicon counts them."""
    numbers: Mapping[str, int] = lexicon.derived(_read_stems)
    return numbers


def _read_stems(lexicon: Lexicon) -> Mapping[str, int]:
    return {s: n for n, s in enumerate(lexicon.table("stems").decode().split("\n"))}
