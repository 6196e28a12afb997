"""What a person has put right about a text: one frozen record a correction, as it stands in the file.

A correction is known by words of the text and by no number, so that it outlives what is written before or behind it.
White space never counts. `line` is where it begins in its file; two corrections are the same wherever they stand.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from flashcards.corrections.phrases import Index
from flashcards.records import PartlyCompared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


class CardChoice(StrEnum):
    """What becomes of a card: made whatever the rules say, not made, or not made since the learner knows it."""

    KEEP = "keep"
    DROP = "drop"
    KNOWN = "known"


class _Correction(PartlyCompared):
    """What all corrections share: where one stands makes no difference to it."""

    beside: ClassVar = ("line",)


class PairCorrection(_Correction):
    """A stretch of Chinese and one of English that are a pair; one of them may be empty: it stands alone.

    A stretch may be a sentence, several (they are joined) or a part of one (it is split there). With `drop` nothing
    is made of the pairs that hold the stretch.
    """

    chinese: str = ""
    english: str = ""
    drop: bool = False
    line: int = 0


class TypoCorrection(_Correction):
    """A slip of the text, in either language: cards show `right` for `wrong`; `context` as in `WordCorrection`."""

    wrong: str
    right: str
    context: str = ""
    line: int = 0


class CutCorrection(_Correction):
    """Where words end: the stretch that `words` join to is cut into these; a single one is one word there."""

    words: tuple[str, ...]
    context: str = ""
    line: int = 0

    @property
    def stretch(self) -> str:
        """The text that is cut."""
        return "".join(self.words)


class WordCorrection(_Correction):
    """What holds of a word: its reading, its meaning, the English that renders it.

    That English is '' for none, has `...` for a gap, and brackets about words that only tell the place apart.
    `context` are words of the sentence about it, where it holds of this place alone, not of all in the text. None is
    what is left as it is.
    """

    word: str
    context: str = ""
    pinyin: str | None = None
    meaning: str | None = None
    english: str | None = None
    line: int = 0


class CardCorrection(_Correction):
    """What holds of the card of a word, or of a sentence: whether it is made, and what stands on it.

    `example` are words of the sentence that a word is to be shown in; `picture` is a file, named from the folder of the
    corrections on.
    """

    word: str = ""
    sentence: str = ""
    choice: CardChoice | None = None
    example: str | None = None
    meaning: str | None = None
    note: str | None = None
    picture: str | None = None
    line: int = 0


Correction: TypeAlias = PairCorrection | TypoCorrection | CutCorrection | WordCorrection | CardCorrection


class Corrections(PartlyCompared, dict=True):
    """All corrections of a text, each kind in the order of the file; `name` is what a message calls the file."""

    pairs: tuple[PairCorrection, ...] = ()
    typos: tuple[TypoCorrection, ...] = ()
    cuts: tuple[CutCorrection, ...] = ()
    words: tuple[WordCorrection, ...] = ()
    cards: tuple[CardCorrection, ...] = ()
    name: str = ""

    beside: ClassVar = ("name",)

    def __iter__(self) -> Iterator[Correction]:
        kinds: tuple[tuple[Correction, ...], ...] = (self.pairs, self.typos, self.cuts, self.words, self.cards)
        return chain.from_iterable(kinds)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changed(self, old: Collection[Correction], new: Iterable[Correction]) -> Corrections:
        """Make the corrections without some, and with others behind those that stay."""
        every = [*(each for each in self if each not in old), *new]
        return Corrections(
            tuple(each for each in every if isinstance(each, PairCorrection)),
            tuple(each for each in every if isinstance(each, TypoCorrection)),
            tuple(each for each in every if isinstance(each, CutCorrection)),
            tuple(each for each in every if isinstance(each, WordCorrection)),
            tuple(each for each in every if isinstance(each, CardCorrection)),
            self.name,
        )

    @cached_property
    def words_by_text(self) -> dict[str, list[WordCorrection]]:
        """The corrections of each word."""
        by_text: dict[str, list[WordCorrection]] = defaultdict(list)
        for each in self.words:
            by_text[each.word].append(each)
        return dict(by_text)

    @cached_property
    def places_by_word(self) -> dict[str, Index[WordCorrection]]:
        """The corrections of each word by the words about it."""
        return {word: Index((each.context, each) for each in own) for word, own in self.words_by_text.items()}

    @cached_property
    def cuts_by_place(self) -> Index[CutCorrection]:
        """The cuts by the words about each, or the stretch that it cuts wherever that stands."""
        return Index((each.context or each.stretch, each) for each in self.cuts)

    @cached_property
    def typos_by_place(self) -> Index[TypoCorrection]:
        """The typos by the words about each."""
        return Index((each.context or each.wrong, each) for each in self.typos)

    @cached_property
    def dropped(self) -> Index[PairCorrection]:
        """The pairs that are dropped, by their Chinese, or their English where that is all they have."""
        return Index((each.chinese or each.english, each) for each in self.pairs if each.drop)

    @cached_property
    def cards_by_word(self) -> dict[str, list[CardCorrection]]:
        """The corrections of the card of each word."""
        by_word: dict[str, list[CardCorrection]] = defaultdict(list)
        for each in self.cards:
            if each.word:
                by_word[each.word].append(each)
        return dict(by_word)

    @cached_property
    def cards_by_sentence(self) -> Index[CardCorrection]:
        """The corrections of the cards of sentences."""
        return Index((each.sentence, each) for each in self.cards if each.sentence)
