"""Fit the weights of `flashcards.links` on sentence pairs with words linked by hand; print held-out figures.

    fit_links.py PAIRS.src-tgt GOLD [--seed 1] [--stages 4] [--write]

PAIRS holds `tokens ||| tokens` a line, Chinese first; GOLD `i-j` sure and `ipj` possible links, from 1. Figures are
out-of-fold over contiguous blocks. Beside the pairs as they are cut by hand, the model learns from the same pairs as
`words` cuts them, and from sentences put together at random, in which nothing is linked.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from networks import Effort, fit_committee
from word_links import Links, Variant, as_shown, back, content, error_rate, likely, read, variants

from flashcards.common.weights import fitted_today, write_weights
from flashcards.lexicon import open_lexicon
from flashcards.links.chances import PairWords, hopeful, kept_features, later_features
from flashcards.links.features import first_features
from flashcards.links.function_words import FunctionTable
from flashcards.links.network import WEIGHTS, Model, Stage, laid_out
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from word_links import Answers

    from flashcards.common.arrays import Floats, Integers
    from flashcards.links.features import Cells, Features

Rate: TypeAlias = tuple[float, float, float]
"""An alignment error rate, precision and recall, in per cent."""

THRESHOLDS = (0.35, 0.4, 0.45, 0.5)
LEAST_LINKS = 1
LEAST_MEETINGS = 5


class Counts(NamedTuple):
    """How often function words are linked and met: counters of (kind, words)."""

    linked: Counter[tuple[str, ...]]
    met: Counter[tuple[str, ...]]


def count(pair: PairWords, links: Links) -> Counts:
    """Count the function words and signs of one pair."""
    linked: Counter[tuple[str, ...]] = Counter()
    met: Counter[tuple[str, ...]] = Counter()
    rows = {i for i, _ in links.possible}
    columns = {j for _, j in links.possible}
    chinese = [(i, w) for i, w in enumerate(pair.chinese_types) if w.is_function or w.is_punctuation]
    english = [(j, e) for j, e in enumerate(pair.english_types) if e.is_function or e.is_punctuation]
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
    for count in counts:
        linked.update(count.linked)
        met.update(count.met)
    return subtracted(linked, met, without)


def subtracted(
    linked: Counter[tuple[str, ...]], met: Counter[tuple[str, ...]], without: Counts | None
) -> FunctionTable:
    """Make the table of counts without those of one pair."""
    own = without or Counts(Counter(), Counter())
    tables: dict[str, dict[Any, tuple[int, int]]] = {"z": {}, "e": {}, "p": {}}
    for key, times in met.items():
        seen, hits = times - own.met[key], linked[key] - own.linked[key]
        if (key[0] == "p" and hits >= LEAST_LINKS) or (key[0] != "p" and seen >= LEAST_MEETINGS):
            tables[key[0]][key[1] if key[0] != "p" else key[1:]] = (hits, seen)
    return FunctionTable(tables["z"], tables["e"], tables["p"])


def with_table(cells: Cells, table: FunctionTable) -> Cells:
    """Give the cells what a table tells of their function words."""
    return replace(cells, usual=table.layers(cells.chinese, cells.english))


class Fitter:
    """Fits the stages one after the other on everything, and on everything but a block, for each block."""

    def __init__(self, laid: list[Variant], counts: list[Counts], seed: int, stages: int) -> None:
        self.laid, self.counts, self.seed, self.stages = laid, counts, seed, stages
        self.blocks = sorted(set(laid[0].blocks))

    def run(self, report: Callable[[int, list[Floats]], None]) -> Model:
        """Fit all stages. `report` is told each stage's out-of-fold chances of all cells, for each variant."""
        first = {left: self._first(left) for left in (*self.blocks, None)}
        cells = [np.arange(variant.text.grids.starts[-1]) for variant in self.laid]
        features, effort = first, Effort(6, 512)
        fitted, chances = [], []
        for number in range(1, self.stages + 1):
            models = {left: self._fit(features[left], cells, left, effort) for left in features}
            chances = [self._held_out(v, features, models, cells[v]) for v in range(len(self.laid))]
            fitted.append(models[None])
            report(number, chances)
            if number == 1:
                cells = [hopeful(chance) for chance in chances]
                effort = Effort(15, 256)
            features = {left: self._later(first[left], chances, cells) for left in first}
        return Model(tuple(fitted), function_table(self.counts))

    def _first(self, left: int | None) -> list[Features]:
        """Describe all cells for the first stage, with the counts of function words of all blocks but one.

        A pair that is learned from does not count itself.
        """
        kept = [c for c, b in zip(self.counts, self.laid[0].blocks, strict=True) if b != left]
        whole = function_table(kept)
        linked: Counter[tuple[str, ...]] = Counter()
        met: Counter[tuple[str, ...]] = Counter()
        for count in kept:
            linked.update(count.linked)
            met.update(count.met)
        tables = [
            whole if block == left else subtracted(linked, met, own)
            for own, block in zip(self.counts, self.laid[0].blocks, strict=True)
        ]
        return [
            first_features(
                [
                    with_table(cells, whole if origin is None else tables[origin])
                    for cells, origin in zip(variant.cells, variant.origin, strict=True)
                ],
                variant.text.grids,
            )
            for variant in self.laid
        ]

    def _later(self, first: list[Features], chances: list[Floats], cells: list[Integers]) -> list[Features]:
        return [
            later_features(kept_features(own_features, own), given, variant.text, own)
            for own_features, given, variant, own in zip(first, chances, self.laid, cells, strict=True)
        ]

    def _fit(self, features: list[Features], cells: list[Integers], left: int | None, effort: Effort) -> Stage:
        """Fit on the cells of all pairs whose block is not left out."""
        names = list(features[0])
        tables, targets = [], []
        for variant, own_features, own in zip(self.laid, features, cells, strict=True):
            kept = np.array([b != left and o is not None for b, o in zip(variant.blocks, variant.origin, strict=True)])
            where = kept[self._pair_of(variant, own)]
            tables.append(np.stack([own_features[name][where] for name in names], axis=1))
            targets.append(np.concatenate([table.ravel() for table in variant.targets])[own[where]])
        return fit_committee(names, np.concatenate(tables), np.concatenate(targets), self.seed, effort)

    def _held_out(
        self, v: int, features: dict[int | None, list[Features]], models: dict[int | None, Stage], cells: Integers
    ) -> Floats:
        """Give all cells of a variant the chance that the model tells which did not see their block."""
        variant = self.laid[v]
        block_of = np.array(variant.blocks)[self._pair_of(variant, cells)]
        chances = np.zeros(variant.text.grids.starts[-1], np.float32)
        for block in self.blocks:
            own = block_of == block
            own_features = {name: values[own] for name, values in features[block][v].items()}
            chances[cells[own]] = models[block].chances(own_features)
        return chances

    @staticmethod
    def _pair_of(variant: Variant, cells: Integers) -> Integers:
        return np.searchsorted(variant.text.grids.starts, cells, side="right") - 1


def scored(variant: Variant, given: Variant, chances: Floats, links: Sequence[Links]) -> tuple[list[Rate], Rate]:
    """Give the error rates of a variant, in the words given: at each cut-off, and of what is shown."""
    ways = [*(likely(variant, chances, least) for least in THRESHOLDS), as_shown(variant, chances)]
    *rates, displayed = (error_rate(list(back(variant, given, way)), links) for way in ways)
    return rates, displayed


def content_line(answers: Answers) -> str:
    """Say how content words fare by the rule of what is shown."""
    right, answered, of_linked = (f"{share:.1f}" for share in answers)
    return f"  content words as shown, of 100: {right} links right, {answered} words linked, {of_linked} of a person's"


def _rate_line(rate: Rate) -> str:
    return "{:.2f} ({:.1f}/{:.1f})".format(*rate)


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stages", type=int, default=4)
    parser.add_argument("--save", type=Path, help="keep the out-of-fold chances in this file, to look at errors")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    lexicon = open_lexicon()
    pairs, links = read(options.pairs, options.gold)
    laid = variants(pairs, links, lexicon)
    counts = [count(pair, k) for pair, k in zip(laid[0].pairs, links, strict=True)]
    figures: dict[str, float] = {}

    def report(stage: int, flat: list[Floats]) -> None:
        for variant, chances in zip(laid[:2], flat, strict=False):
            name, (rates, displayed) = f"stage {stage}, words {variant.name}", scored(variant, laid[0], chances, links)
            summary = ", ".join(f"{t}: {_rate_line(rate)}" for t, rate in zip(THRESHOLDS, rates, strict=True))
            print(f"{name}: {summary}; as shown: {_rate_line(displayed)}", flush=True)
            figures[f"{name}: AER"] = round(min(rate[0] for rate in rates), 1)
            figures[f"{name}, as shown: AER"] = round(displayed[0], 1)
            if stage == options.stages:
                print(content_line(content(variant, as_shown(variant, chances))))
        if options.save:
            np.savez(options.save, *flat)

    model = Fitter(laid, counts, options.seed, options.stages).run(report)
    if options.write:
        data = {options.pairs.stem: [options.pairs, options.gold]}
        write_weights(WEIGHTS, laid_out(model), fitted_today("scripts/fit_links.py", data, figures))


if __name__ == "__main__":
    main()
