"""Signals that end a program: turned into an exception, so that half a work is undone, or held back for a moment.

Without this, TERM (a shutdown, `timeout`) and HUP (a terminal that closes) would end Python on the spot, and what
stands in `finally` would never run. A signal of a clock ends what takes too long.
"""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Windows knows no SIGHUP."""
_BY_SIGNAL = 128
"""What a shell adds to the number of a signal to report a program that it ended."""


class TooLongError(BaseException):
    """Ends what takes too long; nothing amid the work that catches errors of texts catches it."""


def end_in_order() -> None:
    """Let TERM and HUP leave the program as an error does; one that is ignored (`nohup`) stays so."""
    for number in _ENDING:
        if number != signal.SIGINT and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _leave)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(_BY_SIGNAL + number)


@contextmanager
def held() -> Iterator[None]:
    """Hold signals back until the block is done; only the main thread ever hears of one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late: list[int] = []
    before = {number: signal.getsignal(number) for number in _ENDING}
    ours = {number: handler for number, handler in before.items() if handler is not None}  # None: not set from Python
    for number in ours:
        signal.signal(number, lambda number, _frame: late.append(number))
    try:
        yield
    finally:
        for number, handler in ours.items():
            signal.signal(number, handler)
    for number in late:
        signal.raise_signal(number)


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """Interrupt the main thread after so many seconds of the clock, even where it waits for the system.

    Raises:
        TooLongError: it takes longer.

    """

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
