"""Whether Latin letters are the Hanyu Pinyin of Chinese characters: by fitting them, syllable for syllable.

The idea: looks deceive ("he can rang" is English, "ni hao" is not), but letters that run through the readings of the
very characters beside them do not come about by chance. So tones, spaces and punctuation are put aside; what
is pinyin is a stretch where its letters can be divided among the characters so that each gets one of its readings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from flashcards.chinese import HAN, HAN_CHARACTER, zhuyin
from flashcards.common.patterns import pattern
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Span

_TOKEN = pattern(rf"[{HAN}]|[A-Za-z]+|\d+")
"""What is read aloud in a Chinese sentence: a character, a Latin name, a number."""
_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0306": "3", "\u0300": "4"}
_ZHUYIN_TONES = "ˊˇˋ˙"
_DIAERESIS = "\u0308"
_NUMBERED = pattern(r"(?<![A-Za-z])(?:[A-Za-zü:]{1,6}[0-5])+(?![A-Za-z])", re.IGNORECASE)
_LATIN_WORD = pattern(r"[^\W\d_]+(?:[:\u0300-\u036f][^\W\d_]*)*")
_INITIALS = ("", *"b p m f d t n l g k h j q x zh ch sh r z c s y w".split())  # noqa: SIM905 (reads better)
_FINALS = """
    a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang v ve ue van er r
    ng n m
""".split()  # noqa: SIM905 (as above)
_SYLLABLES = frozenset(initial + final for initial in _INITIALS for final in _FINALS)
"""Every joint of an initial and a final, many of which no character has: what lacks them is no pinyin."""
LONGEST_SYLLABLE = max(map(len, _SYLLABLES))
_LONGEST_WORD = 40
"""Letters: some ten syllables, more than any word is written together with. Set by hand."""
_LONGEST_NUMBER = 24
"""Letters that a number in digits may be read with: `1949`, yī jiǔ sì jiǔ, has eleven."""
_CHARACTERS_A_SLIP = 8
"""One syllable in so many may be a slip, or a reading that the dictionary lacks."""
_WORDS_AN_EXCEPTION = 5
"""Fewer than one word in so many may be a name, or a slip. Set by hand."""
_MOST_PLACES = 64
"""Ends of a reading that are gone on from; five slips of syllables of one to six letters lead to half as many."""
_KEPT = 1_000
"""Texts whose letters are kept: a passage is compared with each of its neighbours, and each from both of its ends."""
_FEWEST_WITHOUT_TONES = 5
"""Syllables: fewer without tones may be a name, which is spelled alike in English (Ouyang Zhenhua)."""


class Spelling(Record):
    """The letters of a Latin text, bare of tones and in small type, and where in the text each stands.

    `capitals` are those of the letters that were capitals behind small ones: a page may set two spans without a space.
    """

    letters: str
    places: tuple[int, ...]
    capitals: frozenset[int] = frozenset()

    def ends_word(self, count: int) -> bool:
        """Whether a word ends with the first `count` letters."""
        if count == len(self.letters) or count in self.capitals:
            return True
        return count > 0 and self.places[count] - self.places[count - 1] > 1


@lru_cache(maxsize=_KEPT)
def spelling(text: str) -> Spelling:
    """Take the letters of a text; ü, v and u: are one, a number behind a syllable is its tone.

    Zhuyin is spelled as pinyin, the letters of a syllable at the places of its first sign and its last.
    """
    letters: list[str] = []
    places: list[int] = []
    capitals: set[int] = set()
    signs = {match.start(): match for match in zhuyin.SYLLABLE.finditer(text)} if has_zhuyin(text) else {}
    for place, character in enumerate(text):
        if place in signs:
            spelled = zhuyin.syllable(signs[place].group())[0].replace("ü", "v")
            letters += spelled
            places += [place] * (len(spelled) - 1) + [signs[place].end() - 1]
        if signs and zhuyin.is_sign(character):
            continue
        decomposed = unicodedata.normalize("NFD", character.lower())
        base, marks = decomposed[0], decomposed[1:]
        is_umlaut = _DIAERESIS in marks or base in (_DIAERESIS, ":")
        if is_umlaut and base in (_DIAERESIS, ":"):
            if letters and letters[-1] == "u" and places[-1] == place - 1:
                letters[-1] = "v"
            continue
        is_tone = base in "012345" and place > 0 and (text[place - 1].isalpha() or text[place - 1] in ":\u0308")
        if is_tone or not base.isalnum():
            continue
        if character.isupper() and text[place - 1 : place].islower():
            capitals.add(len(letters))
        letters.append("v" if is_umlaut and base == "u" else base)
        places.append(place)
    return Spelling("".join(letters), tuple(places), frozenset(capitals))


def has_zhuyin(text: str) -> bool:
    """Whether there is a letter of zhuyin in a text."""
    return bool(zhuyin.SYLLABLE.search(text))


def has_tones(text: str) -> bool:
    """Whether tones are marked in a text, above its vowels or by numbers, or it is in zhuyin."""
    return (
        has_zhuyin(text)
        or bool(_NUMBERED.search(text))
        or any(mark in _TONE_MARKS for character in text for mark in unicodedata.normalize("NFD", character))
    )


def may_be_pinyin(text: str) -> bool:
    """Whether some word of a Latin text can be divided into syllables at all: no proof, but cheap to ask."""
    return any(_divides(spelling(word).letters) for word in _LATIN_WORD.findall(text)[:2]) or any(
        _divides(spelling(word).letters) for word in _LATIN_WORD.findall(text)[-2:]
    )


def is_all_syllables(text: str, names: Collection[str] = ()) -> bool:
    """Whether nearly all words of a Latin text can be divided into syllables, or are among some names in small type."""
    words = _LATIN_WORD.findall(text)
    others = 0
    for word in words:
        others += not _divides(spelling(word).letters) and word.lower() not in names
        if others * _WORDS_AN_EXCEPTION >= len(words):
            return False
    return bool(words)


def pinyin_among(cells: Iterable[str]) -> str:
    """Choose the cell beside a sentence that may be its pinyin or zhuyin; empty where none may."""
    return next((cell for cell in cells if not HAN_CHARACTER.search(cell) and is_all_syllables(cell)), "")


def chinese_among(cells: Iterable[str]) -> str:
    """Choose the cell beside a sentence that is Chinese, and may be the same in the other script; '' where none is."""
    return next(filter(HAN_CHARACTER.search, cells), "")


@cache
def _divides(letters: str) -> bool:
    if not letters or len(letters) > _LONGEST_WORD:
        return False
    reached = {0}
    for start in range(len(letters)):
        if start in reached:
            for length in range(1, LONGEST_SYLLABLE + 1):
                if letters[start : start + length] in _SYLLABLES:
                    reached.add(min(start + length, len(letters)))
    return len(letters) in reached


def is_trusted(text: str, syllables: int, *, usual: bool) -> bool:
    """Whether letters that fit are no name: they have tones, or are many, or pinyin without tones is usual here."""
    return has_tones(text) or syllables >= _FEWEST_WITHOUT_TONES or usual


class Readings:
    """How the characters of a Chinese text may be read, from a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, frozenset[str]] = {}

    def tokens(self, chinese: str) -> tuple[str, ...]:
        """Take what is read aloud in a Chinese text."""
        return tuple(_TOKEN.findall(chinese))

    def places(self, chinese: str) -> tuple[int, ...]:
        """Tell where in a Chinese text its tokens stand."""
        return tuple(match.start() for match in _TOKEN.finditer(chinese))

    def of(self, token: str) -> frozenset[str]:
        """Give the readings of a character, without tones; of a Latin name its letters; none of a number."""
        if token not in self._known:
            self._known[token] = frozenset(self._read(token))
        return self._known[token]

    def _read(self, token: str) -> Iterator[str]:
        if not HAN_CHARACTER.match(token):
            yield token.lower()
            return
        for entry in self._lexicon.entries(token):
            for syllable in entry.syllables:
                letters = spelling(syllable).letters
                yield letters
                yield letters.replace("v", "u")
        if token in ("儿", "兒"):
            yield "r"

    def ends(self, letters: str, start: int, tokens: Sequence[str]) -> dict[int, int]:
        """Tell where the letters that read all tokens may end, begun at `start`, and with how many slips."""
        *_, reached = self._reached(letters, start, tokens)
        return {end: slips for end, (slips, _) in reached.items()}

    def _reached(self, letters: str, start: int, tokens: Sequence[str]) -> Iterator[dict[int, tuple[int, int]]]:
        """Yield for each token where its letters may end, with how many slips up to there, and where they begin."""
        allowed = len(tokens) // _CHARACTERS_A_SLIP
        reached = {start: (0, start)}
        yield reached
        for token in tokens:
            further: dict[int, tuple[int, int]] = {}
            for place, (slips, _) in reached.items():
                for end, slip in self._steps(letters, place, token):
                    if slips + slip <= min(allowed, further.get(end, (allowed, 0))[0]):
                        further[end] = slips + slip, place
            reached = further if len(further) <= _MOST_PLACES else _fewest_slips(further)
            yield reached
            if not reached:
                break

    def syllables(self, latin: str, tokens: Sequence[str]) -> tuple[str, ...]:
        """Give what of a Latin text reads each token: "hai2", "hai" where no tone is given; empty where none fits.

        Where tones are given at all, a syllable without one has the neutral tone, 5.
        """
        spelled = spelling(latin)
        steps = list(self._reached(spelled.letters, 0, tokens))
        end = len(spelled.letters)
        if len(steps) <= len(tokens) or end not in steps[-1]:
            return ()
        neutral = "5" if has_tones(latin) else ""
        taken: list[str] = []
        for step in reversed(steps[1:]):
            start = step[end][1]
            taken.append(_syllable(latin, spelled, (start, end), neutral))
            end = start
        return tuple(reversed(taken))

    def _steps(self, letters: str, place: int, token: str) -> Iterator[tuple[int, int]]:
        """Yield where a token's reading may end, and whether it is a slip."""
        for reading in self.of(token):
            if letters.startswith(reading, place):
                yield place + len(reading), 0
        if token.isdigit():
            ends = range(place + 2, min(place + _LONGEST_NUMBER, len(letters)) + 1)
            yield from ((end, 0) for end in ends if _divides(letters[place:end]))
        else:
            last = min(place + LONGEST_SYLLABLE, len(letters))
            yield from ((end, 1) for end in range(place + 1, last + 1) if letters[place:end] in _SYLLABLES)

    def fits(self, latin: str, chinese: str) -> bool:
        """Whether a Latin text reads a Chinese one from its beginning to its end."""
        letters, tokens = spelling(latin).letters, self.tokens(chinese)
        return bool(tokens) and len(letters) in self.ends(letters, 0, tokens)

    def leading(self, latin: str, chinese: str) -> int:
        """Tell how much of the beginning of a Latin text reads a Chinese one, in characters; 0 where none does."""
        spelled, tokens = spelling(latin), self.tokens(chinese)
        ends = self.ends(spelled.letters, 0, tokens) if tokens else {}
        whole = [(slips, -end) for end, slips in ends.items() if spelled.ends_word(end)]
        return _after(latin, spelled.places[-min(whole)[1] - 1]) if whole else 0

    def trailing(self, latin: str, chinese: str) -> int | None:
        """Tell from where on the end of a Latin text reads a Chinese one; None where none does."""
        spelled, tokens = spelling(latin), self.tokens(chinese)
        letters = spelled.letters
        for count in self._divisible_from(letters, tokens):
            if (count == 0 or spelled.ends_word(count)) and len(letters) in self.ends(letters, count, tokens):
                return spelled.places[count]
        return None

    def _divisible_from(self, letters: str, tokens: Sequence[str]) -> list[int]:
        """Tell from where on all letters up to the last can be divided into a piece a token, or more.

        From nowhere else can they read the tokens; English is mostly told by its last word, which is no syllables.
        """
        self._lexicon.read_entries(filter(HAN_CHARACTER.match, tokens))
        pieces = _SYLLABLES.union(*map(self.of, tokens))
        longest = max(map(len, pieces))
        most = {len(letters): 0}  # pieces from a place to the end
        for place in range(len(letters) - 1, -1, -1):
            ends = range(place + 1, min(place + longest, len(letters)) + 1)
            counts = [most[end] + 1 for end in ends if end in most and letters[place:end] in pieces]
            if counts:
                most[place] = max(counts)
            elif not any(end in most for end in ends):
                break
        return sorted(place for place, count in most.items() if count >= len(tokens) > 0)


def _fewest_slips(reached: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Go on from the likeliest places alone: slips and numbers could else lead everywhere."""
    return dict(sorted(reached.items(), key=lambda place: place[1])[:_MOST_PLACES])


def _syllable(text: str, spelled: Spelling, span: Span, neutral: str) -> str:
    """Give the letters of a syllable, with ü, and its tone, as far as the text tells."""
    start, end = spelled.places[span[0]], _after(text, spelled.places[span[1] - 1])
    letters, piece = spelled.letters[slice(*span)].replace("v", "ü"), text[start:end]
    if has_zhuyin(piece):
        return f"{letters}{zhuyin.syllable(piece)[1]}"
    marks = [_TONE_MARKS[mark] for mark in unicodedata.normalize("NFD", piece) if mark in _TONE_MARKS]
    number = piece[-1:] if piece[-1:] in "012345" else ""
    return letters + (marks[0] if marks else number.replace("0", "5") or neutral)


def _after(text: str, place: int) -> int:
    """Return the place behind a letter, its tone number and marks included."""
    place += 1
    while place < len(text) and (text[place] in "012345:" + _ZHUYIN_TONES or unicodedata.combining(text[place])):
        place += 1
    return place
