"""Fit the weights of `senses.sense_model` on words whose rendering tells which of their senses is meant.

    fit_senses.py MAC_DEV_FOLDER PAIRS.src-tgt

The texts are those of `fit_pair_check.py`. A word counts where one sense holds its rendering and another does not.
Prints how often the first sense of the dictionary fits, how often the one chosen by weights fitted on the other texts,
and the weights fitted on all.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from fit_pair_check import news, novels

from flashcards import readings, senses, words
from flashcards.glosses.english_types import english_type
from flashcards.lexicon import Lexicon, open_lexicon
from flashcards.lexicon.english import tokenize
from flashcards.records import AlignedPair, AnnotatedPair, Sentence
from flashcards.senses.ranking import fit
from flashcards.senses.sense_model import described, neighbours

LEAST_FIT = 0.6
LEAST_CONFIDENCE = 0.8
PENALTY = 4.0


class Choice(NamedTuple):
    """The senses of a word in a sentence, described, and which of them fit its rendering."""

    rows: list[dict[str, float]]
    fitting: np.ndarray


def annotated(pairs: list[tuple[str, str]], lexicon: Lexicon) -> list[AnnotatedPair]:
    """Cut and read the Chinese of pairs."""
    found = []
    for position, (chinese, english) in enumerate(pairs, 1):
        read = readings.read(words.cut(chinese, lexicon, english=english), lexicon, english=english)
        sides = [(Sentence(text, 0, len(text), 0),) for text in (chinese, english)]
        found.append(AnnotatedPair(AlignedPair(sides[0], sides[1], 0.9), read, position))
    return found


def choices(pairs: list[AnnotatedPair], lexicon: Lexicon) -> list[Choice]:
    """Find the words whose rendering tells the sense."""
    found = []
    for plain, linked in zip(pairs, senses.link(pairs, lexicon), strict=True):
        for number, (word, told) in enumerate(zip(plain.words, linked.words, strict=True)):
            rendering = told.rendering
            if rendering is None or not rendering.text or rendering.confidence < LEAST_CONFIDENCE:
                continue
            if len(word.senses) > 1:
                tokens = [english_type(t.text, lexicon) for t in tokenize(rendering.text)]
                fits = np.array([fit(sense, tokens, lexicon) for sense in word.senses])
                if fits.max() >= LEAST_FIT and fits.min() < LEAST_FIT and not all(t.is_function for t in tokens):
                    around = neighbours(plain.words, number)
                    found.append(Choice(described(word, around, lexicon), fits >= 0.95 * fits.max()))
    return found


def fitted(found: list[Choice]) -> dict[str, float]:
    """Fit a softmax over the senses of each word by damped Newton steps."""
    names = sorted({name for one in found for row in one.rows for name in row})
    tables = [np.array([[row.get(name, 0.0) for name in names] for row in one.rows]) for one in found]
    weights = np.zeros(len(names))
    for _ in range(25):
        slope, curve = PENALTY * weights, PENALTY * np.eye(len(names))
        for one, table in zip(found, tables, strict=True):
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            wanted = chance * one.fitting / (chance @ one.fitting)
            slope += table.T @ (chance - wanted)
            curve += (table * chance[:, None]).T @ table - np.outer(chance @ table, chance @ table)
        step = np.linalg.solve(curve, slope)
        weights -= step * min(1.0, 1 / np.abs(step).max())
        if np.abs(step).max() < 1e-4:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def right(found: list[Choice], weights: dict[str, float]) -> float:
    """Give the share of words whose best sense fits."""
    best = (int(np.argmax([sum(weights.get(n, 0.0) * x for n, x in row.items()) for row in one.rows])) for one in found)
    return float(np.mean([one.fitting[place] for one, place in zip(found, best, strict=True)]))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("novels", type=Path)
    parser.add_argument("news", type=Path)
    options = parser.parse_args()
    lexicon = open_lexicon()
    texts = {"novels": novels(options.novels), "news": news(options.news)}
    found = {name: choices(annotated(pairs, lexicon), lexicon) for name, pairs in texts.items()}
    for name, own in found.items():
        others = fitted([one for other, told in found.items() if other != name for one in told])
        first = np.mean([one.fitting[0] for one in own])
        print(f"{name}: {len(own)} words, the first sense fits in {first:.1%}, the chosen in {right(own, others):.1%}")
    for name, weight in fitted([one for told in found.values() for one in told]).items():
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
