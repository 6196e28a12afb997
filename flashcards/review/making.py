"""What is made of a text and its corrections, in full, as a build makes it; what did not change is kept by its content.

*The idea:* the words of a pair hang on nothing but its sentences, and what the words of a stretch of some hundred pairs
mean on nothing but that stretch. So each is remembered by what it was made of, and a change asks for no more than what
it has touched, whatever was changed, taken back and changed again. How sure a pair is moves with every pair that is
set, however far away, and decides nothing of its words; so words are looked for as if all were sure.
"""

from __future__ import annotations

import dataclasses
from itertools import chain
from typing import TYPE_CHECKING

from flashcards import corrections, links, pipeline
from flashcards.common.progress import silent
from flashcards.corrections import Corrections
from flashcards.corrections.entries import squeezed
from flashcards.errors import InputError
from flashcards.pipeline import Deck
from flashcards.records import Record, replace
from flashcards.vocabulary import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon
    from flashcards.records import AlignedPair, AnnotatedPair, Bitext, Word
    from flashcards.settings import Settings

    Place = tuple[str, str]
    """Characters of a text, and the words about them, without white space, that must stand there, too."""
    _Stretch = tuple[tuple[AlignedPair, ...], tuple[tuple[Word, ...], ...]]


class State(Record):
    """A text as it stands with its corrections: its pairs as they were aligned, its deck, and what fits nothing.

    It is settled where it is what a build makes; else only what a change has touched was made anew.
    """

    corrections: Corrections
    pairs: tuple[AlignedPair, ...]
    deck: Deck
    misfits: tuple[str, ...]
    is_settled: bool = True


class Maker:
    """Makes the states of a text, and keeps what the next one can use."""

    def __init__(self, settings: Settings, bitext: Bitext, path: Path) -> None:
        self.bitext = replace(bitext, notices=())  # those on corrections are made anew with each change
        self._settings, self._path = settings, path
        self._aligned: tuple[tuple[object, object], tuple[AlignedPair, ...]] | None = None
        self._corrections = Corrections()
        self._words: dict[AlignedPair, tuple[Word, ...]] = {}
        self._stretches: dict[_Stretch, tuple[AnnotatedPair, ...]] = {}
        self._last: tuple[_Stretch, ...] = ()

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
        pairs = self._pairs(corrected, settings, progress)
        annotated = self._annotated(pairs, corrected, settings, progress)
        deck = self._built(bitext, settings, progress, annotated)
        notices = (*bitext.notices, *deck.notices)
        misfits = tuple(notice for notice in notices if notice.startswith(f"{corrected.name}, line "))
        return State(corrected, pairs, deck, misfits)

    def _pairs(self, corrected: Corrections, settings: Settings, progress: Progress) -> tuple[AlignedPair, ...]:
        wanted = corrected.pairs, corrected.typos
        if self._aligned is None or self._aligned[0] != wanted:
            self._aligned = wanted, pipeline.align(self.bitext, settings, self._lexicon, progress)
        return self._aligned[1]

    def _annotated(
        self, pairs: tuple[AlignedPair, ...], corrected: Corrections, settings: Settings, progress: Progress
    ) -> tuple[AnnotatedPair, ...]:
        """Annotate the pairs as a build would: the stretches that were not met before, without what is corrected."""
        sure = tuple(replace(pair, confidence=1.0) for pair in pairs)
        words = self._words_of(sure, corrected, settings)
        stretches: list[_Stretch] = []
        at = 0
        for stretch in map(tuple, links.stretches(sure)):
            stretches.append((stretch, tuple(words[at : at + len(stretch)])))
            at += len(stretch)
        new = [stretch for stretch in dict.fromkeys(stretches) if stretch not in self._stretches]
        # All but the last are whole stretches, so that behind each other they are parted as they were.
        fresh = pipeline.annotate(
            [pair for stretch, _ in new for pair in stretch],
            dataclasses.replace(settings, corrections=None),
            self._lexicon,
            progress,
            [each for _, known in new for each in known],
        )
        at = 0
        for each in new:
            self._stretches[each] = fresh[at : at + len(each[0])]
            at += len(each[0])
        # Those of the state before are kept, too, so that undoing is cheap.
        self._stretches = {each: self._stretches[each] for each in (*stretches, *self._last)}
        self._last = tuple(stretches)
        annotated = chain.from_iterable(self._stretches[each] for each in stretches)
        whole = map(_with_confidence, annotated, pairs)
        return tuple(
            replace(corrections.on_words(each, corrected, self._lexicon), position=position)
            for position, each in enumerate(whole, 1)
        )

    def _words_of(
        self, pairs: Sequence[AlignedPair], corrected: Corrections, settings: Settings
    ) -> list[tuple[Word, ...]]:
        """Read the words of pairs, those alone that were not read before, or hold characters that are read anew."""
        again = retold(self._corrections, corrected)
        kept = {pair: words for pair, words in self._words.items() if not holds(pair, again)}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in kept]
        fresh = pipeline.read_words(new, settings, self._lexicon) if new else []
        self._words = kept | dict(zip(new, fresh, strict=True))
        self._corrections = corrected
        return [self._words[pair] for pair in pairs]

    def _built(
        self, bitext: Bitext, settings: Settings, progress: Progress, annotated: tuple[AnnotatedPair, ...]
    ) -> Deck:
        """Build the deck; of a text in which no pair is sure enough, its pairs, which can be set."""
        try:
            return pipeline.build(bitext, settings, self._lexicon, progress, annotated)
        except InputError as error:
            pairs = tuple(each.pair for each in annotated)
            return Deck(annotated, pairs, Choice(), (), bitext.left_out, (str(error),))


def _with_confidence(annotated: AnnotatedPair, pair: AlignedPair) -> AnnotatedPair:
    """Give a pair that was annotated as a sure one its own confidence, as far as its words allow that."""
    allowed = annotated.pair.confidence
    return replace(annotated, pair=pair if pair.confidence <= allowed else replace(pair, confidence=allowed))


def retold(before: Corrections, after: Corrections) -> Collection[Place]:
    """Give the places that two files of corrections cut or read otherwise."""
    cuts = set(before.cuts).symmetric_difference(after.cuts)
    words = set(before.words).symmetric_difference(after.words)
    return {
        *((each.stretch, squeezed(each.context)) for each in cuts),
        *((each.word, squeezed(each.context)) for each in words if each.pinyin),
    }


def holds(pair: AlignedPair, places: Collection[Place]) -> bool:
    """Whether a pair holds one of some places."""
    if not places:
        return False
    text = pair.chinese_text
    return any(characters in text and context in squeezed(text) for characters, context in places)
