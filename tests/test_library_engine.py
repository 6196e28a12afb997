"""The engine: the same results from one process and from several, and a process that dies takes one text with it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from flashcards import Settings, load_settings
from flashcards.common.files import cache_directory
from flashcards.library.engine import Result, Workers, run
from flashcards.library.limits import Limits
from tests import libraries

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("lexicon")
def test_one_process_and_several_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever works, the lessons are the same to the byte, and a text that fails says why."""
    libraries.write(tmp_path, {"a.txt": libraries.MORNING, "b.txt": "Nobody has translated this text yet.\n"})
    jobs = [load_settings(tmp_path / name) for name in ("a.txt", "b.txt")]
    results = []
    compiled = list(cache_directory().glob("lexicon-*.sqlite"))
    for count in (1, 2):
        cache = tmp_path / f"cache {count}"
        cache.mkdir()
        for file in compiled:
            (cache / file.name).symlink_to(file.absolute())
        monkeypatch.setenv("FLASHCARDS_CACHE_DIR", str(cache))
        results.append(dict(run(jobs, Workers(count))))
    assert results[0] == results[1]
    assert [bool(results[0][number].packed) for number in (0, 1)] == [True, False]
    assert "English only" in results[0][1].reason


def die_of_poison(settings: Settings, limits: Limits) -> Result:
    """Stand in for a text that takes its process down, as one that the system ends for its memory."""
    if "poison" in settings.sources[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return Result(f"{settings.sources[0]} within {limits.seconds} s".encode())


def test_a_process_that_dies_takes_one_text_with_it() -> None:
    """The text that killed its process twice is named; all others come back, also those that were beside it."""
    jobs = [Settings(sources=(f"{'poison' if number in (1, 6) else number}",)) for number in range(9)]
    results = dict(run(jobs, Workers(2, Limits(seconds=9)), die_of_poison))
    assert sorted(results) == list(range(9))
    assert [number for number, result in sorted(results.items()) if result.reason] == [1, 6]
    assert "died twice" in results[1].reason
    assert all(result.packed == f"{number} within 9 s".encode() for number, result in results.items() if result.packed)
