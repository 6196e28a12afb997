"""What the other texts of a library must know of one: small records, which are merged in the order of the texts.

*The idea:* a text may be long, what is chosen over all texts needs little of it: each word that is worth a card there,
how often it stands and how it was rendered, and the sentence that shows it best. Merged summaries grow with the
vocabulary, not with the texts.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from flashcards.records import Quotation, Record, replace
from flashcards.vocabulary import Worth, central, easiest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EXAMPLES = 3
"""Sentences of other texts that a word shows at most: more are not read on a card."""


class Meeting(Record):
    """A word as one text shows it. `key` is the GUID of its note, `worth` what makes it worth a card in that text.

    `simplified` is the word in simplified characters, by which learners know words. `count` is how often it stands
    there, `running` how many running words these are; `rating` rates the sentence.
    """

    key: str
    word: str
    simplified: str
    count: int
    running: int
    renderings: tuple[tuple[str, int], ...]
    frequency: float
    worth: Worth
    quotation: Quotation
    rating: float


class Doubt(Record):
    """A pair of sentences too doubtful for a card: its number, as `align` counts them from 1, and its confidence."""

    confidence: float
    pair: int
    chinese: str
    english: str


class Summary(Record):
    """A text in numbers: `running` words that count, `known` ones among them, and the words that are worth a card.

    `left` are the words that are new and get no card, in simplified characters, with how many running words each is:
    with the known ones and those of a card they are all. `levels` counts the running words by the level that knows
    them, as `coverage.by_level`. `pairs` counts the pairs of sentences, `alone` the sentences without a partner,
    `doubtful` the pairs that are too doubtful for a card, of which `doubts` are the worst; `untranslated` counts the
    sentences of a text in Chinese alone, which has none of those. `sentences` counts the cards of sentences. `content`
    is the same of texts that say the same, sentence by sentence; nothing where that is not known.
    """

    running: int = 0
    known: int = 0
    words: tuple[Meeting, ...] = ()
    left: tuple[tuple[str, int], ...] = ()
    levels: tuple[int, ...] = ()
    pairs: int = 0
    alone: int = 0
    doubtful: int = 0
    doubts: tuple[Doubt, ...] = ()
    untranslated: int = 0
    sentences: int = 0
    content: bytes = b""


@dataclass(slots=True)
class Course:
    """A word over all texts: `first` is the number of the text that teaches it, with so many `cards`, one a reading."""

    first: int
    word: str
    worth: Worth
    frequency: float
    count: int = 0
    texts: int = 0
    cards: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    best: list[tuple[float, int, Quotation]] = field(default_factory=list)
    last: int = -1
    """The number of the last text that was taken in: a word with two readings on one note stands there twice."""

    def meet(self, number: int, meeting: Meeting) -> None:
        """Take in how a text shows the word; of its sentences the best few are kept."""
        self.count += meeting.count
        self.texts += number != self.last
        self.last = number
        for rendering, count in meeting.renderings:
            self.counts[rendering] = self.counts.get(rendering, 0) + count
        if number == self.first:
            self.cards += 1
        elif len(self.best) < EXAMPLES or -meeting.rating < self.best[-1][0]:
            self.best.append((-meeting.rating, number, meeting.quotation))
            self.best.sort(key=itemgetter(0, 1))
            del self.best[EXAMPLES:]

    @property
    def renderings(self) -> tuple[tuple[str, int], ...]:
        """How it was rendered in all texts, most frequent first, then as met."""
        return tuple(sorted(self.counts.items(), key=itemgetter(1), reverse=True))

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The best sentences of other texts, in the order of the texts."""
        return tuple(quotation for _, _, quotation in sorted(self.best, key=lambda item: item[1]))


class Totals(Record):
    """Texts in numbers: as in `Summary`, and how often a word that is worth a card was `met` in a text."""

    running: int = 0
    pairs: int = 0
    sentences: int = 0
    met: int = 0

    def with_text(self, text: Summary) -> Totals:
        """Count a text."""
        met = self.met + len(text.words)
        return Totals(self.running + text.running, self.pairs + text.pairs, self.sentences + text.sentences, met)


def merge(summaries: Iterable[Summary]) -> tuple[dict[str, Course], Totals]:
    """Merge what the texts say of each word, by its key, in the order of first meetings, and add up all else."""
    words: dict[str, Course] = {}
    totals = Totals()
    for number, summary in enumerate(summaries):
        totals = totals.with_text(summary)
        for meeting in summary.words:
            course = words.get(meeting.key)
            if course is None:
                course = words[meeting.key] = Course(number, meeting.word, meeting.worth, meeting.frequency)
            course.meet(number, meeting)
    return words, totals


def worthiest(words: Mapping[str, Course], running: int, *, limit: int | None, min_count: int) -> dict[str, Course]:
    """Keep the words that stand often enough, and of these the worthiest, up to a limit; their order stays.

    How central a word is, is counted over all `running` words of the library.
    """
    kept = {key: course for key, course in words.items() if course.count >= min_count}
    if limit is None or len(kept) <= limit:
        return kept

    def worth(key: str) -> float:
        course = kept[key]
        return -replace(course.worth, central=central(course.count, course.frequency, running)).total

    chosen = set(sorted(kept, key=worth)[:limit])
    return {key: course for key, course in kept.items() if key in chosen}


def easiest(summaries: Iterable[Summary]) -> list[int]:
    """Order texts so that each next one brings the fewest words that none before it taught; of equal ones the first."""
    words = [{sys.intern(meeting.key) for meeting in summary.words} for summary in summaries]
    return easiest_first(words, words, [0.0] * len(words))
