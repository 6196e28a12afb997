"""Texts are worked through one by one: in this process, in several of this machine, or on a cluster.

*The idea:* each text is a task of its own that needs no other, so results may come in any order, and none of them tells
who worked.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from flashcards.common.processes import scattered
from flashcards.errors import FlashcardsError, InputError
from flashcards.lexicon import open_lexicon
from flashcards.library import lessons
from flashcards.library.keeping import Shelved, Value, analysis_key, kept, lesson_key, shelved, sought
from flashcards.library.lessons import Analysis, Lesson
from flashcards.library.limits import UNLIMITED, Limits, limited
from flashcards.records import Record
from flashcards.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.common.progress import Progress
    from flashcards.library.texts import Text

_Result = TypeVar("_Result")

_DIED = "the process that read it died twice; see what is strange in it, or leave it out with `exclude`."


class Workers(Record):
    """Who works: so many processes, or those of the Dask cluster at this address; each text within limits."""

    jobs: int = 1
    limits: Limits = UNLIMITED
    cluster: str = ""


ALONE = Workers()
"""This process, without limits."""


class Result(Record):
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
    return done(settings, limits, Lesson, lesson_key(settings), lambda: _lesson(settings))


def done(settings: Settings, limits: Limits, kind: type[Value], key: str, make: Callable[[], Value]) -> Result:
    """Make a record of a text within limits, or take the one that is kept under its name."""
    try:
        prepare({(settings.dictionary, settings.words)})
        with limited(limits):
            _, packed = kept(kind, key, make)
    except FlashcardsError as error:
        return Result(reason=str(error))
    return Result(key, packed)


def _lesson(settings: Settings) -> Lesson:
    lexicon = open_lexicon(dictionary=settings.dictionary, word_list=settings.words)
    analysis, _ = kept(Analysis, analysis_key(settings), lambda: lessons.analyse(settings, lexicon))
    return lessons.teach(analysis, settings, lexicon)


def run(
    texts: Sequence[Settings],
    workers: Workers,
    task: Task = work,
    key: Callable[[Settings], str] = lesson_key,
) -> Iterator[tuple[int, Shelved | str]]:
    """Do a task with all texts of which no record is kept; give each number of a text with that or why there is none.

    They come in any order. What the task makes is known again by its `key`.
    """
    missing: list[int] = []
    for number, settings in enumerate(texts):
        if shelf := sought(key(settings)):
            yield number, shelf
        else:
            missing.append(number)
    pieces = [texts[number] for number in missing]
    for place, result in each(partial(task, limits=workers.limits), pieces, workers):
        yield missing[place], result if isinstance(result, str) else result.reason or shelved(result.key, result.packed)


def each(
    task: Callable[[Settings], _Result], texts: Sequence[Settings], workers: Workers
) -> Iterator[tuple[int, _Result | str]]:
    """Do a task with each text, by whoever works; give each number with the result, or why there is none.

    They come in any order.
    """
    for number, result in _scattered(task, texts, workers):
        yield number, _DIED if result is None else result


def through(
    jobs: Mapping[Text, Settings | str],
    work: Callable[[Sequence[Settings]], Iterator[tuple[int, _Result | str]]],
    progress: Progress,
    *,
    strict: bool = False,
) -> dict[Text, _Result | str]:
    """Go through texts, and give each, in their order, with what the work on them brought, or why it brought nothing.

    Raises:
        InputError: with `strict`, what the first text that fails says.

    """
    results: dict[Text, _Result | str] = {text: job for text, job in jobs.items() if isinstance(job, str)}
    for text, reason in list(results.items())[: int(strict)]:
        raise _failed(text, str(reason))
    whole = {text: job for text, job in jobs.items() if not isinstance(job, str)}
    texts = list(whole)
    for done, (number, result) in enumerate(work(list(whole.values())), 1):
        progress("Reading texts", done, len(texts))
        if strict and isinstance(result, str):
            raise _failed(texts[number], result)
        results[texts[number]] = result
    return {text: results[text] for text in jobs}


def _failed(text: Text, reason: str) -> InputError:
    return InputError(reason if any(source in reason for source in text.sources) else f"{text.name}: {reason}")


def _scattered(
    task: Callable[[Settings], _Result], texts: Sequence[Settings], workers: Workers
) -> Iterator[tuple[int, _Result | None]]:
    if not workers.cluster or not texts:
        return scattered(task, texts, workers.jobs)
    try:
        from flashcards.library import cluster
    except ImportError as error:
        raise InputError(
            "--cluster: the package distributed is not installed; pip install 'flashcards[cluster]'."
        ) from error
    lexicons = {(settings.dictionary, settings.words) for settings in texts}
    return cluster.scattered(task, texts, workers.cluster, partial(prepare, lexicons))
