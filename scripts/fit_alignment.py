"""Fit the weights of the aligner on sentence links made by hand, and print what they reach on books left out.

    python scripts/fit_alignment.py ../shared/bench/mac-dev            # figures, each book by weights of the others
    python scripts/fit_alignment.py ../shared/bench/mac-dev --write    # and weights of all books, into the package

Needs scipy, which the package itself does not. Seeded: the same data give the same weights. Besides each book as it is,
three copies are learned from in which runs of sentences are missing, so that the aligner knows what a gap looks like.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import numpy as np
from alignment_books import Book, Links, calibration_error, copies, f1, in_order, read_books, runs_of

from flashcards.alignment.anchors import rough_path
from flashcards.alignment.association import folds_of
from flashcards.alignment.bead_features import SHAPE_NAMES, View, end_features, start_features
from flashcards.alignment.beads import SHAPES, Beads, beads_of
from flashcards.alignment.chain import Chain, confidences
from flashcards.alignment.first_pass import OPENING, bead_features, guessed_lengths, survivors
from flashcards.alignment.grid import band
from flashcards.alignment.lattice import Lattice
from flashcards.alignment.second_pass import WEIGHTS, SecondPass, Weights, second_pass
from flashcards.alignment.word_evidence import association_features, evidence, pair_features
from flashcards.common.weights import Origin, fitted_today, write_weights
from flashcards.lexicon import open_lexicon
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from flashcards.alignment.bitext_words import Text
    from flashcards.common.arrays import Floats

Named: TypeAlias = dict[str, float]

SEED = 7
ROUGH_COPY_WEIGHT, FINE_COPY_WEIGHT = 0.1, 0.05
"""Of a book with gaps, against one as it is: in the first pass it matters more to keep every bead that may be right."""
ROUGH_PRIOR, FINE_PRIOR, WORDS_PRIOR = 1.0, 0.5, 1.0
SHAPE_SCALE = 0.3
ROUGH_TURNS, FINE_TURNS = 40, 100
SHIFTS = (2, 8)


@dataclass
class Problem:
    """Beads with their features, and which of them are right: what a field is fitted to."""

    beads: Beads
    chain: Chain | Lattice
    names: list[str]
    values: NDArray[np.float32]
    given: Floats
    right: NDArray[np.int64]
    runs: int
    weight: float


def right_beads(beads: Beads, links: Links) -> NDArray[np.int64]:
    """Find the beads of the links; those that are not among the beads are left out."""
    numbers = {
        key: n
        for n, key in enumerate(zip(beads.chinese.tolist(), beads.english.tolist(), beads.shape.tolist(), strict=True))
    }
    bead_numbers = []
    i = j = 0
    for chinese, english in in_order(links):
        shape = (len(chinese), len(english))
        number = numbers.get((i, j, SHAPES.index(shape))) if shape in SHAPES else None
        bead_numbers += [] if number is None else [number]
        i, j = i + shape[0], j + shape[1]
    return np.array(bead_numbers, np.int64)


def fit_field(problems: Sequence[Problem], prior: float, turns: int) -> Named:
    """Fit a conditional random field; each weight's prior is as wide as its feature is narrow."""
    from scipy.optimize import minimize

    names = problems[0].names
    size = sum(p.values.shape[1] for p in problems)
    scale = np.sqrt(sum((p.values.astype(np.float64) ** 2).sum(axis=1) for p in problems) / size)
    scale[[name.startswith("shape") for name in names]] = SHAPE_SCALE
    scale = np.append(np.maximum(scale, 0.02), SHAPE_SCALE)

    def loss(scaled: Floats) -> tuple[float, Floats]:
        weights = scaled / scale
        total, slope = 0.5 * prior * float(scaled @ scaled), prior * scaled
        for p in problems:
            scores = (weights[:-1].astype(np.float32) @ p.values).astype(np.float64) + p.given
            chances, log_sum, runs = p.chain.posteriors(scores, float(weights[-1]))
            likely = chances > 1e-6
            total += p.weight * (log_sum - scores[p.right].sum() - weights[-1] * p.runs)
            expected = p.values[:, likely] @ chances[likely].astype(np.float32) - p.values[:, p.right].sum(axis=1)
            slope = slope + p.weight * np.append(expected, runs - p.runs) / scale
        return total, slope

    minimum = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": turns})
    return dict(zip([*names, OPENING], (minimum.x / scale).tolist(), strict=True))


def rough_problem(book: Book, words: Named) -> Problem:
    """Describe every bead of the band for the first pass."""
    strength = evidence(book.text, words)
    path = rough_path(book.text.chinese, book.text.english, book.text.words)
    beads = beads_of(band(len(book.chinese), len(book.english), path))
    named = {name: beads.shape == number for number, name in enumerate(SHAPE_NAMES)}
    sides = book.text.chinese, book.text.english
    for features, nodes in ((end_features, beads.target), (start_features, beads.source)):
        values_by_name = features(*sides, beads.grid.rows[nodes], beads.grid.columns[nodes])
        named |= {name: beads.is_pair * values for name, values in values_by_name}
    named |= dict(bead_features(book.text, beads, strength, guessed_lengths(book.text, path)))
    values = np.stack([v.astype(np.float32) for v in named.values()])
    right = right_beads(beads, book.links)
    weight = ROUGH_COPY_WEIGHT if book.is_copy else 1.0
    nothing = np.zeros(len(beads.shape))
    return Problem(beads, Lattice(beads), list(named), values, nothing, right, runs_of(book.links), weight)


def first_pass(book: Book, weights: Weights) -> tuple[SecondPass, Beads, Floats]:
    """Do the first pass, and learn from it what the second wants to know."""
    strength = evidence(book.text, weights.first_words)
    beads, chances = survivors(book.text, strength, weights.first_beads, lambda *_: None)
    return second_pass(book.text, beads, chances, weights), beads, chances


def fine_problem(book: Book, second: SecondPass, beads: Beads, words: Named) -> Problem:
    """Describe the beads that the first pass left."""
    strength = evidence(second.text, words, second.associations)
    named = dict(second.features(second.text, beads, strength, 0))
    values = np.stack([v.astype(np.float32) for v in named.values()])
    right = right_beads(beads, book.links)
    weight = FINE_COPY_WEIGHT if book.is_copy else 1.0
    given = second.habitual(View(second.text.chinese, second.text.english, beads))
    return Problem(beads, Chain(beads), list(named), values, given, right, runs_of(book.links), weight)


def fit_words(books: Sequence[tuple[Book, Text, Any]]) -> Named:
    """Fit how much a word pair tells, from best partners of words in right beads and in beads a few sentences off."""
    weights: Named | None = None
    for _ in range(2):
        rows, labels = [], []
        for book, text, associations in books:
            features = pair_features(text)
            if weights is None:
                start = text.words.strength[:, None] * np.ones((1, associations.folds if associations else 1))
                if associations:
                    start[associations.pairs] = np.maximum(start[associations.pairs], associations.strength)
            else:
                start = odds(text, weights, associations)
            pairs, folds, are_right = samples(book, text, start)
            row = {name: values[pairs] for name, values in features.items()}
            if associations is not None:
                company = np.zeros((len(text.words.chinese), associations.folds))
                company[associations.pairs] = associations.strength
                row |= association_features(row, company[pairs, folds])
            rows.append(np.stack(list(row.values()), axis=1))
            labels.append(are_right)
            names = list(row)
        weights = dict(zip(names, regression(np.concatenate(rows), np.concatenate(labels)), strict=True))
    assert weights is not None
    return weights


def odds(text: Text, weights: Named, associations: Any) -> Floats:
    """Give the logarithm of the odds that a pair tells, not cut off."""
    features = pair_features(text)
    base = sum(weights[name] * values for name, values in features.items())
    table = np.repeat(np.asarray(base)[:, None], associations.folds if associations else 1, axis=1)
    if associations:
        local = {name: values[associations.pairs][:, None] for name, values in features.items()}
        met = association_features(local, associations.strength)
        table[associations.pairs] += sum(weights[name] * values for name, values in met.items())
    return np.asarray(table)


def samples(book: Book, text: Text, rank: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """List the best partner of each word in right beads (1) and of the same English words some sentences off (0)."""
    generator = np.random.default_rng(SEED)
    partners: list[dict[int, int]] = [{} for _ in text.chinese.types]
    for number, (c, e) in enumerate(zip(text.words.chinese.tolist(), text.words.english.tolist(), strict=True)):
        partners[c][e] = number
    fold = folds_of(text.chinese.count) if rank.shape[1] > 1 else np.zeros(text.chinese.count, np.int64)
    rows: list[tuple[int, int, int]] = []

    def best(chinese: list[int], english: list[int], here: int, label: int) -> None:
        known = [[partners[c][e] for e in english if e in partners[c]] for c in chinese]
        known += [[partners[c][e] for c in chinese if e in partners[c]] for e in english]
        rows.extend((max(pairs, key=lambda n: rank[n, here]), here, label) for pairs in known if pairs)

    tokens = [side.tokens.tolist() for side in (text.chinese, text.english)]
    for chinese, english in book.links:
        if not chinese or not english:
            continue
        words = [tokens[0][text.chinese.starts[i] : text.chinese.starts[i + 1]] for i in chinese]
        others = [e for j in english for e in tokens[1][text.english.starts[j] : text.english.starts[j + 1]]]
        here = int(fold[chinese[0]])
        best([c for sentence in words for c in sentence], others, here, 1)
        shift = int(generator.integers(*SHIFTS)) * int(generator.choice([-1, 1]))
        for step in (shift, -shift):
            if chinese[0] + step >= 0 and chinese[-1] + step < text.chinese.count:
                moved = [tokens[0][text.chinese.starts[i + step] : text.chinese.starts[i + step + 1]] for i in chinese]
                best([c for sentence in moved for c in sentence], others, here, 0)
                break
    pairs, folds, labels = np.array(rows).T
    return pairs, folds, labels.astype(np.float64)


def regression(rows: Floats, labels: Floats) -> list[float]:
    """Fit a logistic regression; the first column, the bias, is free."""
    from scipy.optimize import minimize

    scale = rows.std(axis=0) + 1e-6
    scale[0] = 1.0
    rows = rows / scale
    prior = np.full(rows.shape[1], WORDS_PRIOR)
    prior[0] = 0.0

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        total = np.logaddexp(0, scores).sum() - (scores * labels).sum() + 0.5 * (prior * weights) @ weights
        return float(total), rows.T @ (1 / (1 + np.exp(-scores)) - labels) + prior * weights

    minimum = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return (minimum.x / scale).tolist()  # type: ignore[no-any-return]


def fit(books: Sequence[Book]) -> Weights:
    """Fit all weights, in the order in which they are used."""
    whole = [book for book in books if not book.is_copy]
    words = fit_words([(book, book.text, None) for book in whole])
    rough = [rough_problem(book, words) for book in books]
    first = Weights(words, fit_field(rough, ROUGH_PRIOR, ROUGH_TURNS), {}, {}, one_to_one(whole))
    prepared = [(book, *first_pass(book, first)) for book in books]
    words = fit_words([(b, s.text, s.associations) for b, s, _, _ in prepared if not b.is_copy])
    fine = [fine_problem(book, second, beads, words) for book, second, beads, _ in prepared]
    return replace(first, words=words, beads=fit_field(fine, FINE_PRIOR, FINE_TURNS))


def one_to_one(books: Sequence[Book]) -> float:
    """Count which share of the pairs is one to one."""
    pairs = [(len(c), len(e)) for book in books for c, e in book.links if c and e]
    return pairs.count((1, 1)) / len(pairs)


def solve(book: Book, weights: Weights) -> tuple[Links, Floats]:
    """Align a book as the aligner does; give its links and their confidences."""
    second, beads, _ = first_pass(book, weights)
    scores, linked = second.judge(beads)
    chain = Chain(beads)
    sure = confidences(beads, chain.posteriors(scores, second.opening).chances)
    path = chain.best_path(scores, second.opening)
    links = [
        (
            tuple(range(int(beads.chinese[k]), int(beads.chinese[k] + beads.chinese_count[k]))),
            tuple(range(int(beads.english[k]), int(beads.english[k] + beads.english_count[k]))),
        )
        for k in path
    ]
    return links, sure[path] * second.trust(beads.chosen(np.array(path)), linked[path])


def leave_one_out(books: Sequence[Book], gaps: dict[str, list[Book]]) -> dict[str, list[tuple[Book, Links, Floats]]]:
    """Align each book, whole and with gaps, by weights of the others."""
    results: dict[str, list[tuple[Book, Links, Floats]]] = {name: [] for name in ("whole", *gaps)}
    for number, book in enumerate(books):
        others = [b for group in (books, *gaps.values()) for b in group if b.name != book.name]
        weights = fit(others)
        results["whole"].append((book, *solve(book, weights)))
        for lost, group in gaps.items():
            results[lost].append((group[number], *solve(group[number], weights)))
    return results


def main() -> None:
    """Print the figures; write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="fit on all books and write the weights")
    given = parser.parse_args()
    lexicon = open_lexicon()
    books = read_books(given.data, lexicon)
    gaps = copies(books, lexicon)
    figures: Named = {}
    for name, solved in leave_one_out(books, gaps).items():
        pairs = [(book.links, links) for book, links, _ in solved]
        each = " ".join(f"{f1([pair]):.3f}" for pair in pairs)
        right = [link in set(book.links) for book, links, _ in solved for link in links]
        error = calibration_error(np.concatenate([c for *_, c in solved]), np.array(right))
        print(f"{name:10} strict F1 {f1(pairs):.4f}  ({each})  calibration error {error:.3f}", flush=True)
        figures |= {f"{name}, left out: strict F1": round(f1(pairs), 3)}
        figures |= {f"{name}, left out: calibration error": round(error, 3)}
    if given.write:
        data = {given.data.name: sorted(given.data.glob("*/*"))}
        about = fitted_today("scripts/fit_alignment.py", data, figures)
        write(fit([*books, *(book for group in gaps.values() for book in group)]), about)


def write(fitted: Weights, about: Origin) -> None:
    """Write the weights with what they were fitted on; those that say nothing are left out."""
    named = msgspec.structs.asdict(fitted)
    one_to_one = named.pop("one_to_one")
    telling = {key: {n: round(w, 3) for n, w in group.items() if abs(w) >= 0.0005} for key, group in named.items()}
    write_weights(WEIGHTS, {"one_to_one": round(one_to_one, 3)} | telling, about)


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
