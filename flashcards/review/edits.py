"""An edit of the corrections, and the text that it is made of, as a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.corrections import editing
from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.corrections import Correction, Corrections
    from flashcards.records import AlignedPair, AnnotatedPair, Sentence


class Edit(Record):
    """A change of the corrections: those that go, those that come, what is said of it, and the pair it was asked at.

    `splice` is what it has made of the text of the file, if it was written: undone, each line is where it was.
    """

    old: tuple[Correction, ...]
    new: tuple[Correction, ...]
    what: str
    pair: int = 0
    splice: editing.Splice | None = None

    @property
    def undone(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.new, self.old, self.what, self.pair, self.splice and self.splice.undone)

    def written(self, text: str) -> str:
        """Give the text of a file with this edit made."""
        if self.splice and self.splice.fits(text):
            return self.splice.applied(text)
        return editing.replaced(text, self.old, self.new)


class Text(Record):
    """A text as it is shown: its pairs with their words, in order, and the corrections that hold."""

    pairs: tuple[AnnotatedPair, ...]
    corrections: Corrections


def source(pair: AlignedPair) -> tuple[str, str]:
    """Give the two sides of a pair as they stand in the text, in one line each."""
    english = " ".join(written(sentence) for sentence in pair.english)
    return " ".join(pair.written_chinese.split()), " ".join(english.split())


def written(sentence: Sentence) -> str:
    """Give a sentence as it stands in the text, before its typos were mended."""
    return sentence.written or sentence.text
