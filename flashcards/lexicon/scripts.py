"""Simplified and traditional characters: the other form of a text.

*The idea:* one simplified character may stand for several traditional ones, 面 for 面 (face) and 麵 (noodles), 发 for
發 (to send) and 髮 (hair). Which of them is meant, the word tells, its reading, and the sense that fits the sentence;
all three are known here, so the form is that of the dictionary's entry for the word, and not a guess by characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Entry, Sense, Word


def traditional(words: Iterable[Word], lexicon: Lexicon) -> str:
    """Write words in traditional characters, one for one; words that hold a traditional one already stay as they are.

    What the dictionary lacks is written as the longest words in it that the text is made of.
    """
    return "".join(_word(word, lexicon) if word.syllables else word.text for word in words)


def parts(word: Word, lexicon: Lexicon) -> Iterator[Entry]:
    """Give the longest dictionary words that a word is made of, from its beginning on, each as it is read in it."""
    start = 0
    while start < len(word.text):
        entry = _longest(word, start, lexicon)
        start += len(entry.simplified) if entry else 1
        if entry:
            yield entry


def _word(word: Word, lexicon: Lexicon) -> str:
    if len(word.text) != len(word.syllables) or lexicon.simplify(word.text) != word.text:
        return word.text
    written, start = "", 0
    while start < len(word.text):
        entry = _longest(word, start, lexicon)
        written += entry.traditional if entry else word.text[start]
        start = len(written)
    return written


def _longest(word: Word, start: int, lexicon: Lexicon) -> Entry | None:
    for end in range(len(word.text), start, -1):
        entry = _entry(word.text[start:end], word.syllables[start:end], word.senses[:1], lexicon)
        if entry:
            return entry
    return None


def _entry(text: str, syllables: Sequence[str], senses: Sequence[Sense], lexicon: Lexicon) -> Entry | None:
    """Find the entry of a simplified word with this reading, best the one that has the sense.

    A single character may be read as no entry has it, as the second of 试试 (to have a try), which is neutral.
    """
    read = [syllable.lower() for syllable in syllables]
    known = [e for e in lexicon.entries(text) if e.simplified == text]
    rivals = [e for e in known if [s.lower() for s in e.syllables] == read] or (known if len(text) == 1 else [])
    return next((e for e in rivals if set(senses) & set(e.senses)), rivals[0] if rivals else None)
