"""The command that hands a package to a running Anki."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from flashcards.cli._options import Quiet
from flashcards.cli._showing import say


def push(
    package: Annotated[
        Path, typer.Argument(metavar="PACKAGE", help="The package that build has written.", show_default=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of it.")] = False,
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Where AnkiConnect listens on this machine.  [default: http://127.0.0.1:8765]"
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Put a package into the Anki that runs on this machine, through its add-on AnkiConnect (2055492159)."""
    put(package, url=url, dry_run=dry_run, quiet=quiet)


def put(package: Path, *, url: str | None = None, dry_run: bool = False, quiet: bool = False) -> None:
    """Put a package into the Anki that runs, or only say what would become of it.

    Raises:
        FlashcardsError: it is no package of ours, or Anki does not take it.

    """
    from flashcards.anki import anki_connect, pushing
    from flashcards.output import package_reports

    anki = anki_connect.at(url or anki_connect.ADDRESS, os.environ.get(anki_connect.KEY_VARIABLE, ""))
    arrival = (pushing.foretell if dry_run else pushing.push)(package, anki)
    if not quiet or arrival.is_asked:
        say(package_reports.arrival(package, arrival, foretold=dry_run))
