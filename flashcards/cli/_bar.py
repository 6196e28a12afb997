"""A progress bar: on a terminal alone, and only where the work takes longer than a moment."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Self

import typer

from flashcards.cli._showing import Messages

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 1.0
"""Seconds before the first bar appears."""


class Bar:
    """Shows one stage after the other on standard error; it is gone, and the line its own, when the work is done."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr is not None and sys.stderr.isatty()
        self._start = time.monotonic()
        self._stage = ""
        self._shown: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._finish()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move on to this place of this stage."""
        if not self._wanted or time.monotonic() - self._start < PATIENCE:
            return
        if stage != self._stage:
            self._finish()
            self._stage = stage
            screen = sys.stderr.plain if isinstance(sys.stderr, Messages) else sys.stderr
            self._shown = typer.progressbar(length=total, label=stage, file=screen)
            self._shown.__enter__()
        self._shown.update(done - self._shown.pos)

    def _finish(self) -> None:
        if self._shown is not None:
            self._shown.__exit__(None, None, None)
            self._shown = None
