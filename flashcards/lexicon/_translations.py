"""Which English stems render a Chinese word, as the dictionary tells it, compiled once.

Two kinds of knowledge, both read off the entries:

* *glosses*: a word and the stems of the content words in its senses, weighted by how much of the sense each makes up;
* *parts*: a character or a word within words and the stems that go with it wherever it stands, learned by IBM model 1
  (Brown et al., 1993) from all entries at once. They tell something about a word that has no entry, or another one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards.lexicon._english import lemma_by_rule
from flashcards.lexicon.comparing import FORMS, FUNCTION_WORDS, parts_of, stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from flashcards.lexicon._sources import Sources

Senses: TypeAlias = "Mapping[str, list[tuple[str, ...]]]"
"""For each Chinese word its senses, each as the stems of its content words."""

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_ENGLISH = re.compile(r"[a-z]+|\d+")
_LATER_SENSE = 0.97
_LEAST_RANK = 0.6
_ROUNDS = 6
_DISCOUNT = 0.15
_LEAST_CHANCE = 0.01


def make_translations(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write the stems, and for each word and each part the stems that render it, from the entries already written."""
    senses = read_senses(connection, stemmer(sources))
    numbers = {s: n for n, s in enumerate(sorted({s for found in senses.values() for sense in found for s in sense}))}
    connection.execute("INSERT INTO knowledge VALUES ('stems', ?)", ("\n".join(numbers).encode(),))
    _write(connection, "gloss", ((word, _glosses(found, numbers)) for word, found in senses.items()))
    _write(connection, "part", _parts(senses, numbers))
    _write_sounds(connection)


def stemmer(sources: Sources) -> Callable[[str], str]:
    """Give the function that reduces a lower-case English word to the stem it is listed by."""
    known: dict[str, str] = {}

    def find(word: str) -> str:
        found = known.get(word)
        if found is None:
            lemma = FORMS.get(word) or sources.lemmas.get(word) or lemma_by_rule(word, sources.english.__contains__)
            found = known[word] = lemma if lemma in FUNCTION_WORDS else stem(lemma)
        return found

    return find


def read_senses(connection: sqlite3.Connection, find_stem: Callable[[str], str]) -> Senses:
    """Give the senses of every word as stems; a sense of several synonyms, parted by semicolons, is several senses."""
    senses: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for word, told in connection.execute("SELECT simplified, senses FROM entry WHERE NOT twin ORDER BY rowid"):
        for sense in re.split(r"[/;]", _ASIDE.sub(" ", told)):
            tokens = _ENGLISH.findall(sense.lower())
            content = [t for t in tokens if t not in FUNCTION_WORDS] or tokens
            if content and not (content[0] == "surname" and len(word) == 1):
                senses[word].append(tuple(find_stem(t) for t in content))
    return senses


def _glosses(senses: list[tuple[str, ...]], numbers: Mapping[str, int]) -> dict[int, float]:
    found: dict[int, float] = {}
    for rank, sense in enumerate(senses):
        weight = max(_LEAST_RANK, _LATER_SENSE**rank) / len(sense) ** 0.5
        for word in sense:
            found[numbers[word]] = max(weight, found.get(numbers[word], 0.0))
    return found


@dataclass(frozen=True, slots=True)
class _Cooccurrences:
    """The cells of the table (part, stem), and for each time that one is met: the cell, the gloss word it explains."""

    parts: NDArray[np.int64]
    stems: NDArray[np.int64]
    cells: NDArray[np.int64]
    explained: NDArray[np.int64]
    weights: NDArray[np.float64]


def _parts(senses: Senses, numbers: Mapping[str, int]) -> Iterator[tuple[str, dict[int, float]]]:
    names = {"": 0}
    met = _count(senses, numbers, names)
    chances = _train(met, len(names))
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for cell in np.flatnonzero((chances >= _LEAST_CHANCE) & (met.parts > 0)).tolist():
        found[int(met.parts[cell])][int(met.stems[cell])] = float(chances[cell])
    words = list(names)
    return ((words[part], stems) for part, stems in found.items())


def _count(senses: Senses, numbers: Mapping[str, int], names: dict[str, int]) -> _Cooccurrences:
    parts: list[int] = []
    stems: list[int] = []
    explained: list[int] = []
    weights: list[float] = []
    for word, found in senses.items():
        inside = [
            names.setdefault(part, len(names))
            for part in ("", *parts_of(word, senses))
            if part != word or len(word) == 1
        ]
        bag: dict[int, float] = defaultdict(float)
        for sense in found:
            for token in sense:
                bag[numbers[token]] += 1 / len(found)
        for number, weight in bag.items():
            parts += inside
            stems += [number] * len(inside)
            explained += [len(weights)] * len(inside)
            weights.append(weight)
    keys, cells = np.unique(np.array(parts) * len(numbers) + np.array(stems), return_inverse=True)
    return _Cooccurrences(keys // len(numbers), keys % len(numbers), cells, np.array(explained), np.array(weights))


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
            (word, np.fromiter(found, np.uint16).tobytes(), _quantised(found.values()).tobytes())
            for word, found in sorted(rows)
        ),
    )


def _quantised(weights: Iterable[float]) -> NDArray[np.uint8]:
    return np.rint(np.fromiter(weights, np.float64) * 255).astype(np.uint8)


def _write_sounds(connection: sqlite3.Connection) -> None:
    """Write how each character may sound in a name: its readings without tones, ü as v."""
    sounds: dict[str, dict[str, None]] = defaultdict(dict)
    for word, syllables in connection.execute("SELECT simplified, syllables FROM entry").fetchall():
        if len(word) == 1:
            sounds[word][re.sub(r"[^a-z]", "", syllables.lower().replace("ü", "v"))] = None
    connection.execute("CREATE TABLE sound (word TEXT PRIMARY KEY, syllables TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO sound VALUES (?, ?)", ((w, " ".join(s)) for w, s in sorted(sounds.items())))
