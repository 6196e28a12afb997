"""Where results and messages go: to standard output, to a file, to standard error.

A text, the name of a file, or an answer of Anki may hold signs that a terminal takes for commands (escape sequences),
or that turn the order of what is shown. What goes to a person is shown with such signs written out; what goes into a
file or to another program is left as it is.
"""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING, Any, TextIO

import typer

from flashcards.common import files
from flashcards.errors import OutputError
from flashcards.settings.sources import refuse_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.settings import Settings

_NOBODY_READS = 128 + 13
"""What a shell reports of a program that SIGPIPE, signal 13, has ended."""

_LONGEST_LINE = 2_000
"""Characters of a line that a person is told: some twenty rows of a terminal, the names of two files. Set by hand."""
_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tabs and line ends (ECMA-48)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # signs that turn the direction of writing (UAX #9)
    "\ud800-\udc9f\udd00-\udfff]"  # what no stream takes; bytes of names that some terminals take for commands
)
_BYTES = re.compile("[\udc80-\udcff]+")
"""How Python stands for bytes of names that its encoding does not read."""


def show(text: str, output: Path | None, job: Settings, sign: re.Pattern[str] | None) -> None:
    """Show a result, or write it into a file that is none of the job's inputs and that begins with its sign, if any."""
    if output is None:
        _print(text)
    else:
        may_take(output, job, sign)
        files.write_text(output, text)


def may_take(output: Path | None, job: Settings, sign: re.Pattern[str] | None) -> None:
    """See to it that a file may take a result: asked before the work, too, so that nobody waits for a refusal.

    Raises:
        OutputError: it is an input of the job, or holds something else.

    """
    if output is None:
        return
    from flashcards.output import earlier_files

    refuse_inputs(job.inputs, [output])
    earlier_files.refuse_foreign(output, sign)


def columns(usual: int) -> int:
    """Ask how wide the terminal is; the environment variable COLUMNS wins, and a file is as wide as usual."""
    return shutil.get_terminal_size((usual, 1)).columns


def harmless(text: str) -> str:
    r"""Write out what a terminal would take for a command: the sign of escape sequences becomes `\x1b`."""
    return _COMMANDS.sub(_written_out, _BYTES.sub(_read_anew, text))


def _read_anew(bytes_: re.Match[str]) -> str:
    """Read what is UTF-8 after all, as all of it is where the locale knows ASCII alone."""
    return bytes_[0].encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _written_out(sign: re.Match[str]) -> str:
    number = ord(sign[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


class Messages:
    """Standard error with nothing on it that a terminal takes for a command; `plain` is the stream itself."""

    def __init__(self, plain: TextIO) -> None:
        self.plain = plain

    def write(self, text: str) -> int:
        """Write a text, made harmless."""
        return self.plain.write(harmless(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)


def _print(text: str) -> None:
    if sys.stdout is None:
        raise OutputError("standard output: is closed; open it, or use -o.")
    try:
        _echo(harmless(text) if sys.stdout.isatty() else text)
    except OSError as error:
        sys.stdout = None  # else Python would try again when it ends, and fail once more
        raise OutputError(f"standard output: cannot be written ({error.strerror}); make room, or use -o.") from error


def say(text: str) -> None:
    """Tell the person at the terminal, apart from the result; of a line without end, its beginning and its end."""
    _echo("\n".join(map(_shortened, text.split("\n"))) + "\n", err=True)


def _shortened(line: str) -> str:
    """Leave the middle of a line out that nobody reads: a recipe may name a file with a hundred thousand letters."""
    half = _LONGEST_LINE // 2
    return line if len(line) <= _LONGEST_LINE else f"{line[:half]} … {line[-half:]}"


def _echo(text: str, *, err: bool = False) -> None:
    """Write to a stream; when nobody reads on, as behind `| head -1`, end as other programs do."""
    try:
        typer.echo(text, nl=False, err=err)
    except BrokenPipeError:
        sys.stdout = sys.stderr = None  # else Python would try again when it ends, and complain
        sys.exit(_NOBODY_READS)
