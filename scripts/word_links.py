"""Sentence pairs with words linked by hand: read, laid out for the model, and scored. For `fit_links.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from flashcards import words as words_stage
from flashcards.lexicon.english import Token, tokenize
from flashcards.links.chances import Chances, PairWords, TextWords, cells_of, pair_words
from flashcards.links.features import first_features
from flashcards.links.function_words import FunctionTable
from flashcards.links.selection import shown
from flashcards.records import Word, WordKind, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flashcards.common.arrays import Floats
    from flashcards.lexicon import Lexicon
    from flashcards.links.features import Cells

BLOCKS = 5


LinkSet: TypeAlias = "frozenset[tuple[int, int]]"
"""Links of a pair, as (Chinese word, English token), in one cut of its words."""


class Links(NamedTuple):
    """Hand-made links of a pair: the sure ones, and all that are possible."""

    sure: LinkSet
    possible: LinkSet


class Answers(NamedTuple):
    """How content words fare, in per cent: links that are right, words that have any, those of them a person linked."""

    right: float
    answered: float
    answered_of_linked: float


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
    """LinkSet both sides as the program does."""
    cut = words_stage.cut("".join(pair[0]), lexicon, english=" ".join(pair[1]))
    return pair_words(with_readings([w.text for w in cut], lexicon), tokenize(" ".join(pair[1])), lexicon)


def touching(given: PairWords, other: PairWords, links: LinkSet) -> np.ndarray:
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


def error_rate(proposed: Sequence[LinkSet], links: Sequence[Links]) -> tuple[float, float, float]:
    """Give the alignment error rate (Och and Ney, 2003), precision and recall, in per cent."""
    sure = sum(len(k.sure) for k in links)
    got = sum(map(len, proposed))
    hit_sure = sum(len(f & k.sure) for f, k in zip(proposed, links, strict=True))
    hit = sum(len(f & k.possible) for f, k in zip(proposed, links, strict=True))
    return 100 * (1 - (hit_sure + hit) / (sure + got)), 100 * hit / max(got, 1), 100 * hit_sure / sure


def likely(variant: Variant, chances: Floats, least: float) -> list[LinkSet]:
    """Give the links of a variant whose chance is above a cut-off."""
    return [_cells(table > least) for table in variant.text.grids.tables(chances)]


def as_shown(variant: Variant, chances: Floats) -> list[LinkSet]:
    """Give the links of a variant that the rule of `links.selection` shows."""
    first = first_features(variant.cells, variant.text.grids)
    nearness = np.maximum(first["near_whole"], first["near_sense"])
    tokens = shown(Chances(variant.text.grids, chances, first["best"], nearness), variant.pairs)
    return [frozenset((i, j) for i, columns in enumerate(own) for j in columns) for own in tokens]


def back(variant: Variant, given: Variant, links: Iterable[LinkSet]) -> Iterator[LinkSet]:
    """Give the links of a variant in the words given."""
    for pair, reference, own in zip(variant.pairs, given.pairs, links, strict=True):
        yield _cells(touching(pair, reference, own))


def content(variant: Variant, links: Sequence[LinkSet]) -> Answers:
    """Tell how content words fare, in the words of the variant."""
    right = got = answered = linked = both = count = 0
    for pair, target, own in zip(variant.pairs, variant.targets, links, strict=True):
        words = {i for i, z in enumerate(pair.chinese_types) if not (z.is_function or z.is_punctuation)}
        tokens = {j for j, e in enumerate(pair.english_types) if not (e.is_function or e.is_punctuation)}
        cells = [(i, j) for i, j in own if i in words and j in tokens]
        by_person = {i for i in words if target[i].any()}
        by_program = {i for i, _ in own if i in words}
        right += sum(target[cell] > 0 for cell in cells)
        got += len(cells)
        count, answered = count + len(words), answered + len(by_program)
        linked, both = linked + len(by_person), both + len(by_person & by_program)
    return Answers(100 * right / max(got, 1), 100 * answered / max(count, 1), 100 * both / max(linked, 1))


def _cells(table: np.ndarray) -> LinkSet:
    return frozenset(zip(*(axis.tolist() for axis in np.nonzero(table)), strict=True))
