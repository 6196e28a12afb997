"""The options that say who reads the texts of a library, and what reading one of them may take."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, get_type_hints

import typer

from flashcards.cli._jobs import offering
from flashcards.errors import UsageError
from flashcards.settings import Group

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.library import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """What was asked for; each field is an option of its name."""

    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", "-j", metavar="NUMBER", min=1, help="Processes that read texts.", rich_help_panel=Group.OUTPUT
        ),
    ] = 1
    cluster: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="The scheduler of a Dask cluster whose workers read texts, as tcp://host:8786.",
            show_default=False,
            rich_help_panel=Group.OUTPUT,
        ),
    ] = ""
    time_limit: Annotated[
        int,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help="What reading one text may take; 0 for no limit.",
            rich_help_panel=Group.OUTPUT,
        ),
    ] = 600
    memory_limit: Annotated[
        int,
        typer.Option(
            metavar="MEGABYTES",
            min=0,
            help="What one text may need beside the dictionary (on Linux); 0 for no limit.",
            rich_help_panel=Group.OUTPUT,
        ),
    ] = 4000

    def workers(self) -> Workers:
        """Say who works.

        Raises:
            UsageError: both this machine and a cluster shall.

        """
        from flashcards.library import Workers
        from flashcards.library.limits import Limits

        if self.cluster and self.jobs > 1:
            raise UsageError("--jobs: with --cluster it is the workers that read; start as many of them as you wish.")
        return Workers(self.jobs, Limits(self.time_limit, self.memory_limit), self.cluster)


def _parameters() -> list[inspect.Parameter]:
    hints = get_type_hints(Working, include_extras=True)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in fields(Working)
    ]


working: Callable[[Callable[..., None]], Callable[..., None]] = offering("working", _parameters(), Working)
"""Give a command these options in the place of its `working`."""
