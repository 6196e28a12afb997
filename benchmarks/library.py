"""What a library of many texts costs: time with one process, with two, and on a cluster; a rerun; growth; memory.

    python benchmarks/library.py                       200 texts of 20 sentences: efficiency, and one text changed
    python benchmarks/library.py --growth [TEXTS…]     500, 2000 and 10000 texts of 6 sentences, read by two processes

The texts are made by recombination: two short sentences of the measuring data become one, in both languages, so that
hardly any stands twice, and their words are those of the data. Without the data it is the sample deck and the parts of
`books.py`. Each run is a new process by the command line with an empty cache, but for the compiled lexicon and modules;
all packages of the same texts are compared by their bytes.

Efficiency by the clock is the time of one process, over twice the time of two workers in the same run of this program;
what two processes that share nothing gain on this machine is measured before and after, as it tells how far that can
go. Other work on the machine spoils both, so the same is said of the time of the processor: two workers would take half
of their own time, and that of the process that asks for it, which is counted as if nobody worked beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from books import sentence as made_sentence
from measures import BENCH, ROOT

TEXTS, SENTENCES = 200, 20
SIZES, SHORT = (500, 2_000, 10_000), 6
HALF = 16
"""Characters of a Chinese sentence that is short enough to be half of another."""
WHOLE = 0.2
"""The share of sentences that stand as they are in the data, however long."""
PARAGRAPH = 8
LOOP = 20_000_000
"""Rounds of the loop that tells what the machine's second processor is worth: about a second."""
NOW = "1790000000"
MEASURED = """
import atexit, resource, runpy, sys

def usage():
    own, workers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = (each.ru_utime + each.ru_stime for each in (own, workers))
    print(*seconds, own.ru_maxrss / 1024, workers.ru_maxrss / 1024, file=sys.stderr)

atexit.register(usage)
runpy.run_module("flashcards", run_name="__main__", alter_sys=True)
"""
"""Runs the command line, and says at its end what it used, and the processes that it began."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the command line: by the clock, and of the processor, of its own process and of its workers together.

    `parent` and `worker` are the largest sizes, of its own process and of any worker, in MB.
    """

    seconds: float
    own: float
    workers: float
    parent: float
    worker: float

    @property
    def shared(self) -> float:
        """The seconds of the processor, those of its workers shared by two."""
        return self.own + self.workers / 2


def data() -> list[tuple[str, str]]:
    """Give pairs of sentences, Chinese and English: of the measuring data, else of the sample deck."""
    pairs = list(_measuring_data()) if BENCH.is_dir() else []
    if not pairs:
        rows = (ROOT / "decks" / "tea-house" / "cards.tsv").read_text(encoding="utf-8").splitlines()
        cells = [row.split("\t") for row in rows]
        chance = random.Random(5)  # noqa: S311 (nothing secret here)
        pairs = [(row[2], row[4]) for row in cells if row[0] == "sentence"]
        pairs += [(chinese, english) for english, chinese in (made_sentence(chance) for _ in range(1000))]
    return list(dict.fromkeys(pair for pair in pairs if all(pair)))


def _measuring_data() -> list[tuple[str, str]]:
    rows = (BENCH / "pinyin" / "beginner-odd.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [(cells[2], cells[5]) for cells in (row.split("\t") for row in rows)]
    for row in (BENCH / "glosses" / "zhen-odd.src-tgt").read_text(encoding="utf-8").splitlines():
        chinese, english = row.split(" ||| ")
        pairs.append((chinese.replace(" ", ""), english))
    for gold in sorted((BENCH / "mac-dev" / "gold").glob("*.align")):
        sides = [
            (BENCH / "mac-dev" / side / f"{gold.stem}.txt").read_text("utf-8").splitlines() for side in ("zh", "en")
        ]
        beads = re.findall(r"^\[(\d+)\]:\[(\d+)\]", gold.read_text(encoding="utf-8"), re.MULTILINE)
        pairs += [(sides[0][int(zh)].replace(" ", ""), sides[1][int(en)]) for zh, en in beads]
    return pairs


class Maker:
    """Makes sentences out of pairs of sentences."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs
        self._halves = [(zh, en) for zh, en in pairs if len(zh) <= HALF and zh[-1] in "。！？" and en[-1] in ".!?"]

    def sentence(self, chance: random.Random) -> tuple[str, str]:
        """Make a sentence, Chinese and English."""
        if chance.random() < WHOLE:
            return chance.choice(self._pairs)
        first, second = chance.sample(self._halves, 2)
        return f"{first[0][:-1]}，{second[0]}", f"{first[1][:-1]}, and {second[1]}"

    def text(self, number: int, sentences: int) -> tuple[str, str]:
        """Make a text: always the same one of a number."""
        chance = random.Random(number)  # noqa: S311 (nothing secret here)
        pairs = [self.sentence(chance) for _ in range(sentences)]
        blocks = [pairs[at : at + PARAGRAPH] for at in range(0, sentences, PARAGRAPH)]
        return (
            "\n".join("".join(chinese for chinese, _ in block) for block in blocks) + "\n",
            "\n".join(" ".join(english for _, english in block) for block in blocks) + "\n",
        )

    def library(self, texts: int, sentences: int, folder: Path) -> Path:
        """Write so many texts, each as two files."""
        for side in ("zh", "en"):
            (folder / side).mkdir(parents=True)
        for number in range(texts):
            for side, text in zip(("zh", "en"), self.text(number, sentences), strict=True):
                (folder / side / f"{number:05}.txt").write_text(text, encoding="utf-8")
        return folder


def new_cache(folder: Path) -> dict[str, str]:
    """Give the variables of a run that keeps what it learns in a folder of its own, beside the compiled lexicon."""
    from flashcards.common.files import CACHE_VARIABLE, cache_directory
    from flashcards.lexicon import open_lexicon

    open_lexicon()
    folder.mkdir(exist_ok=True)
    for file in cache_directory().glob("lexicon-*.sqlite"):
        if not (folder / file.name).exists():
            (folder / file.name).symlink_to(file.resolve())
    return {CACHE_VARIABLE: str(folder), "SOURCE_DATE_EPOCH": NOW, **_compiled(folder.parent / "modules")}


def _compiled(folder: Path) -> dict[str, str]:
    """Let modules be compiled once, as where a program is installed, whatever is said to Python of this checkout."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder)}


def run(library: Path, cache: Path, package: Path, *options: str) -> Run:
    """Build a library in a process of its own."""
    package.parent.mkdir(exist_ok=True)
    arguments = ["library", "build", str(library), "-o", str(package), "--title", "library", "--quiet", *options]
    start = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        env={**os.environ, **new_cache(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} failed: {process.stderr}")
    return Run(seconds, *map(float, process.stderr.splitlines()[-1].split()))


def _loop(rounds: int) -> None:
    for _ in range(rounds):
        pass


def second_processor() -> float:
    """Give what two processes that share nothing do in the time of one: 2 on a machine of two quiet processors."""
    seconds = []
    for count in (1, 2):
        processes = [multiprocessing.Process(target=_loop, args=(LOOP,)) for _ in range(count)]
        start = time.perf_counter()
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        seconds.append(time.perf_counter() - start)
    return 2 * seconds[0] / seconds[1]


def digest(package: Path) -> str:
    """Name a package by its bytes."""
    return hashlib.sha256(package.read_bytes()).hexdigest()


def of_workers() -> dict[str, str]:
    """Give the variables that the guide has set for `dask worker`."""
    guide = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    return dict(re.findall(r"([A-Z_]+)=(\S+)", " ".join(re.findall(r"^    export .+", guide, re.MULTILINE))))


def on_a_cluster(library: Path, folder: Path) -> Run:
    """Build a library on a cluster of two workers, which inherit its variables."""
    with patch.dict(os.environ, {**new_cache(folder / "cache of workers"), **of_workers()}):
        return _on_a_cluster(library, folder)


def _on_a_cluster(library: Path, folder: Path) -> Run:
    from distributed import Client, LocalCluster  # which look at the variables when they are loaded

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(folder / "scratch")
        ) as cluster,
        Client(cluster.scheduler_address) as client,  # type: ignore[no-untyped-call]
    ):
        before = client.run(used)
        measured = run(library, folder / "cache", folder / "cluster" / "a.apkg", "--cluster", cluster.scheduler_address)
        after = client.run(used)
    # One that the cluster began anew meanwhile had used nothing before.
    seconds = sum(now[0] - before.get(worker, (0.0, 0.0))[0] for worker, now in after.items())
    return replace(measured, workers=seconds, worker=max(size for _, size in after.values()))


def used() -> tuple[float, float]:
    """Give the seconds of the processor that this process has used, and its largest size in MB."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def efficiency(maker: Maker, texts: int, sentences: int) -> None:
    """Print what two workers gain, and what a rerun costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = maker.library(texts, sentences, folder / "library")
        print(f"{texts} texts of {sentences} sentences")
        for options in ([], ["--jobs", "2"]):
            run(
                maker.library(2, sentences, folder / f"warm {len(options)}"),
                folder / "warm",
                folder / "warm.apkg",
                *options,
            )
        gain = [second_processor()]
        alone = run(library, folder / "cache 1", folder / "one" / "a.apkg")
        shared = run(library, folder / "cache 2", folder / "two" / "a.apkg", "--jobs", "2")
        cluster = on_a_cluster(library, folder)
        gain.append(second_processor())
        for title, measured in (("one process", alone), ("two processes", shared), ("cluster of two", cluster)):
            print(f"  {title:15} {_times(measured, alone)}; {_sizes(measured)}")
        packages = {digest(folder / run / "a.apkg") for run in ("one", "two", "cluster")}
        print(f"  packages: {'the same bytes' if len(packages) == 1 else 'NOT THE SAME'}")
        print(f"  two processes that share nothing: {gain[0]:.2f} before, {gain[1]:.2f} after, of 2")
        same = run(library, folder / "cache 1", folder / "one" / "a.apkg")
        changed = library / "zh" / f"{texts // 2:05}.txt"
        changed.write_text(changed.read_text(encoding="utf-8").replace("。", "！", 1), encoding="utf-8")
        again = run(library, folder / "cache 1", folder / "one" / "a.apkg")
        for title, measured in (("nothing changed", same), ("one text changed", again)):
            print(
                f"  {title:16} {measured.seconds:5.1f} s, {measured.seconds / alone.seconds:.1%} of the first run; "
                f"of the processor {measured.own:.1f} s, {measured.own / alone.own:.1%}"
            )


def _times(measured: Run, alone: Run) -> str:
    clock, processor = alone.seconds / 2 / measured.seconds, alone.own / 2 / measured.shared
    used = f"{measured.seconds:6.1f} s, of the processor {measured.own:5.1f} + {measured.workers:5.1f} s"
    return f"{used}; efficiency {clock:.2f} and {processor:.2f}" if measured.workers else used


def _sizes(measured: Run) -> str:
    sizes = f"{measured.parent:.0f} MB"
    return f"{sizes}, a worker {measured.worker:.0f} MB" if measured.worker else sizes


def growth(maker: Maker, sizes: list[int], sentences: int) -> None:
    """Print time and memory of libraries of several sizes, read by two processes, then built again.

    Times are of the processor, as runs this long meet whatever else the machine does.
    """
    print(f"texts of {sentences} sentences, two processes; seconds of the processor")
    print("   texts  workers  a text  parent  a text    size  worker    again    size     kept  package")
    for texts in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            library = maker.library(texts, sentences, folder / "library")
            package = folder / "out" / "a.apkg"
            first = run(library, folder / "cache", package, "--jobs", "2")
            again = run(library, folder / "cache", package, "--jobs", "2")
            kept = sum(file.stat().st_size for file in (folder / "cache" / "library").rglob("*-*"))
            print(
                f"  {texts:6} {first.workers:6.0f} s {first.workers / texts:7.3f} {first.own:5.0f} s "
                f"{first.own / texts:7.4f} {first.parent:4.0f} MB {first.worker:4.0f} MB {again.own:6.0f} s "
                f"{again.parent:4.0f} MB {kept / 1e6:5.0f} MB {package.stat().st_size / 1e6:5.1f} MB",
                flush=True,
            )


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="TEXTS")
    parser.add_argument("--growth", action="store_true", help="texts of few sentences, more and more of them")
    parser.add_argument("--sentences", type=int)
    given = parser.parse_args()
    maker = Maker(data())
    if given.growth:
        growth(maker, given.sizes or list(SIZES), given.sentences or SHORT)
    else:
        for size in given.sizes or [TEXTS]:
            efficiency(maker, size, given.sentences or SENTENCES)


if __name__ == "__main__":
    main()
