"""Work on many pieces by the workers of a Dask cluster, which gives what one process of this machine would.

*The idea:* a worker is a process that runs this program somewhere else and sees the same files at the same paths; what
it learns comes back. Each gets several pieces at a time, for every message has its price. A worker that dies is no
loss: the scheduler gives its pieces to others. It gives up pieces whose workers died several times, and those that
waited beside them each time; these are tried once more one by one, so that only the one to blame is left out.
"""

from __future__ import annotations

import logging
import threading
from asyncio import CancelledError
from contextlib import chdir, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from distributed import Client, KilledWorker, as_completed
from distributed.client import FutureCancelledError

from flashcards.common.collector import without_collector
from flashcards.common.sealing import opened, seal
from flashcards.errors import FlashcardsError, InputError
from flashcards.library.keeping import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from distributed import Future

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")

_PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker: as long as Dask waits for a connection."""
_AT_ONCE = 1000
"""Groups of pieces that the scheduler has at once: work for hundreds of processors, and little to hold of a million
texts."""
_LARGEST = 8
"""Pieces of a group at most. Set by hand: of 8 texts the messages cost a hundredth of the work."""
_SHARES = 4
"""So many groups for each worker are what is left worth at least; see `_groups`."""
_TURN = threading.Lock()
"""One piece at a time in each process: limits are those of a process, and a second thread would gain nothing."""


def scattered(
    work: Callable[[_Piece], _Result], pieces: Sequence[_Piece], address: str, prepare: Callable[[], None]
) -> Iterator[tuple[int, _Result | None]]:
    """Do the work on each piece, and give the results as they come, each with the number of its piece.

    Each worker is prepared before it gets a piece. A piece whose workers die again and again gives None.

    Raises:
        InputError: there is no scheduler or worker, one of another version or without our files, or it ends meanwhile.

    """
    with _client(address) as client:
        workers = _prepare(client, address, partial(_at_home, program(), Path.cwd(), prepare))
        task = partial(_at_home, program(), Path.cwd(), partial(_each, work))
        suspects: list[int] = []
        for numbers, results in _results(client, task, pieces, _groups(len(pieces), workers), _AT_ONCE):
            if results is None:
                suspects += numbers
            else:
                yield from zip(numbers, results, strict=True)
        for numbers, results in _results(client, task, pieces, ((number,) for number in suspects), 1):
            yield numbers[0], results[0] if results else None


def _groups(count: int, workers: int) -> Iterator[Sequence[int]]:
    """Give the numbers of pieces in groups, at last of one: no worker waits long for another at the end.

    A group is a share of what is left (Polychronopoulos and Kuck 1987, "Guided self-scheduling").
    """
    at = 0
    while at < count:
        size = max(1, min(_LARGEST, (count - at) // (_SHARES * workers)))
        yield range(at, at + size)
        at += size


def _each(work: Callable[[_Piece], _Result], pieces: Sequence[_Piece]) -> list[_Result]:
    return [work(piece) for piece in pieces]


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """Join the cluster; whatever its own log says of a lost connection is said here in a sentence."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(
            f"--cluster {address}: no scheduler answers there; start one with `dask scheduler`, and name the address "
            "that it prints."
        ) from error
    try:
        yield client
    except (CancelledError, FutureCancelledError, OSError) as error:
        raise InputError(
            f"--cluster {address}: the scheduler is gone; what was read is kept: start it again, and run the command "
            "once more."
        ) from error
    finally:
        client.close(timeout=1)  # type: ignore[no-untyped-call]


def _prepare(client: Client, address: str, task: Callable[[], None]) -> int:
    """Prepare all workers that are there, and count them; those that join later prepare themselves."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise InputError(f"--cluster {address}: no worker has joined; start some with `dask worker`.") from error
    answers = client.run(task, on_error="return")
    for worker, answer in answers.items():
        if isinstance(answer, FlashcardsError):
            raise InputError(f"the worker {worker}: {answer}") from answer
        if isinstance(answer, ImportError):
            raise InputError(f"the worker {worker}: flashcards is not installed there.") from answer
    return len(answers)


def _at_home(version: str, folder: Path, work: Callable[..., _Result], *piece: object) -> _Result:
    """Do the work on a worker as it would be done by whoever asks for it: the same program, in the same folder."""
    if program() != version:
        raise InputError("another version of flashcards is installed there; install the same everywhere.")
    if not folder.is_dir():
        raise InputError(f"{folder}: is not there; run the command in a folder that all workers share, at one path.")
    with _TURN, chdir(folder), without_collector():
        return work(*piece)


def _results(
    client: Client,
    task: Callable[[Sequence[_Piece]], list[_Result]],
    pieces: Sequence[_Piece],
    groups: Iterator[Sequence[int]],
    at_once: int,
) -> Iterator[tuple[Sequence[int], list[_Result] | None]]:
    """Give the numbers of each group of pieces with what became of them, None where their workers died."""
    work = cast("Callable[[bytes], list[_Result]]", partial(opened, seal(task)))
    running: dict[Future[list[_Result]], Sequence[int]] = {}
    completed = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]

    def hand_out() -> None:
        """Fill up what the scheduler has, in one message, as long as there is more."""
        if several := tuple(islice(groups, at_once - len(running))):
            sealed = [seal([pieces[number] for number in numbers]) for numbers in several]
            futures = client.map(work, sealed, pure=False)
            running.update(zip(futures, several, strict=True))
            completed.update(futures)  # type: ignore[no-untyped-call]

    hand_out()
    for future in completed:
        yield running.pop(future), _result(future)
        if len(running) <= at_once // 2:
            hand_out()


def _result(future: Future[list[_Result]]) -> list[_Result] | None:
    """Give the results of a group; None where its workers died."""
    try:
        return future.result()
    except KilledWorker:
        return None
