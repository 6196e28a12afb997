"""Which text can be read now, and which next: how much of each a learner knows, and how many cards it takes to read it.

*The idea:* a text is as hard as the share of its running words that are new. The next one is whichever is the easiest
when all words of the texts before it are learned, and so on; what is read with ease already is set apart, as it teaches
hardly anything. Words are known by their simplified characters. Of each text its figures and its new words are held, as
numbers: some twenty bytes a new word of a text, whatever else the texts hold.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

from flashcards.library.overview import new_words
from flashcards.records import Record, replace
from flashcards.vocabulary.coverage import EASY, FOLLOWED, text_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from flashcards.library import Library
    from flashcards.library.summary import Summary
    from flashcards.library.texts import Failure, Text

    _Words: TypeAlias = tuple[array[int], array[int]]
    """Words by their numbers, and how many running words each is; or texts, and how many of theirs a word is."""


class Reading(Record):
    """A text for a learner.

    Of its `running` words she knows `known` now, and `in_turn` with the words of the texts that come before it. It has
    `new` words worth a card, which are worth so much on average (`vocabulary.Worth`); `new_in_turn` of them no text
    before it teaches. Cards of the words in `ladder`, those that stand in it most often first, of equal ones the
    worthiest, let her know 95 and then 98 running words in a hundred: `followed` and `easy` count them, None where all
    cards do not bring her there.
    `level` is that of HSK 2.0 which can be taught the text.
    """

    text: Text
    running: int
    sentences: int
    level: int
    known: int
    in_turn: int
    new: int
    new_in_turn: int
    worth: float
    followed: int | None
    easy: int | None
    ladder: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of its running words that is known now, from 0 to 1."""
        return self.known / self.running if self.running else 0.0


class Rung(Record):
    """A text that can be followed when the words of the rungs before it and its own `words` are learned."""

    text: Text
    words: tuple[str, ...]


class Copy(Record):
    """A text that says the same as another, which comes before it."""

    text: Text
    original: Text


class Advice(Record):
    """What a learner can read: `next_` are the texts to learn from, in the order in which they are best read.

    `easy` are those that she reads with ease now, those for the highest level first, and `wordless` those without a
    word that counts. `plan` is what some new cards let her follow, and `beyond` what more of them would, None where
    there is nothing more; none of its words is in the plan. `copies` stand nowhere else: whoever has read one has read
    both.
    """

    next_: tuple[Reading, ...]
    easy: tuple[Reading, ...]
    wordless: tuple[Reading, ...]
    plan: tuple[Rung, ...]
    beyond: Rung | None
    failures: tuple[Failure, ...]
    copies: tuple[Copy, ...] = ()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All texts but copies."""
        return (*self.next_, *self.easy, *self.wordless)


def advise(library: Library, cards: int) -> Advice:
    """Say in which order the texts of a library are best read, and which of them so many cards make readable."""
    shelf = _Shelf(library)
    hard = [number for number, reading in enumerate(shelf.readings) if reading.running and reading.share < EASY]
    *plan, beyond = _plan(shelf, hard, cards)
    return Advice(
        next_=tuple(_in_turn(shelf, hard)),
        easy=tuple(sorted((r for r in shelf.readings if r.share >= EASY), key=lambda r: (-r.level, r.share))),
        wordless=tuple(reading for reading in shelf.readings if not reading.running),
        plan=tuple(filter(None, plan)),
        beyond=beyond,
        failures=library.failures,
        copies=tuple(shelf.copies),
    )


class _Shelf:
    """The texts of a library with their new words, by number: `taught` are those that a card of the text teaches.

    `new` are all new words; each comes with how many running words it is, the most frequent first.
    """

    def __init__(self, library: Library) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        self.taught: list[_Words] = []
        self.new: list[_Words] = []
        self.readings: list[Reading] = []
        self.copies: list[Copy] = []
        originals: dict[bytes, Text] = {}
        for studied in library.studied:
            summary = studied.summary
            if original := originals.get(summary.content):
                self.copies.append(Copy(studied.text, original))
                continue
            if summary.content:
                originals[summary.content] = studied.text
            self._take(studied.text, summary, library)

    def _take(self, text: Text, summary: Summary, library: Library) -> None:
        words = [word for word in summary.words if word.key in library.words]
        words.sort(key=lambda word: -word.worth.total)
        self.taught.append(self._counted((word.simplified, word.running) for word in words))
        self.new.append(self._counted(new_words(summary)))
        followed, easy = (_cards(self.taught[-1], summary.running, summary.known, goal) for goal in (FOLLOWED, EASY))
        self.readings.append(
            Reading(
                text=text,
                running=summary.running,
                sentences=summary.pairs + summary.untranslated,
                level=text_level(summary.levels),
                known=summary.known,
                in_turn=summary.known,
                new=len(words),
                new_in_turn=len(words),
                worth=sum(word.worth.total for word in words) / len(words) if words else 0.0,
                followed=None if followed is None else len(followed),
                easy=None if easy is None else len(easy),
                ladder=self.named(easy or followed or ()),
            )
        )

    def _counted(self, words: Iterable[tuple[str, int]]) -> _Words:
        counts: Counter[str] = Counter()
        for word, running in words:
            counts[word] += running
        most_first = counts.most_common()
        return array("I", (self._number(word) for word, _ in most_first)), array("I", (n for _, n in most_first))

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        return number

    def named(self, words: Iterable[int]) -> tuple[str, ...]:
        """Give words by their numbers."""
        return tuple(self.words[word] for word in words)


def _cards(
    taught: _Words, running: int, known: int, goal: float, learned: AbstractSet[int] = frozenset()
) -> tuple[int, ...] | None:
    """Give the fewest words that let a share of the running words of a text be known, of which some are by now.

    Some words are `learned` already; None is given where all that the text teaches does not lead there.
    """
    taken: list[int] = []
    for word, count in zip(*taught, strict=True):
        if known / running >= goal:
            break
        if word not in learned:
            taken.append(word)
            known += count
    return tuple(taken) if running and known / running >= goal else None


class _Progress:
    """A learner on her way through texts: the words she has learned, and how much of each text she knows by then."""

    def __init__(self, shelf: _Shelf, texts: Iterable[int]) -> None:
        self.learned: set[int] = set()
        self.known: dict[int, int] = {}
        self._holders: dict[int, _Words] = defaultdict(lambda: (array("I"), array("I")))
        for number in texts:
            self.known[number] = shelf.readings[number].known
            for word, count in zip(*shelf.new[number], strict=True):
                texts_, counts = self._holders[word]
                texts_.append(number)
                counts.append(count)

    def learn(self, words: Iterable[int]) -> set[int]:
        """Learn words, and give the texts that have become easier."""
        easier: set[int] = set()
        for word in words:
            self.learned.add(word)
            for number, count in zip(*self._holders.pop(word, ((), ())), strict=True):
                self.known[number] += count
                easier.add(number)
        return easier


def _in_turn(shelf: _Shelf, texts: Sequence[int]) -> Iterator[Reading]:
    """Put texts in order: each next one is that of which the greatest share is known when those before it are learned.

    Of equal ones the one with fewer new words comes first, then the earlier one. Each word makes each text that holds
    it easier once, so that this takes O(n log n) for n words in texts.
    """
    progress = _Progress(shelf, texts)
    waiting = set(texts)

    def place(number: int) -> tuple[float, int, int]:
        reading = shelf.readings[number]
        return -progress.known[number] / reading.running, reading.new, number

    heap = [place(number) for number in texts]
    heapify(heap)
    while heap:
        entry = heappop(heap)
        number = entry[2]
        if number not in waiting or entry != place(number):
            continue  # it was read, or has become easier since
        waiting.remove(number)
        in_turn, fresh = progress.known[number], [w for w in shelf.taught[number][0] if w not in progress.learned]
        yield replace(shelf.readings[number], in_turn=in_turn, new_in_turn=len(fresh))
        for easier in progress.learn(fresh) & waiting:
            heappush(heap, place(easier))


def _plan(shelf: _Shelf, texts: Iterable[int], cards: int) -> Iterator[Rung | None]:
    """Spend cards so that as many texts as can be are followed: always on the one that takes the fewest more.

    The last rung is that for which there are not enough; None where there is none.
    """
    progress = _Progress(shelf, [number for number in texts if shelf.readings[number].share < FOLLOWED])

    def rung(number: int) -> tuple[int, ...] | None:
        running, known = shelf.readings[number].running, progress.known[number]
        return _cards(shelf.taught[number], running, known, FOLLOWED, progress.learned)

    waiting = set(progress.known)
    rungs = {number: words for number in waiting if (words := rung(number)) is not None}
    while rungs:
        number = min(rungs, key=lambda number: (len(rungs[number]), number))
        words = rungs.pop(number)
        waiting.remove(number)
        cards -= len(words)
        yield Rung(shelf.readings[number].text, shelf.named(words))
        if cards < 0:
            return
        for easier in progress.learn(words) & waiting:
            if (fewer := rung(easier)) is not None:
                rungs[easier] = fewer
    yield None
