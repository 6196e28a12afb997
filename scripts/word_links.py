"""Sentence pairs with words linked by hand: read, laid out for the model, and scored. For `fit_links.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from flashcards import words as words_stage
from flashcards.lexicon.english import Token, tokenize
from flashcards.links.chances import PairWords, TextWords, cells_of, pair_words
from flashcards.links.function_words import FunctionTable
from flashcards.records import Word, WordKind, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flashcards.lexicon import Lexicon
    from flashcards.links.features import Cells

BLOCKS = 5


class Links(NamedTuple):
    """Hand-made links of a pair, as (Chinese word, English token): the sure ones, and all that are possible."""

    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Variant:
    """One way of laying out the pairs: their words, what is linked, the cells, and for each the block it belongs to."""

    name: str
    pairs: list[PairWords]
    targets: list[np.ndarray]
    text: TextWords
    cells: list[Cells]
    blocks: list[int]
    origin: Sequence[int | None]


def read(pairs_path: Path, gold_path: Path) -> tuple[list[tuple[list[str], list[str]]], list[Links]]:
    """Read the pairs and their links."""
    pairs = []
    for line in pairs_path.read_text(encoding="utf-8").splitlines():
        chinese, english = line.split(" ||| ")
        pairs.append((chinese.split(), english.split()))
    links = []
    for line in gold_path.read_text(encoding="utf-8").splitlines():
        marks = [(int(i) - 1, int(j) - 1, kind) for i, kind, j in re.findall(r"(\d+)([-p:])(\d+)", line)]
        sure = frozenset((i, j) for i, j, kind in marks if kind == "-")
        links.append(Links(sure, frozenset((i, j) for i, j, _ in marks)))
    return pairs, links


def with_readings(texts: Sequence[str], lexicon: Lexicon) -> tuple[Word, ...]:
    """Make words of given texts, read as the dictionary reads them first."""
    read_words, at = [], 0
    for text in texts:
        read_words.append(Word(text, at, at + len(text), WordKind.DICTIONARY, _reading(text, lexicon)))
        at += len(text)
    return tuple(read_words)


def _reading(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    entries = lexicon.entries(text)
    if entries:
        return entries[0].syllables
    read = (lexicon.entries(c) for c in text)
    return tuple(entries_of[0].syllables[0] if entries_of else "" for entries_of in read)


def as_given(pair: tuple[list[str], list[str]], lexicon: Lexicon) -> PairWords:
    """Take words and tokens as they were cut by hand."""
    tokens, at = [], 0
    for text in pair[1]:
        tokens.append(Token(text.lower(), (at, at + len(text))))
        at += len(text) + 1
    return pair_words(with_readings(pair[0], lexicon), tokens, lexicon)


def as_cut(pair: tuple[list[str], list[str]], lexicon: Lexicon) -> PairWords:
    """Cut both sides as the program does."""
    cut = words_stage.cut("".join(pair[0]), lexicon, english=" ".join(pair[1]))
    return pair_words(with_readings([w.text for w in cut], lexicon), tokenize(" ".join(pair[1])), lexicon)


def touching(given: PairWords, other: PairWords, links: frozenset[tuple[int, int]]) -> np.ndarray:
    """Carry links over from the words given to those of another cut: whatever they touch is linked."""
    table = np.zeros((len(other.chinese), len(other.english)))
    for i, j in links:
        word, (start, end) = given.chinese[i], given.english[j].span
        rows = [k for k, w in enumerate(other.chinese) if w.start < word.end and word.start < w.end]
        columns = [k for k, t in enumerate(other.english) if t.span[0] < end and start < t.span[1]]
        table[np.ix_(rows, columns)] = 1
    return table


def variants(pairs: list[tuple[list[str], list[str]]], links: list[Links], lexicon: Lexicon) -> list[Variant]:
    """Lay out the pairs as given, as the program cuts them, and put together at random within their block."""
    block = [BLOCKS * k // len(pairs) for k in range(len(pairs))]
    given = [as_given(pair, lexicon) for pair in pairs]
    cut = [as_cut(pair, lexicon) for pair in pairs]
    numbers: list[int | None] = list(range(len(pairs)))
    ways = [("given", given, [touching(g, g, k.possible) for g, k in zip(given, links, strict=True)], numbers)]
    ways.append(("cut", cut, [touching(g, c, k.possible) for g, c, k in zip(given, cut, links, strict=True)], numbers))
    for name, source in (("random given", given), ("random cut", cut)):
        others = [source[strangers(k, block)] for k in range(len(source))]
        shuffled = [
            replace(p, english=other.english, english_types=other.english_types)
            for p, other in zip(source, others, strict=True)
        ]
        ways.append(
            (name, shuffled, [np.zeros((len(p.chinese), len(p.english))) for p in shuffled], [None] * len(pairs))
        )
    result = []
    for name, laid, targets, origin in ways:
        text = TextWords(laid)
        result.append(
            Variant(name, laid, targets, text, list(cells_of(text, lexicon, FunctionTable({}, {}, {}))), block, origin)
        )
    return result


def strangers(number: int, block: list[int]) -> int:
    """Pick, for a pair, another of its block that stands far from it."""
    same = [k for k, b in enumerate(block) if b == block[number]]
    return same[(same.index(number) + len(same) // 2) % len(same)]


def error_rate(proposed: Sequence[set[tuple[int, int]]], links: Sequence[Links]) -> tuple[float, float, float]:
    """Give the alignment error rate (Och and Ney, 2003), precision and recall, in per cent."""
    sure = sum(len(k.sure) for k in links)
    got = sum(map(len, proposed))
    hit_sure = sum(len(f & k.sure) for f, k in zip(proposed, links, strict=True))
    hit = sum(len(f & k.possible) for f, k in zip(proposed, links, strict=True))
    return 100 * (1 - (hit_sure + hit) / (sure + got)), 100 * hit / max(got, 1), 100 * hit_sure / sure


def back(
    variant: Variant, given: Variant, chances: Sequence[np.ndarray], least: float
) -> Iterator[set[tuple[int, int]]]:
    """Give the links of a variant in the words given."""
    for pair, reference, table in zip(variant.pairs, given.pairs, chances, strict=True):
        links = frozenset(zip(*(axis.tolist() for axis in np.nonzero(table > least)), strict=True))
        carried = touching(pair, reference, links)
        yield set(zip(*(axis.tolist() for axis in np.nonzero(carried)), strict=True))
