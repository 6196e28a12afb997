"""The English side of a pair: its tokens with their places, and what is known of each without the Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.english import FORMS, FUNCTION_WORDS, stem_of
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon


class EnglishType(Record, eq=False):
    """What is known of an English token, wherever it stands.

    `parts` are the forms under which the dictionary may know it: itself, its dictionary form, the parts between its
    hyphens and theirs. `keys` are the stems by which `translation` compares words, one for each part.
    """

    text: str
    lemma: str
    parts: tuple[str, ...]
    keys: tuple[str, ...]
    is_function: bool
    is_punctuation: bool
    is_number: bool
    zipf: float


@cached_in_lexicon
def english_type(text: str, lexicon: Lexicon) -> EnglishType:
    """Gather what is known of a token."""
    pieces = [text, *text.split("-")] if "-" in text.strip("-") else [text]
    lemma = lexicon.lemma(text)
    parts = tuple(dict.fromkeys(p for piece in pieces if piece for p in (piece, lexicon.lemma(piece))))
    return EnglishType(
        text=text,
        lemma=lemma,
        parts=parts,
        keys=tuple(dict.fromkeys(stem_key(piece, lexicon) for piece in pieces if piece)),
        is_function=text in FUNCTION_WORDS or lemma in FUNCTION_WORDS or text.startswith("'"),
        is_punctuation=not re.search(r"\w", text),
        is_number=any(c.isdigit() for c in text),
        zipf=lexicon.english_frequency(text),
    )


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
