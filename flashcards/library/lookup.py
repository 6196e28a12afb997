"""A word looked up in all texts of a library, each text by itself, by whoever works."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flashcards.common.progress import silent
from flashcards.errors import FlashcardsError
from flashcards.lexicon import open_lexicon
from flashcards.library import concordance, engine, lessons, partners, word_search
from flashcards.library.concordance import Concordance, Places
from flashcards.library.engine import ALONE, Workers
from flashcards.library.keeping import analysis_key, kept
from flashcards.library.lessons import Analysis
from flashcards.library.limits import Limits, limited
from flashcards.library.texts import Failure
from flashcards.records import Record

if TYPE_CHECKING:
    from flashcards.common.progress import Progress
    from flashcards.settings import Settings
    from flashcards.settings.library import LibrarySettings


class Lookup(Record):
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
    """Look a word up in Chinese, in English or by its pinyin; of each way at most so many places are kept.

    Raises:
        InputError: there is no text.
        UsageError: the word is none.

    """
    word = concordance.checked(word)
    search_ = partial(search, word=word, limits=workers.limits)
    jobs = partners.jobs(library, workers, progress)
    results = engine.through(jobs, partial(engine.each, search_, workers=workers), progress)
    whole = {text.name: result for text, result in results.items() if isinstance(result, Places)}
    failures = tuple(Failure(text, result) for text, result in results.items() if isinstance(result, str))
    lexicon = open_lexicon(dictionary=library.settings.dictionary, word_list=library.settings.words)
    return Lookup(concordance.counted(word, whole, lexicon, most), len(results), failures)


def search(settings: Settings, word: str, limits: Limits) -> Places | str:
    """Give the places of a word in a text, or say why it cannot be read; what was learned of it is kept."""
    lexicon = open_lexicon(dictionary=settings.dictionary, word_list=settings.words)
    try:
        with limited(limits):
            analysis, _ = kept(Analysis, analysis_key(settings), lambda: lessons.analyse(settings, lexicon))
    except FlashcardsError as error:
        return str(error)
    return word_search.places(analysis.annotated, word, lexicon)
