"""Where results and messages go: to standard output, to a file, to standard error."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import typer

from flashcards.common import files
from flashcards.errors import OutputError
from flashcards.settings.sources import refuse_sources

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.settings import Settings

_NOBODY_READS = 128 + 13
"""What a shell reports of a program that SIGPIPE, signal 13, has ended."""


def show(text: str, output: Path | None, job: Settings) -> None:
    """Show a result, or write it into a file that is none of the job's sources."""
    if output is None:
        _print(text)
    else:
        refuse_sources(job.sources, [output])
        files.write_text(output, text)


def columns(usual: int) -> int:
    """Ask how wide the terminal is; the environment variable COLUMNS wins, and a file is as wide as usual."""
    return shutil.get_terminal_size((usual, 1)).columns


def _print(text: str) -> None:
    try:
        _echo(text)
    except OSError as error:
        sys.stdout = None  # else Python would try again when it ends, and fail once more
        raise OutputError(f"standard output: cannot be written ({error.strerror}); make room, or use -o.") from error


def say(text: str) -> None:
    """Tell the person at the terminal, apart from the result."""
    _echo(f"{text}\n", err=True)


def _echo(text: str, *, err: bool = False) -> None:
    """Write to a stream; when nobody reads on, as behind `| head -1`, end as other programs do."""
    try:
        typer.echo(text, nl=False, err=err)
    except BrokenPipeError:
        sys.stdout = sys.stderr = None  # else Python would try again when it ends, and complain
        sys.exit(_NOBODY_READS)
