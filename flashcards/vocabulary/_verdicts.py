"""What was decided about a word of the text, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from flashcards.records import Example, Record

if TYPE_CHECKING:
    from flashcards.records import AnnotatedPair, Term, Word


class Standing(StrEnum):
    """How a word of the text stands to the learner."""

    TAKEN = "taken"
    """It gets a card."""
    LEFT = "left"
    """It is new, but gets no card: too rare in the text, over the limit, nothing to explain it with."""
    KNOWN = "known"
    """The learner knows it: by level, by a list, or as a word of grammar, which every reader has met."""
    APART = "apart"
    """It is nothing to learn by cards: a number, a name, a word on the learner's own list of words to ignore."""


class Worth(Record):
    """What makes a word worth a card: see `_worth`. Every part is from 0 to 1, or a little over."""

    new: float
    useful: float
    central: float
    rendered: float

    @property
    def total(self) -> float:
        """The worth by which words are ranked."""
        return self.new * (self.useful + self.central + self.rendered / 2)


class Verdict(Record):
    """A word of the text with what was decided about it.

    `word` is its first place in the text; `count` is how often it stands there, `running` how many of the running words
    of the text these are: none for a term of several words, which are counted themselves. `reason` says in a few words
    why it gets no card ('' if it does). `term` and `worth` are None for what was not weighed. `place` is the sentence
    in which it stands first.
    """

    word: Word
    count: int
    running: int
    standing: Standing
    reason: str = ""
    term: Term | None = None
    worth: Worth | None = None
    place: AnnotatedPair | None = None

    @property
    def example(self) -> Example | None:
        """The word in the sentence that shows it: on its card, or where it stands first."""
        if self.term:
            return self.term.example
        return Example(self.place, self.word) if self.place else None
