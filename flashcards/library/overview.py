"""The texts of a library in numbers, in the order in which they are read: what each has and what a learner knows of it.

*The idea:* all is counted from the summaries, one after the other; what is carried from text to text are the words that
were taught by then.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from flashcards.records import Record
from flashcards.vocabulary.coverage import LEVELS, text_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flashcards.lexicon import Lexicon
    from flashcards.library import Library
    from flashcards.library.summary import Course, Doubt, Summary
    from flashcards.library.texts import Failure, Text


class Figures(Record):
    """A text of a library in numbers.

    Of `running` words a learner knows `known` now, `before` with the words of the texts before it, `after` with those
    of the text itself; `new` words are taught by it, and `level` is that of HSK 2.0 which can be taught it. Of its
    pairs `doubts` are the worst; all else as in `Summary`.
    """

    text: Text
    running: int
    known: int
    before: int
    after: int
    new: int
    level: int
    pairs: int
    alone: int
    doubtful: int
    doubts: tuple[Doubt, ...]
    untranslated: int


class Overview(Record):
    """A library in numbers: its texts, in their order, those that failed, and the words that it teaches.

    `levels` counts these by their level of HSK 2.0, the last those above all levels; `most_met` are those that stand
    most often in the texts. `worst` are the most doubtful pairs of all texts.
    """

    texts: tuple[Figures, ...]
    failures: tuple[Failure, ...]
    levels: tuple[int, ...]
    most_met: tuple[Course, ...]
    worst: tuple[tuple[Text, Doubt], ...]


def overview(library: Library, lexicon: Lexicon, shown: int) -> Overview:
    """Look over a library; so many words and pairs are shown."""
    texts = tuple(figures(library))
    levels = Counter(_level(course.word, lexicon) for course in library.words.values())
    most_met = sorted(library.words.values(), key=lambda course: (-course.count, -course.texts))
    return Overview(
        texts=texts,
        failures=library.failures,
        levels=tuple(levels[level] for level in range(1, LEVELS + 2)),
        most_met=tuple(most_met[:shown]),
        worst=tuple(_worst(texts, shown)),
    )


def _level(word: str, lexicon: Lexicon) -> int:
    """Give the level of a word; one that HSK 2.0 lacks is judged by HSK 3.0, as that of a learner is."""
    level = lexicon.level(word)
    reached = level.hsk2 if level.hsk2 is not None else level.hsk3
    return reached if reached is not None and reached <= LEVELS else LEVELS + 1


def figures(library: Library) -> Iterator[Figures]:
    """Count each text of a library, in their order."""
    new = Counter(course.first for course in library.words.values())
    learned: set[str] = set()
    for number, studied in enumerate(library.studied):
        summary = studied.summary
        before = summary.known + _known(summary, learned)
        learned |= {sys.intern(word.simplified) for word in summary.words if word.key in library.words}
        yield Figures(
            text=studied.text,
            running=summary.running,
            known=summary.known,
            before=before,
            after=summary.known + _known(summary, learned),
            new=new[number],
            level=text_level(summary.levels),
            pairs=summary.pairs,
            alone=summary.alone,
            doubtful=summary.doubtful,
            doubts=summary.doubts,
            untranslated=summary.untranslated,
        )


def _known(summary: Summary, learned: set[str]) -> int:
    """Count the running words of a text that are new to a learner but for what she has learned of other texts."""
    return sum(running for word, running in new_words(summary) if word in learned)


def new_words(summary: Summary) -> Iterator[tuple[str, int]]:
    """Give the words of a text that are new to a learner, in simplified characters, and how many running words each is.

    A word with two readings comes twice.
    """
    yield from ((word.simplified, word.running) for word in summary.words)
    yield from summary.left


def _worst(texts: Iterable[Figures], count: int) -> list[tuple[Text, Doubt]]:
    """Give the pairs of all texts that are the most doubtful, each with its text; of equal ones the first."""
    doubts: list[tuple[Text, Doubt]] = []
    for text in texts:
        doubts += ((text.text, doubt) for doubt in text.doubts)
        doubts.sort(key=lambda item: item[1].confidence)
        del doubts[count:]
    return doubts
