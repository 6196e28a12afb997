"""Titles in both languages: short lines of names, whose looks do not tell that one is the translation of the other.

The idea: `Green Tea` may be English or a name in a Chinese text, and `绿茶 Green Tea` may be a Chinese line with a name
in it; the dictionary knows. Where it renders the characters beside them by most of the Latin words, or these spell how
the characters are read, they are a translation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.documents.bilingual_lines import Part
from flashcards.documents.pinyin import Readings
from flashcards.lexicon.english import content_words, stem_of, words
from flashcards.records import Language

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

_LONGEST = 80
"""In characters: as long as a title is on a line of a book. Set by hand."""
_LONGEST_WORD = 4
"""Characters of a word that is looked up; longer headwords are phrases. Set by hand."""
_CHINESE_SIDE = rf"[{HAN}\d《“「][{HAN}\d，、。！？：·《》“”「」 -]*"
_ENGLISH_SIDE = r"[A-Za-z\d\"“‘'][^\u2e80-\u9fff\uff00-\uffef]*"
_LAST = r"[\w.!?…\"'”’)\]]"
"""How an English title ends."""
_SIGN = r"\s*[/|｜／=:：—–-]*\s*[(（\[]?"
_ANY_BUT_BAR = r"[^/|｜／A-Za-z]"
_LINES = (
    pattern(rf"(?P<chinese>{_ANY_BUT_BAR}*[{HAN}]{_ANY_BUT_BAR}*)[/|｜／](?P<english>[^/|｜／{HAN}]+)"),
    pattern(rf"(?P<english>[^/|｜／{HAN}]+)[/|｜／](?P<chinese>{_ANY_BUT_BAR}*[{HAN}]{_ANY_BUT_BAR}*)"),
    pattern(rf"(?P<chinese>{_CHINESE_SIDE}?){_SIGN}(?P<english>{_ENGLISH_SIDE}?)[)）\]]?"),
    pattern(rf"(?P<english>{_ENGLISH_SIDE})(?<={_LAST}){_SIGN}(?<!\d)(?P<chinese>{_CHINESE_SIDE}?)[)）\]]?"),
)
"""Either side may come first. A bar between them is no sign of either, so both may hold others; and a number between
them that a space sets apart from the Chinese is that of the English."""
_HAN_RUN = pattern(f"[{HAN}]+")
_LATIN_WORD = pattern(r"[A-Za-zÀ-ɏ]{2}")


def is_short(text: str) -> bool:
    """Whether a text can be a title, by its length."""
    return len(text) <= _LONGEST


def divide(text: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """Cut a short line into a title and its translation; empty where the dictionary does not know it as such."""
    line = next(filter(None, (order.fullmatch(text) for order in _LINES)), None) if is_short(text) else None
    if not line:
        return ()
    chinese, english = line.span("chinese"), line.span("english")
    if not translates(text[slice(*english)], text[slice(*chinese)], lexicon):
        return ()
    parts = (Part(*chinese, Language.CHINESE), Part(*english, Language.ENGLISH))
    return tuple(sorted(parts, key=lambda part: part.start))


def translates(english: str, chinese: str, lexicon: Lexicon) -> bool:
    """Whether the dictionary renders a few Chinese words by two in three of some English ones, or reads them so."""
    if not _LATIN_WORD.search(english) or not _HAN_RUN.search(chinese):
        return False
    if Readings(lexicon).fits(english, chinese):
        return True
    stems = {stem_of(word, lexicon.lemma) for word in content_words(english) if word.isalpha()}
    glosses = _glosses(chinese, lexicon) if stems else set()
    return 3 * len(stems & glosses) >= 2 * len(stems) > 0


def _glosses(chinese: str, lexicon: Lexicon) -> set[str]:
    """Collect the stems of all that the dictionary says of the words in a text, and how they are read."""
    pieces = dict.fromkeys(
        run[start : start + length]
        for run in _HAN_RUN.findall(chinese)
        for start in range(len(run))
        for length in range(1, _LONGEST_WORD + 1)
    )
    lexicon.read_entries(pieces)
    entries = [entry for piece in pieces for entry in lexicon.entries(piece)]
    glossed = {word.lower() for entry in entries for gloss in entry.glosses for word in words(gloss)}
    lexicon.read_english(glossed)
    stems = {"".join(syllable.rstrip("012345") for syllable in entry.syllables).lower() for entry in entries}
    return stems | {stem_of(word, lexicon.lemma) for word in glossed}
