"""From the parameters of a command to its job, its text, the lexicon, and the time that notes carry."""

from __future__ import annotations

import functools
import inspect
import os
import re
import time
from typing import TYPE_CHECKING, Any, get_type_hints

from flashcards.cli._options import SOURCES, parameter
from flashcards.cli._showing import say
from flashcards.errors import InputError
from flashcards.settings import OPTIONS, Group, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flashcards.common.progress import Progress
    from flashcards.lexicon import Lexicon
    from flashcards.records import Bitext
    from flashcards.settings import Option

_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, in seconds since 1970. Anki numbers notes by their time, and takes none of number 0."""
_NOT_GIVEN: tuple[Any, ...] = (None, [])
"""What typer hands over for an option that was not given, and for one that may be given again and was not."""


def takes(
    *groups: Group, also: tuple[str, ...] = (), **fixed: Any
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the sources, and the options of these groups and `also` these, in the place of its `job`.

    Options are called like the settings they give, so what is asked with them reaches the command as one `Settings`;
    its other parameters stay its own. `fixed` are settings that the command decides.
    """
    options = [option for name, option in OPTIONS.items() if option.group in groups or name in also]
    return taking(SOURCES, options, functools.partial(load_settings, **fixed))


def taking(
    argument: inspect.Parameter, options: Sequence[Option], load: Callable[..., Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command an argument and options in the place of its `job`, which `load` makes of what was given."""

    def job(**given: Any) -> Any:
        return load(given.pop(argument.name), **asked(given))

    return offering("job", [argument, *map(parameter, options)], job)


def offering(
    name: str, parameters: Sequence[inspect.Parameter], make: Callable[..., Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command parameters in the place of one of its own, which is made of what was given for them."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def run(**given: Any) -> None:
            value = make(**{parameter.name: given.pop(parameter.name) for parameter in parameters})
            command(**{name: value}, **given)

        offered: list[inspect.Parameter] = []
        hints = get_type_hints(command, include_extras=True)
        for own in inspect.signature(command).parameters.values():
            offered += parameters if own.name == name else [own.replace(annotation=hints[own.name])]
        offered.sort(key=lambda parameter: parameter.kind)  # the arguments come first
        run.__signature__ = inspect.Signature(offered)  # type: ignore[attr-defined]  # typer reads it
        run.__annotations__ = {part.name: part.annotation for part in offered}
        return run

    return decorate


def asked(options: Mapping[str, Any]) -> dict[str, Any]:
    """Give the options that were given, of those that typer hands over."""
    return {name: value for name, value in options.items() if value not in _NOT_GIVEN}


def read(job: Settings, *, quiet: bool, chinese_alone: bool = True, lists: bool = True) -> Bitext:
    """Read the sources, and say what had to be guessed or was mended."""
    from flashcards import pipeline

    for url in () if quiet else pipeline.downloads(job):
        say(f"{url}: downloading this page, as you asked; a copy is kept for a day.")
    bitext = pipeline.read(job, chinese_alone=chinese_alone, lists=lists)
    for notice in () if quiet else bitext.notices:
        say(notice)
    return bitext


def lexicon_of(job: Settings, *, quiet: bool, progress: Progress | None = None) -> Lexicon:
    """Open the lexicon with the job's own dictionary and words, and say what takes long, by a bar or `progress`."""
    from flashcards.cli._bar import Bar
    from flashcards.lexicon import open_lexicon

    with Bar(wanted=not quiet) as bar:
        notice, words = None if quiet else say, job.words
        return open_lexicon(notice=notice, progress=progress or bar, dictionary=job.dictionary, word_list=words)


def now() -> int:
    """Return the time that new notes carry; SOURCE_DATE_EPOCH sets it for reproducible builds."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return int(time.time())
    if not re.fullmatch("[0-9]{1,12}", given) or not 0 < int(given) <= _LAST_SECOND:
        raise InputError(
            f"SOURCE_DATE_EPOCH cannot be {given[:40]!r}: give the seconds since 1970, from 1, or leave it unset."
        )
    return int(given)
