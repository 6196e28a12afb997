"""What became of a library, in sentences for the person at the terminal."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from flashcards.documents.pinyin import is_all_syllables
from flashcards.library.overview import figures
from flashcards.output import reports
from flashcards.output.phrasing import count
from flashcards.vocabulary.coverage import FOLLOWED, percent_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flashcards.anki import Summary as Changes
    from flashcards.library import Failure, Library
    from flashcards.library.lookup import Lookup
    from flashcards.library.readability import Advice
    from flashcards.pipeline import Deck
    from flashcards.settings import Settings


def built(
    library: Library, deck: Deck, written: Sequence[tuple[Path, Changes | None]], *, verbose: bool
) -> Iterator[str]:
    """Say what became of the texts, and what is new, changed and gone in each file that was written."""
    if verbose:
        yield from _each(library)
    totals, texts = library.totals, count(len(library.studied), "text")
    yield f"{texts}, {count(totals.pairs, 'pair')} of sentences, {totals.running} words."
    by_content = sum(each.text.is_by_content for each in library.studied)
    if by_content:
        files = "its two files say" if by_content == 1 else "their two files say"
        yield f"{count(by_content, 'text')} put together by what {files} (--verbose names them)."
    yield reports.learned(totals.sentences, len(deck.cards) - totals.sentences)
    again = totals.met - len(library.words)
    if again > 0:
        yield f"Each word is taught once, where it is first met; {again} times a later text has it again."
    yield from reports.files(written, "library", verbose=verbose)


def looked_up(lookup: Lookup) -> Iterator[str]:
    """Say how often a word stands in the texts, and where its characters do without being one."""
    concordance = lookup.concordance
    if concordance.is_pinyin:
        yield f"{concordance.word}: taken for pinyin, as no English of the texts has it."
    texts = count(lookup.texts - len(lookup.failures), "text")
    if concordance.count:
        yield f"{concordance.word}: {count(concordance.count, 'place')} in {concordance.texts} of {texts}."
    elif is_all_syllables(concordance.word):
        yield f"{concordance.word}: in none of {texts}, neither as English nor as pinyin."
    else:
        yield f"{concordance.word}: in none of {texts}."
    if concordance.across:
        yield f"{count(concordance.across, 'place')} left out where its characters belong to other words."


def readable(advice: Advice, settings: Settings) -> Iterator[str]:
    """Say how many texts a learner can read now, and how she gets the cards of the next."""
    followed = sum(reading.share >= FOLLOWED for reading in advice.next_)
    texts = count(len(advice.readings), "text")
    is_told = bool(settings.level or settings.known)
    who = "You read" if is_told else "A beginner reads"
    sentence = f"{who} {len(advice.easy)} of {texts} with ease now, and can follow {followed} more."
    for copy in advice.copies:
        yield f"{copy.text.name} says the same as {copy.original.name}, and is left away."
    yield sentence if is_told else f"{sentence} Say what you know with --level or --known."
    if advice.next_:
        text = advice.next_[0].text
        level = ["--level", settings.level] if settings.level else []
        known = [part for path in settings.known for part in ("--known", str(path))]
        command = shlex.join(["flashcards", "build", *text.sources, *level, *known])
        yield f"Next: `{command}` makes a deck of “{text.name}”."


def failures(failures: Sequence[Failure], *, listed: str = "") -> Iterator[str]:
    """List the texts that could not be taken, and why; where something else lists them, they are counted."""
    if listed and failures:
        yield f"{count(len(failures), 'text')} left out, {listed}."
    elif failures:
        yield f"{count(len(failures), 'text')} left out:"
        yield from (f"  {failure.text.name}: {failure.reason}" for failure in failures)
        yield 'What is no text of yours, such as a README: name it in library.toml, `exclude = ["README*"]`.'


def _each(library: Library) -> Iterator[str]:
    """Say of each text what it brings."""
    for text, studied in zip(figures(library), library.studied, strict=True):
        known = percent_of(text.known, text.running) or "none"
        yield (
            f"  {text.text.name}: {count(text.pairs, 'pair')}, {text.running} words, {known} known, "
            f"{count(text.new, 'new word')}; from {', '.join(text.text.sources)}"
        )
        yield from (f"    {notice}" for notice in studied.lesson.notices)
