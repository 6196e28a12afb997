"""Pieces of work for other processes, which load this module and so nothing that takes time to load."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process

from flashcards.errors import InputError


def doubled(number: int) -> int:
    return 2 * number


def killed_elsewhere(number: int) -> int:
    """Double a number; another process than the first is killed."""
    if parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def killed_elsewhere_by_a_poison(number: int) -> int:
    """Double a number; another process than the first is killed by the third."""
    return killed_elsewhere(number) if number == 3 else 2 * number


def refused(number: int) -> int:
    """Raise what a text raises that cannot be read."""
    raise InputError(f"{number}: cannot be.")


def is_deaf(_: int) -> bool:
    """Tell whether this process hears no Ctrl-C."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
