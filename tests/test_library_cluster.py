"""A Dask cluster: what one process would give, from any worker, and clear words where there is none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import dask
import pytest
from distributed import LocalCluster

from flashcards import Settings, library, output
from flashcards.cli._working import Working
from flashcards.common.files import CACHE_VARIABLE
from flashcards.errors import InputError, UsageError
from flashcards.library import cluster as cluster_
from flashcards.library.engine import Result, Workers, run
from flashcards.library.limits import Limits
from flashcards.library.lookup import look_up
from flashcards.settings.library import load_library
from tests import libraries

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def cache_of_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder in which workers keep what they learn, apart from all others."""
    with pytest.MonkeyPatch.context() as patch:
        return libraries.own_cache(tmp_path_factory.mktemp("workers") / "cache", patch)


@pytest.fixture(scope="module")
def address(cache_of_workers: Path) -> Iterator[str]:
    """Start two workers, and a scheduler that gives a text up when one of them has died of it; else it is four."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=None,
            local_directory=str(cache_of_workers / "scratch"),
            env={CACHE_VARIABLE: str(cache_of_workers)},
        ) as cluster,
    ):
        yield cluster.scheduler_address


def nothing() -> None:
    """Prepare nothing."""


def package(folder: Path, workers: Workers, name: str) -> bytes:
    """Build a library, and give the bytes of its package."""
    settings = load_library(folder, output=f"{name}.apkg", title="course")
    deck = library.build(library.study(settings, workers=workers))
    output.write(deck, settings.settings, {}, now=1_780_000_000)
    return settings.settings.output[0].read_bytes()


def test_a_cluster_gives_the_same_package(
    address: str, cache_of_workers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process and a cluster write the same package, byte for byte; the next run needs no cluster."""
    libraries.write(tmp_path / "course")
    monkeypatch.chdir(tmp_path)
    libraries.own_cache(tmp_path / "cache alone", monkeypatch)
    alone = package(Path("course"), Workers(), "alone")
    libraries.own_cache(tmp_path / "cache", monkeypatch)
    assert package(Path("course"), Workers(cluster=address), "cluster") == alone
    assert len(list(cache_of_workers.rglob("lesson-*"))) == len(libraries.NAMES)
    assert package(Path("course"), Workers(cluster="tcp://127.0.0.1:9"), "again") == alone


def test_a_cluster_finds_the_same(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word has the same places, in the same order, whoever looks for them."""
    folder = libraries.write(tmp_path / "course", {**libraries.COURSE, "04 draft.txt": "Nobody has translated this.\n"})
    libraries.own_cache(tmp_path / "cache", monkeypatch)
    settings = load_library(folder)
    alone = look_up(settings, "火车")
    assert look_up(settings, "火车", workers=Workers(cluster=address)) == alone
    assert (alone.concordance.count, len(alone.failures)) == (4, 1)


def die_of_poison(settings: Settings, limits: Limits) -> Result:
    """Stand in for texts that take their worker down, always or once, and for one that hangs."""
    name = Path(settings.sources[0])
    if name.stem == "always" or (name.stem == "once" and not name.exists()):
        name.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Result(reason=f"{name.stem} within {limits.seconds} s")


def test_a_worker_that_dies_takes_one_text_with_it(address: str, tmp_path: Path) -> None:
    """What a killed worker was at is done by others; the text that kills them all is named, and no other."""
    names = ["0", "always", "2", "3", "once", "5"]
    jobs = [Settings(sources=(str(tmp_path / name),)) for name in names]
    results = dict(run(jobs, Workers(limits=Limits(seconds=9), cluster=address), die_of_poison))
    assert "died" in str(results.pop(1))
    assert results == {number: f"{names[number]} within 9 s" for number in (0, 2, 3, 4, 5)}


def test_a_worker_of_another_version_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lessons of two versions are never mixed: whoever runs another says so before any text is read."""
    monkeypatch.setattr(cluster_, "program", lambda: "another")
    with pytest.raises(InputError, match=r"the worker tcp://\S+: another version of flashcards"):
        list(cluster_.scattered(str, [1], address, nothing))


def test_without_a_scheduler_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nobody answers is named, with what to do."""
    monkeypatch.setattr(cluster_, "_PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(InputError, match=f"--cluster {address}: no scheduler answers"):
            list(cluster_.scattered(str, [1], address, nothing))


def test_either_this_machine_reads_or_a_cluster() -> None:
    """Whoever asks for both is told who it is that reads."""
    with pytest.raises(UsageError, match="with --cluster it is the workers that read"):
        Working(jobs=2, cluster="tcp://127.0.0.1:9").workers()


def test_without_a_worker_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler alone does nothing, and nobody waits for ever."""
    monkeypatch.setattr(cluster_, "_PATIENCE", 1)
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as cluster,  # type: ignore[no-untyped-call]
        pytest.raises(InputError, match="no worker has joined"),
    ):
        list(cluster_.scattered(str, [1], cluster.scheduler_address, nothing))


def dask_command(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a part of a cluster as its owner would."""
    command = [sys.executable, "-m", "dask", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_scheduler_that_goes_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the scheduler dies amid the work, the run ends with a sentence, and says that nothing is lost."""
    monkeypatch.setattr(cluster_, "_AT_ONCE", 2)
    file = tmp_path / "scheduler.json"
    options = ["--scheduler-file", str(file), "--no-dashboard"]
    processes = [dask_command("scheduler", *options, "--port", "0")]
    try:
        while not (file.exists() and file.read_text().rstrip().endswith("}")) and processes[0].poll() is None:
            time.sleep(0.05)
        processes.append(dask_command("worker", *options, "--local-directory", str(tmp_path)))
        results = cluster_.scattered(str, range(100_000), json.loads(file.read_text())["address"], nothing)
        next(results)
        processes[0].kill()
        with pytest.raises(InputError, match="the scheduler is gone; what was read is kept"):
            list(results)
    finally:
        for process in processes:
            process.kill()
            process.wait()
