"""Texts are worked through one by one: in this process, in several of this machine, or on a cluster.

*The idea:* each text is a task of its own that needs no other, so results may come in any order, and none of them tells
who worked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from flashcards.common.processes import scattered
from flashcards.errors import FlashcardsError, InputError
from flashcards.lexicon import open_lexicon
from flashcards.library import lessons
from flashcards.library.keeping import Shelved, analysis_key, kept, lesson_key, shelved, sought
from flashcards.library.lessons import Analysis, Lesson, Outline
from flashcards.library.limits import UNLIMITED, Limits, limited
from flashcards.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_DIED = "the process that read it died twice; see what is strange in it, or leave it out with `exclude`."


@dataclass(frozen=True, slots=True)
class Workers:
    """Who works: so many processes, or those of the Dask cluster at this address; each text within limits."""

    jobs: int = 1
    limits: Limits = UNLIMITED
    cluster: str = ""


ALONE = Workers()
"""This process, without limits."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a text: its packed lesson and the name under which that is kept, or why there is none."""

    key: str = ""
    packed: bytes = b""
    reason: str = ""


class Task(Protocol):
    """What is done with each text."""

    def __call__(self, settings: Settings, limits: Limits) -> Result:
        """Do it with the text of these settings, within limits."""
        ...


def prepare(lexicons: Iterable[tuple[Path | None, Path | None]]) -> None:
    """Open lexicons, each by its dictionary and list of words; the first time on a machine takes some seconds."""
    for dictionary, words in lexicons:
        open_lexicon(dictionary=dictionary, word_list=words)


def work(settings: Settings, limits: Limits) -> Result:
    """Look at a text by itself; what was kept of it is not done again."""
    try:
        prepare({(settings.dictionary, settings.words)})
        with limited(limits):
            key = lesson_key(settings)
            _, packed = kept(Lesson, key, lambda: _lesson(settings))
    except FlashcardsError as error:
        return Result(reason=str(error))
    return Result(key, packed)


def _lesson(settings: Settings) -> Lesson:
    lexicon = open_lexicon(dictionary=settings.dictionary, word_list=settings.words)
    analysis, _ = kept(Analysis, analysis_key(settings), lambda: lessons.analyse(settings, lexicon))
    return lessons.teach(analysis, settings, lexicon)


def run(texts: Sequence[Settings], workers: Workers, task: Task = work) -> Iterator[tuple[int, Shelved | str]]:
    """Do a task with all texts of which nothing is kept; give each number of a text with its lesson or why it has none.

    They come in any order.
    """
    missing: list[int] = []
    for number, settings in enumerate(texts):
        if shelf := sought(Outline, lesson_key(settings)):
            yield number, shelf
        else:
            missing.append(number)
    pieces = [texts[number] for number in missing]
    for place, result in _scattered(partial(task, limits=workers.limits), pieces, workers):
        yield missing[place], _outcome(result)


def _scattered(
    task: Callable[[Settings], Result], pieces: Sequence[Settings], workers: Workers
) -> Iterator[tuple[int, Result | None]]:
    if not workers.cluster or not pieces:
        return scattered(task, pieces, workers.jobs)
    try:
        from flashcards.library import cluster
    except ImportError as error:
        raise InputError(
            "--cluster: the package distributed is not installed; pip install 'flashcards[cluster]'."
        ) from error
    lexicons = {(settings.dictionary, settings.words) for settings in pieces}
    return cluster.scattered(task, pieces, workers.cluster, partial(prepare, lexicons))


def _outcome(result: Result | None) -> Shelved | str:
    if result is None:
        return _DIED
    return result.reason or shelved(result.key, result.packed)
