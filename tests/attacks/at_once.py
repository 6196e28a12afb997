"""Programs started at the same time that write the same files: each succeeds, and the files are whole."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.attacks import Outcome
from tests.attacks.programs import build, environment, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

TOGETHER = 4


def builds(count: int, cache: Path) -> Outcome:
    """Start builds into one package, four at a time."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        failures = [failure for _ in range(0, count, TOGETHER) for failure in _together(folder, cache)]
    return Outcome("builds into one package, four at once", -(-count // TOGETHER) * TOGETHER, tuple(failures))


def preparations(count: int) -> Outcome:
    """Start builds that all prepare the same dictionary first, four at a time; what they keep is used by a fifth."""
    failures: list[str] = []
    for _ in range(0, count, TOGETHER):
        with tempfile.TemporaryDirectory() as scratch:
            folder, cache = Path(scratch) / "out", Path(scratch) / "cache"
            folder.mkdir()
            failures += _together(folder, cache)
            if [path.suffix for path in cache.glob("lexicon*")] != [".sqlite"]:
                failures.append(f"in the cache: {sorted(path.name for path in cache.iterdir())}")
            run = subprocess.run([*build(folder), "-v"], env=environment(cache), capture_output=True, check=False)
            if run.returncode or b"Preparing" in run.stderr:
                failures.append("what was prepared is of no use")
    return Outcome("first preparations, four at once", -(-count // TOGETHER) * TOGETHER, tuple(failures))


def _together(folder: Path, cache: Path) -> Iterator[str]:
    """Start four builds, and yield what went wrong."""
    command, here = build(folder), environment(cache)
    running = [subprocess.Popen(command, env=here, stderr=subprocess.PIPE) for _ in range(TOGETHER)]
    for process in running:
        _, err = process.communicate()
        if process.returncode or err:
            yield err.decode(errors="replace")[-200:] or f"exit code {process.returncode}"
    if problem := fault(folder):
        yield problem
