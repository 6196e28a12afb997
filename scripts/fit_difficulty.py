"""Fit the weights of `vocabulary.word_difficulty` on sentences of which people picked the hardest word.

    fit_difficulty.py GOLD.tsv              column 1: a sentence cut into words, column 2: the picked word
    fit_difficulty.py GOLD.tsv --write      and weights of all sentences, into the package

A softmax over the words of a sentence, fitted by damped Newton steps on the sentences as given and as the program cuts
them. Prints how often the picked word ranks first and among the first three over ten folds, each by the
weights of the others, and the weights of all.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np

from flashcards import words
from flashcards.common.weights import fitted_today, write_weights
from flashcards.lexicon import Lexicon, open_lexicon
from flashcards.records import Word, WordKind
from flashcards.vocabulary.word_difficulty import WEIGHTS, features

FOLDS = 10
PENALTY = 3.0


class Sentence(NamedTuple):
    """The words of a sentence, each once, their features a row each, and the word that was picked."""

    words: list[str]
    table: np.ndarray
    picked: str


def sentence(cut: list[Word], picked: str, lexicon: Lexicon) -> Sentence:
    """Describe a sentence."""
    once = {word.text: word for word in cut if re.search(r"[\u3400-\u9fff]", word.text)}
    rows = [list(features(word, lexicon).values()) for word in once.values()]
    return Sentence(list(once), np.array(rows, float), picked)


def read(path: Path, lexicon: Lexicon) -> tuple[list[Sentence], list[Sentence]]:
    """Read the sentences, with words as given and as the program cuts them."""
    given, cut = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            text, picked = line.split("\t")[:2]
            as_given = [Word(word, 0, len(word), WordKind.DICTIONARY) for word in text.split()]
            given.append(sentence(as_given, picked, lexicon))
            cut.append(sentence(list(words.cut(text.replace(" ", ""), lexicon)), picked, lexicon))
    return given, cut


def fitted(sentences: list[Sentence]) -> np.ndarray:
    """Fit the weights; sentences whose picked word is cut otherwise teach nothing."""
    known = [s for s in sentences if s.picked in s.words]
    spread = np.concatenate([s.table for s in known]).std(0) + 1e-6
    weights = np.zeros(len(spread))
    for _ in range(100):
        slope, curve = PENALTY * weights, PENALTY * np.eye(len(weights))
        for each in known:
            table = each.table / spread
            scores = table @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            mean = chances @ table
            slope = slope - (table[each.words.index(each.picked)] - mean)
            curve = curve + (table * chances[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights = weights - step * min(1.0, 1 / np.abs(step).max())
        if np.abs(step).max() < 1e-4:
            break
    fitted: np.ndarray = weights / spread
    return fitted


def ranked(sentences: list[Sentence], weights: np.ndarray) -> tuple[int, int]:
    """Count the sentences whose picked word is first, and among the first three."""
    first = third = 0
    for each in sentences:
        if each.words:
            order = [each.words[k] for k in np.argsort(-(each.table @ weights), kind="stable")]
            first, third = first + (each.picked in order[:1]), third + (each.picked in order[:3])
    return first, third


def main() -> None:
    """Print the figures; write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="fit on all sentences and write the weights")
    options = parser.parse_args()
    lexicon = open_lexicon()
    given, cut = read(options.gold, lexicon)
    names = list(features(Word("中", 0, 1, WordKind.DICTIONARY), lexicon))
    figures: dict[str, float] = {}
    for name, side in (("as given", given), ("as cut", cut)):
        hits = np.zeros(2)
        for fold in range(FOLDS):
            rest = [s for k in range(len(given)) if k % FOLDS != fold for s in (given[k], cut[k])]
            hits += ranked([s for k, s in enumerate(side) if k % FOLDS == fold], fitted(rest))
        first, third = (round(100 * float(share), 1) for share in hits / len(side))
        print(f"words {name}: first {first} %, among three {third} % of {len(side)}")
        figures |= {f"words {name}, left out: first": first, f"words {name}, left out: among three": third}
    weights = dict(zip(names, (round(float(weight), 2) for weight in fitted(given + cut)), strict=True))
    for name, weight in weights.items():
        print(f"    {name:18} {weight:6.2f}")
    if options.write:
        about = fitted_today("scripts/fit_difficulty.py", {options.gold.name: [options.gold]}, figures)
        write_weights(WEIGHTS, weights, about)


if __name__ == "__main__":
    main()
