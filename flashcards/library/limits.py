"""Limits of a text: one that never ends, or that eats all memory, must not take the others with it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_MEGABYTE = 1 << 20
"""Bytes, as the option counts them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may take: `seconds`, and `megabytes` beyond what the process has already; 0 stands for no limit."""

    seconds: int = 0
    megabytes: int = 0


UNLIMITED = Limits()


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Keep what is done inside within limits, as far as the system can.

    Time is limited in the main thread alone, and memory on Linux.

    Raises:
        InputError: it takes longer, or more memory.

    """
    with ExitStack() as stack:
        if limits.seconds and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
            stack.enter_context(_timed(limits.seconds))
        if limits.megabytes and sys.platform == "linux":
            stack.enter_context(_bounded(limits.megabytes))
        try:
            yield
        except MemoryError as error:
            raise InputError(
                "it needs more memory than there is for one text; see what is strange in it, part it, or raise "
                "--memory-limit."
            ) from error


@contextmanager
def _timed(seconds: int) -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        raise InputError(f"it takes longer than {seconds} seconds; see what is strange in it, or raise --time-limit.")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _bounded(megabytes: int) -> Iterator[None]:
    import resource  # only some systems have it

    before = resource.getrlimit(resource.RLIMIT_AS)
    in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    most = in_use + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most if before[1] < 0 else min(most, before[1]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
