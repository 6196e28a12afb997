"""Disks without room and places that cannot be written: one sentence, and the outputs are the old ones."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from flashcards.common.files import CACHE_VARIABLE
from flashcards.common.signals import ended_after
from tests.attacks import Outcome, programs
from tests.attacks.programs import build, environment, fault
from tests.commands import flashcards

LONGEST = 120
"""Seconds of the clock after which a program hangs, however crowded the machine."""
SIZES = (0, 1, 512, 4096, 20_000, 60_000, 200_000)
"""Bytes of a file after which a disk is full; a package has some 90,000."""
_FULL = """
import errno, os, pathlib, runpy, sys
left = int(os.environ["WRITES"])
def counted(write):
    def full(*arguments, **named):
        global left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(*arguments, **named)
    return full
os.fsync, os.replace, os.link = counted(os.fsync), counted(os.replace), counted(os.link)
for name in ("write_bytes", "write_text", "replace", "chmod", "mkdir"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
import tempfile
tempfile.mkstemp, tempfile.mkdtemp = counted(tempfile.mkstemp), counted(tempfile.mkdtemp)
sys.argv = ["flashcards", *sys.argv[1:]]
runpy.run_module("flashcards", run_name="__main__")
"""
"""A program in which every step that writes succeeds a number of times, and then finds the disk full."""
_SMALL = """
import os, resource, runpy, sys
sys.dont_write_bytecode = True  # Python would keep half a module for everybody
resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["SIZE"]),) * 2)
sys.argv = ["flashcards", *sys.argv[1:]]
runpy.run_module("flashcards", run_name="__main__")
"""
"""A program that can write no file beyond a size."""


def full_disk(cache: Path, most: int = 200) -> Outcome:
    """Let the disk be full at the first step that writes, then at the second, until a build succeeds."""
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for writes in range(most):
            command = [sys.executable, "-c", _FULL, *build(folder)[3:]]
            run = subprocess.run(command, env=environment(cache, WRITES=str(writes)), capture_output=True, check=False)
            if problem := _problem(folder, run):
                failures.append(f"full at write {writes}: {problem}")
            if run.returncode == 0:
                return Outcome("disk full at every step that writes", writes, tuple(failures))
    return Outcome("disk full at every step that writes", most, (*failures, "no build succeeded"))


def _problem(folder: Path, run: subprocess.CompletedProcess[bytes]) -> str:
    """Tell what is wrong with what a build on a full disk left and said; '' for nothing."""
    if run.returncode and run.stderr.count(b"\n") != 1:
        return f"no sentence: {run.stderr[-200:]!r}"
    return fault(folder) or ("Traceback" if b"Traceback" in run.stderr else "")


def small_files(
    cache: Path, sizes: tuple[int, ...] = SIZES, of_first: tuple[int, ...] = (1_000_000, 20_000_000)
) -> Outcome:
    """Let no file grow beyond a size, without a deck and over one, and, of some sizes, when there is no dictionary."""
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        old = Path(scratch) / "old"
        old.mkdir()
        subprocess.run(build(old), env=environment(cache), check=True, capture_output=True)
        new = Path(scratch) / "new"
        new.mkdir()
        trials = [(size, folder, cache) for folder in (new, old) for size in sizes]
        trials += [(size, new, Path(scratch) / f"cache {size}") for size in of_first]
        for size, folder, here in trials:
            command = [sys.executable, "-c", _SMALL, *build(folder)[3:]]
            run = subprocess.run(command, env=environment(here, SIZE=str(size)), capture_output=True, check=False)
            left = "" if here == cache else _left(here)  # others may be writing to the one that is shared
            if problem := _problem(folder, run) or left:
                failures.append(f"full after {size:,} bytes: {problem}")
    return Outcome("disks full after some bytes", len(trials), tuple(failures))


def _left(cache: Path) -> str:
    """Tell what is left in a cache but a dictionary; '' for nothing."""
    return ", ".join(path.name for path in cache.glob("*.part"))


def no_place(cache: Path) -> Outcome:
    """Give places that cannot be written: devices, folders, links in circles, names too long, folders that are none."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "loop.tsv").symlink_to(folder / "loop.tsv")
        (folder / "folder.tsv").mkdir()
        (folder / "foreign.tsv").write_text("my notes\n", encoding="utf-8")
        os.mkfifo(folder / "pipe.tsv")
        names = (
            "loop.tsv",
            "folder.tsv",
            "foreign.tsv",
            "pipe.tsv",
            "none/a.tsv",
            "foreign.tsv/a.tsv",
            "x" * 300 + ".tsv",
        )
        places = [*(folder / name for name in names), Path("/proc/a.tsv"), Path("/sys/a.tsv"), Path("/dev/full/a.tsv")]
        failures = []
        for place in places:
            command = ("build", programs.TEXT, "-q", "-o", "deck.apkg", "-o", place)
            with ended_after(LONGEST):
                run = flashcards(*command, cwd=folder, **{CACHE_VARIABLE: str(cache)})
            if run.code != 1 or run.err.count("\n") != 1 or (folder / "deck.apkg").exists():
                failures.append(f"{place.name[:20]}: {run.code} {run.err[-100:]!r}")
        if (folder / "foreign.tsv").read_text(encoding="utf-8") != "my notes\n":
            failures.append("a foreign file was written over")
    return Outcome("places that cannot be written", len(places), tuple(failures))
