"""Syllables as they are written: Hanyu Pinyin by its standard (GB/T 16159-2012), with numbers, or as zhuyin.

A word is written together, with an apostrophe before a, o, e inside it; a name begins with a capital, surname and
given name apart; a sentence and a title begin with one and keep their punctuation, in Western form. Tones are
those of the dictionary; how they change in speech (sandhi) is an option, since the standard leaves it to the reader.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING

from flashcards.chinese.numerals import NUMERALS
from flashcards.chinese.zhuyin import zhuyin
from flashcards.records import Record, replace
from flashcards.settings import Pinyin, Spacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.records import Word

_TONE_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}
_SYLLABLE = re.compile(r"([A-Za-züÜêÊ]+)([1-5])")
_VOWELS = "aeiouüêAEIOUÜÊ"
_MARKS = str.maketrans("，、。！？；：（）［］｛｝～％", ",,.!?;:()[]{}~%")
_OPENING = frozenset("([{“‘《〈「『【〔")
_CLOSING = frozenset(",.!?;:)]}”’》〉」』】〕%…")
_ENDING = frozenset(".!?…")
_TITLE = frozenset("《〈")
_STRAIGHT = frozenset("\"'")


class Spelling(Record):
    """How a reading is written: its style, words or syllables apart, with the tones of speech or of the dictionary.

    Zhuyin always sets syllables apart.
    """

    style: Pinyin = Pinyin.MARKS
    spacing: Spacing = Spacing.WORD
    sandhi: bool = False


STANDARD = Spelling()
ZHUYIN = Spelling(Pinyin.ZHUYIN)


def tone(syllable: str) -> int:
    """Give the number of a syllable's tone, 1 to 5; 5 for what has none."""
    match = _SYLLABLE.fullmatch(syllable)
    return int(match[2]) if match else 5


@lru_cache(maxsize=1 << 12)
def mark(syllable: str, style: Pinyin = Pinyin.MARKS) -> str:
    """Write one syllable: "lü4" -> "lǜ", "lü4" or "ㄌㄩˋ"; what is no syllable (a letter, a digit) stays as it is."""
    match = _SYLLABLE.fullmatch(syllable)
    if match is None or style is Pinyin.NUMBERS:
        return syllable
    letters, number = match.groups()
    if style is Pinyin.ZHUYIN:
        return zhuyin(letters.lower(), int(number))
    at = _marked_letter(letters)
    return unicodedata.normalize("NFC", letters[: at + 1] + _TONE_MARKS[number] + letters[at + 1 :])


def _marked_letter(letters: str) -> int:
    """Find the letter that carries the tone: a or e, the o of ou, else the last vowel; the last letter of m, n, ng."""
    lower = letters.lower()
    for vowel in ("a", "e", "ou"):
        if vowel in lower:
            return lower.index(vowel)
    return max((at for at, letter in enumerate(letters) if letter in _VOWELS), default=0)


def word(syllables: Sequence[str], text: str = "", spelling: Spelling = STANDARD, breaks: Sequence[int] = ()) -> str:
    """Write a word: ("Xi1", "an1") -> "Xī'ān", ("Li3", "Fei1", "fei1") -> "Lǐ Fēifēi", ("T", "xu4") -> "T xù".

    `text` is the word in characters: sandhi asks for it, and it is returned where there are no syllables. At its
    `breaks` a word of several words is parted.
    """
    if not syllables:
        return text
    if spelling.sandhi:
        syllables = spoken(syllables, text)
    ends = pairwise((0, *breaks, len(syllables)))
    return " ".join(_written(tuple(syllables[start:end]), spelling.style, spelling.spacing) for start, end in ends)


@lru_cache(maxsize=1 << 14)
def _written(syllables: tuple[str, ...], style: Pinyin, spacing: Spacing) -> str:
    """Write syllables as one word; words return in every sentence."""
    written = [mark(s, style) for s in syllables]
    if spacing is Spacing.SYLLABLE or style is Pinyin.ZHUYIN:
        return " ".join(written)
    joints = [_joint(before, after) for before, after in pairwise(syllables)]
    joined = "".join(chain.from_iterable(zip_longest(written, joints, fillvalue="")))
    return re.sub("[，,]", ", ", joined).replace("·", " ")


def _joint(before: str, syllable: str) -> str:
    """Tell what stands between two syllables of one word."""
    was, is_ = _SYLLABLE.fullmatch(before), _SYLLABLE.fullmatch(syllable)
    if was and is_:
        return " " if syllable[0].isupper() else "'" if syllable[0] in "aoe" else ""
    return " " if (was or is_) and before.isalnum() and syllable.isalnum() else ""


def line(words: Iterable[Word], spelling: Spelling = STANDARD) -> str:
    """Write a text: words apart, punctuation in Western form, a capital where a sentence, quotation or title begins."""
    if spelling.sandhi:
        words, spelling = toned(words, spelling), replace(spelling, sandhi=False)
    out, at_start, before = "", True, ""
    quoted: set[str] = set()
    for piece, is_word in _pieces(words, spelling):
        if is_word and not quoted:  # most pieces are: nothing opens or closes
            if out and out[-1] not in _OPENING:
                out += " "
            out += piece[:1].upper() + piece[1:] if at_start else piece
            at_start, before = False, piece
            continue
        opens = piece in _OPENING or (piece in _STRAIGHT and piece not in quoted)
        if piece in _STRAIGHT:
            quoted ^= {piece}
        if piece == before == "—":
            continue  # a Chinese dash is one mark of two characters, which may come as two words
        closes = piece in _CLOSING or (piece in _STRAIGHT and not opens)
        # Nothing stands between a straight quote that is open and what it quotes.
        if out and not closes and out[-1] not in _OPENING and not (quoted and out.endswith(tuple(quoted - {piece}))):
            out += " "
        out += piece[:1].upper() + piece[1:] if is_word and at_start else piece
        begins = piece in _TITLE or (opens and before == ":")
        at_start = not is_word and (at_start or piece in _ENDING or begins)
        before = piece
    return " ".join(out.split())


def _pieces(words: Iterable[Word], spelling: Spelling) -> Iterator[tuple[str, bool]]:
    """Split words and marks into the pieces that spacing is decided between: (text, whether it is a word)."""
    for each in words:
        if each.syllables:
            yield word(each.syllables, each.text, spelling, each.breaks), True
        elif any(char.isalnum() for char in each.text):
            yield each.text, True
        else:
            text = re.sub("[—－─]+", "—", each.text.translate(_MARKS))
            yield from ((char, False) for char in re.sub("…+", "…", text) if not char.isspace())


def toned(words: Iterable[Word], spelling: Spelling) -> tuple[Word, ...]:
    """Give the words of a text in the tones asked for: those of the dictionary, or those of speech (sandhi).

    In speech 不 and 一 go by what follows, and a third tone before a third is a second: within a word alone, since how
    far that reaches beyond it depends on how fast one speaks.
    """
    words = tuple(words)
    if not spelling.sandhi:
        return words
    following = [next((w.syllables for w in words[at + 1 : at + 2]), ()) for at in range(len(words))]
    return tuple(
        replace(w, syllables=spoken(w.syllables, w.text, after[0] if after else "")) if w.syllables else w
        for w, after in zip(words, following, strict=True)
    )


def spoken(syllables: Sequence[str], text: str, after: str = "") -> tuple[str, ...]:
    """Change the tones of a word as speech does; `after` is the syllable that follows it."""
    changed = list(syllables)
    number = len(text) > 1 and all(char in NUMERALS or char == "第" for char in text)
    for at in range(len(changed) - 1, -1, -1):
        following = changed[at + 1] if at + 1 < len(changed) else after
        char = text[at] if at < len(text) else ""
        if not following or tone(following) == 5:
            continue
        if char == "不" and tone(following) == 4:
            changed[at] = "bu2"
        elif char == "一" and not number and text[at - 1 : at] != "第":
            changed[at] = changed[at][:-1] + ("2" if tone(following) == 4 else "4")
        elif tone(changed[at]) == tone(following) == 3 and at + 1 < len(changed):
            changed[at] = changed[at][:-1] + "2"
    return tuple(changed)


def pieces(read_word: Word, style: Pinyin = Pinyin.MARKS) -> tuple[tuple[str, str, int], ...]:
    """Give each character of a word with its syllable and tone number, as ruby and colours need them."""
    if len(read_word.syllables) != len(read_word.text):
        return ((read_word.text, "", 5),)
    return tuple((char, mark(s, style), tone(s)) for char, s in zip(read_word.text, read_word.syllables, strict=True))
