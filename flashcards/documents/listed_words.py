"""A list of words as a source: whether a file is one, and what it says of each word.

*The idea:* a text has sentences, a list has words, and the dictionary tells one from the other: lines of a poem or a
dialogue are as short, but few of them are headwords. What stands beside a word is looked at over the whole list: a
column is pinyin if it mostly fits the words beside it, and meanings are the first column of letters that mostly says
something else on each line.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER, words_and_end
from flashcards.common.patterns import pattern
from flashcards.documents.formats.tables.separated import bare_cell
from flashcards.documents.pinyin import Readings, has_tones, is_all_syllables, spelling
from flashcards.documents.word_lists import column_of_words
from flashcards.errors import InputError
from flashcards.records import ListedWord, Omission, Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.documents.word_lists import Row
    from flashcards.lexicon import Lexicon

_LEAST_WORDS = 0.9
"""The share of the lines with Chinese that must be words and nothing more: a list may hold a slip."""
_LEAST_HEADWORDS = 0.7
"""The share of headwords among them: of the HSK lists all but two in eleven thousand are, of the verse and dialogues in
the tests none; a learner's own short list may hold some that no dictionary has. Set by hand, as the three below."""
_LEAST_READ_HEADWORDS = 0.5
"""The same where pinyin stands beside nearly each: nobody writes it so beside a text of short lines."""
_MOST_FOREIGN = 0.25
"""The share of lines without Chinese that a list may have: headings. In a text with translations they are half."""
_LONGEST = 12
"""Characters of the longest idioms and proverbs that dictionaries list."""
_LONGEST_READING = 200
"""Characters in which the pinyin of a word stands, however it is spaced: twice that of the longest."""
_HEAD = 240
"""Lines that tell of most long texts that they are no list; by twos and by threes they hold whole words."""
_MOST = 0.5
"""The share from which on something holds of a list or a column as a whole: more often than not."""
_DISTINCT = 0.5
"""The share of a column's cells that differ, from which on they are meanings, not levels or parts of speech."""
_LETTER = pattern(r"[^\W\d_]")
_BRACKETED = pattern(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_SIGNS = ' \t-–—:：=|/,，;；、·.[]【】〔〕"“”'
"""What sets pinyin and meaning apart from the word and from each other."""
_ROUND = "()（）"
_CLOSING = " \t])）】〕"
_PART_OF_SPEECH = pattern(
    r"(?:n|v|vt|vi|vs|vo|adj|a|adv|ad|conj|prep|pron|num|m|mw|aux|int|interj|part|suf|pref|ph|phr|idiom|noun|verb"
    r"|adjective|adverb|preposition|conjunction|pronoun|particle|phrase|name|pn|prop)\.?"
)
_COUNTED_BY = pattern(r"[;,/\s]*\bCL:\s*[^;/]*")
"""The measure words at the end of an entry of CC-CEDICT."""
_SENTENCE_END = pattern(r"[.!?。！？][\"'”’)）]*$")
_OR = pattern("[/|、,，]")
"""What stands between two readings of a word."""
_LETTERS_A_CHARACTER = 3
"""So many letters for each Chinese character, and a text that quotes Chinese is in another language."""

_HEADING, _NO_WORD, _AGAIN = "a heading row", "no Chinese word", "a word that the list has already"


class _Line(Record):
    """A line of a list: the words in it, what follows them in their cell, and the other cells."""

    number: int
    words: tuple[str, ...]
    rest: str
    others: tuple[str, ...]


class WordList:
    """A file taken for a list of words, looked at as a whole."""

    def __init__(self, name: str, table: Sequence[Row], lexicon: Lexicon) -> None:
        self._name = name
        self._lexicon = lexicon
        self._readings = Readings(lexicon)
        self._table = [(number, tuple(map(bare_cell, row))) for number, row in _unfolded(table)]
        self._lines = [line for line in self._parted() if line.words]

    def _parted(self) -> Iterator[_Line]:
        column = column_of_words(self._table)
        self._has_heading = column.has_heading
        for number, row in self._table[column.has_heading :]:
            if column.number is None:
                yield from (_Line(number, words_and_end(cell)[0], "", ()) for cell in row if cell)
                continue
            cell = row[column.number] if column.number < len(row) else ""
            words, end = words_and_end(cell)
            words = words[:1] + tuple(word for word in words[1:] if self._is_another(word, words[0], cell))
            others = tuple("" if place == column.number else other for place, other in enumerate(row))
            yield _Line(number, words, cell[end:].strip(), others)

    def _is_another(self, word: str, first: str, cell: str) -> bool:
        """Whether a word behind the first counts: in brackets another form of that does, and no remark: 白（形）."""
        is_aside = re.search(rf"[(（\[【〔]\s*{word}", cell)
        return not is_aside or self._lexicon.simplify(word) == self._lexicon.simplify(first)

    @property
    def is_likely(self) -> bool:
        """Whether the file is a list rather than a text: nearly every line a word, and most of them headwords."""
        first = self._table[0][1] if self._table else ()
        is_heading = self._has_heading or (len(first) > 1 and not any(map(HAN_CHARACTER.search, first)))
        body = self._table[is_heading:]
        chinese = [row for _, row in body if any(map(HAN_CHARACTER.search, row))]
        if not self._lines or len(chinese) < (1 - _MOST_FOREIGN) * len(body):
            return False
        plain = [line for line in self._lines if self._is_plain(line)]
        count = max(len(chinese), len(self._lines))
        headwords = sum(all(word in self._lexicon for word in self._distinct(line.words)) for line in plain)
        least = _LEAST_READ_HEADWORDS if len(self._read) > _LEAST_WORDS * count else _LEAST_HEADWORDS
        return len(plain) >= _LEAST_WORDS * count and headwords >= least * len(plain)

    def _is_plain(self, line: _Line) -> bool:
        """Whether a line holds no Chinese but its words and their other forms."""
        beside = (_BRACKETED.sub("", _COUNTED_BY.sub("", text)) for text in (line.rest, *line.others))
        chinese = [text for text in beside if HAN_CHARACTER.search(text) and not _is_foreign(text)]
        forms = {self._lexicon.simplify(word) for word in line.words}
        is_short = max(map(len, line.words)) <= _LONGEST
        return is_short and all(self._lexicon.simplify(text) in forms for text in chinese)

    @cached_property
    def _read(self) -> dict[int, str]:
        """The pinyin of each line that has some, by its place among the lines."""
        column = self._pinyin_column
        beside = {} if column is None else {at: self._cell(line, column) for at, line in enumerate(self._lines)}
        texts = [line.rest or self._meaning_cell(line) for line in self._lines]
        within = {
            at: _OR.split(text[: self._leading(text, line)].strip(_SIGNS + _ROUND))[0].strip()
            for at, (text, line) in enumerate(zip(texts, self._lines, strict=True))
        }
        usual = sum(map(bool, within.values())) > _MOST * len(self._lines)
        within = {at: text for at, text in within.items() if text and (usual or has_tones(text))}
        return within | {at: text for at, text in beside.items() if text and self._fits(text, self._lines[at])}

    @cached_property
    def _pinyin_column(self) -> int | None:
        """The column that mostly reads the words, best one with tones."""
        fitting = {
            column: (sum(map(has_tones, cells)), len(cells))
            for column in self._columns
            if (cells := [self._cell(line, column) for line in self._lines if self._cell(line, column)])
            and sum(self._fits(self._cell(line, column), line) for line in self._lines) > _MOST * len(cells)
        }
        return max(fitting, key=lambda column: (fitting[column], -column), default=None)

    @cached_property
    def _meaning_column(self) -> int | None:
        """The first column of letters that is no pinyin and differs from line to line."""
        for column in self._columns:
            cells = [cell for line in self._lines if (cell := self._cell(line, column))]
            read = sum(self._fits(self._cell(line, column), line) for line in self._lines)
            has_meanings = sum(map(_says_something, cells)) > _MOST * len(cells) and len(set(cells)) > _DISTINCT * len(
                cells
            )
            whole = (cell for line in self._lines for cell in line.others[column : column + 1])
            ended = sum(bool(_SENTENCE_END.search(cell)) for cell in whole)
            if has_meanings and max(read, ended) <= _MOST * len(cells):
                return column
        return None

    def _meaning_cell(self, line: _Line) -> str:
        """Give what the column of meanings says of the words of a line."""
        return "" if self._meaning_column is None else self._cell(line, self._meaning_column)

    @property
    def _columns(self) -> range:
        return range(max((len(line.others) for line in self._lines), default=0))

    def _cell(self, line: _Line, column: int) -> str:
        return line.others[column].strip(_SIGNS) if column < len(line.others) else ""

    def _fits(self, latin: str, line: _Line) -> bool:
        return bool(latin) and not HAN_CHARACTER.search(latin) and self._readings.fits(latin, line.words[0])

    def _leading(self, text: str, line: _Line) -> int:
        """Tell how much of the beginning of a text is the pinyin of a line's words, in characters."""
        end, text = 0, text[:_LONGEST_READING]
        while text[end:]:
            start = len(text) - len(text[end:].lstrip(_SIGNS + _ROUND))
            length = self._readings.leading(text[start:], line.words[0])
            if end:  # 谁 shéi/shuí has two
                length = (length or _length_of_pinyin(text[start:])) if _OR.search(text, end, start) else 0
            if not length:
                break
            end = start + length
        return end

    def _distinct(self, words: Sequence[str]) -> list[str]:
        """Give the words of a line, each in the form that is written first."""
        return list({self._lexicon.simplify(word): word for word in reversed(words)}.values())[::-1]

    def entries(self) -> Iterator[ListedWord]:
        """Give each word of the list as often as it stands there, with what the list says of it."""
        for at, line in enumerate(self._lines):
            reading = self._read.get(at, "")
            beside = (
                text[self._leading(text, line) :] if reading and reading in text else text
                for text in (line.rest, self._meaning_cell(line))
            )
            meaning = next(filter(None, map(_meaning, beside)), "")
            for word in self._distinct(line.words):
                fits = reading if self._readings.fits(reading, word) else ""
                yield ListedWord(word, line.number, fits, meaning)

    def taken(self) -> tuple[tuple[ListedWord, ...], tuple[Omission, ...]]:
        """Give each word once for each reading, and what else the file holds.

        Raises:
            InputError: it holds no Chinese word.

        """
        by_text: dict[str, list[ListedWord]] = {}
        left_out = []
        for word in self.entries():
            alike = by_text.setdefault(self._lexicon.simplify(word.text), [])
            at = next((at for at, other in enumerate(alike) if _is_same(word, other)), None)
            if at is None:
                alike.append(word)
            else:
                alike[at] = _with_more(alike[at], word)
                left_out.append(Omission(self._name, word.line, word.text, _AGAIN))
        words = sorted((word for alike in by_text.values() for word in alike), key=lambda word: word.line)
        if not words:
            raise InputError(f"{self._name}: holds no Chinese word; put one on each line, or give a table of them.")
        numbers = {line.number for line in self._lines}
        others = ((number, " ".join(filter(None, row))) for number, row in self._table if number not in numbers)
        first = self._table[0][0] if len(self._table[0][1]) > 1 else 0
        left_out += [
            Omission(self._name, number, text, _HEADING if number == first else _NO_WORD)
            for number, text in others
            if text
        ]
        return tuple(words), tuple(sorted(left_out, key=lambda omission: omission.line))


def _is_same(word: ListedWord, other: ListedWord) -> bool:
    """Whether two lines of one word mean the same: unless each has a reading of its own."""
    return not (word.reading and other.reading) or spelling(word.reading) == spelling(other.reading)


def _with_more(word: ListedWord, other: ListedWord) -> ListedWord:
    """Let a word have what the list says of it elsewhere, where it says nothing here."""
    return replace(word, reading=word.reading or other.reading, meaning=word.meaning or other.meaning)


def _length_of_pinyin(text: str) -> int:
    """Count the characters of a syllable with its tone, at the beginning of a text, that no dictionary knows there."""
    first = re.split(r"[\s,;]", text, maxsplit=1)[0]
    return len(first) if has_tones(first) and is_all_syllables(first) else 0


def _meaning(text: str) -> str:
    """Take a meaning as it is written, the signs about it taken off; '' where there is none."""
    bare = text.lstrip(_CLOSING).rstrip()
    if bare.startswith("/") and bare.endswith("/"):  # an entry of CC-CEDICT
        bare = "; ".join(filter(None, (part.strip() for part in _COUNTED_BY.sub("", bare).split("/"))))
    shown = _COUNTED_BY.sub("", bare.lstrip(_SIGNS).rstrip(_SIGNS))
    return shown if _says_something(shown) else ""


def _says_something(text: str) -> bool:
    """Whether a text says something: in letters, though it may quote Chinese, and more than a part of speech."""
    return bool(_LETTER.search(text)) and _is_foreign(text) and not _PART_OF_SPEECH.fullmatch(text)


def _is_foreign(text: str) -> bool:
    """Whether a text with letters is in another language than Chinese, which it may quote."""
    chinese = len(HAN_CHARACTER.findall(text))
    return len(_LETTER.findall(text)) - chinese >= _LETTERS_A_CHARACTER * chinese


def _unfolded(table: Sequence[Row]) -> Sequence[Row]:
    """Put a word and the lines that follow each, pinyin and meaning, into one row; other tables stay as they are."""
    starts = [at for at, (_, row) in enumerate(table) if len(row) == 1 and words_and_end(row[0])[0]]
    sizes = {end - start for start, end in pairwise([*starts, len(table)])}
    is_folded = starts[:1] == [0] and len(sizes) == 1 and sizes <= {2, 3} and all(len(row) == 1 for _, row in table)
    if not is_folded:
        return table
    size = sizes.pop()
    return [(table[at][0], tuple(row[0] for _, row in table[at : at + size])) for at in starts]


def may_be_one(table: Sequence[Row]) -> bool:
    """Whether a file may be a list, by its looks: most lines with Chinese begin with a word that is no sentence."""
    if len(table) > _HEAD and not may_be_one(table[:_HEAD]):
        return False
    table = _unfolded(table)
    column = column_of_words(table)
    chinese = [row for _, row in table if any(map(HAN_CHARACTER.search, row))]
    cells = (row[column.number or 0] for row in chinese if (column.number or 0) < len(row))
    short = sum(0 < max(map(len, words), default=0) <= _LONGEST for words, _ in map(words_and_end, cells))
    return short >= _LEAST_WORDS * len(chinese) > 0
