"""Attacks on the program, each a module with a function `attack` that tells what it tried and what failed."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.common.signals import TooLongError
from flashcards.errors import FlashcardsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

SECONDS = 20
"""Of the processor that an attempt may take."""
STUCK = 3600
"""Seconds of the clock after which an attempt is taken to wait for ever: on a crowded machine a minute of work."""
_GLANCE = 1.0
"""Seconds of the clock after which somebody looks what an attempt took."""


def processor_seconds() -> float:
    """Tell the time of the processor that this process and its children took; other work beside them adds nothing."""
    return sum(os.times()[:4])


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """End what takes more seconds of the processor, however long it stands still beside other work.

    Raises:
        TooLongError: it takes more, or waits for ever.

    """
    start, begin = processor_seconds(), time.monotonic()

    def look(_number: int, _frame: FrameType | None) -> None:
        if processor_seconds() - start > seconds or time.monotonic() - begin > STUCK:
            raise TooLongError(f"more than {seconds:g} seconds of the processor, or {STUCK:,} of the clock")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _GLANCE, _GLANCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def fault(attempt: Callable[[], object], refusals: tuple[type[Exception], ...] = (FlashcardsError,)) -> str:
    """Tell how an attempt ends that is neither an end nor a refusal, nor soon; '' where it is one of these."""
    try:
        with bounded():
            attempt()
    except refusals:
        return ""
    except (Exception, TooLongError) as error:  # noqa: BLE001 (all that is no sentence is a find)
        return f"{type(error).__name__}: {str(error)[:100]}"
    return ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attack tried how often, and a line on each that was not withstood."""

    name: str
    tried: int
    failures: tuple[str, ...]
