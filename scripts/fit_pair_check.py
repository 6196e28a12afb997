"""Fit the weights of `links.pair_check`: which sums of links tell a true pair from two sentences put together.

    fit_pair_check.py MAC_DEV_FOLDER PAIRS.src-tgt [--write]

MAC_DEV_FOLDER holds `zh`, `en` and `gold` with sentence links by hand; PAIRS holds `tokens ||| tokens` a line, Chinese
first. Everyday pairs of our own, which are short, are a third kind. Every true pair has two strangers. The base is that
at which 95 of 100 strangers among PAIRS are doubtful; prints how many true pairs then are.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from parallel_texts import news, novels

from flashcards import words
from flashcards.common.weights import fitted_today, write_weights
from flashcards.lexicon import open_lexicon
from flashcards.lexicon.english import tokenize
from flashcards.links.chances import link_chances, pair_words
from flashcards.links.network import model
from flashcards.links.pair_check import WEIGHTS, sums

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

EVERYDAY = Path(__file__).parents[1] / "tests" / "cases" / "everyday_pairs.tsv"
DOUBTFUL_STRANGERS = 0.95
PENALTY = 1e-3


def everyday() -> list[tuple[str, str]]:
    """Read the pairs of everyday sentences, Chinese first."""
    rows = (line.split("\t") for line in EVERYDAY.read_text(encoding="utf-8").splitlines())
    return [(chinese, english) for chinese, english in rows]


def described(pairs: list[tuple[str, str]], lexicon: Lexicon) -> list[dict[str, float]]:
    """Give the sums of each pair."""
    sides = [
        pair_words((w for w in words.cut(chinese, lexicon) if not w.text.isspace()), tokenize(english), lexicon)
        for chinese, english in pairs
    ]
    return sums(link_chances(sides, lexicon, model()), sides)


def strangers(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put every Chinese sentence beside two English ones that are not its own, one near and one far."""
    count = len(pairs)
    return [(pairs[k][0], pairs[(k + step) % count][1]) for step in (3, count // 2) for k in range(count)]


def fitted(rows: np.ndarray, target: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Fit a logistic regression by Newton's method; the last weight is that of the base."""
    table = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        curve = np.maximum(chance * (1 - chance) * weight, 1e-9)
        slope = table.T @ ((chance - target) * weight) + PENALTY * weights
        weights -= np.linalg.solve((table * curve[:, None]).T @ table + PENALTY * np.eye(len(weights)), slope)
    return weights


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("novels", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    lexicon = open_lexicon()
    texts = {"novels": novels(options.novels), "news": news(options.news), "everyday": everyday()}
    samples = {
        label: {name: described(side(pairs), lexicon) for name, pairs in texts.items()}
        for label, side in (("true", list), ("random", strangers))
    }
    names = list(samples["true"]["news"][0])
    tables = {
        label: {name: np.array([list(row.values()) for row in rows]) for name, rows in side.items()}
        for label, side in samples.items()
    }
    groups = [(table, float(label == "true")) for label, side in tables.items() for table in side.values()]
    target = np.concatenate([np.full(len(table), label) for table, label in groups])
    weight = np.concatenate([np.full(len(table), 1000 / len(table)) for table, _ in groups])
    slopes = fitted(np.concatenate([table for table, _ in groups]), target, weight)[:-1]
    base = -float(np.quantile(tables["random"]["news"] @ slopes, DOUBTFUL_STRANGERS))
    weights = {"base": round(base, 2)} | dict(zip(names, slopes.round(2).tolist(), strict=True))
    print(weights)
    figures = {}
    for label, side in tables.items():
        for name, table in side.items():
            figures[f"{name}: {label} pairs doubtful"] = round(float((table @ slopes + base < 0).mean()), 3)
            print(f"{name}: {figures[f'{name}: {label} pairs doubtful']:.1%} of {label} pairs are doubtful")
    if options.write:
        data = {
            options.novels.name: sorted(options.novels.glob("*/*")),
            options.news.stem: [options.news],
            "everyday": [EVERYDAY],
        }
        write_weights(WEIGHTS, weights, fitted_today("scripts/fit_pair_check.py", data, figures))


if __name__ == "__main__":
    main()
