"""Fit the weights of `links.pair_check`: which sums of links tell a true pair from two sentences put together.

    fit_pair_check.py MAC_DEV_FOLDER PAIRS.src-tgt

MAC_DEV_FOLDER holds `zh`, `en` and `gold` with sentence links by hand; PAIRS holds `tokens ||| tokens` a line,
Chinese first. Every true pair has two strangers. Prints the weights, the base at which 95 of 100 strangers among PAIRS
are doubtful, and how many true pairs then are.
"""

from __future__ import annotations

import argparse
import ast
from pathlib import Path

import numpy as np

from flashcards import words
from flashcards.glosses.english_types import english_type
from flashcards.lexicon import Lexicon, open_lexicon
from flashcards.lexicon.english import tokenize
from flashcards.links import network
from flashcards.links.chances import PairWords, link_chances
from flashcards.links.chinese_types import chinese_type
from flashcards.links.pair_check import sums

DOUBTFUL_STRANGERS = 0.95
PAIRS_OF_A_BOOK = 90
PENALTY = 1e-3


def novels(folder: Path) -> list[tuple[str, str]]:
    """Read the first pairs of each book."""
    found = []
    for gold in sorted((folder / "gold").glob("*.align")):
        chinese, english = (
            (folder / side / f"{gold.stem}.txt").read_text(encoding="utf-8").split("\n") for side in ("zh", "en")
        )
        beads = [
            [ast.literal_eval(part.strip()) for part in line.split(":")[:2]] for line in gold.open(encoding="utf-8")
        ]
        whole = [(z, e) for z, e in beads if z and e][:PAIRS_OF_A_BOOK]
        found += [("".join(chinese[i] for i in z), " ".join(english[i] for i in e)) for z, e in whole]
    return found


def news(path: Path) -> list[tuple[str, str]]:
    """Read pairs of tokens."""
    rows = (line.split(" ||| ") for line in path.read_text(encoding="utf-8").splitlines())
    return [(chinese.replace(" ", ""), english) for chinese, english in rows]


def described(pairs: list[tuple[str, str]], lexicon: Lexicon) -> np.ndarray:
    """Give the sums of each pair, a row each."""
    laid = [
        PairWords(tuple(w for w in words.cut(chinese, lexicon) if not w.text.isspace()), tokenize(english))
        for chinese, english in pairs
    ]
    rows = []
    for pair, found in zip(laid, link_chances(laid, lexicon, network.model()), strict=True):
        chinese = [chinese_type(word, lexicon) for word in pair.chinese]
        english = [english_type(token.text, lexicon) for token in pair.english]
        rows.append(sums(found, chinese, english))
    return np.array(rows)


def strangers(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put every Chinese sentence beside two English ones that are not its own, one near and one far."""
    count = len(pairs)
    return [(pairs[k][0], pairs[(k + step) % count][1]) for step in (3, count // 2) for k in range(count)]


def fitted(rows: np.ndarray, target: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Fit a logistic regression by Newton's method; the last weight is that of the base."""
    table = np.hstack([rows, np.ones((len(rows), 1))])
    found = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ found))
        curve = np.maximum(chance * (1 - chance) * weight, 1e-9)
        slope = table.T @ ((chance - target) * weight) + PENALTY * found
        found -= np.linalg.solve((table * curve[:, None]).T @ table + PENALTY * np.eye(len(found)), slope)
    return found


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("novels", type=Path)
    parser.add_argument("news", type=Path)
    options = parser.parse_args()
    lexicon = open_lexicon()
    texts = {"novels": novels(options.novels), "news": news(options.news)}
    true = {name: described(pairs, lexicon) for name, pairs in texts.items()}
    false = {name: described(strangers(pairs), lexicon) for name, pairs in texts.items()}
    groups = [(rows, label) for side, label in ((true, 1.0), (false, 0.0)) for rows in side.values()]
    rows = np.concatenate([group for group, _ in groups])
    target = np.concatenate([np.full(len(group), label) for group, label in groups])
    weight = np.concatenate([np.full(len(group), 1000 / len(group)) for group, _ in groups])
    found = fitted(rows, target, weight)[:-1]
    base = -float(np.quantile(false["news"] @ found, DOUBTFUL_STRANGERS))
    print("weights", found.round(2).tolist(), "base", round(base, 2))
    for name in texts:
        shares = [float((side[name] @ found + base < 0).mean()) for side in (true, false)]
        print(f"{name}: doubtful {shares[0]:.1%} of true pairs, {shares[1]:.1%} of strangers")


if __name__ == "__main__":
    main()
