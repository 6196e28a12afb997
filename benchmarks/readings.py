"""How well and how fast words are read, with the second opinion and without it.

python benchmarks/readings.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from measures import BENCH, beginner, beginner_with_english, cpp

from flashcards import readings, words
from flashcards.lexicon import open_lexicon


def speed() -> float:
    """Count the characters read in a second, their words cut before."""
    lines = (BENCH / "pinyin" / "cpp-dev.sent").read_text(encoding="utf-8").replace("\u2581", "").splitlines()
    lexicon = open_lexicon()
    cut = [words.cut(line, lexicon) for line in lines]
    readings.read_all(cut, lexicon)
    start = time.process_time()
    readings.read_all(cut, lexicon)
    return sum(map(len, lines)) / (time.process_time() - start)


def main() -> int:
    """Print every figure; without the data say so."""
    if not BENCH.is_dir():
        print(f"{BENCH} is missing: nothing to measure on.", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name, run in (("polyphones", cpp), ("beginners", beginner), ("with English", beginner_with_english)):
            figures = "  ".join(f"{figure} {value:.2f}" for figure, value in run(Path(folder)).items())
            print(f"{name:14} {figures}")
    print(f"{speed():,.0f} characters a second")
    with mock.patch.object(readings, "network_of", return_value=None):
        print(f"{speed():,.0f} characters a second without the second opinion")
    return 0


if __name__ == "__main__":
    sys.exit(main())
