"""Which English stems render a Chinese word, as the dictionary tells it, compiled once.

Two kinds of knowledge, both read off the entries:

* *glosses*: a word and the stems of the content words in its senses, weighted by how much of the sense each makes up;
* *parts*: a character or a word within words and the stems that go with it wherever it stands, learned by IBM model 1
  (Brown et al., 1993) from all entries at once. They tell something about a word that has no entry, or another one.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from flashcards.records import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from flashcards.lexicon._glosses import Glosses

_LATER_SENSE = 0.97
"""What a sense counts beside the one before it, as in `glosses.word_glosses`."""
_LEAST_RANK = 0.6
"""What a sense counts at least, however late it stands."""
_ROUNDS = 6
"""Rounds of training; the chances of later ones differ little."""
_DISCOUNT = 0.15
"""Taken off each count from the middle of training on, so that what was met once is not learned as sure."""
_LEAST_CHANCE = 0.01
"""Smaller chances would fill the file and tell nothing. All set by hand, aligner and linker fitted with them."""


def write_translations(connection: sqlite3.Connection, glosses: Glosses) -> None:
    """Write the stems, and for each word and each part the stems that render it."""
    connection.execute("INSERT INTO knowledge VALUES ('stems', ?)", ("\n".join(glosses.numbers).encode(),))
    _write(
        connection, "gloss", ((word, _ranked(meanings, glosses.numbers)) for word, meanings in glosses.senses.items())
    )
    _write(connection, "part", _parts(glosses))
    _write_sounds(connection)


def _ranked(senses: Sequence[tuple[str, ...]], numbers: Mapping[str, int]) -> dict[int, float]:
    weights: dict[int, float] = {}
    for rank, sense in enumerate(senses):
        weight = max(_LEAST_RANK, _LATER_SENSE**rank) / len(sense) ** 0.5
        for word in sense:
            weights[numbers[word]] = max(weight, weights.get(numbers[word], 0.0))
    return weights


class _Cooccurrences(Record):
    """The cells of the table (part, stem), and for each time that one is met: the cell, the gloss word it explains."""

    parts: NDArray[np.int64]
    stems: NDArray[np.int64]
    cells: NDArray[np.int64]
    explained: NDArray[np.int64]
    weights: NDArray[np.float64]


def _parts(glosses: Glosses) -> Iterator[tuple[str, dict[int, float]]]:
    names = {"": 0}
    met = _count(glosses, names)
    chances = _train(met, len(names))
    stems_of: dict[int, dict[int, float]] = defaultdict(dict)
    for cell in np.flatnonzero((chances >= _LEAST_CHANCE) & (met.parts > 0)).tolist():
        stems_of[int(met.parts[cell])][int(met.stems[cell])] = float(chances[cell])
    words = list(names)
    return ((words[part], stems) for part, stems in stems_of.items())


def _count(glosses: Glosses, names: dict[str, int]) -> _Cooccurrences:
    """Pair every part of a word, and none of them, with every stem of its senses; `names` numbers the parts."""
    inside: list[int] = []
    sizes: list[int] = []
    bags: list[tuple[int, int, float]] = []
    for word, meanings in glosses.senses.items():
        bag: dict[int, float] = defaultdict(float)
        for sense in meanings:
            for token in sense:
                bag[glosses.numbers[token]] += 1 / len(meanings)
        bags += ((len(sizes), number, weight) for number, weight in bag.items())
        parts = [names.setdefault(part, len(names)) for part in ("", *glosses.inside[word])]
        inside += parts
        sizes.append(len(parts))
    words, stems, weights = (np.array(column) for column in zip(*bags, strict=True))
    many = np.array(sizes)[words]
    explained = np.repeat(np.arange(len(words)), many)
    # Each gloss word meets the parts of its own word, which stand one after the other in `inside`.
    nth = np.arange(len(explained)) - np.repeat(np.cumsum(many) - many, many)
    met = np.array(inside)[(np.cumsum(sizes) - sizes)[words][explained] + nth]
    keys, cells = np.unique(met * len(glosses.numbers) + stems[explained], return_inverse=True)
    return _Cooccurrences(keys // len(glosses.numbers), keys % len(glosses.numbers), cells, explained, weights)


def _train(met: _Cooccurrences, count: int) -> NDArray[np.float64]:
    """Give the chance of each cell's stem given its part, rare accidents discounted."""
    chances = np.ones(len(met.parts))
    for turn in range(_ROUNDS):
        share = chances[met.cells]
        total = np.maximum(np.bincount(met.explained, share), 1e-12)
        seen = np.bincount(met.cells, share / total[met.explained] * met.weights[met.explained], len(chances))
        if turn >= _ROUNDS // 2:
            seen = np.maximum(seen - _DISCOUNT, 0.0)
        chances = seen / (np.bincount(met.parts, seen, count)[met.parts] + 1.0)
    return chances


def _write(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[str, Mapping[int, float]]]) -> None:
    connection.execute(f"CREATE TABLE {table} (word TEXT PRIMARY KEY, stems BLOB, weights BLOB) WITHOUT ROWID")
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?)",  # noqa: S608  # the table's name is one of ours
        (
            (word, array("H", stems).tobytes(), bytes(round(w * 255) for w in stems.values()))
            for word, stems in sorted(rows)
        ),
    )


def _write_sounds(connection: sqlite3.Connection) -> None:
    """Write how each character may sound in a name: its readings without tones, ü as v."""
    sounds: dict[str, dict[str, None]] = defaultdict(dict)
    for word, syllables in connection.execute("SELECT simplified, syllables FROM entry").fetchall():
        if len(word) == 1:
            sounds[word][re.sub(r"[^a-z]", "", syllables.lower().replace("ü", "v"))] = None
    connection.execute("CREATE TABLE sound (word TEXT PRIMARY KEY, syllables TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO sound VALUES (?, ?)", ((w, " ".join(s)) for w, s in sorted(sounds.items())))
