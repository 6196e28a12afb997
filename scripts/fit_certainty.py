"""Fit the weights of `senses/certainty_weights.json`: which renderings that no sense contains are right.

    fit_certainty.py FREE.tsv USUAL.tsv.gz [--write]

FREE.tsv holds renderings told right or wrong by hand (columns verdict, word, english, chinese, english sentence),
USUAL.tsv.gz a table of usual translations that was counted without these sentences. Prints, by weights fitted on the
other four fifths, how many renderings of each fifth reach a probability, and how many of these are right.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from parallel_texts import annotated

from flashcards import links, senses
from flashcards.common.weights import fitted_today, write_weights
from flashcards.glosses.english_types import english_type
from flashcards.lexicon import open_lexicon
from flashcards.lexicon.english import tokenize
from flashcards.senses.certainty import WEIGHTS, features

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from flashcards.lexicon import Lexicon

    Floats: TypeAlias = NDArray[np.float64]

PENALTY = 1.0
FOLDS, REPEATS = 5, 20
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.93, 0.95, 0.97)


def described(path: Path, lexicon: Lexicon) -> tuple[Floats, Floats, tuple[str, ...]]:
    """Describe the free renderings that the linker still finds, a row each; tell which are right, and what is told."""
    rows: list[list[float]] = []
    verdicts: list[float] = []
    names: tuple[str, ...] = ()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            (linked,) = links.link(annotated([(row["chinese"], row["english sentence"])], lexicon), lexicon)
            pair = senses.choose(linked, lexicon)
            word = next((w for w in pair.words if w.text == row["word"] and w.rendering and w.senses), None)
            if word is None or word.rendering is None or word.rendering.certainty in (0.0, 1.0):
                continue
            tokens = [english_type(token.text, lexicon) for token in tokenize(word.rendering.text)]
            content = [token for token in tokens if not token.is_function]
            if {token.lemma for token in content} & {lexicon.lemma(w) for w in row["english"].lower().split()}:
                rows.append(list(features(word, content, lexicon).values()))
                names = tuple(features(word, content, lexicon))
                verdicts.append(float(row["verdict"] == "right"))
    return np.array(rows), np.array(verdicts), names


def fitted(table: Floats, right: Floats) -> Floats:
    """Fit a logistic regression with an L2 penalty by Newton's method: the bias, then a weight a feature."""
    mean, spread = table.mean(0), table.std(0) + 1e-9
    rows = np.c_[np.ones(len(table)), (table - mean) / spread]
    penalty = PENALTY * np.r_[0.0, np.ones(table.shape[1])]
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(curve, rows.T @ (chance - right) + penalty * weights)
    plain = weights[1:] / spread
    whole: Floats = np.r_[weights[0] - plain @ mean, plain]
    return whole


def held_out(table: Floats, right: Floats, fit: Callable[[Floats, Floats], Floats]) -> Floats:
    """Give each row its probability by weights fitted without its fold, the mean over several ways to fold."""
    shuffled = np.random.default_rng(0)
    chances = np.zeros(len(right))
    for _ in range(REPEATS):
        fold = shuffled.integers(0, FOLDS, len(right))
        for number in range(FOLDS):
            weights = fit(table[fold != number], right[fold != number])
            inside = fold == number
            chances[inside] += 1 / (1 + np.exp(-weights[0] - table[inside] @ weights[1:])) / REPEATS
    return chances


def main() -> None:
    """Fit, print and, if asked to, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("free", type=Path)
    parser.add_argument("usual", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    table, right, names = described(options.free, open_lexicon(usual=options.usual))
    chances = held_out(table, right, fitted)
    figures = {"renderings": len(right), "right": round(float(right.mean()), 3)}
    for threshold in THRESHOLDS:
        kept = chances >= threshold
        precision = float(right[kept].mean()) if kept.any() else 0.0
        recall = float(right[kept].sum() / right.sum())
        figures |= {f"precision at {threshold}": round(precision, 3), f"recall at {threshold}": round(recall, 3)}
        print(
            f"{threshold:.2f}: {kept.sum()} of {len(kept)} kept, {precision:.1%} right, {recall:.1%} of the right ones"
        )
    weights = dict(zip(("base", *names), fitted(table, right).round(3).tolist(), strict=True))
    print(weights)
    if options.write:
        data = {"renderings/free.tsv": [options.free], "usual translations": [options.usual]}
        write_weights(WEIGHTS, weights, fitted_today("scripts/fit_certainty.py", data, figures))


if __name__ == "__main__":
    main()
