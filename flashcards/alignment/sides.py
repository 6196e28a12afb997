"""What the aligner sees of the sentences of one language: coded words, lengths, marks. No language is compared here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.chinese import HAN_CHARACTER
from flashcards.glosses.english_types import stem_key
from flashcards.records import Record, replace

if TYPE_CHECKING:
    from flashcards.common.arrays import Floats, Integers
    from flashcards.lexicon import Lexicon
    from flashcards.records import Sentence

Tokenize: TypeAlias = Callable[[str], Sequence[str]]
_Words: TypeAlias = "tuple[Sequence[Sequence[str]], Sequence[Sequence[str]], Sequence[str]]"
"""For each sentence its tokens, its words as they are written, and the text in which these are found."""

LETTERS_PER_CHARACTER = 4.0
"""About how many English letters say what one Chinese character says; only ratios between sentences depend on it."""

_ASCII_LETTERS = re.compile("[A-Za-z0-9]+")
_ENGLISH = re.compile(r"[A-Za-zÀ-ɏ]+|\d+(?:[.,]\d+)*")
_NOT = re.compile(r"(?<=[a-z])n't\b")
_CLITIC = re.compile(r"(?<=\w)'(?:s|re|ve|ll|d|m)\b")
_QUOTE_OPENS = re.compile(r"[“「『]|(?:(?<=[\s(（—–-])|^)[\"'‘](?=\w|\.\.|…|[\"'‘“])")
_QUOTE_CLOSES = re.compile(r"[”」』]|(?<=[.,!?…—;:)\-\w])\"|(?<=[.,!?…—;:)-])\s?['’](?=\W|$)")
_CLOSERS = "”」』\"’')）]】》 \u3000"
_CLAUSE_ENDS = re.compile(r"(?:[，；：、—–…]|[,;:](?=\s))+")
_SENTENCE_ENDS = "。！？.!?，；：、—–…,;:"
_ENDS = {
    "ends_asking": re.compile(r"[?？]$"),
    "ends_exclaiming": re.compile(r"[!！]$"),
    "ends_open": re.compile(r"[:：,，—;；]$"),
    "ends_trailing": re.compile(r"(?:…|\.\.\.|\. \.)$"),
}


class Side(Record):
    """The sentences of one language as numbers.

    `types` are the distinct words; token k is `types[tokens[k]]` and stands in sentence `sentences[k]`; the tokens of
    sentence s are `tokens[starts[s]:starts[s + 1]]`. `lengths` are in Chinese characters or English letters. `marks`
    holds for each name one number a sentence. `names` are the types that are never written small.
    """

    types: tuple[str, ...]
    tokens: Integers
    sentences: Integers
    starts: Integers
    lengths: Floats
    marks: dict[str, Floats]
    blocks: Integers
    names: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return len(self.lengths)

    def part(self, start: int, stop: int) -> Side:
        """Give the sentences from start to stop as a side of its own, with the same types."""
        first, last = int(self.starts[start]), int(self.starts[stop])
        return replace(
            self,
            tokens=self.tokens[first:last],
            sentences=self.sentences[first:last] - start,
            starts=self.starts[start : stop + 1] - first,
            lengths=self.lengths[start:stop],
            marks={name: values[start:stop] for name, values in self.marks.items()},
            blocks=self.blocks[start:stop],
        )


def read_chinese(sentences: Sequence[Sentence], lexicon: Lexicon, cut: Tokenize) -> Side:
    """Read Chinese sentences; Latin letters in them count a quarter of a character."""
    texts = [lexicon.simplify(s.text) for s in sentences]
    han = [len(HAN_CHARACTER.findall(text)) for text in texts]
    lengths = [count + _ascii_letters(text) / LETTERS_PER_CHARACTER for count, text in zip(han, texts, strict=True)]
    words = [cut(text) for text in texts]
    return _read(texts, [s.block for s in sentences], lengths, (words, words, texts))


def read_english(sentences: Sequence[Sentence], lexicon: Lexicon) -> Side:
    """Read English sentences; Chinese characters in them count four letters."""
    texts = [s.text for s in sentences]
    keys: dict[str, str] = {}

    plain = [_plain(text) for text in texts]
    words = [_ENGLISH.findall(text) for text in plain]
    lexicon.read_english(word.lower() for sentence in words for word in sentence)
    tokens = [[keys.get(w) or keys.setdefault(w, stem_key(w, lexicon)) for w in sentence] for sentence in words]
    han = [len(HAN_CHARACTER.findall(text)) for text in texts]
    lengths = [count * LETTERS_PER_CHARACTER + _ascii_letters(text) for count, text in zip(han, texts, strict=True)]
    side = _read(texts, [s.block for s in sentences], lengths, (tokens, words, plain))
    small = {key for word, key in keys.items() if word[0].islower()}
    return replace(side, names=frozenset(side.types) - small)


def _plain(text: str) -> str:
    """Take contractions apart: didn't -> did, not; she's -> she."""
    return _CLITIC.sub("", _NOT.sub(" not", text.replace("’", "'")))


def _read(texts: list[str], blocks: list[int], lengths: list[float], read: _Words) -> Side:
    tokens, words, plain = read
    numbers: dict[str, int] = {}
    coded = [numbers.setdefault(token, len(numbers)) for sentence in tokens for token in sentence]
    counts = [len(sentence) for sentence in tokens]
    return Side(
        types=tuple(numbers),
        tokens=np.array(coded, np.int64),
        sentences=np.repeat(np.arange(len(texts)), counts),
        starts=np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64),
        lengths=np.array(lengths, np.float64),
        marks=_marks(texts) | _clauses(words, plain),
        blocks=np.array(blocks, np.int64),
    )


def _ascii_letters(text: str) -> int:
    return sum(map(len, _ASCII_LETTERS.findall(text)))


def _marks(texts: list[str]) -> dict[str, Floats]:
    stripped = [text.strip() for text in texts]
    cores = [text.rstrip(_CLOSERS) for text in stripped]
    marks = {name: np.array([bool(p.search(t)) for t in cores], np.float64) for name, p in _ENDS.items()}
    return marks | _quotations(stripped)


def _quotations(texts: list[str]) -> dict[str, Floats]:
    """Tell how many quotations open in a sentence, whether it begins with one, whether it ends with one."""
    marks: dict[str, Floats] = {name: np.zeros(len(texts)) for name in ("quotes", "starts_quote", "ends_quote")}
    for number, text in enumerate(texts):
        opens = [m.start() for m in _QUOTE_OPENS.finditer(text)]
        closes = [m.start() for m in _QUOTE_CLOSES.finditer(text)]
        marks["quotes"][number] = len(opens)
        marks["starts_quote"][number] = opens[:1] == [0]
        marks["ends_quote"][number] = bool(closes) and not text[closes[-1] :].strip(_CLOSERS)
    return marks


def _clauses(words: Sequence[Sequence[str]], texts: Sequence[str]) -> dict[str, Floats]:
    """Count the clauses of each sentence, and the words of its first and its last; these are 0 where it is only one."""
    marks: dict[str, Floats] = {name: np.zeros(len(texts)) for name in ("clauses", "first_clause", "last_clause")}
    for number, (sentence_words, text) in enumerate(zip(words, texts, strict=True)):
        core = len(text.rstrip(_CLOSERS + _SENTENCE_ENDS))
        breaks = list(_CLAUSE_ENDS.finditer(text, 0, core))
        marks["clauses"][number] = len(breaks) + 1
        if breaks:
            marks["first_clause"][number] = _words_before(sentence_words, text, breaks[0].start())
            marks["last_clause"][number] = _words_after(sentence_words, text, breaks[-1].start())
    return marks


def _words_before(words: Sequence[str], text: str, stop: int) -> int:
    """Count the words that begin before a place, from the first on."""
    start = 0
    for number, word in enumerate(words):
        start = text.find(word, start)
        if start >= stop:
            return number
        start += len(word)
    return len(words)


def _words_after(words: Sequence[str], text: str, start: int) -> int:
    """Count the words that end after a place, from the last on."""
    stop = len(text)
    for number, word in enumerate(reversed(words)):
        stop = text.rfind(word, 0, stop)
        if stop < start:
            return number
    return len(words)
