"""What is made of a text and its corrections, in full, as a build makes it; what did not change is kept.

*The idea:* the words of a pair hang on nothing but its sentences, and what the words of a stretch of some hundred pairs
mean on nothing but that stretch. So each is remembered by what it was made of, and a change asks for no more than what
it has touched. A pair that comes out as it was is the same object as before, by which all that rests on it is known.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from flashcards import corrections, links, pipeline
from flashcards.common.memory import Memory
from flashcards.common.processes import mapped
from flashcards.common.progress import silent
from flashcards.corrections import Corrections
from flashcards.corrections.phrases import squeezed
from flashcards.errors import InputError
from flashcards.pipeline import Deck, Prepared
from flashcards.records import AnnotatedPair, Record, replace
from flashcards.vocabulary import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, Bitext, Word
    from flashcards.settings import Settings

    Snippet = tuple[str, str]
    """Characters of a text, and the words about them, without white space, that must stand there, too."""
    _Ids = tuple[tuple[int, ...], tuple[int, ...]]
    """Of the words and of the pairs of a stretch."""


_Aligned = TypeVar("_Aligned")

_AT_ONCE = 400
"""Pairs whose words a process reads at once: as many as a stretch has."""
_WORTH_SHARING = 8
"""Such parts from which on more processes are worth their start, as in the pipeline."""


class _Stretch(Record):
    """Pairs that are annotated together, with the words that they were read as, and what came of it."""

    pairs: tuple[AlignedPair, ...]
    words: tuple[tuple[Word, ...], ...]
    annotated: tuple[AnnotatedPair, ...]


class State(Record):
    """A text as it stands with its corrections: its pairs as they were aligned, its deck, and what fits nothing.

    It is settled where it is what a build makes; else only what a change has touched was made anew.
    """

    corrections: Corrections
    pairs: tuple[AlignedPair, ...]
    deck: Deck
    misfits: tuple[str, ...]
    is_settled: bool = True


class _Alignments:
    """Remembers how a text and the pieces of it about what is set were aligned, by their sentences."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def __call__(self, work: Callable[..., _Aligned], /, *inputs: Any) -> _Aligned:
        """Align a piece, or give how it was aligned."""
        (bitext,) = inputs
        key = bitext.chinese, bitext.english, bitext.rows
        if key not in self._known:
            self._known[key] = work(bitext)
        aligned: _Aligned = self._known[key]
        return aligned


class Maker:
    """Makes the states of a text, and keeps what the next one can use."""

    def __init__(self, settings: Settings, bitext: Bitext, path: Path) -> None:
        self.bitext = replace(bitext, notices=())  # those on corrections are made anew with each change
        self._settings, self._path = settings, path
        self._alignments = _Alignments()
        self._pairs: tuple[AlignedPair, ...] = ()
        self._corrections = Corrections()
        self._words: dict[int, tuple[AlignedPair, tuple[Word, ...]]] = {}
        self._read_last: Collection[int] = ()
        self._stretches: dict[_Ids, _Stretch] = {}
        self._about: dict[str, Corrections] = {}
        self._last: tuple[_Ids, ...] = ()
        self.remember = Memory()

    @property
    def settings(self) -> Settings:
        """The settings of the text with its corrections as they stand now."""
        return dataclasses.replace(self._settings, corrections=self._path if self._path.exists() else None)

    def make(self, lexicon: Lexicon, progress: Progress = silent) -> State:
        """Make everything of what the file of corrections says, with the lexicon of the thread that asks.

        Raises:
            InputError: the file is broken, or corrections contradict each other.

        """
        self._lexicon = lexicon
        settings = self.settings
        corrected = corrections.of(settings)
        bitext = corrections.with_misfits(self.bitext, settings)
        pairs = self.aligned(settings, lexicon, progress)
        annotated = self._annotated(pairs, corrected, settings, progress)
        deck = self._built(bitext, settings, progress, annotated)
        self.remember.settle()
        notices = (*bitext.notices, *deck.notices)
        misfits = tuple(notice for notice in notices if notice.startswith(f"{corrected.name}, line "))
        return State(corrected, pairs, deck, misfits)

    def paired(self, pairs: tuple[AlignedPair, ...]) -> State:
        """Give a text of which nothing was made yet but its pairs, as they were aligned with the corrections."""
        annotated = tuple(AnnotatedPair(pair, (), position) for position, pair in enumerate(pairs, 1))
        deck = Deck(annotated, (), Choice(), (), self.bitext.left_out)
        return State(corrections.of(self.settings), pairs, deck, (), is_settled=False)

    def aligned(self, settings: Settings, lexicon: Lexicon, progress: Progress = silent) -> tuple[AlignedPair, ...]:
        """Pair the sentences as the corrections say, which `settings` name; a pair that was there before is that one.

        Raises:
            InputError: corrections contradict each other.

        """
        pairs = pipeline.align(self.bitext, settings, lexicon, progress, self._alignments)
        standing = set(map(id, pairs))
        before = {pair: pair for pair in self._pairs if id(pair) not in standing}
        self._pairs = tuple(before.pop(pair, pair) for pair in pairs) if before else pairs
        return self._pairs

    def _annotated(
        self, pairs: tuple[AlignedPair, ...], corrected: Corrections, settings: Settings, progress: Progress
    ) -> tuple[AnnotatedPair, ...]:
        """Annotate the pairs as a build would: the stretches that were not met before, without what is corrected."""
        words = self._words_of(pairs, corrected, settings, progress)
        stretches: dict[_Ids, tuple[Sequence[AlignedPair], Sequence[tuple[Word, ...]]]] = {}
        at = 0
        for stretch in links.stretches(pairs):
            words_here = words[at : at + len(stretch)]
            stretches[tuple(map(id, words_here)), tuple(map(id, stretch))] = stretch, words_here
            at += len(stretch)
        new = {ids: each for ids, each in stretches.items() if ids not in self._stretches}
        # All but the last are whole stretches, so that behind each other they are parted as they were.
        fresh = pipeline.annotate(
            [pair for stretch, _ in new.values() for pair in stretch],
            dataclasses.replace(settings, corrections=None),
            self._lexicon,
            progress,
            [each for _, own in new.values() for each in own],
        )
        at = 0
        for ids, (stretch, own) in new.items():
            self._stretches[ids] = _Stretch(tuple(stretch), tuple(own), fresh[at : at + len(stretch)])
            at += len(stretch)
        # Those of the state before are kept, too, so that undoing is cheap.
        self._stretches = {ids: self._stretches[ids] for ids in (*stretches, *self._last)}
        self._last = tuple(stretches)
        annotated = chain.from_iterable(self._stretches[ids].annotated for ids in stretches)
        self._about = self._by_word(corrected)
        return tuple(self._finished(each, position) for position, each in enumerate(annotated, 1))

    def _finished(self, annotated: AnnotatedPair, position: int) -> AnnotatedPair:
        """Give a pair its place in the text, and its words what corrections say of them."""
        if annotated.position != position:
            annotated = self.remember(_placed, annotated, position)
        about = dict.fromkeys(word.text for word in annotated.words if word.text in self._about)
        return self.remember(self._corrected, annotated, *map(self._about.__getitem__, about)) if about else annotated

    def _corrected(self, annotated: AnnotatedPair, *about: Corrections) -> AnnotatedPair:
        for each in about:
            annotated = corrections.on_words(annotated, each, self._lexicon)
        return annotated

    def _by_word(self, corrected: Corrections) -> dict[str, Corrections]:
        """Give the corrections of each word by themselves; those that are as before are the same object."""
        by_word = {}
        for text, own in corrected.words_by_text.items():
            new = Corrections(words=tuple(own), name=corrected.name)
            before = self._about.get(text)
            by_word[text] = before if before == new else new
        return by_word

    def _words_of(
        self, pairs: Sequence[AlignedPair], corrected: Corrections, settings: Settings, progress: Progress
    ) -> list[tuple[Word, ...]]:
        """Read the words of pairs, those alone that were not read before, or hold characters that are read anew."""
        again = retold(self._corrections, corrected)
        kept = {at: each for at, each in self._words.items() if not again or not holds(each[0], again)}
        new = [pair for pair in pairs if id(pair) not in kept]
        fresh = self._read(new, settings, progress)
        kept |= {id(pair): (pair, words) for pair, words in zip(new, fresh, strict=True)}
        now = set(map(id, pairs))
        # Those of the pairs before are kept, too: undoing would else make all anew that rests on a pair that was gone.
        self._words = {at: each for at, each in kept.items() if at in now or at in self._read_last}
        self._read_last, self._corrections = now, corrected
        return [kept[id(pair)][1] for pair in pairs]

    def _read(self, pairs: Sequence[AlignedPair], settings: Settings, progress: Progress) -> list[tuple[Word, ...]]:
        """Read the words of pairs; those of a book are shared among processes, for no pair needs another."""
        parts = [pairs[at : at + _AT_ONCE] for at in range(0, len(pairs), _AT_ONCE)]
        work = partial(pipeline.read_words, settings=settings, lexicon=self._lexicon)
        words: list[tuple[Word, ...]] = []
        for part in mapped(work, parts, least=_WORTH_SHARING):
            words += part
            progress("Reading words", len(words), len(pairs))
        return words

    def _built(
        self, bitext: Bitext, settings: Settings, progress: Progress, annotated: tuple[AnnotatedPair, ...]
    ) -> Deck:
        """Build the deck; of a text in which no pair is sure enough, its pairs, which can be set."""
        try:
            return pipeline.build(bitext, settings, self._lexicon, progress, Prepared(annotated, self.remember))
        except InputError as error:
            pairs = tuple(each.pair for each in annotated)
            return Deck(annotated, pairs, Choice(), (), bitext.left_out, (str(error),))


def _placed(annotated: AnnotatedPair, position: int) -> AnnotatedPair:
    return replace(annotated, position=position)


def retold(before: Corrections, after: Corrections) -> Collection[Snippet]:
    """Give the places that two files of corrections cut or read otherwise."""
    cuts = set(before.cuts).symmetric_difference(after.cuts)
    words = set(before.words).symmetric_difference(after.words)
    return {
        *((each.stretch, squeezed(each.context)) for each in cuts),
        *((each.word, squeezed(each.context)) for each in words if each.pinyin),
    }


def holds(pair: AlignedPair, places: Collection[Snippet]) -> bool:
    """Whether a pair holds one of some places."""
    if not places:
        return False
    text = pair.chinese_text
    return any(characters in text and context in squeezed(text) for characters, context in places)
