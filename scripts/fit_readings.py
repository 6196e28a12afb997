"""Fit what each kind of evidence counts for in reading, and print what that reaches on sentences not fitted on.

    python scripts/fit_readings.py ../shared/bench            # figures, each half by weights of the other
    python scripts/fit_readings.py ../shared/bench --write    # and weights of both halves, into the package

Coordinate search over the weights of `flashcards.readings`, for the mean of two figures: polyphones of CPP's and
syllables of UD_Chinese-Beginner's development sentences read right, tone and all. Seven numbers are fitted, none of
them about a single character or word. Nothing here is random.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from flashcards import readings, words
from flashcards.common.weights import fitted_today, write_weights
from flashcards.lexicon import open_lexicon
from flashcards.readings.reading_weights import FILE, Weights, committed_weights
from flashcards.readings.second_opinion import open_second_opinion
from flashcards.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

_MARK = "\u2581"
_STEPS = (0.7, 0.9, 1.1, 1.4)
"""Factors by which a weight is changed at a time: small and large steps to either side."""
_LEAST_GAIN = 0.05
"""In percent, over both figures: five answers in ten thousand. Smaller gains were lost again, and more, in novels."""


@dataclass(frozen=True)
class Question:
    """A word in its sentence, and the right syllable for some of its characters by their places."""

    reader: readings.Reader
    word: Word
    right: dict[int, str]

    def answers(self, weights: Weights) -> Iterator[bool]:
        """Tell for each of the characters whether it is read right."""
        syllables = next(replace(self.reader, weights=weights).read([self.word])).syllables
        for at, syllable in self.right.items():
            read = syllables[at - self.word.start].lower() if syllables else ""
            either = self.word.text[at - self.word.start] in "一不" and read[:-1] == syllable[:-1]
            erhua = syllable[:-1] in ("r", "er") and read[:-1] in ("r", "er")
            yield read == syllable or either or erhua


def questions(texts: Sequence[tuple[str, dict[int, str]]], lexicon: Lexicon) -> list[Question]:
    """Cut the texts and ask the network once; what is fitted changes neither."""
    network = open_second_opinion()
    assert network is not None, "Install g2pM to fit what its opinion counts for."
    opinions = network.ask([lexicon.simplify(text) for text, _ in texts])
    asked_words = []
    for (text, right), opinion in zip(texts, opinions, strict=True):
        reader = readings.Reader(lexicon, lexicon.simplify(text), opinion, frozenset())
        for word in words.cut(text, lexicon):
            asked = {at: syllable for at, syllable in right.items() if word.start <= at < word.end}
            if asked:
                asked_words.append(Question(reader, word, asked))
    return asked_words


def share(asked: Sequence[Question], weights: Weights) -> float:
    """Give the percentage of characters that are read right."""
    answers = [answer for question in asked for answer in question.answers(weights)]
    return 100 * sum(answers) / len(answers)


def figures(corpora: Sequence[Sequence[Question]], weights: Weights) -> dict[str, float]:
    """Name the shares of CPP and of the running text."""
    shares = (round(share(corpus, weights), 2) for corpus in corpora)
    return dict(zip(("polyphones", "running"), shares, strict=True))


def search(corpora: Sequence[Sequence[Question]], start: Weights) -> Weights:
    """Change one weight after the other as long as that helps."""
    best, weights = sum(share(corpus, start) for corpus in corpora), start
    for _ in range(2):
        for name in (field.name for field in msgspec.structs.fields(Weights)):
            here = getattr(weights, name)
            for step in _STEPS:
                tried = replace(weights, **{name: round(here * step, 2)})
                if tried.first <= tried.other:  # CPP is about rare readings; the dictionary puts the common one first
                    continue
                value = sum(share(corpus, tried) for corpus in corpora)
                if value > best + _LEAST_GAIN:
                    best, weights = value, tried
    return weights


def polyphones(folder: Path) -> list[tuple[str, dict[int, str]]]:
    """Read CPP: one character between marks in each sentence, its syllable in a file of its own."""
    sentences = (folder / "cpp-dev.sent").read_text(encoding="utf-8").splitlines()
    labels = (folder / "cpp-dev.lb").read_text(encoding="utf-8").splitlines()
    pairs = zip(sentences, labels, strict=True)
    return [(s.replace(_MARK, ""), {s.index(_MARK): label.strip().replace("u:", "ü")}) for s, label in pairs]


def running(folder: Path) -> list[tuple[str, dict[int, str]]]:
    """Read the beginners' sentences: the text in column 3, a syllable for each Chinese character in column 7."""
    rows = [line.split("\t") for line in (folder / "beginner-odd.tsv").read_text(encoding="utf-8").splitlines()]
    sentences = []
    for row in rows:
        places = [at for at, char in enumerate(row[2]) if "\u4e00" <= char <= "\u9fff"]
        sentences.append((row[2], dict(zip(places, row[6].replace("v", "ü").split(), strict=True))))
    return sentences


def main() -> None:
    """Print the figures of either half by weights of the other; fit and write the weights of both where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights of both halves into the package")
    options = parser.parse_args()
    folder = options.bench / "pinyin"
    lexicon = open_lexicon()
    corpora = [questions(read(folder), lexicon) for read in (polyphones, running)]
    start = committed_weights()
    print("as they are:", figures(corpora, start))
    for half in (0, 1):
        other = search([corpus[1 - half :: 2] for corpus in corpora], start)
        print(f"half {half} by the other:", figures([corpus[half::2] for corpus in corpora], other))
    fitted = search(corpora, start)
    print(fitted, figures(corpora, fitted))
    if options.write:
        data = {"cpp-dev": sorted(folder.glob("cpp-dev.*")), "beginner-odd": [folder / "beginner-odd.tsv"]}
        about = fitted_today("scripts/fit_readings.py", data, figures(corpora, fitted))
        write_weights(FILE, msgspec.structs.asdict(fitted), about)


if __name__ == "__main__":
    main()
