"""The command line as a user meets it: its exit code, what it prints, what it says."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest import mock

from flashcards import cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HANDLED = (signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gave: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


def flashcards(*arguments: str | Path, cwd: Path, **environment: str) -> Run:
    """Run the command in this process, which has loaded the program and opened the dictionary: in a tenth of the time.

    Standard output and standard error are streams of bytes, as those of a process are.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), write_through=True) for _ in range(2))
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, environment),
        mock.patch.multiple(sys, argv=["flashcards", *map(str, arguments)], stdout=out, stderr=err),
        _same_signals(),
    ):
        code = _exit_code()
    return Run(code, *(stream.buffer.getvalue().decode("utf-8", "surrogateescape") for stream in (out, err)))


def in_a_process(*arguments: str | Path, cwd: Path, stdin: str | None = None, **environment: str) -> Run:
    """Run the command in a process of its own, where its streams, its signals or what it loads are the matter."""
    done = subprocess.run(
        [sys.executable, "-m", "flashcards", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        input=stdin,
        check=False,
        encoding="utf-8",
    )
    return Run(done.returncode, done.stdout, done.stderr)


def _exit_code() -> int:
    """Run the command line to its end."""
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@contextlib.contextmanager
def _same_signals() -> Iterator[None]:
    """Leave the handlers of signals as they were."""
    before = {number: signal.getsignal(number) for number in _HANDLED}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
