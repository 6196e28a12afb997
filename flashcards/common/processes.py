"""Work on many pieces by several processes, which gives what one process would.

joblib's processes begin afresh, import the module of the work and nothing else, and so run under any program that calls
this library; those of the standard library run that program's own main module again. Pieces and results travel by
pickle; what is too large for that each process makes for itself, as it opens its own lexicon.
"""

from __future__ import annotations

import signal
import threading
import warnings
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from flashcards.common.collector import without_collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")

_MOST = 8
"""Processes at most: each holds some 150 MB, and the work of the one that waits for them is never shared."""


def processes() -> int:
    """Give how many processes this machine lets work at once; in one that works for another it is one.

    LOKY_MAX_CPU_COUNT in the environment, a variable of joblib's, sets a lower number.
    """
    from multiprocessing import parent_process

    if parent_process() is not None:
        return 1
    from joblib import cpu_count

    return min(_MOST, int(cpu_count()))


def mapped(
    work: Callable[[_Piece], _Result], pieces: Sequence[_Piece], least: int = 2, count: int | None = None
) -> Iterator[_Result]:
    """Do the work on each piece and give the results in the order of the pieces.

    With fewer pieces than `least` new processes would not pay, and this one does it all; so it does where the work
    cannot be sent to another. `count` is the number of processes, all that the machine has unless it is given. When
    one of them is killed, this process does the rest.
    """
    if len(pieces) < least or (count or processes()) < 2 or not _can_be_sent(work):
        yield from map(work, pieces)
        return
    from concurrent.futures import BrokenExecutor

    from joblib import Parallel, delayed

    done = 0
    parallel = Parallel(n_jobs=count or processes(), backend="loky", return_as="generator", batch_size=1)
    try:
        with _deaf_to_interrupts():
            results = parallel(delayed(_apply)(work, piece) for piece in pieces)
        for result in results:
            done += 1
            yield result
    except BrokenExecutor:
        yield from map(work, pieces[done:])


def scattered(
    work: Callable[[_Piece], _Result], pieces: Sequence[_Piece], count: int
) -> Iterator[tuple[int, _Result | None]]:
    """Do the work on each piece, and give the results as they come, each with the number of its piece.

    A process that dies takes those down that it was with; each of these is tried once more by itself, and the piece
    that kills its process again gives None.
    """
    if count < 2:
        yield from enumerate(map(work, pieces))
        return
    waiting: Sequence[int] = range(len(pieces))
    while waiting:
        crowd = _Crowd(work, pieces, waiting)
        yield from crowd.results(count)
        for suspect in crowd.in_flight:
            alone = _Crowd(work, pieces, [suspect])
            yield from alone.results(2)  # joblib would do it in this process for 1
            if alone.in_flight:
                yield suspect, None
        waiting = tuple(crowd.waiting)


class _Crowd(Generic[_Piece, _Result]):
    """Pieces that several processes work on; what is left of them when a process dies.

    `waiting` are the numbers of those that were never begun, `in_flight` of those that were and did not come back.
    """

    def __init__(self, work: Callable[[_Piece], _Result], pieces: Sequence[_Piece], numbers: Iterable[int]) -> None:
        self._work, self._pieces = work, pieces
        self.waiting = deque(numbers)
        self.in_flight: list[int] = []

    def results(self, count: int) -> Iterator[tuple[int, _Result]]:
        """Give the results as they come, until all are there or a process has died."""
        from concurrent.futures import BrokenExecutor

        from joblib import Parallel, delayed

        pool = Parallel(count, backend="loky", return_as="generator_unordered", batch_size=1, pre_dispatch="2*n_jobs")
        with _deaf_to_interrupts():
            results = pool(delayed(_numbered)(self._work, *each) for each in self._begun())
        with _silent_manager():
            try:
                for number, result in results:
                    self.in_flight.remove(number)
                    yield number, result
            except BrokenExecutor:
                return
            finally:
                with warnings.catch_warnings(action="ignore"):  # joblib advises whoever stops early to ask for less
                    results.close()

    def _begun(self) -> Iterator[tuple[int, _Piece]]:
        while self.waiting:
            self.in_flight.append(self.waiting.popleft())
            yield self.in_flight[-1], self._pieces[self.in_flight[-1]]


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let the processes and threads that begin within hear no Ctrl-C, which a terminal sends to all of a command.

    They inherit the mask of signals of the thread that begins them. This process hears it, after what is done within,
    and ends them; one that heard it in its own first steps would show a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # begun within, it would lift the mask (CPython before 3.12)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _silent_manager() -> Iterator[None]:
    """Say nothing of a piece that loky's manager misses while it is stopped.

    It takes back what waits, and may then look for one of these once more (`add_call_item_to_queue` of loky 3.6): its
    thread ends with a KeyError, when nobody needs it any more.
    """
    before = threading.excepthook

    def hook(failure: threading.ExceptHookArgs) -> None:
        thread = failure.thread.name if failure.thread else ""
        if thread != "ExecutorManagerThread" or failure.exc_type is not KeyError:
            before(failure)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = before


def _can_be_sent(work: Callable[[_Piece], _Result]) -> bool:
    import pickle

    try:
        pickle.dumps(work)
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True


def _numbered(work: Callable[[_Piece], _Result], number: int, piece: _Piece) -> tuple[int, _Result]:
    return number, _apply(work, piece)


def _apply(work: Callable[[_Piece], _Result], piece: _Piece) -> _Result:
    with without_collector():
        return work(piece)
