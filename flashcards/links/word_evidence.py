"""What words alone say of how well they render each other: tables of Chinese words by English tokens.

A table is made once for a stretch of text and holds every word type of it; the pairs look their cells up. Each layer
is one source of evidence, from 0 (says nothing) to 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.glosses.synonyms import Synonyms
from flashcards.glosses.vectors import Space, by_owner
from flashcards.glosses.word_glosses import glosses
from flashcards.lexicon.caching import cached_in_lexicon
from flashcards.lexicon.inner_words import inner_words
from flashcards.links import transcription, word_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from flashcards.common.arrays import Floats, Integers
    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.links.chinese_types import ChineseType


LAYERS = (
    "whole", "within", "gloss", "parts", "inner", "number", "sign", "form", "sound", "spelling", "near_whole",
    "near_sense", "synonym", "inner_synonym",
)  # fmt: skip
_LEAST_LIKENESS = 0.3
"""Names less alike sound alike by chance. Set by hand; the linker is fitted with it."""


class Tables:
    """The layers of evidence for all words of a stretch of text; `layers` has the shape (layer, Chinese, English)."""

    def __init__(
        self, chinese: Sequence[ChineseType], english: Sequence[EnglishType], meetings: Integers, lexicon: Lexicon
    ) -> None:
        columns = _Columns(english)
        layers = {
            "whole": columns.table(len(chinese), ((i, glosses(c.text, lexicon).whole) for i, c in enumerate(chinese))),
            "within": columns.table(
                len(chinese), ((i, glosses(c.text, lexicon).within) for i, c in enumerate(chinese))
            ),
            "number": columns.table(len(chinese), ((i, c.numbers) for i, c in enumerate(chinese))),
            "sign": columns.table(len(chinese), ((i, dict.fromkeys(c.signs, 1.0)) for i, c in enumerate(chinese))),
            "form": columns.table(
                len(chinese), ((i, dict.fromkeys(_as_written(c), 1.0)) for i, c in enumerate(chinese))
            ),
            "sound": columns.table(len(chinese), ((i, c.sounds) for i, c in enumerate(chinese))),
            **_compiled(chinese, english, lexicon),
            "spelling": _spelling(chinese, english, meetings),
        }
        space = lexicon.derived(Space)
        layers["near_whole"], layers["near_sense"] = space.nearness([c.text for c in chinese], space.of_tokens(english))
        self.layers = np.stack([layers[name] for name in LAYERS])


class _Columns:
    """The English types, found by any of the parts under which the dictionary may know them."""

    def __init__(self, english: Sequence[EnglishType]) -> None:
        self.count = len(english)
        self.by_part: dict[str, list[int]] = {}
        for column, token in enumerate(english):
            for part in token.parts:
                self.by_part.setdefault(part, []).append(column)

    def table(self, rows: int, weights: Iterable[tuple[int, Mapping[str, float]]]) -> Floats:
        """Fill a table from what each row says of English words."""
        places: list[int] = []
        values: list[float] = []
        for row, weighted in weights:
            start = row * self.count
            for part in weighted.keys() & self.by_part.keys():
                columns = self.by_part[part]
                places += [start + column for column in columns]
                values += [weighted[part]] * len(columns)
        filled = np.zeros(rows * self.count, np.float32)
        np.maximum.at(filled, np.array(places, np.int64), np.array(values, np.float32))
        return filled.reshape(rows, self.count)


def _compiled(chinese: Sequence[ChineseType], english: Sequence[EnglishType], lexicon: Lexicon) -> dict[str, Floats]:
    """Ask the compiled dictionary, for the words themselves and for the words within them."""
    keys = [key for token in english for key in token.keys]
    owners = np.array([column for column, token in enumerate(english) for _ in token.keys], np.int64)
    shape = (len(chinese), len(english))
    whole = word_pairs.candidates([c.text for c in chinese], keys, lexicon)
    layers = {
        "gloss": _filled(shape, whole.chinese, owners[whole.english], whole.gloss),
        "parts": _filled(shape, whole.chinese, owners[whole.english], whole.parts),
    }
    inside = [(row, part, len(part) / len(c.text)) for row, c in enumerate(chinese) for part in _within(c, lexicon)]
    names = list(dict.fromkeys(part for _, part, _ in inside))
    places = {part: number for number, part in enumerate(names)}
    space = lexicon.derived(Space)
    by_name = space.gloss(names, [token.keys for token in english])
    by_relative = space.related([*(c.text for c in chinese), *names], lexicon.derived(Synonyms).relatives(english))
    layers["synonym"], by_relative = np.split(by_relative, [len(chinese)])
    rows = np.array([row for row, _, _ in inside], np.int64)
    numbers = np.array([places[part] for _, part, _ in inside], np.int64)
    shares = np.array([share for _, _, share in inside], np.float32)[:, None]
    for layer, table in (("inner", by_name), ("inner_synonym", by_relative)):
        layers[layer] = by_owner(np.maximum, shares * table[numbers], rows, len(chinese))
    return layers


def _as_written(word: ChineseType) -> tuple[str, ...]:
    """Give the English token that a word in Latin letters or digits must be."""
    return (word.text.lower(),) if word.text.isascii() and not word.is_punctuation else ()


def _filled(shape: tuple[int, int], rows: NDArray[np.int64], columns: NDArray[np.int64], values: Floats) -> Floats:
    table = np.zeros(shape, np.float32)
    np.maximum.at(table, (rows, columns), values)
    return table


@cached_in_lexicon
def _within(word: ChineseType, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the headwords within a Chinese word, itself not among them."""
    if word.is_punctuation or word.text.isascii():
        return ()
    return tuple(part for part in inner_words(word.text, lexicon) if part != word.text and part in lexicon)


def _spelling(chinese: Sequence[ChineseType], english: Sequence[EnglishType], meetings: Integers) -> Floats:
    """Compare the names among the Chinese words with the English words that they meet."""
    table = np.zeros((len(chinese), len(english)), np.float32)
    may_be_named = np.array([bool(word.skeletons) for word in chinese])
    may_name = np.array([not (t.is_function or t.is_number or t.is_punctuation) for t in english])
    met = meetings[may_be_named[meetings[:, 0]] & may_name[meetings[:, 1]]]
    spelled = {column: _spellings(english[column].text) for column in set(met[:, 1].tolist())}
    compared = [
        (row, column, skeleton, spelling)
        for row, column in met.tolist()
        for skeleton in chinese[row].skeletons
        for spelling in spelled[column]
    ]
    if compared:
        rows, columns, skeletons, spellings = zip(*compared, strict=True)
        values = transcription.likenesses(skeletons, spellings)
        np.maximum.at(table, (rows, columns), np.where(values >= _LEAST_LIKENESS, values, 0.0))
    return table


def _spellings(token: str) -> set[str]:
    """Give the skeletons of a token and of the parts between its hyphens."""
    return {transcription.written(piece) for piece in (token, *token.split("-"))}
