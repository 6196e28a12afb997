"""Faults amid a library: each costs the text that it befell, or time, and nothing else."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flashcards import library, output
from flashcards.errors import InputError, OutputError
from flashcards.library import lessons
from flashcards.library.engine import Workers
from flashcards.library.limits import Limits
from flashcards.settings.library import load_library
from tests import libraries

BAD = "Nobody has translated this text yet.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the three texts, and keep what is learned of them apart."""
    libraries.own_cache(tmp_path / "cache", monkeypatch)
    return libraries.write(tmp_path / "course")


def package(folder: Path, workers: Workers, name: str) -> bytes:
    """Build a library, and give the bytes of its package; what is kept is as it was."""
    settings = load_library(folder, output=folder.parent / f"{name}.apkg", title="course")
    deck = library.build(library.study(settings, workers=workers))
    output.write(deck, settings.settings, {}, now=1_780_000_000)
    return settings.settings.output[0].read_bytes()


def test_the_package_is_the_same_from_any_number(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process and two write the same package, byte for byte, from the same texts, all of them read anew."""
    alone = package(folder, Workers(1), "alone")
    libraries.own_cache(folder.parent / "second cache", monkeypatch)
    assert package(folder, Workers(2), "two") == alone


def test_a_full_disk_costs_time_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be kept, the package is the same."""
    kept = package(folder, Workers(), "kept")
    libraries.own_cache(folder.parent / "full disk", monkeypatch)

    def full(_contents: object) -> None:
        raise OutputError("no space left on device")

    monkeypatch.setattr("flashcards.library.keeping.write_all", full)
    assert package(folder, Workers(), "full") == kept
    assert not [path for path in (folder.parent / "full disk").rglob("lesson-*") if path.is_file()]


def test_no_room_for_the_package_leaves_the_last_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be put together the run says so, and what was learned of the texts is kept."""
    before = package(folder, Workers(), "course")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("flashcards.anki.writing.archive", full)
    libraries.write(folder, {"04 more.txt": libraries.MORNING})
    with pytest.raises(OutputError, match="make room"):
        package(folder, Workers(), "course")
    assert (folder.parent / "course.apkg").read_bytes() == before
    assert len(list((folder.parent / "cache").rglob("lesson-*"))) == 4


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(seconds=2), "longer than 2 seconds"), (Limits(megabytes=400), "needs more memory")],
)
def test_a_poisoned_text_is_left_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, reason: str
) -> None:
    """A text that hangs or eats memory is named with its reason; the others are built."""
    if limits.megabytes and sys.platform != "linux":
        pytest.skip("memory is limited on Linux alone")
    library.study(load_library(folder))  # what the others need of time is no matter here
    libraries.write(folder, {"00 poison.txt": libraries.MORNING})
    analyse = lessons.analyse

    def poisoned(settings: object, lexicon: object) -> lessons.Analysis:
        memory = []
        while "poison" in str(settings):
            memory.append(bytearray(1 << 20 if limits.megabytes else 1))
        return analyse(settings, lexicon)  # type: ignore[arg-type]

    monkeypatch.setattr(lessons, "analyse", poisoned)
    studied = library.study(load_library(folder), workers=Workers(1, limits))
    assert [each.text.name for each in studied.studied] == list(libraries.NAMES)
    (failure,) = studied.failures
    assert failure.text.name == "00 poison"
    assert reason in failure.reason


POISON = """
import os, signal, time
from flashcards.library import lessons

def poisoned(settings, lexicon, analyse=lessons.analyse):
    held = []
    while "hangs" in str(settings.sources):
        time.sleep(0.1)
    while "eats" in str(settings.sources):
        held.append(bytearray(1 << 24))
    if "dies" in str(settings.sources):
        os.kill(os.getpid(), signal.SIGKILL)
    return analyse(settings, lexicon)

lessons.analyse = poisoned
"""
"""Poisons some texts in every process that begins with it."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_poisoned_texts_of_several_processes_are_named(folder: Path) -> None:
    """One that hangs, one that eats memory and one whose process is killed are left out, each with its reason."""
    (folder.parent / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    libraries.write(folder, {f"00 {name}.txt": libraries.MORNING for name in ("hangs", "eats", "dies")})
    command = [sys.executable, "-m", "flashcards", "library", "build", str(folder), "-o", str(folder.parent / "a.apkg")]
    limits = ["--jobs", "2", "--time-limit", "5", "--memory-limit", "600"]
    paths = os.pathsep.join((str(folder.parent), str(Path(library.__file__).parents[2])))
    run = subprocess.run(
        [*command, *limits],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    messages = run.stdout + run.stderr
    assert "longer than 5 seconds" in messages
    assert "needs more memory" in messages
    assert "died twice" in messages
    assert (folder.parent / "a.apkg").exists()
    assert len(list((folder.parent / "cache").rglob("lesson-*"))) == len(libraries.NAMES)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems name files in UTF-8 alone")
def test_a_name_that_is_no_utf_8_costs_its_text_alone(folder: Path) -> None:
    """A file from an old archive, its name in GBK, is left out with what to do; the others are built."""
    Path(os.fsdecode(os.fsencode(folder) + b"/\xb2\xe8.txt")).write_text(libraries.MORNING, encoding="utf-8")
    studied = library.study(load_library(folder))
    assert [each.text.name for each in studied.studied] == list(libraries.NAMES)
    (failure,) = studied.failures
    assert "not UTF-8; give it another" in failure.reason


@pytest.mark.filterwarnings("error")
def test_strict_ends_several_processes_too(folder: Path) -> None:
    """With `strict` the first text that fails ends it all, with the sentence of the text."""
    libraries.write(folder, {"00 bad.txt": BAD})
    with pytest.raises(InputError, match=r"00 bad.*English only"):
        library.study(load_library(folder), workers=Workers(2), strict=True)


@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_goes_on_where_it_was(folder: Path, jobs: int) -> None:
    """Ctrl-C ends the run without a traceback; what was learned by then is kept, and a second run does the rest."""
    libraries.write(folder, {f"{number} more.txt": libraries.MORNING for number in range(10, 22)})
    command = [sys.executable, "-m", "flashcards", "library", "build", str(folder), "-o", str(folder.parent / "a.apkg")]
    shelves = folder.parent / "cache" / "library"
    run = subprocess.Popen([*command, "--jobs", str(jobs)], stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not list(shelves.rglob("lesson-*")) and run.poll() is None:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
    _, messages = run.communicate(timeout=60)
    finished = set(shelves.rglob("lesson-*"))
    assert run.returncode == 130
    assert "Traceback" not in messages
    assert 1 <= len(finished) < 15
    assert not (folder.parent / "a.apkg").exists()
    times = {path: path.stat().st_mtime_ns for path in finished}
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert len(list(shelves.rglob("lesson-*"))) == 15
    assert {path: path.stat().st_mtime_ns for path in finished} == times
