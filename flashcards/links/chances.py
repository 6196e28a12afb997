"""From pairs to the chance of each link: the stages in order, a text at a time.

Stage 1 sees each cell for itself; every later stage sees what the one before made of the other cells and of the other
pairs of the text. (Stacked learning after Wolpert, 1992.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from flashcards.glosses.english_types import english_type
from flashcards.links.batches import alike, batched
from flashcards.links.chinese_types import chinese_type
from flashcards.links.context import (
    CONTENT,
    CONTEXT,
    KEPT,
    content_features,
    context_features,
    mixed_features,
    twins,
)
from flashcards.links.cover import cover
from flashcards.links.features import Cells, first_features
from flashcards.links.grids import Grids
from flashcards.links.text_evidence import TextCells, present
from flashcards.links.word_evidence import Tables
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flashcards.common.arrays import Floats, Integers
    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon
    from flashcards.lexicon.english import Token
    from flashcards.links.chinese_types import ChineseType
    from flashcards.links.features import Features
    from flashcards.links.function_words import FunctionTable
    from flashcards.links.network import Model
    from flashcards.records import Word


_STRETCH = 24
"""Pairs whose words share one table of evidence: it grows with the square of this. Measured on a novel."""
_HOPELESS = 0.003
"""Cells below this chance are given up after the first stage: three in four, and 1 in 100 of those that are linked."""


class PairWords(Record):
    """A pair as its words and tokens, with what is known of each wherever it stands; neither side is empty."""

    chinese: tuple[Word, ...]
    english: tuple[Token, ...]
    chinese_types: tuple[ChineseType, ...]
    english_types: tuple[EnglishType, ...]


def pair_words(chinese: Iterable[Word], english: Iterable[Token], lexicon: Lexicon) -> PairWords:
    """Look up the words of both sides."""
    words, tokens = tuple(chinese), tuple(english)
    types = tuple(chinese_type(word, lexicon) for word in words)
    return PairWords(words, tokens, types, tuple(english_type(token.text, lexicon) for token in tokens))


class Numbered(Record):
    """A pair with its words numbered by type over the text; `lemmas` numbers the tokens by their dictionary form."""

    chinese: Integers
    english: Integers
    lemmas: Integers


class Chances(Record):
    """For each cell of a text the chance that its two words render each other, and what else speaks for it.

    `support` tells how well the dictionary justifies a link, `nearness` how alike the two words are in meaning, both
    up to 1. The cells are laid end to end, as `grids` has them.
    """

    grids: Grids
    links: Floats
    support: Floats
    nearness: Floats


class TextWords:
    """The word types of a text, and its pairs in numbers."""

    def __init__(self, pairs: Sequence[PairWords]) -> None:
        chinese: dict[ChineseType, int] = {}
        english: dict[EnglishType, int] = {}
        lemmas: dict[str, int] = {}
        self.pairs = []
        for pair in pairs:
            words, tokens = pair.chinese_types, pair.english_types
            self.pairs.append(
                Numbered(
                    _numbers((chinese.setdefault(word, len(chinese)) for word in words), len(words)),
                    _numbers((english.setdefault(token, len(english)) for token in tokens), len(tokens)),
                    _numbers((lemmas.setdefault(token.lemma, len(lemmas)) for token in tokens), len(tokens)),
                )
            )
        self.chinese = list(chinese)
        self.english = list(english)
        self.cells = TextCells([pair.chinese for pair in self.pairs], [pair.lemmas for pair in self.pairs])
        self.grids = Grids((len(pair.chinese), len(pair.english)) for pair in self.pairs)
        self.content = [(_content(pair.chinese_types), _content(pair.english_types)) for pair in pairs]
        self.batches = [
            (
                pairs,
                twins([self.pairs[pair].chinese for pair in pairs]),
                twins([self.pairs[pair].english for pair in pairs]),
            )
            for pairs in alike(self.grids.shapes)
        ]


def link_chances(pairs: Sequence[PairWords], lexicon: Lexicon, model: Model) -> Chances:
    """Give the chances of all links of a text of one pair or more."""
    text = TextWords(pairs)
    first = first_features(list(cells_of(text, lexicon, model.functions)), text.grids)
    chances = model.stages[0].chances(first)
    cells = hopeful(chances)
    kept = kept_features(first, cells)
    for stage in model.stages[1:]:
        chances = laid_out(stage.chances(later_features(kept, chances, text, cells)), cells, len(chances))
    nearness = np.maximum(first["near_whole"], first["near_sense"])
    return Chances(text.grids, chances, first["best"], nearness)


def hopeful(chances: Floats) -> Integers:
    """Give the cells that the first stage leaves a chance; the others are given up."""
    return np.flatnonzero(chances > _HOPELESS)


def laid_out(values: Floats, cells: Integers, count: int) -> Floats:
    """Put the values of some cells into their places among all."""
    whole = np.zeros(count, np.float32)
    whole[cells] = values
    return whole


def cells_of(text: TextWords, lexicon: Lexicon, functions: FunctionTable) -> Iterator[Cells]:
    """Lay out the lexical evidence of each pair, from tables made for a stretch of pairs at a time."""
    for start in range(0, len(text.pairs), _STRETCH):
        stretch = text.pairs[start : start + _STRETCH]
        chinese = present(np.concatenate([pair.chinese for pair in stretch]))
        english = present(np.concatenate([pair.english for pair in stretch]))
        placed = [(np.searchsorted(chinese, p.chinese), np.searchsorted(english, p.english)) for p in stretch]
        meetings = present(np.concatenate([(z[:, None] * len(english) + e).ravel() for z, e in placed]))
        words = [text.chinese[number] for number in chinese]
        tokens = [text.english[number] for number in english]
        tables = Tables(words, tokens, np.stack(np.divmod(meetings, len(english)), axis=1), lexicon)
        usual = functions.layers(words, tokens)
        for z, e in placed:
            row, column = [words[number] for number in z], [tokens[number] for number in e]
            cells = z[:, None], e[None, :]
            yield Cells(row, column, tables.layers[:, *cells], usual[:, *cells], cover(row, column, lexicon))


def kept_features(first: Features, cells: Integers) -> Features:
    """Give what the later stages take over from the first, of some cells."""
    return {name: first[name][cells] for name in KEPT}


def later_features(kept: Features, chances: Floats, text: TextWords, cells: Integers) -> Features:
    """Describe some cells, in order, by what they keep and by what the stage before made of the text."""
    around = zip((*CONTEXT, *CONTENT), _around(chances, text, cells), strict=True)
    features = kept | text.cells.features(chances, cells) | dict(around)
    return mixed_features(features, chances[cells])


def _around(chances: Floats, text: TextWords, cells: Integers) -> Floats:
    """Describe some cells by those about them in their pair; the rows are named by `CONTEXT` and `CONTENT`."""
    tables, places = text.grids.tables(chances), text.grids.places(cells)
    edges = np.cumsum([0, *map(len, places)]).tolist()
    around = np.zeros((len(CONTEXT) + len(CONTENT), len(cells)), np.float32)
    for pairs, *same in text.batches:
        own, asked = [tables[pair] for pair in pairs], [places[pair] for pair in pairs]
        rows, columns = zip(*(text.content[pair] for pair in pairs), strict=True)
        where = np.concatenate([np.arange(edges[pair], edges[pair + 1]) for pair in pairs])
        around[: len(CONTEXT), where] = context_features(batched(own, asked), *same)
        around[len(CONTEXT) :, where] = content_features(own, asked, rows, columns)
    return around


def _content(types: Sequence[ChineseType] | Sequence[EnglishType]) -> Integers:
    """Give the places of the words of a side that have content."""
    return np.flatnonzero([not (word.is_function or word.is_punctuation) for word in types])


def _numbers(values: Iterator[int], count: int) -> Integers:
    return np.fromiter(values, np.int64, count)
