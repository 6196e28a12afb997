"""Limits of a text: one that never ends, or that eats all memory, must not take the others with it.

*The idea:* what goes beyond is ended by an error amid the work. Code in C that never comes back cannot be ended so; the
process that works for another ends itself then, and who gave it the text sees that it died.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import sys
import threading
from contextlib import ExitStack, contextmanager
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.common.signals import TooLongError, ended_after
from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEGABYTE = 1 << 20
"""Bytes, as the option counts them."""
_LAST_RESORT = 2
"""How many times its seconds a text may take where no error ends it; set by hand."""


class Limits(Record):
    """What a text may take: `seconds`, and `megabytes` beyond what the process has already; 0 stands for no limit."""

    seconds: int = 0
    megabytes: int = 0


UNLIMITED = Limits()


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Keep what is done inside within limits, as far as the system can; memory is limited on Linux.

    Raises:
        InputError: it takes longer, or more memory.

    """
    with ExitStack() as stack:
        if limits.seconds:
            stack.enter_context(_watched(limits.seconds * _LAST_RESORT))
            stack.enter_context(_timed(limits.seconds))
        if limits.megabytes and sys.platform == "linux":
            stack.enter_context(_bounded(limits.megabytes))
        try:
            yield
        except TooLongError as error:
            raise InputError(
                f"it takes longer than {limits.seconds} seconds; see what is strange in it, or raise --time-limit."
            ) from error
        except MemoryError as error:
            raise InputError(
                "it needs more memory than there is for one text; see what is strange in it, part it, or raise "
                "--memory-limit."
            ) from error


@contextmanager
def _timed(seconds: int) -> Iterator[None]:
    in_main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    with ended_after(seconds) if in_main else _timer(seconds):
        yield


@contextmanager
def _timer(seconds: int) -> Iterator[None]:
    """Interrupt another thread, as soon as it runs Python."""
    thread, running = ctypes.c_ulong(threading.get_ident()), threading.Event()
    lock = threading.Lock()

    def end() -> None:
        with lock:
            if running.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TooLongError))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    running.set()
    timer.start()
    try:
        yield
    finally:
        with lock:
            running.clear()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)  # none that came too late is left for other work
        timer.cancel()


@contextmanager
def _watched(seconds: int) -> Iterator[None]:
    """End a process that works for another where nothing else ends the work in time."""
    if parent_process() is None:
        yield
        return
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


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
