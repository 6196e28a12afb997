"""Fit the weights of `links.free_renderings` on renderings that no sense contains, told right or wrong by hand.

    fit_free_renderings.py FREE.tsv [--write]

FREE holds a header and the columns source, verdict (right, wrong), word, english, first sense, Chinese and English
sentence. The base is set so that of the renderings told wrong half are left out. Prints, for each source, what weights
fitted on the other sources do with it.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from fit_pair_check import fitted
from parallel_texts import annotated

from flashcards.common.weights import fitted_today, write_weights
from flashcards.glosses.english_types import english_type
from flashcards.lexicon import open_lexicon
from flashcards.lexicon.english import tokenize
from flashcards.links.chances import link_chances, pair_words
from flashcards.links.free_renderings import WEIGHTS, features
from flashcards.links.network import model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.lexicon import Lexicon

LEFT_OUT = 0.5


class Judged(NamedTuple):
    """A free rendering, described, and whether it is right."""

    source: str
    values: dict[str, float]
    is_right: bool


def judged(rows: Iterable[dict[str, str]], lexicon: Lexicon) -> list[Judged]:
    """Describe the renderings that the linker finds, too."""
    renderings = []
    for row in rows:
        (pair,) = annotated([(row["chinese"], row["english sentence"])], lexicon)
        words = (word for word in pair.words if not word.text.isspace())
        sides = pair_words(words, tokenize(row["english sentence"]), lexicon)
        chances = link_chances([sides], lexicon, model())
        (links,), tokens = chances.grids.tables(chances.links), sides.english_types
        parts = {part for word in row["english"].lower().split() for part in english_type(word, lexicon).parts}
        content = [k for k, token in enumerate(tokens) if not parts.isdisjoint(token.parts) and not token.is_function]
        place = next((k for k, word in enumerate(sides.chinese) if word.text == row["word"]), None)
        if place is not None and content and sides.chinese[place].senses:
            column = max(content, key=lambda k: links[place, k])
            chance = min(float(links[place, column]), 0.999)
            values = features(sides.chinese[place].senses, [tokens[column]], chance, lexicon)
            renderings.append(Judged(row["source"], values, row["verdict"] == "right"))
    return renderings


def weights_of(renderings: list[Judged]) -> dict[str, float]:
    """Fit the weights, both verdicts weighing the same together, and the base."""
    table = np.array([list(rendering.values.values()) for rendering in renderings])
    target = np.array([float(rendering.is_right) for rendering in renderings])
    share = np.where(target > 0, 1 / target.sum(), 1 / (1 - target).sum()) * len(renderings)
    slopes = fitted(table, target, share)[:-1]
    base = -float(np.quantile((table @ slopes)[target == 0], LEFT_OUT))
    return {"base": base} | dict(zip(renderings[0].values, slopes.tolist(), strict=True))


def shown(renderings: list[Judged], weights: dict[str, float]) -> float:
    """Give the share of renderings that would be shown."""
    scores = [
        sum(weights[name] * value for name, value in rendering.values.items()) + weights["base"]
        for rendering in renderings
    ]
    return float(np.mean([score >= 0 for score in scores])) if renderings else 0.0


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judged", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    with options.judged.open(encoding="utf-8", newline="") as file:
        renderings = judged(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), open_lexicon())
    figures = {}
    for source in sorted({rendering.source for rendering in renderings}):
        weights = weights_of([rendering for rendering in renderings if rendering.source != source])
        own = [rendering for rendering in renderings if rendering.source == source]
        for verdict in (True, False):
            name = f"{source}, left out: {'right' if verdict else 'wrong'} ones shown"
            figures[name] = round(shown([rendering for rendering in own if rendering.is_right is verdict], weights), 2)
        print(source, len(own), *(f"{figure}" for name, figure in figures.items() if name.startswith(source)))
    weights = {name: round(weight, 2) for name, weight in weights_of(renderings).items()}
    print(weights)
    if options.write:
        about = fitted_today("scripts/fit_free_renderings.py", {"renderings/free.tsv": [options.judged]}, figures)
        write_weights(WEIGHTS, weights, about)


if __name__ == "__main__":
    main()
