"""Pieces of work for other processes, which load this module and so nothing that takes time to load."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.errors import InputError

if TYPE_CHECKING:
    from flashcards import Settings
    from flashcards.library.engine import Result
    from flashcards.library.limits import Limits


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


def hang_in_c(number: int) -> int:
    """Stand in for a library that never comes back, and lets nobody else work meanwhile."""
    from flashcards.library.limits import Limits, limited

    with limited(Limits(seconds=1)):
        if number == 1:
            sum(range(10**11))
    return number


def die_of_poison(settings: Settings, limits: Limits) -> Result:
    """Stand in for a text that takes its process down, as one that the system ends for its memory."""
    from flashcards.library.engine import Result

    if "poison" in settings.sources[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return Result(reason=f"{settings.sources[0]} within {limits.seconds} s")


def die_at_first(settings: Settings, limits: Limits) -> Result:
    """Stand in for a process that the system ends once, for want of memory or at somebody's wish."""
    from flashcards.library.engine import Result

    mark = Path(settings.sources[0])
    if mark.stem == "5" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Result(reason=f"{mark.stem} within {limits.seconds} s")
