"""Syllables as pinyin is written: tone marks, words joined, apostrophes, capitals, punctuation (GB/T 16159, 2012).

*The idea:* syllables stay data, one for each character, with a tone number ("lü4", "r5"); only here do they become
letters, and nothing ever cuts the letters into syllables again.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flashcards.records import Word

_SYLLABLE = re.compile(r"(?P<letters>[A-Za-zÜüÊê]+)(?P<tone>[1-5])")
_ACCENTS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_BEARERS = [re.compile(p, re.IGNORECASE) for p in ("[ae]|o(?=u)", "[iouü](?!.*[iouü])", "[êmn]")]
"""The letter that bears the mark: a, e or the o of ou; else the last vowel; else, in exclamations, ê, m or n."""

_MARKS = str.maketrans("，、。！？；：（）［］｛｝～％", ",,.!?;:()[]{}~%")
_OPENING = set("([{“‘《〈「『【〔")
_CLOSING = set(",.!?;:)]}”’》〉」』】〕%…")
_APART = set("—–~/&+=")
_ENDING = set(".!?…")
_STRAIGHT = {'"', "'"}


@functools.cache
def mark(syllable: str) -> str:
    """Write a syllable with its tone mark: lü4 as lǜ, r5 as r; what is no syllable stays as it is."""
    match = _SYLLABLE.fullmatch(syllable)
    if not match:
        return syllable
    letters, accent = match["letters"], _ACCENTS.get(match["tone"])
    bearer = next(filter(None, (pattern.search(letters) for pattern in _BEARERS)), None)
    if not accent or not bearer:
        return letters
    return unicodedata.normalize("NFC", letters[: bearer.end()] + accent + letters[bearer.end() :])


def tone(syllable: str) -> int:
    """Tell the tone of a syllable, 1 to 4, or 5 for a neutral one and for what is no syllable."""
    match = _SYLLABLE.fullmatch(syllable)
    return int(match["tone"]) if match else 5


def word(syllables: Sequence[str], text: str = "") -> str:
    """Write the syllables of a word: joined, an apostrophe before a, o, e inside it, a space before a new capital.

    A capital begins a name or a new part of it: Xī'ān, Lǐ Fēifēi, Zhōnghuá Rénmín Gònghéguó. Letters and digits
    inside a word stand apart from its syllables: kǎlā OK. Without syllables the `text` is returned.
    """
    if not syllables:
        return text
    out = mark(syllables[0])
    for before, syllable in pairwise(syllables):
        out += _joint(before, syllable) + mark(syllable)
    return out.replace("，", ", ")


def _joint(before: str, syllable: str) -> str:
    """Tell what stands between two syllables of a word."""
    was, is_ = _SYLLABLE.fullmatch(before), _SYLLABLE.fullmatch(syllable)
    if was and is_:
        return " " if syllable[0].isupper() else "'" if syllable[0] in "aoe" else ""
    return " " if (was or is_) and before.isalnum() and syllable.isalnum() else ""


def line(words: Iterable[Word]) -> str:
    """Write a sentence: words spaced, punctuation in its Western form, a capital at the beginning of each sentence."""
    out = ""
    at_start = True
    quoted: set[str] = set()
    for piece, is_word in _pieces(words):
        opens = piece in _OPENING or (piece in _STRAIGHT and piece not in quoted)
        if piece in _STRAIGHT:
            quoted ^= {piece}
        closes = piece in _CLOSING or (piece in _STRAIGHT and not opens)
        if out and not closes and out[-1] not in _OPENING and not out.endswith(_open_quotes(quoted, piece)):
            out += " "
        out += piece[:1].upper() + piece[1:] if is_word and at_start else piece
        at_start = not is_word and (at_start or piece in _ENDING)
    return " ".join(out.split())


def _open_quotes(quoted: set[str], piece: str) -> tuple[str, ...]:
    """Name the straight quotes that are open before this piece: nothing is put between them and what they quote."""
    return tuple(quoted - {piece})


def _pieces(words: Iterable[Word]) -> Iterable[tuple[str, bool]]:
    """Split words and marks into the pieces that spacing is decided between: (text, whether it is a word)."""
    for one in words:
        if one.syllables:
            yield word(one.syllables), True
        elif any(char.isalnum() for char in one.text):
            yield one.text, True
        else:
            text = re.sub("[—－─]+", "—", one.text.translate(_MARKS))
            yield from ((char, False) for char in re.sub("…+", "…", text) if not char.isspace())
