"""How well a Chinese word and an English word render each other: one knowledge for alignment and for links.

Four sources speak, each for itself, all compiled from the dictionary (see `lexicon._translations`):

* `gloss`: the English word stands in a sense of the Chinese one; 1 where it is the whole sense, less in a longer one;
* `parts`: the characters of the Chinese word, and words within it, go with the English word in other entries;
* `form`: both are written alike: the same number, the same Latin letters;
* `sound`: the English word is the Chinese one in pinyin (Qingyang, 清扬).

`candidates` gives the pairs for which any source speaks. English words are compared by their `key`: the stem of their
dictionary form.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from flashcards.common.arrays import numbered
from flashcards.glosses.english_types import stem_numbers
from flashcards.lexicon.inner_words import inner_words
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from flashcards.common.arrays import Floats, Integers
    from flashcards.lexicon import Lexicon


_LEAST_PARTS = 0.02
"""Chances below this are those of any two words. Set by hand; aligner and linker are fitted with it."""
_LONGEST_NAME = 4
"""Characters of the longest name that is looked for in pinyin: two of a surname and two of a given name."""
_MOST_SOUNDS = 16
"""Ways to read a name that are tried: two for each of its characters."""


class Candidates(Record):
    """Pairs of words that may render each other, one an element: `chinese` and `english` number them in their lists.

    The four sources are arrays of the same length, from 0 (says nothing) to 1.
    """

    chinese: Integers
    english: Integers
    gloss: Floats
    parts: Floats
    form: Floats
    sound: Floats

    @property
    def strength(self) -> Floats:
        """One figure for each pair, from 0 to 1: the strongest source's word."""
        return np.asarray(np.maximum.reduce([0.8 * self.gloss, self.parts, 0.95 * self.form, 0.95 * self.sound]))


def candidates(
    chinese: Sequence[str], keys: Sequence[str], lexicon: Lexicon, names: Collection[str] = frozenset()
) -> Candidates:
    """Find the pairs of a Chinese word and an English `key` for which any source speaks, each pair once.

    `names` are the keys that may be names, as capitals tell; only they are looked for in pinyin.
    Chinese words may be simplified or traditional. A key may stand several times; each is a word of its own.
    """
    words = [lexicon.simplify(word) for word in chinese]
    columns = _Columns(keys, lexicon)
    evidence = (
        _glosses(words, columns, lexicon),
        _parts(words, columns, lexicon),
        _forms(words, columns),
        _sounds(words, columns, names, lexicon),
    )
    pairs = np.concatenate([cells for cells, _ in evidence])
    unique, places = numbered(pairs)
    sources = np.zeros((len(evidence), len(unique)))
    start = 0
    for row, (cells, values) in zip(sources, evidence, strict=True):
        np.maximum.at(row, places[start : start + len(cells)], values)
        start += len(cells)
    return Candidates(unique // max(len(keys), 1), unique % max(len(keys), 1), *sources)


class _Columns:
    """The English keys, found by the number of their stem or by how they are written."""

    def __init__(self, keys: Sequence[str], lexicon: Lexicon) -> None:
        self.count = len(keys)
        self.by_text: dict[str, list[int]] = {}
        for column, key in enumerate(keys):
            self.by_text.setdefault(key, []).append(column)
        numbers = stem_numbers(lexicon)
        pairs = sorted((numbers[key], column) for column, key in enumerate(keys) if key in numbers)
        self._stems = np.array([s for s, _ in pairs], np.int64)
        self._columns = np.array([c for _, c in pairs], np.int64)

    def cells(self, rows: Integers, stems: Integers) -> tuple[Integers, Integers]:
        """Give the cells (row, column of that stem) as numbers, and which element each came from."""
        first = np.searchsorted(self._stems, stems)
        counts = np.searchsorted(self._stems, stems, side="right") - first
        source = np.repeat(np.arange(len(stems)), counts)
        place = np.arange(len(source)) - np.repeat(np.cumsum(counts) - counts, counts) + first[source]
        return rows[source] * self.count + self._columns[place], source

    def listed(self, cells: Iterable[tuple[int, str]]) -> tuple[Integers, Floats]:
        """Give the cells (row, column written so) as numbers, each with full weight."""
        numbered = [row * self.count + column for row, text in cells for column in self.by_text.get(text, ())]
        return np.array(numbered, np.int64), np.ones(len(numbered))


def _glosses(words: Sequence[str], columns: _Columns, lexicon: Lexicon) -> tuple[Integers, Floats]:
    rendered = lexicon.kept_rows_of("gloss", "stems, weights", words)
    stems, weights, rows = _joined(rendered, words, np.arange(len(words)))
    cells, source = columns.cells(rows, stems)
    return cells, weights[source]


def _parts(words: Sequence[str], columns: _Columns, lexicon: Lexicon) -> tuple[Integers, Floats]:
    """Let the parts of a word speak together: at least one of them is right (noisy-or)."""
    inside = [inner_words(word, lexicon) for word in words]
    flat = [part for parts in inside for part in parts]
    rows = np.repeat(np.arange(len(words)), [len(parts) for parts in inside])
    stems, chances, rows = _joined(lexicon.kept_rows_of("part", "stems, weights", flat), flat, rows)
    cells, source = columns.cells(rows, stems)
    unique, places = numbered(cells)
    misses = np.bincount(places, np.log1p(-np.minimum(chances[source], 0.999)), len(unique))
    together = 1 - np.exp(misses)
    likely = together >= _LEAST_PARTS
    return unique[likely], together[likely]


def _forms(words: Sequence[str], columns: _Columns) -> tuple[Integers, Floats]:
    return columns.listed((row, word.lower()) for row, word in enumerate(words) if word.isascii())


def _sounds(
    words: Sequence[str], columns: _Columns, names: Collection[str], lexicon: Lexicon
) -> tuple[Integers, Floats]:
    """Find names in pinyin: a word, or what stands within it (a given name after the surname), sounds like one."""
    if not names:
        return columns.listed(())
    sounds = _syllables({c for word in words for c in word}, lexicon)
    # Few characters sound like the beginning of any name of the text.
    beginnings = {name[:length] for name in columns.by_text if name in names for length in range(1, len(name) + 1)}
    first = {character for character, spoken in sounds.items() if not beginnings.isdisjoint(spoken)}
    return columns.listed(
        (row, sound)
        for row, word in enumerate(words)
        for part in _stretches(word)
        if part[0] in first
        for sound in _spoken(part, sounds)
        if sound in names
    )


def _stretches(word: str) -> list[str]:
    lengths = range(1, min(len(word), _LONGEST_NAME) + 1)
    return [word[start : start + length] for length in lengths for start in range(len(word) - length + 1)]


def _spoken(word: str, sounds: Mapping[str, Sequence[str]]) -> list[str]:
    syllables = [sounds.get(character, ()) for character in word]
    names = ("".join(choice) for choice in product(*syllables))
    return [sound for sound, _ in zip(names, range(_MOST_SOUNDS), strict=False)]


def _syllables(characters: Iterable[str], lexicon: Lexicon) -> dict[str, list[str]]:
    rows = lexicon.kept_rows_of("sound", "syllables", characters)
    return {word: syllables.split(" ") for word, (syllables,) in rows.items()}


def _joined(
    stored: Mapping[str, tuple[Any, ...]], words: Sequence[str], rows: Integers
) -> tuple[Integers, Floats, Integers]:
    """Lay the stored stems and weights of all words end to end; the third array repeats the row of each."""
    empty = (b"", b"")
    rows_of_words = [stored.get(word, empty) for word in words]
    stems = np.frombuffer(b"".join(s for s, _ in rows_of_words), np.uint16).astype(np.int64)
    weights = np.frombuffer(b"".join(w for _, w in rows_of_words), np.uint8) / 255
    return stems, weights, np.repeat(rows, [len(w) for _, w in rows_of_words])
