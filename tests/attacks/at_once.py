"""Programs started at the same time that write the same files: each succeeds, and the files are whole."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.attacks import Outcome
from tests.attacks.programs import build, environment, fault, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

TOGETHER = 4


def builds(count: int, cache: Path) -> Outcome:
    """Start builds into one package, four at a time."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        failures = [failure for _ in range(0, count, TOGETHER) for failure in _together(folder, environment(cache))]
    return Outcome("builds into one package, four at once", -(-count // TOGETHER) * TOGETHER, tuple(failures))


def preparations(count: int, root: Path) -> Outcome:
    """Start builds that all prepare the same dictionary first, four at a time; what they keep is used by a fifth."""
    failures: list[str] = []
    for _ in range(0, count, TOGETHER):
        with tempfile.TemporaryDirectory() as scratch:
            folder, cache = Path(scratch) / "out", Path(scratch) / "cache"
            folder.mkdir()
            here = environment(cache, root)
            failures += _together(folder, here)
            kept = _kept(cache)
            if [Path(name).suffix for name in kept] != [".sqlite"]:
                failures.append(f"in the cache: {sorted(kept)}")
            if subprocess.run(build(folder), env=here, check=False).returncode or _kept(cache) != kept:
                failures.append("what was prepared is of no use")
    name = f"first preparations, the dictionary {prepared(root)}, four at once"
    return Outcome(name, -(-count // TOGETHER) * TOGETHER, tuple(failures))


def _kept(cache: Path) -> dict[str, int]:
    """Give the files of a cache with the times at which they were written."""
    return {path.name: path.stat().st_mtime_ns for path in cache.iterdir() if path.is_file()}


def _together(folder: Path, here: dict[str, str]) -> Iterator[str]:
    """Start four builds, and yield what went wrong."""
    running = [subprocess.Popen(build(folder), env=here, stderr=subprocess.PIPE) for _ in range(TOGETHER)]
    for process in running:
        _, err = process.communicate()
        if process.returncode or err:
            yield err.decode(errors="replace")[-200:] or f"exit code {process.returncode}"
    if problem := fault(folder):
        yield problem
