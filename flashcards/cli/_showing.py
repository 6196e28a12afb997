"""Where results and messages go: to standard output, to a file, to standard error."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import typer

from flashcards import files, settings
from flashcards.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.settings import Settings


def show(text: str, output: Path | None, job: Settings) -> None:
    """Show a result, or write it into a file that is none of the job's sources."""
    if output is None:
        _print(text)
    else:
        settings.refuse_sources(job.sources, [output])
        files.write_text(output, text)


def columns(usual: int) -> int:
    """Ask how wide the terminal is; the environment variable COLUMNS wins, and a file is as wide as usual."""
    return shutil.get_terminal_size((usual, 1)).columns


def _print(text: str) -> None:
    try:
        typer.echo(text, nl=False)
    except BrokenPipeError:
        raise  # whoever reads has read enough; typer ends the program
    except OSError as error:
        sys.stdout = None  # else Python would try again when it ends, and fail once more
        raise OutputError(f"standard output: cannot be written ({error.strerror}); make room, or use -o.") from error


def say(text: str) -> None:
    """Tell the person at the terminal, apart from the result."""
    typer.echo(text, err=True)
