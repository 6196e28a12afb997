"""Attacks on the program, each a module with a function `attack` that tells what it tried and what failed."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attack tried how often, and a line on each that was not withstood."""

    name: str
    tried: int
    failures: tuple[str, ...]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes longer with a TimeoutError."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
