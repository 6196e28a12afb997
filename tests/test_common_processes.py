"""Work that several processes share: nothing of its results tells how many they were."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from flashcards import links, pipeline
from flashcards.common import processes
from flashcards.common.processes import mapped, scattered
from flashcards.errors import InputError
from flashcards.settings import load_settings
from tests.conftest import ROOT
from tests.pieces import doubled, killed_elsewhere, killed_elsewhere_by_a_poison, refused

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize("count", [1, 2])
def test_results_stand_in_the_order_of_the_pieces(count: int) -> None:
    """One process or two give the same results in the same order, of no piece, of few and of many."""
    for size in (0, 1, 2, 50):
        assert list(mapped(doubled, range(size), count=count)) == list(range(0, 2 * size, 2))


def test_what_cannot_be_sent_is_done_here() -> None:
    """A function without a name, which no other process could import, works all the same."""
    assert list(mapped(lambda number: 2 * number, range(9), count=2)) == list(range(0, 18, 2))


def test_a_killed_process_loses_nothing() -> None:
    """When another process is killed, as for want of memory, this one does what is left."""
    assert list(mapped(killed_elsewhere, range(9), count=2)) == list(range(0, 18, 2))


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals of Unix")
@pytest.mark.parametrize(
    "call", ["mapped(is_deaf, range(3), count=2)", "dict(scattered(is_deaf, range(3), 2)).values()"]
)
def test_only_the_first_process_hears_ctrl_c(call: str) -> None:
    """The processes that work for another hear none, from their first step on, and so show no traceback."""
    program = (
        "from flashcards.common.processes import mapped, scattered\nfrom tests.pieces import is_deaf\n"
        f"assert all({call})\nassert not is_deaf(0)"
    )  # in a new process, where joblib begins its helpers
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


@pytest.mark.parametrize("count", [1, 2])
def test_scattered_results_know_their_pieces(count: int) -> None:
    """In whatever order results come, each has the number of its piece."""
    assert dict(scattered(doubled, range(10, 60), count)) == {place: 2 * (place + 10) for place in range(50)}


def test_a_piece_that_kills_is_given_up() -> None:
    """What kills its process twice gives None; all other pieces are done, also those that were beside it."""
    results = dict(scattered(killed_elsewhere_by_a_poison, range(9), 2))
    assert results == {number: None if number == 3 else 2 * number for number in range(9)}


def test_errors_come_as_they_are() -> None:
    """An error in another process is raised here, with its sentence."""
    with pytest.raises(InputError, match=r"^[0-8]: cannot be"):
        list(mapped(refused, range(9), count=2))


def test_the_environment_limits_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants to keep a processor free says so in joblib's variable."""
    monkeypatch.setenv("LOKY_MAX_CPU_COUNT", "1")
    assert processes.processes() == 1


def test_a_lexicon_travels_as_its_files(lexicon: Lexicon) -> None:
    """A lexicon that was opened is opened once in each process; one that nobody can open again is never sent."""
    assert pickle.loads(pickle.dumps(lexicon)) is lexicon  # noqa: S301  # our own bytes
    with pytest.raises(TypeError, match="open_lexicon"):
        pickle.dumps(type(lexicon)(lexicon.connection))


def test_a_text_is_annotated_alike_by_any_number(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes find the same words, readings, links and senses as one, and number the pairs of the text alike."""
    monkeypatch.setattr(links, "_PORTION", 10)
    job = load_settings([ROOT / "decks" / "tea-house" / "tea-house.txt"])
    pairs = pipeline.align(pipeline.read(job), job, lexicon)
    monkeypatch.setattr(processes, "processes", lambda: 1)
    alone = pipeline.annotate(pairs, job, lexicon)
    monkeypatch.setattr(processes, "processes", lambda: 2)
    steps: list[int] = []
    assert pipeline.annotate(pairs, job, lexicon, lambda _stage, done, _total: steps.append(done)) == alone
    assert [pair.position for pair in alone] == list(range(1, len(pairs) + 1))
    assert len(steps) > 3
    assert steps[-1] == len(pairs)


def test_only_a_stopped_manager_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What loky's manager misses while it is stopped is not shown; another failure of a thread is, and later any."""
    shown: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda failure: shown.append(failure.thread.name))

    def fail(name: str) -> None:
        thread = threading.Thread(target=dict[int, int]().__getitem__, args=(1,), name=name)
        thread.start()
        thread.join()

    with processes._silent_manager():
        fail("ExecutorManagerThread")
        fail("another")
    fail("ExecutorManagerThread")
    assert shown == ["another", "ExecutorManagerThread"]
