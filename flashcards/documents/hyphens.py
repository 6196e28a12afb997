"""Words that a program parted with a hyphen where a line was full are healed: `shel-` and `ling` on the next line.

The idea: a hyphen at the end of a line is the line's, unless the text has the word with it elsewhere, or both halves
are words of their own and together none (`well-` and `known`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.cuts import Cut, without_stretches
from flashcards.lexicon import open_lexicon

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping

    from flashcards.documents.passages import Extract
    from flashcards.lexicon import Lexicon

_PARTED = pattern(r"(?<![A-Za-z])([A-Za-z]{1,40})-[ \t]*(?:\r\n?|\n)[ \t]*([a-z]{1,40})")
_WORD = pattern(r"[a-z]+(?:-[a-z]+)*")
_COMMON, _RARE = 4.5, 3.0
"""Frequencies, as logarithms, of words that all use, and of such as are slips (wellknown has 1.6). Set by hand."""
_REASON = "a hyphen at the end of a line"


def without_hyphens(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Join the halves of words that the end of a line parts, within the passages of a text.

    The lexicon is opened only where there are such words.
    """
    parted = [
        word for passage in extract.passages for word in _PARTED.finditer(extract.text, passage.start, passage.end)
    ]
    if not parted:
        return extract
    counts = Counter(_WORD.findall(extract.text.lower()))
    return without_stretches(extract, list(_cuts(parted, counts, lexicon())))


def _cuts(parted: list[re.Match[str]], counts: Mapping[str, int], lexicon: Lexicon) -> Iterator[Cut]:
    """Yield what goes of each word: the line end, and the hyphen where it is none of the word's own."""
    lexicon.read_english(part.lower() for word in parted for part in (*word.groups(), word[1] + word[2]))
    for word in parted:
        head, tail = word[1].lower(), word[2]
        with_hyphen, without = counts.get(f"{head}-{tail}", 0), counts.get(head + tail, 0)
        is_one_word = without or lexicon.english_frequency(head + tail) > _RARE
        are_words = min(map(lexicon.english_frequency, (head, tail))) > _COMMON
        keeps = with_hyphen > without or (are_words and not is_one_word)
        yield Cut(word.end(1) + (1 if keeps else 0), word.start(2), _REASON)
