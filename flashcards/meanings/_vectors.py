"""How near two words lie in the space of meanings that the lexicon holds (see `lexicon._vectors`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from flashcards.translation import inner_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from flashcards.lexicon import Lexicon
    from flashcards.meanings._synonyms import Relatives

Floats: TypeAlias = "NDArray[np.floating]"
Integers: TypeAlias = "NDArray[np.int64]"

_LEAST_GLOSS = 0.3
"""Stems that make up less of every sense say little of a word by themselves."""
_QUERY_SIZE = 500


class Space:
    """The vectors of all stems, and of the parts of Chinese words as they are asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._weights = np.frombuffer(lexicon.table("stem_weights"), np.float32)
        self._stems = np.frombuffer(lexicon.table("stem_vectors"), np.int8).reshape(len(self._weights), -1)
        names = lexicon.table("stems").decode().split("\n")
        self._numbers = {stem: number for number, stem in enumerate(names)}

    def number(self, key: str) -> int:
        """Give the number of a stem, -1 where no sense has it."""
        return self._numbers.get(key, -1)

    def nearness(self, chinese: Sequence[str], keys: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
        """Compare words with English words, told by their keys, in tables of cosines.

        The first compares each Chinese word as a whole, its parts and its senses; the second its nearest sense.
        """
        english = self.english(keys)
        numbers, weights, owners = self._glosses(chinese)
        stems = _unit(self._stems[numbers].astype(np.float32))
        told = _summed(stems * (self._weights[numbers] * weights)[:, None], owners, len(chinese))
        whole = _unit(_unit(self._parts(chinese)) + _unit(told)) @ english.T
        chief = weights >= _LEAST_GLOSS
        nearest = np.zeros_like(whole)
        if chief.any():
            first = np.flatnonzero(np.diff(owners[chief], prepend=-1))
            nearest[owners[chief][first]] = np.maximum.reduceat(stems[chief] @ english.T, first)
        return whole, np.maximum(nearest, 0)

    def gloss(self, chinese: Sequence[str], keys: Sequence[Sequence[str]]) -> Floats:
        """Tell how much of a sense of each Chinese word each English word makes up, in a table."""
        english = {
            number: place for place, number in enumerate({self._numbers.get(k, -1) for told in keys for k in told})
        }
        numbers, weights, owners = self._glosses(chinese)
        places = np.full(len(self._weights) + 1, -1)
        places[list(english)] = list(english.values())
        met = places[numbers] >= 0
        by_key = np.zeros((len(chinese), len(english) + 1), np.float32)
        np.maximum.at(by_key, (owners[met], places[numbers[met]]), weights[met])
        by_key[:, english.get(-1, -1)] = 0.0
        found = np.zeros((len(chinese), len(keys)), np.float32)
        for nth in range(max(map(len, keys), default=0)):
            columns = [english[self._numbers.get(told[nth], -1)] if nth < len(told) else -1 for told in keys]
            np.maximum(found, by_key[:, columns], out=found)
        return found

    def related(self, chinese: Sequence[str], told: Sequence[Relatives]) -> Floats:
        """Tell how much of a sense of each Chinese word the nearest relative of each English word makes up."""
        numbers, weights, owners = self._glosses(chinese)
        places = np.full(len(self._weights), -1)
        distinct = np.flatnonzero(np.bincount(numbers, minlength=len(places)))
        places[distinct] = np.arange(len(distinct))
        by_stem = np.zeros((len(distinct), len(chinese)), np.float32)
        np.maximum.at(by_stem, (places[numbers], owners), weights)
        found = np.zeros((len(told), len(chinese)), np.float32)
        for row, (stems, closeness) in enumerate(told):
            met = places[stems] >= 0
            if met.any():
                found[row] = (by_stem[places[stems[met]]] * closeness[met, None]).max(0)
        return found.T

    def english(self, keys: Sequence[Sequence[str]]) -> Floats:
        """Give a unit vector for each word or group of words, told by their keys; zeros where none is known."""
        pairs = [(self._numbers[key], row) for row, told in enumerate(keys) for key in told if key in self._numbers]
        numbers = np.array([number for number, _ in pairs], np.int64)
        owners = np.array([row for _, row in pairs], np.int64)
        return _unit(_summed(_unit(self._stems[numbers].astype(np.float32)), owners, len(keys)))

    def _glosses(self, chinese: Sequence[str]) -> tuple[Integers, Floats, Integers]:
        """Give the stems in the senses of all words, their weights there, and the word each belongs to."""
        told = {word: (stems, weights) for word, stems, weights in self._select("gloss", "stems, weights", chinese)}
        found = [told.get(word, (b"", b"")) for word in chinese]
        numbers = np.frombuffer(b"".join(stems for stems, _ in found), np.uint16).astype(np.int64)
        weights = np.frombuffer(b"".join(weights for _, weights in found), np.uint8).astype(np.float32) / 255
        return numbers, weights, np.repeat(np.arange(len(chinese)), [len(weights) for _, weights in found])

    def _parts(self, chinese: Sequence[str]) -> Floats:
        inside = [inner_parts(word, self._lexicon) for word in chinese]
        rows = self._select("part_vector", "weight, vector", {part for parts in inside for part in parts})
        places = {row[0]: number for number, row in enumerate(rows)}
        vectors = np.frombuffer(b"".join(row[2] for row in rows), np.int8).reshape(len(rows), self._stems.shape[1])
        weighted = _unit(vectors.astype(np.float32)) * np.array([[row[1]] for row in rows], np.float32).reshape(-1, 1)
        pairs = [(places[part], owner) for owner, parts in enumerate(inside) for part in parts if part in places]
        owners = np.array([owner for _, owner in pairs], np.int64)
        return _summed(weighted[[place for place, _ in pairs]], owners, len(chinese))

    def _select(self, table: str, columns: str, words: Iterable[str]) -> list[tuple[Any, ...]]:
        wanted = sorted(set(words))
        found = []
        for start in range(0, len(wanted), _QUERY_SIZE):
            chunk = wanted[start : start + _QUERY_SIZE]
            marks = ",".join("?" * len(chunk))
            query = f"SELECT word, {columns} FROM {table} WHERE word IN ({marks})"  # noqa: S608  # the names are ours
            found += self._lexicon.rows(query, *chunk)
        return found


def _summed(vectors: Floats, owners: Integers, count: int) -> Floats:
    """Sum the vectors of each owner; owners stand in order."""
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    if len(owners):
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        sums[owners[first]] = np.add.reduceat(vectors, first)
    return sums


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = vectors / np.maximum(lengths, 1e-9)
    return unit
