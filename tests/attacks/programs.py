"""The program as a whole, killed, starved of room, denied places and started many times at once.

After each attack the deck that stood there is the old one or the new one, whole, and a last run succeeds.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from tests.attacks import Outcome

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "decks" / "tea-house" / "tea-house.txt"
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
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


def _environment(cache: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "FLASHCARDS_CACHE_DIR": str(cache),
        "OPENBLAS_NUM_THREADS": "1",
        **more,
    }


def _command(folder: Path, *more: str) -> list[str]:
    outputs = ("-o", str(folder / "deck.apkg"), "-o", str(folder / "deck.tsv"))
    return [sys.executable, "-m", "flashcards", "build", str(TEXT), "-q", *outputs, *more]


def _whole(folder: Path) -> str:
    """Tell what is not whole in a folder of outputs; '' for nothing."""
    package, table = folder / "deck.apkg", folder / "deck.tsv"
    if package.exists() != table.exists():
        return "one of two outputs"
    try:
        if package.exists() and zipfile.ZipFile(package).testzip() is not None:
            return "a damaged package"
    except (zipfile.BadZipFile, OSError) as error:
        return f"no package: {error}"
    return "" if not table.exists() or table.read_bytes().endswith(b"\n") else "half a table"


def kills(count: int, cache: Path, seed: int = 1) -> Outcome:
    """Kill builds at random moments, half of them over an old deck, one in ten while the dictionary is prepared."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "out"
        folder.mkdir()
        usual = _seconds(folder, cache)
        for number in range(count):
            is_first = number % 10 == 9
            here = Path(scratch) / "cache" if is_first else cache
            failure = _killed(folder, here, chance.uniform(0.1, 1.1) * (usual if not is_first else 3 * usual), chance)
            if failure:
                failures.append(f"kill {number}: {failure}")
            if number % 2:
                shutil.rmtree(folder)
                folder.mkdir()
        run = subprocess.run(_command(folder), env=_environment(cache), capture_output=True, check=False)
        if run.returncode or _whole(folder):
            failures.append("the last build failed")
    return Outcome("kills at random moments", count, tuple(failures))


def _seconds(folder: Path, cache: Path) -> float:
    subprocess.run(_command(folder), env=_environment(cache), check=True, capture_output=True)
    start = time.monotonic()
    subprocess.run(_command(folder), env=_environment(cache), check=True, capture_output=True)
    return time.monotonic() - start


def _killed(folder: Path, cache: Path, seconds: float, chance: random.Random) -> str:
    number = chance.choice(_SIGNALS)
    process = subprocess.Popen(_command(folder), env=_environment(cache), stderr=subprocess.PIPE)
    try:
        _, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        _, err = process.communicate()
    left = [path.name for path in folder.iterdir() if path.name.endswith(".part")] if number != signal.SIGKILL else []
    return _whole(folder) or ("Traceback" if b"Traceback" in err else "") or ", ".join(left)


def full_disk(cache: Path, most: int = 200) -> Outcome:
    """Let the disk be full at the first step that writes, then at the second, until a build succeeds."""
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for writes in range(most):
            command = [sys.executable, "-c", _FULL, *_command(folder)[3:]]
            run = subprocess.run(command, env=_environment(cache, WRITES=str(writes)), capture_output=True, check=False)
            problem = _whole(folder) or ("Traceback" if b"Traceback" in run.stderr else "")
            if run.returncode and run.stderr.count(b"\n") != 1:
                problem = problem or "no sentence"
            if problem:
                failures.append(f"full at write {writes}: {problem}")
            if run.returncode == 0:
                return Outcome("disk full at every step that writes", writes, tuple(failures))
    return Outcome("disk full at every step that writes", most, (*failures, "no build succeeded"))


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
            command = [*_command(folder)[:6], "-o", str(folder / "deck.apkg"), "-o", str(place)]
            run = subprocess.run(command, env=_environment(cache), capture_output=True, check=False, timeout=120)
            if run.returncode != 1 or run.stderr.count(b"\n") != 1 or (folder / "deck.apkg").exists():
                failures.append(f"{place.name[:20]}: {run.returncode} {run.stderr[-100:]!r}")
        if (folder / "foreign.tsv").read_text(encoding="utf-8") != "my notes\n":
            failures.append("a foreign file was written over")
    return Outcome("places that cannot be written", len(places), tuple(failures))


def at_once(count: int, cache: Path) -> Outcome:
    """Start builds into one package at the same time, the first of them without a prepared dictionary."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "out"
        folder.mkdir()
        failures = []
        for start in range(0, count, 4):
            here = Path(scratch) / "cache" if start == 0 else cache
            running = [
                subprocess.Popen(_command(folder), env=_environment(here), stderr=subprocess.PIPE)
                for _ in range(min(4, count - start))
            ]
            for process in running:
                _, err = process.communicate()
                if process.returncode:
                    failures.append(err.decode(errors="replace")[-200:])
            if _whole(folder) or any(path.name.endswith(".part") for path in folder.iterdir()):
                failures.append(f"after {start + 4}: {_whole(folder) or 'a part is left'}")
    return Outcome("builds at once", count, tuple(failures))
