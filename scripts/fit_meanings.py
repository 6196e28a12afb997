"""Fit the weights of `flashcards.meanings` on sentence pairs with words linked by hand; print held-out figures.

    fit_meanings.py PAIRS.src-tgt GOLD [--seed 1] [--check] [-o weights.tsv]

PAIRS holds `tokens ||| tokens` a line, Chinese first; GOLD `i-j` sure and `ipj` possible links, from 1. Figures are
out-of-fold over contiguous blocks. Beside the pairs as they are cut by hand, the model learns from the same pairs as
`words` cuts them, and from sentences put together at random, in which nothing is linked.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from flashcards import words as words_stage
from flashcards.lexicon import open_lexicon
from flashcards.meanings._chances import PairWords, TextWords, cells_of, later_features
from flashcards.meanings._chinese import chinese_type
from flashcards.meanings._english import Token, english_type, tokenize
from flashcards.meanings._features import first_features
from flashcards.meanings._function_words import FunctionTable
from flashcards.meanings._model import Model, Stage, written
from flashcards.records import Word, WordKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.meanings._features import Cells, Features

BLOCKS = 5
HIDDEN = 16
HOPELESS = 0.003
THRESHOLDS = (0.35, 0.4, 0.45, 0.5)
LEAST_LINKS = 1
LEAST_MEETINGS = 5


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
    origin: list[int | None]


def read(pairs_path: Path, gold_path: Path) -> tuple[list[tuple[list[str], list[str]]], list[Links]]:
    """Read the pairs and their links."""
    pairs = []
    for line in pairs_path.read_text(encoding="utf-8").splitlines():
        chinese, english = line.split(" ||| ")
        pairs.append((chinese.split(), english.split()))
    links = []
    for line in gold_path.read_text(encoding="utf-8").splitlines():
        found = [(int(i) - 1, int(j) - 1, kind) for i, kind, j in re.findall(r"(\d+)([-p:])(\d+)", line)]
        sure = frozenset((i, j) for i, j, kind in found if kind == "-")
        links.append(Links(sure, frozenset((i, j) for i, j, _ in found)))
    return pairs, links


def with_readings(texts: Sequence[str], lexicon: Lexicon) -> tuple[Word, ...]:
    """Make words of given texts, read as the dictionary reads them first."""
    made, at = [], 0
    for text in texts:
        made.append(Word(text, at, at + len(text), WordKind.DICTIONARY, _reading(text, lexicon)))
        at += len(text)
    return tuple(made)


def _reading(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    entries = lexicon.entries(text)
    if entries:
        return entries[0].syllables
    read = (lexicon.entries(c) for c in text)
    return tuple(found[0].syllables[0] if found else "" for found in read)


def as_given(pair: tuple[list[str], list[str]], lexicon: Lexicon) -> PairWords:
    """Take words and tokens as they were cut by hand."""
    tokens, at = [], 0
    for text in pair[1]:
        tokens.append(Token(text.lower(), (at, at + len(text))))
        at += len(text) + 1
    return PairWords(with_readings(pair[0], lexicon), tuple(tokens))


def as_cut(pair: tuple[list[str], list[str]], lexicon: Lexicon) -> PairWords:
    """Cut both sides as the program does."""
    cut = words_stage.cut("".join(pair[0]), lexicon, english=" ".join(pair[1]))
    return PairWords(with_readings([w.text for w in cut], lexicon), tokenize(" ".join(pair[1])))


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
    numbers = list(range(len(pairs)))
    made = [("given", given, [touching(g, g, k.possible) for g, k in zip(given, links, strict=True)], numbers)]
    made.append(("cut", cut, [touching(g, c, k.possible) for g, c, k in zip(given, cut, links, strict=True)], numbers))
    for name, source in (("random given", given), ("random cut", cut)):
        shuffled = [PairWords(p.chinese, source[strangers(k, block)].english) for k, p in enumerate(source)]
        made.append(
            (name, shuffled, [np.zeros((len(p.chinese), len(p.english))) for p in shuffled], [None] * len(pairs))
        )
    result = []
    for name, laid, targets, origin in made:
        text = TextWords(laid, lexicon)
        result.append(
            Variant(name, laid, targets, text, list(cells_of(text, lexicon, FunctionTable({}, {}, {}))), block, origin)
        )
    return result


def strangers(number: int, block: list[int]) -> int:
    """Pick, for a pair, another of its block that stands far from it."""
    same = [k for k, b in enumerate(block) if b == block[number]]
    return same[(same.index(number) + len(same) // 2) % len(same)]


class Counts(NamedTuple):
    """How often function words are linked and met: counters of (kind, words)."""

    linked: Counter[tuple[str, ...]]
    met: Counter[tuple[str, ...]]


def count(pair: PairWords, links: Links, lexicon: Lexicon) -> Counts:
    """Count the function words and signs of one pair."""
    linked: Counter[tuple[str, ...]] = Counter()
    met: Counter[tuple[str, ...]] = Counter()
    rows = {i for i, _ in links.possible}
    columns = {j for _, j in links.possible}
    chinese = [(i, w) for i, w in enumerate(chinese_type(word, lexicon) for word in pair.chinese)]
    chinese = [(i, w) for i, w in chinese if w.is_function or w.is_punctuation]
    english = [(j, e) for j, e in enumerate(english_type(t.text, lexicon) for t in pair.english)]
    english = [(j, e) for j, e in english if e.is_function or e.is_punctuation]
    for i, w in chinese:
        met["z", w.text] += 1
        linked["z", w.text] += i in rows
        met.update(("p", w.text, text) for text in {e.text for _, e in english})
        linked.update(("p", w.text, e.text) for j, e in english if (i, j) in links.possible)
    for j, e in english:
        met["e", e.text] += 1
        linked["e", e.text] += j in columns
    return Counts(linked, met)


def function_table(counts: Sequence[Counts], without: Counts | None = None) -> FunctionTable:
    """Add counts up, leaving one pair's out; rare words are left to the dictionary."""
    linked: Counter[tuple[str, ...]] = Counter()
    met: Counter[tuple[str, ...]] = Counter()
    for one in counts:
        linked.update(one.linked)
        met.update(one.met)
    return subtracted(linked, met, without)


def subtracted(
    linked: Counter[tuple[str, ...]], met: Counter[tuple[str, ...]], without: Counts | None
) -> FunctionTable:
    """Make the table of counts without those of one pair."""
    own = without or Counts(Counter(), Counter())
    tables: dict[str, dict] = {"z": {}, "e": {}, "p": {}}
    for key, times in met.items():
        seen, hits = times - own.met[key], linked[key] - own.linked[key]
        if (key[0] == "p" and hits >= LEAST_LINKS) or (key[0] != "p" and seen >= LEAST_MEETINGS):
            tables[key[0]][key[1] if key[0] != "p" else key[1:]] = (hits, seen)
    return FunctionTable(tables["z"], tables["e"], tables["p"])


def with_table(cells: Cells, table: FunctionTable) -> Cells:
    """Give the cells what a table tells of their function words."""
    return replace(cells, usual=table.layers(cells.chinese, cells.english))


def fit_stage(names: Sequence[str], table: np.ndarray, target: np.ndarray, seed: int, effort: tuple[int, int]) -> Stage:
    """Fit a network by Adam (Kingma and Ba, 2015) with dropped inputs, a falling rate and a little weight decay."""
    (epochs, batch), random = effort, np.random.default_rng(seed)
    mean, spread = table.mean(0), table.std(0) + 1e-6
    inputs = ((table - mean) / spread).clip(-6, 6).astype(np.float32)
    size = inputs.shape[1]
    weights = [
        random.normal(0, size**-0.5, (size, HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0, HIDDEN**-0.5, HIDDEN),
        np.array([np.log(target.mean() / (1 - target.mean()))]),
        np.zeros(size),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    steps, step = epochs * (len(inputs) // batch + 1), 0
    for _ in range(epochs):
        order = random.permutation(len(inputs))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            rows = inputs[chosen] * ((random.random((len(chosen), size)) > 0.1) / 0.9)
            gradients = _gradients(weights, rows, target[chosen])
            step += 1
            rate = 3e-3 * 0.5 * (1 + np.cos(np.pi * step / steps))
            for k, gradient in enumerate(gradients):
                first[k] = 0.9 * first[k] + 0.1 * gradient
                second[k] = 0.999 * second[k] + 0.001 * gradient**2
                weights[k] = weights[k] - rate * (first[k] / (1 - 0.9**step)) / (
                    np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8
                )
    hidden, hidden_bias, output, bias, direct = weights
    return Stage(tuple(names), mean, spread, direct, hidden, hidden_bias, output, float(bias[0]))


def _gradients(weights: list[np.ndarray], rows: np.ndarray, target: np.ndarray) -> list[np.ndarray]:
    hidden, hidden_bias, output, bias, direct = weights
    active = np.tanh(rows @ hidden + hidden_bias)
    scores = active @ output + bias + rows @ direct
    error = (1 / (1 + np.exp(-scores)) - target) / len(rows)
    back = np.outer(error, output) * (1 - active**2)
    decay = 1e-4
    return [
        rows.T @ back + decay * hidden,
        back.sum(0),
        active.T @ error + decay * output,
        np.array([error.sum()]),
        rows.T @ error + decay * direct,
    ]


class Fitter:
    """Fits the stages one after the other on everything, and on everything but a block, for each block."""

    def __init__(self, laid: list[Variant], counts: list[Counts], seed: int, stages: int) -> None:
        self.laid, self.counts, self.seed, self.stages = laid, counts, seed, stages
        self.blocks = sorted(set(laid[0].blocks))

    def run(self, report: Callable[[int, list[list[np.ndarray]]], None]) -> Model:
        """Fit all stages. `report` is told each stage's out-of-fold chances, a list for each variant."""
        first = {left: self._first(left) for left in (*self.blocks, None)}
        chances: list[list[np.ndarray]] | None = None
        fitted = []
        for number in range(self.stages):
            features = {left: self._features(first[left], chances) for left in first}
            epochs, batch = (6, 512) if number == 0 else (15, 256)
            models = {left: self._fit(features[left], chances, left, (epochs, batch)) for left in first}
            chances = self._held_out(features, models, chances)
            fitted.append(models[None])
            report(number + 1, chances)
        return Model(tuple(fitted), function_table(self.counts))

    def _first(self, left: int | None) -> list[list[Features]]:
        """Describe all cells for the first stage, with the counts of function words of all blocks but one.

        A pair that is learned from does not count itself.
        """
        kept = [c for c, b in zip(self.counts, self.laid[0].blocks, strict=True) if b != left]
        whole = function_table(kept)
        linked, met = Counter(), Counter()
        for one in kept:
            linked.update(one.linked)
            met.update(one.met)
        tables = [
            whole if block == left else subtracted(linked, met, own)
            for own, block in zip(self.counts, self.laid[0].blocks, strict=True)
        ]
        return [
            [
                first_features(with_table(cells, whole if origin is None else tables[origin]))
                for cells, origin in zip(variant.cells, variant.origin, strict=True)
            ]
            for variant in self.laid
        ]

    def _features(self, first: list[list[Features]], chances: list[list[np.ndarray]] | None) -> list[list[Features]]:
        if chances is None:
            return first
        return [
            list(later_features(found, given, variant.text))
            for found, given, variant in zip(first, chances, self.laid, strict=True)
        ]

    def _fit(
        self,
        features: list[list[Features]],
        chances: list[list[np.ndarray]] | None,
        left: int | None,
        effort: tuple[int, int],
    ) -> Stage:
        names = list(features[0][0])
        tables, targets = [], []
        for v, variant in enumerate(self.laid):
            for k, found in enumerate(features[v]):
                if variant.blocks[k] == left or variant.origin[k] is None:
                    continue
                where = slice(None) if chances is None else (chances[v][k] > HOPELESS).ravel()
                tables.append(np.stack([found[name].ravel()[where] for name in names], axis=1))
                targets.append(variant.targets[k].ravel()[where])
        return fit_stage(names, np.concatenate(tables), np.concatenate(targets), self.seed, effort)

    def _held_out(
        self,
        features: dict[int | None, list[list[Features]]],
        models: dict[int | None, Stage],
        chances: list[list[np.ndarray]] | None,
    ) -> list[list[np.ndarray]]:
        result = []
        for v, variant in enumerate(self.laid):
            row = []
            for k, block in enumerate(variant.blocks):
                where = None if chances is None else chances[v][k] > HOPELESS
                row.append(models[block].chances(features[block][v][k], where))
            result.append(row)
        return result


def error_rate(found: Sequence[set[tuple[int, int]]], links: Sequence[Links]) -> tuple[float, float, float]:
    """Give the alignment error rate (Och and Ney, 2003), precision and recall, in per cent."""
    sure = sum(len(k.sure) for k in links)
    got = sum(map(len, found))
    hit_sure = sum(len(f & k.sure) for f, k in zip(found, links, strict=True))
    hit = sum(len(f & k.possible) for f, k in zip(found, links, strict=True))
    return 100 * (1 - (hit_sure + hit) / (sure + got)), 100 * hit / max(got, 1), 100 * hit_sure / sure


def back(
    variant: Variant, given: Variant, chances: Sequence[np.ndarray], least: float
) -> Iterator[set[tuple[int, int]]]:
    """Give the links of a variant in the words given."""
    for pair, reference, table in zip(variant.pairs, given.pairs, chances, strict=True):
        links = frozenset(zip(*(axis.tolist() for axis in np.nonzero(table > least)), strict=True))
        carried = touching(pair, reference, links)
        yield set(zip(*(axis.tolist() for axis in np.nonzero(carried)), strict=True))


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stages", type=int, default=3)
    parser.add_argument("--save", type=Path, help="keep the out-of-fold chances in this file, to look at errors")
    parser.add_argument("-o", "--output", type=Path, default=Path("flashcards/meanings/weights.tsv"))
    options = parser.parse_args()
    lexicon = open_lexicon()
    pairs, links = read(options.pairs, options.gold)
    laid = variants(pairs, links, lexicon)
    counts = [count(pair, k, lexicon) for pair, k in zip(laid[0].pairs, links, strict=True)]
    figures: list[str] = []

    def report(stage: int, chances: list[list[np.ndarray]]) -> None:
        for v in range(2):
            rates = [error_rate(list(back(laid[v], laid[0], chances[v], t)), links) for t in THRESHOLDS]
            told = ", ".join(f"{t}: {r[0]:.2f} ({r[1]:.1f}/{r[2]:.1f})" for t, r in zip(THRESHOLDS, rates, strict=True))
            print(f"stage {stage}, words {laid[v].name}: {told}", flush=True)
        best = [
            min(error_rate(list(back(laid[v], laid[0], chances[v], t)), links)[0] for t in THRESHOLDS) for v in (0, 1)
        ]
        figures.append(
            f"stage {stage}: AER {best[0]:.1f} with the words given, {best[1]:.1f} with words cut by the program"
        )
        if options.save:
            np.save(options.save, np.array([[*row] for row in chances], dtype=object), allow_pickle=True)

    model = Fitter(laid, counts, options.seed, options.stages).run(report)
    heading = (
        f"fitted by {Path(sys.argv[0]).name} on {options.pairs.stem},",
        f"{len(pairs)} sentence pairs with words linked by hand (Tsinghua set)",
        f"{datetime.now(tz=UTC):%Y-%m-%d}, seed {options.seed}; out-of-fold over {BLOCKS} contiguous blocks:",
        *figures,
    )
    options.output.write_text(written(model, heading), encoding="utf-8")


if __name__ == "__main__":
    main()
