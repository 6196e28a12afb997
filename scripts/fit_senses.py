"""Fit the weights of `senses.ranking` on words whose rendering tells which of their senses is meant.

    fit_senses.py MAC_DEV_FOLDER PAIRS.src-tgt [--usual USUAL.tsv.gz] [--list] [--write]

The texts are those of `fit_pair_check.py`. A word counts where one sense holds its rendering and another does not; the
rendering itself is hidden. USUAL is a table of usual translations counted without these texts, as the one that comes
along was: a model that has seen its own sentences in the counts trusts them too much.

Prints, of each text, how often the first sense of the dictionary fits; how often the one chosen by weights fitted on
the other texts; and how often the one that the ranking puts first with these. There rules, phrases and weights set by
hand speak as well, and what CC-CEDICT adds to a learner's senses is never guessed. `--list` tells word by word.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from parallel_texts import annotated, news, novels

from flashcards import links
from flashcards.common.weights import fitted_today, write_weights
from flashcards.glosses.comparison import fit, phrase
from flashcards.glosses.english_types import english_type
from flashcards.lexicon import open_lexicon
from flashcards.lexicon.english import tokenize
from flashcards.records import replace
from flashcards.senses.contexts import contexts
from flashcards.senses.features import features
from flashcards.senses.ranking import BY_HAND, WEIGHTS, guessable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Sense

LEAST_FIT = 0.6
LEAST_CONFIDENCE = 0.8
PENALTY = 4.0


class Choice(NamedTuple):
    """The senses of a word in a sentence, described, and which of them fit its rendering.

    `guessable` tells which may come first where nothing renders the word, `place` the sentence with the word set off.
    """

    rows: list[dict[str, float]]
    fitting: np.ndarray
    guessable: np.ndarray
    senses: tuple[Sense, ...]
    place: str
    rendering: str


def choices(pairs: list[AnnotatedPair], lexicon: Lexicon) -> list[Choice]:
    """Find the words whose rendering tells the sense."""
    examples = []
    for linked in links.link(pairs, lexicon):
        for word, context in zip(linked.annotated.words, contexts(linked, lexicon), strict=True):
            rendering = word.rendering
            if rendering is None or not rendering.text or rendering.confidence < LEAST_CONFIDENCE:
                continue
            if context and len(word.senses) > 1:
                tokens = [english_type(token.text, lexicon) for token in tokenize(rendering.text)]
                fits = np.array([fit(sense, phrase(tokens), lexicon) for sense in word.senses])
                if fits.max() >= LEAST_FIT and fits.min() < LEAST_FIT and not all(t.is_function for t in tokens):
                    hidden = replace(context, rendered=(), is_verb=None, is_phrasal=False)
                    rows = [
                        {name: float(value) for name, value in row.items()}
                        for row in features(context.senses, hidden, lexicon)
                    ]
                    may_lead = np.array([sense in guessable(context.senses) for sense in context.senses])
                    chinese = linked.annotated.pair.chinese_text
                    place = f"{chinese[: word.start]}[{word.text}]{chinese[word.end :]}"
                    fitting = fits >= 0.95 * fits.max()
                    examples.append(Choice(rows, fitting, may_lead, word.senses, place, rendering.text))
    return examples


def fitted(examples: list[Choice]) -> dict[str, float]:
    """Fit a softmax over the senses of each word by damped Newton steps."""
    names = sorted({name for choice in examples for row in choice.rows for name in row} - set(BY_HAND))
    tables = [np.array([[row.get(name, 0.0) for name in names] for row in choice.rows]) for choice in examples]
    weights = np.zeros(len(names))
    for _ in range(25):
        slope, curve = PENALTY * weights, PENALTY * np.eye(len(names))
        for choice, table in zip(examples, tables, strict=True):
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            wanted = chance * choice.fitting / (chance @ choice.fitting)
            slope += table.T @ (chance - wanted)
            curve += (table * chance[:, None]).T @ table - np.outer(chance @ table, chance @ table)
        step = np.linalg.solve(curve, slope)
        weights -= step * min(1.0, 1 / np.abs(step).max())
        if np.abs(step).max() < 1e-4:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def best(choice: Choice, weights: Mapping[str, float]) -> int:
    """Give the place of the sense with the highest sum."""
    return int(np.argmax([sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in choice.rows]))


def decided(choice: Choice, weights: Mapping[str, float]) -> int:
    """Give the place of the sense that the ranking puts first by these weights and those set by hand."""
    places = np.flatnonzero(choice.guessable)
    asked = choice._replace(rows=[choice.rows[place] for place in places])
    return int(places[best(asked, {**weights, **BY_HAND})])


def share(hits: Sequence[bool]) -> float:
    """Give the share of what hits."""
    return round(float(np.mean(hits)), 3)


def verdict_line(choice: Choice, place: int) -> str:
    """Tell, with tabs between, whether a sense fits, the rendering, that sense, the one that fits best, the place."""
    fitting = choice.senses[int(np.argmax(choice.fitting))].gloss
    verdict = "right" if choice.fitting[place] else "wrong"
    return f"{verdict}\t{choice.rendering}\t{choice.senses[place].gloss}\t{fitting}\t{choice.place}"


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("novels", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--usual", type=Path)
    parser.add_argument("--list", action="store_true", help="list the words, what was chosen and what fits")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    lexicon = open_lexicon(usual=options.usual)
    texts = {"novels": novels(options.novels), "news": news(options.news)}
    by_text = {name: choices(annotated(pairs, lexicon), lexicon) for name, pairs in texts.items()}
    figures = {}
    for name, own in by_text.items():
        weights = fitted([choice for other, theirs in by_text.items() if other != name for choice in theirs])
        figures[f"{name}: first sense fits"] = share([choice.fitting[0] for choice in own])
        figures[f"{name}, left out: sense chosen fits"] = share([c.fitting[best(c, weights)] for c in own])
        figures[f"{name}, left out: sense put first fits"] = share([c.fitting[decided(c, weights)] for c in own])
        print(f"{name}: {len(own)} words")
        if options.list:
            print(*(verdict_line(choice, decided(choice, weights)) for choice in own), sep="\n")
    print(*(f"{name}: {figure:.1%}" for name, figure in figures.items()), sep="\n")
    if options.write:
        weights = fitted([choice for theirs in by_text.values() for choice in theirs])
        data = {options.novels.name: sorted(options.novels.glob("*/*")), options.news.stem: [options.news]}
        about = fitted_today("scripts/fit_senses.py", data, figures)
        write_weights(WEIGHTS, {name: round(weight, 2) for name, weight in weights.items()}, about)


if __name__ == "__main__":
    main()
