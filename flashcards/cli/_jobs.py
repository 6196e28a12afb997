"""From the parameters of a command to its job, its text and the lexicon."""

from __future__ import annotations

import copy
import functools
import inspect
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from flashcards.cli._options import Sources
from flashcards.cli._showing import say
from flashcards.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.lexicon import Lexicon
    from flashcards.records import Bitext

_NOT_GIVEN: tuple[Any, ...] = (None, [])
"""What typer hands over for an option that was not given, and for one that may be given again and was not."""
_UNSAID: tuple[Any, ...] = (None, False, "", ())
"""Defaults that say nothing, or whose meaning stands in the help."""


def takes(*groups: type, **fixed: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the sources and the options of these groups, in the place of its parameter `job`.

    Options are called like the settings they give, so what is asked with them reaches the command as one `Settings`;
    its other parameters stay its own. `fixed` are settings that the command decides.
    """
    options = {
        name: _with_default(name, hint)
        for group in groups
        for name, hint in get_type_hints(group, include_extras=True).items()
    }

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def run(sources: list[str], **given: Any) -> None:
            chosen = {name: given.pop(name) for name in options}
            command(job=load(sources, **{k: v for k, v in chosen.items() if v not in _NOT_GIVEN}, **fixed), **given)

        parameters = [_parameter("sources", Sources)]
        hints = get_type_hints(command, include_extras=True)
        for name, own in inspect.signature(command).parameters.items():
            if name == "job":
                parameters += [_parameter(option, hint, default=None) for option, hint in options.items()]
            else:
                parameters.append(_parameter(name, hints[name], default=own.default))
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return decorate


def _with_default(name: str, hint: Any) -> Any:
    """Let the help of an option end with the value that the setting has by itself."""
    default = Settings.__dataclass_fields__[name].default
    if default in _UNSAID:
        return hint
    option = copy.copy(hint.__metadata__[0])
    option.help += f"  [default: {', '.join(default) if isinstance(default, tuple) else default}]"
    return Annotated[hint.__origin__, option]


def _parameter(name: str, hint: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


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
