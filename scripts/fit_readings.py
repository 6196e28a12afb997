"""Fit what each kind of evidence counts for in reading, and print what that reaches on sentences not fitted on.

    python scripts/fit_readings.py ../shared/bench

Coordinate search over the constants of `flashcards.readings`, for the mean of two figures: polyphones of CPP's and
syllables of UD_Chinese-Beginner's development sentences read right, tone and all. Eleven numbers are fitted, none of
them about a single character or word. Prints each half of the data by constants of the other, then the constants of
both; they are put into the module by hand. Nothing here is random.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from flashcards import readings, words
from flashcards.lexicon import open_lexicon
from flashcards.readings._second_opinion import open_second_opinion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import Word

_MARK = "\u2581"
_CONSTANTS = (
    *("OPINION_ON_WORDS", "OPINION_ON_CHARACTERS", "LONGER_WORD", "OTHER_READING", "DISPUTED_READING"),
    *("CHARACTER_FIRST", "CHARACTER_OTHER", "TAUGHT_READING", "TAUGHT_LATER", "SURNAME", "NEUTRAL_CHARACTER"),
)
_STEPS = (0.7, 0.9, 1.1, 1.4)
Constants: TypeAlias = dict[str, float]


@dataclass(frozen=True)
class Question:
    """A word in its sentence, and the right syllable for some of its characters by their places."""

    reader: readings.Reader
    word: Word
    right: dict[int, str]

    def answers(self) -> Iterator[bool]:
        """Tell for each of the characters whether it is read right."""
        syllables = next(self.reader.read([self.word])).syllables
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
    found = []
    for (text, right), opinion in zip(texts, opinions, strict=True):
        reader = readings.Reader(lexicon, lexicon.simplify(text), opinion, frozenset())
        for word in words.cut(text, lexicon):
            asked = {at: syllable for at, syllable in right.items() if word.start <= at < word.end}
            if asked:
                found.append(Question(reader, word, asked))
    return found


def share(asked: Sequence[Question]) -> float:
    """Give the percentage of characters that are read right."""
    answers = [answer for question in asked for answer in question.answers()]
    return 100 * sum(answers) / len(answers)


def figures(corpora: Sequence[Sequence[Question]]) -> str:
    """Name the shares of CPP and of the running text."""
    return "CPP {:.2f}, running {:.2f}".format(*map(share, corpora))


def search(corpora: Sequence[Sequence[Question]]) -> Constants:
    """Change one constant after the other as long as that helps; leave the module with what was found."""
    best = sum(map(share, corpora))
    for _ in range(2):
        for name in _CONSTANTS:
            here = kept = getattr(readings, name)
            for step in _STEPS:
                setattr(readings, name, here * step)
                value = sum(map(share, corpora))
                if value > best + 0.005:
                    best, kept = value, here * step
            setattr(readings, name, kept)
    return current()


def current() -> Constants:
    """Read the constants as they stand in the module."""
    return {name: round(getattr(readings, name), 2) for name in _CONSTANTS}


def restore(constants: Constants) -> None:
    """Put constants into the module."""
    for name, value in constants.items():
        setattr(readings, name, value)


def polyphones(folder: Path) -> list[tuple[str, dict[int, str]]]:
    """Read CPP: one character between marks in each sentence, its syllable in a file of its own."""
    sentences = (folder / "cpp-dev.sent").read_text(encoding="utf-8").splitlines()
    labels = (folder / "cpp-dev.lb").read_text(encoding="utf-8").splitlines()
    pairs = zip(sentences, labels, strict=True)
    return [(s.replace(_MARK, ""), {s.index(_MARK): label.strip().replace("u:", "ü")}) for s, label in pairs]


def running(folder: Path) -> list[tuple[str, dict[int, str]]]:
    """Read the beginners' sentences: the text in column 3, a syllable for each Chinese character in column 7."""
    rows = [line.split("\t") for line in (folder / "beginner-odd.tsv").read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows:
        places = [at for at, char in enumerate(row[2]) if "\u4e00" <= char <= "\u9fff"]
        found.append((row[2], dict(zip(places, row[6].replace("v", "ü").split(), strict=True))))
    return found


def main() -> None:
    """Print the figures of either half and the constants of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    folder = parser.parse_args().bench / "pinyin"
    lexicon = open_lexicon()
    corpora = [questions(read(folder), lexicon) for read in (polyphones, running)]
    before = current()
    print("as they are:", figures(corpora))
    for half in (0, 1):
        restore(before)
        search([corpus[1 - half :: 2] for corpus in corpora])
        print(f"half {half} by the other:", figures([corpus[half::2] for corpus in corpora]))
    restore(before)
    print(search(corpora))
    print("all:", figures(corpora))


if __name__ == "__main__":
    main()
