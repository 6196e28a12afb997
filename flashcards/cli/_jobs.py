"""From the parameters of a command to its job, its text and the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flashcards import settings
from flashcards.cli._showing import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.lexicon import Lexicon
    from flashcards.records import Bitext
    from flashcards.settings import Settings


def job_of(parameters: Mapping[str, Any], **fixed: Any) -> Settings:
    """Make settings of the parameters of a command, whose options are called like the settings they give.

    What else a command has, such as a format, is no setting; an option that was not given is None or an empty list.
    """
    options = {name: value for name, value in parameters.items() if name in settings.NAMES and value not in (None, [])}
    return settings.load(options.pop("sources"), **options, **fixed)


def read(job: Settings, *, quiet: bool, chinese_alone: bool = False) -> Bitext:
    """Read the sources, and say what had to be guessed or was mended."""
    from flashcards import pipeline

    for url in () if quiet else pipeline.downloads(job):
        say(f"{url}: downloading this page, as you asked; a copy is kept for a day.")
    bitext = pipeline.read(job, chinese_alone=chinese_alone)
    for notice in () if quiet else bitext.notices:
        say(notice)
    return bitext


def lexicon_of(job: Settings, *, quiet: bool) -> Lexicon:
    """Open the lexicon with the job's own dictionary and words, and say what takes long."""
    from flashcards.lexicon import open_lexicon

    return open_lexicon(notice=None if quiet else say, dictionary=job.dictionary, word_list=job.words)
