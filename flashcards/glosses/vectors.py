"""How near two words lie in the space of meanings that the lexicon holds (see `lexicon._vectors`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.glosses.english_types import stem_numbers
from flashcards.lexicon.inner_words import inner_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Floats, Integers
    from flashcards.glosses.english_types import EnglishType
    from flashcards.glosses.synonyms import Relatives
    from flashcards.lexicon import Lexicon


_LEAST_GLOSS = 0.3
"""Stems that make up less of every sense say little of a word by themselves. Set by hand, the linker fitted with it."""


class Space:
    """The vectors of all stems, and of the parts of Chinese words as they are asked for.

    What a text asks for is kept: of each of its words a few hundred bytes.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._weights = np.frombuffer(lexicon.table("stem_weights"), np.float32)
        self._stems = np.frombuffer(lexicon.table("stem_vectors"), np.int8).reshape(len(self._weights), -1)
        self._numbers = stem_numbers(lexicon)
        self._tokens: dict[str, Floats] = {}

    def number(self, key: str) -> int:
        """Give the number of a stem, -1 where no sense has it."""
        return self._numbers.get(key, -1)

    def nearness(self, chinese: Sequence[str], english: Floats) -> tuple[Floats, Floats]:
        """Compare words with English words, told by their vectors, in tables of cosines.

        The first compares each Chinese word as a whole, its parts and its senses; the second its nearest sense.
        """
        numbers, weights, owners = self._glosses(chinese)
        stems = _unit(self._stems[numbers].astype(np.float32))
        meanings = by_owner(np.add, stems * (self._weights[numbers] * weights)[:, None], owners, len(chinese))
        whole = _unit(_unit(self._parts(chinese)) + _unit(meanings)) @ english.T
        chief = weights >= _LEAST_GLOSS
        nearest = by_owner(np.maximum, stems[chief] @ english.T, owners[chief], len(chinese))
        return whole, np.maximum(nearest, 0)

    def gloss(self, chinese: Sequence[str], keys: Sequence[Sequence[str]]) -> Floats:
        """Tell how much of a sense of each Chinese word each English word makes up, in a table."""
        numbers = [[self._numbers[key] for key in group if key in self._numbers] for group in keys]
        return self.related(
            chinese, [(np.array(group, np.uint16), np.ones(len(group), np.float32)) for group in numbers]
        )

    def related(self, chinese: Sequence[str], relatives: Sequence[Relatives]) -> Floats:
        """Tell how much of a sense of each Chinese word the nearest relative of each English word makes up."""
        numbers, weights, owners = self._glosses(chinese)
        order = np.argsort(numbers, kind="stable")
        counts = np.bincount(numbers, minlength=len(self._weights))
        stems = np.concatenate([stems for stems, _ in relatives])
        closeness = np.concatenate([closeness for _, closeness in relatives])
        tokens = np.repeat(np.arange(len(relatives)), [len(stems) for stems, _ in relatives])
        known = counts[stems] > 0
        stems, closeness, tokens = stems[known], closeness[known], tokens[known]
        # Each relative meets every sense that has its stem; `order` has the senses of a stem side by side.
        met = counts[stems]
        relative = np.repeat(np.arange(len(stems)), met)
        nth = np.arange(len(relative)) - np.repeat(np.cumsum(met) - met, met)
        place = order[(np.cumsum(counts) - counts)[stems[relative]] + nth]
        best = np.zeros(len(chinese) * len(relatives), np.float32)
        np.maximum.at(best, owners[place] * len(relatives) + tokens[relative], weights[place] * closeness[relative])
        return best.reshape(len(chinese), len(relatives))

    def of_tokens(self, tokens: Sequence[EnglishType]) -> Floats:
        """Give the unit vectors of tokens, zeros where nothing is known of one; each is asked for once in a process."""
        new = {token.text: token.keys for token in tokens if token.text not in self._tokens}
        if new:
            self._tokens.update(zip(new, self.english(list(new.values())), strict=True))
        vectors = np.array([self._tokens[token.text] for token in tokens], np.float32)
        return vectors.reshape(len(tokens), self._stems.shape[1])

    def english(self, keys: Sequence[Sequence[str]]) -> Floats:
        """Give a unit vector for each word or group of words, told by their keys; zeros where none is known."""
        pairs = [(self._numbers[key], row) for row, group in enumerate(keys) for key in group if key in self._numbers]
        numbers = np.array([number for number, _ in pairs], np.int64)
        owners = np.array([row for _, row in pairs], np.int64)
        return _unit(by_owner(np.add, _unit(self._stems[numbers].astype(np.float32)), owners, len(keys)))

    def _glosses(self, chinese: Sequence[str]) -> tuple[Integers, Floats, Integers]:
        """Give the stems in the senses of all words, their weights there, and the word each belongs to."""
        rows = self._lexicon.kept_rows_of("gloss", "stems, weights", chinese)
        glosses = [rows.get(word, (b"", b"")) for word in chinese]
        numbers = np.frombuffer(b"".join(stems for stems, _ in glosses), np.uint16).astype(np.int64)
        weights = np.frombuffer(b"".join(weights for _, weights in glosses), np.uint8).astype(np.float32) / 255
        return numbers, weights, np.repeat(np.arange(len(chinese)), [len(weights) for _, weights in glosses])

    def _parts(self, chinese: Sequence[str]) -> Floats:
        inside = [inner_words(word, self._lexicon) for word in chinese]
        rows = self._lexicon.kept_rows_of("part_vector", "weight, vector", {part for parts in inside for part in parts})
        places = {part: number for number, part in enumerate(rows)}
        data = b"".join(vector for _, vector in rows.values())
        vectors = np.frombuffer(data, np.int8).reshape(len(rows), self._stems.shape[1])
        weights = np.array([weight for weight, _ in rows.values()], np.float32)
        weighted = _unit(vectors.astype(np.float32)) * weights[:, None]
        pairs = [(places[part], owner) for owner, parts in enumerate(inside) for part in parts if part in places]
        owners = np.array([owner for _, owner in pairs], np.int64)
        return by_owner(np.add, weighted[[place for place, _ in pairs]], owners, len(chinese))


def by_owner(reduced: np.ufunc, rows: Floats, owners: Integers, count: int) -> Floats:
    """Reduce the rows of each owner to one, zeros where it has none; owners stand in order."""
    reduced_rows = np.zeros((count, rows.shape[1]), np.float32)
    if len(owners):
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        reduced_rows[owners[first]] = reduced.reduceat(rows, first)
    return reduced_rows


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = vectors / np.maximum(lengths, 1e-9)
    return unit
