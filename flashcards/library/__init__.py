"""Many texts as one course: each word is taught once, where it is first met.

    folder -> texts -> lessons, one a text -> summaries, merged -> teaching -> one deck

`texts` finds what belongs together by its names, `partners` by what it says; `lessons` looks at a text by itself,
`engine` at all of them, in one process or in several, and `keeping` knows what was done before. `summary` is what texts
must know of each other, and `teaching` makes the deck. `overview` counts the texts, `readability` says which to read
next, and `lookup` finds a word in all of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flashcards import learner
from flashcards.common.progress import silent
from flashcards.errors import InputError
from flashcards.lexicon import open_lexicon
from flashcards.library import engine, partners, summary, teaching
from flashcards.library.engine import ALONE, Workers
from flashcards.library.keeping import Shelved
from flashcards.library.lessons import Lesson, Outline
from flashcards.library.texts import Failure, Text, find
from flashcards.pipeline import Deck
from flashcards.records import Record
from flashcards.settings import Order
from flashcards.vocabulary import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.progress import Progress
    from flashcards.library.summary import Course, Summary, Totals
    from flashcards.settings.library import LibrarySettings

__all__ = ["Failure", "Library", "Studied", "Text", "Workers", "build", "find", "study"]


class Studied(Record):
    """A text with its lesson, which is read from the disk whenever it is asked for: many lessons are large."""

    text: Text
    shelved: Shelved

    @property
    def lesson(self) -> Lesson:
        """What the text has to teach."""
        return self.shelved.read(Lesson)

    @property
    def summary(self) -> Summary:
        """Of its lesson what other texts must know, read by itself."""
        return self.shelved.read(Outline).summary


class Library(Record):
    """The texts of a library in the order in which they are read, those that failed, and the words they teach."""

    studied: tuple[Studied, ...]
    failures: tuple[Failure, ...]
    words: dict[str, Course]
    totals: Totals


def study(
    library: LibrarySettings,
    progress: Progress = silent,
    *,
    workers: Workers = ALONE,
    strict: bool = False,
) -> Library:
    """Look at all texts of a library; one that fails is left out, and with `strict` ends it all.

    Raises:
        InputError: a list of words cannot be read; there is no text, or none that could be taken; with `strict`, what
            the first text that fails says.

    """
    settings = library.settings
    lexicon = open_lexicon(dictionary=settings.dictionary, word_list=settings.words)
    learner.of_settings(settings, lexicon)  # first: whoever misspelt a name need not wait for all texts
    jobs = partners.jobs(library, workers, progress)
    results = engine.through(jobs, partial(engine.run, workers=workers), progress, strict=strict)
    studied = [Studied(text, result) for text, result in results.items() if isinstance(result, Shelved)]
    failures = [Failure(text, result) for text, result in results.items() if isinstance(result, str)]
    if not studied:
        raise InputError(f"{library.folder}: none of {len(results)} texts could be taken. {failures[0].reason}")
    ordered = _ordered(studied, settings.order)
    words, totals = summary.merge(each.summary for each in ordered)
    kept = summary.worthiest(words, totals.running, limit=settings.limit, min_count=settings.min_count)
    return Library(tuple(ordered), tuple(failures), kept, totals)


def build(library: Library, *, read: bool = True) -> Deck:
    """Make the deck of a library; `output.write` writes it.

    How the words of sentences are `read` need not be known where nothing is written that `output.asks_for_words`.
    """
    lessons = [(each.text.name, each.shelved) for each in library.studied]
    cards = teaching.Cards(lessons, library.totals.sentences, library.words, read=read)
    return Deck(annotated=(), doubtful=(), choice=Choice(), cards=cards, left_out=())


def _ordered(studied: Sequence[Studied], order: Order) -> list[Studied]:
    """Put texts in the order in which they are read."""
    if order is not Order.EASIEST_FIRST:
        return list(studied)
    return [studied[number] for number in summary.easiest(each.summary for each in studied)]
