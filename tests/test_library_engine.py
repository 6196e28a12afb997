"""The engine: the same results from one process and from several, and a process that dies takes one text with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards import Settings, load_settings
from flashcards.library import Text
from flashcards.library.engine import Result, Workers, run, through
from flashcards.library.keeping import Shelved
from flashcards.library.limits import Limits
from tests import libraries
from tests.pieces import die_at_first, die_of_poison

if TYPE_CHECKING:
    from collections.abc import Mapping


def contents(results: Mapping[int, Shelved | str]) -> dict[int, bytes | str]:
    """Give the bytes of each lesson, wherever they stand, or why there is none."""
    bytes_of = {number: result.place for number, result in results.items() if isinstance(result, Shelved)}
    packed = {number: place.read_bytes() if isinstance(place, Path) else place for number, place in bytes_of.items()}
    return {**{number: result for number, result in results.items() if isinstance(result, str)}, **packed}


@pytest.mark.usefixtures("lexicon")
def test_one_process_and_several_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever works, the lessons are the same to the byte, and a text that fails says why."""
    libraries.write(tmp_path, {"a.txt": libraries.MORNING, "b.txt": "Nobody has translated this text yet.\n"})
    jobs = [load_settings(tmp_path / name) for name in ("a.txt", "b.txt")]
    results = []
    for count in (1, 2):
        libraries.own_cache(tmp_path / f"cache {count}", monkeypatch)
        results.append(contents(dict(run(jobs, Workers(count)))))
    assert results[0] == results[1]
    assert isinstance(results[0][0], bytes)
    assert "English only" in str(results[0][1])


@pytest.mark.usefixtures("lexicon")
def test_what_is_kept_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run does only the text that changed, or whose lesson was damaged."""
    libraries.own_cache(tmp_path / "cache", monkeypatch)
    libraries.write(tmp_path, {f"{name}.txt": libraries.MORNING for name in "abc"})
    jobs = [load_settings(tmp_path / f"{name}.txt") for name in "abc"]
    first = dict(run(jobs, Workers()))
    damaged = first[2]
    assert isinstance(damaged, Shelved)
    assert isinstance(damaged.place, Path)
    damaged.place.write_bytes(damaged.place.read_bytes()[:-9])
    (tmp_path / "b.txt").write_text(f"It rains.\n下雨了。\n\n{libraries.MORNING}", encoding="utf-8")
    again: list[str] = []

    def noted(settings: Settings, limits: Limits) -> Result:
        again.append(f"{Path(settings.sources[0]).stem} {limits.seconds}")
        return Result("lesson-00", b"")

    assert dict(run(jobs, Workers(), noted))[0] == first[0]
    assert again == ["b 0", "c 0"]


def test_a_process_that_dies_takes_one_text_with_it() -> None:
    """The text that killed its process twice is named; all others come back, also those that were beside it."""
    jobs = [Settings(sources=(f"{'poison' if number in (1, 6) else number}",)) for number in range(9)]
    results = dict(run(jobs, Workers(2, Limits(seconds=9)), die_of_poison))
    assert sorted(results) == list(range(9))
    assert "died twice" in str(results.pop(1))
    assert "died twice" in str(results.pop(6))
    assert results == {number: f"{number} within 9 s" for number in results}


def test_a_process_that_is_killed_once_loses_nothing(tmp_path: Path) -> None:
    """What a killed process was at is done again, and nobody need hear of it."""
    jobs = [Settings(sources=(str(tmp_path / str(number)),)) for number in range(9)]
    results = dict(run(jobs, Workers(2, Limits(seconds=9)), die_at_first))
    assert results == {number: f"{number} within 9 s" for number in range(9)}


def test_results_stand_in_the_order_of_the_texts() -> None:
    """In whatever order they come, those that could not be begun among them; progress counts what was worked on."""
    texts = [Text(name, ()) for name in "abcd"]
    jobs: dict[Text, Settings | str] = {text: Settings(sources=(text.name,)) for text in texts}
    jobs[texts[1]] = "cannot be read"
    steps: list[tuple[int, int]] = []
    results = through(
        jobs,
        lambda work: ((number, str(number)) for number in reversed(range(len(work)))),
        lambda _, done, whole: steps.append((done, whole)),
    )
    assert list(results.items()) == list(zip(texts, ["0", "cannot be read", "1", "2"], strict=True))
    assert steps == [(1, 3), (2, 3), (3, 3)]
