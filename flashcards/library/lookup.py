"""A word looked up in all texts of a library, each text by itself, in one process or in several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from flashcards.common.processes import scattered
from flashcards.common.progress import silent
from flashcards.errors import FlashcardsError, InputError
from flashcards.lexicon import open_lexicon
from flashcards.library import Failure, concordance, lessons
from flashcards.library.concordance import Concordance, Places
from flashcards.library.engine import _DIED, ALONE, Workers
from flashcards.library.keeping import analysis_key, kept
from flashcards.library.lessons import Analysis
from flashcards.library.limits import Limits, limited
from flashcards.library.texts import Text, find

if TYPE_CHECKING:
    from flashcards.common.progress import Progress
    from flashcards.settings import Settings
    from flashcards.settings.library import LibrarySettings


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the texts of a library have of a word, of how many texts, and which of these could not be read."""

    concordance: Concordance
    texts: int
    failures: tuple[Failure, ...]


def look_up(
    library: LibrarySettings,
    word: str,
    progress: Progress = silent,
    *,
    workers: Workers = ALONE,
    most: int | None = None,
) -> Lookup:
    """Look a word up in Chinese or in English; of each way to render it at most so many places are kept.

    Raises:
        InputError: there is no text.
        UsageError: the word is none.

    """
    word = concordance.checked(word)
    texts = find(library)
    if not texts:
        raise InputError(f"{library.folder}: no text is in this folder; put texts in both languages there.")
    jobs: list[tuple[Text, Settings]] = []
    places: dict[str, Places] = {}
    reasons: dict[str, str] = {}
    for text in texts:
        try:
            jobs.append((text, library.of_text(text.name, text.sources)))
        except InputError as error:  # its recipe is broken
            reasons[text.name] = str(error)
    task = partial(search, word=word, limits=workers.limits)
    for done, (number, result) in enumerate(scattered(task, jobs, workers.jobs), 1):
        name = jobs[number][0].name
        progress("Reading texts", done, len(jobs))
        if isinstance(result, Places):
            places[name] = result
        else:
            reasons[name] = result or _DIED
    lexicon = open_lexicon(dictionary=library.settings.dictionary, word_list=library.settings.words)
    in_order = (places[text.name] for text in texts if text.name in places)
    failures = tuple(Failure(text, reasons[text.name]) for text in texts if text.name in reasons)
    return Lookup(concordance.counted(word, in_order, lexicon, most), len(texts), failures)


def search(job: tuple[Text, Settings], word: str, limits: Limits) -> Places | str:
    """Give the places of a word in a text, or say why it cannot be read; what was learned of it is kept."""
    text, settings = job
    lexicon = open_lexicon(dictionary=settings.dictionary, word_list=settings.words)
    try:
        with limited(limits):
            analysis, _ = kept(Analysis, analysis_key(settings), lambda: lessons.analyse(settings, lexicon))
    except FlashcardsError as error:
        return str(error)
    return concordance.places(analysis.annotated, word, text.name, lexicon)
