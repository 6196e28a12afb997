"""How well and how fast Chinese is cut into words, with and without the English beside it.

python benchmarks/words.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from measures import BENCH, beginner, beginner_with_english, treebank

from flashcards import words
from flashcards.lexicon import open_lexicon


def speed() -> float:
    """Count the characters cut in a second, the lexicon open, words met before."""
    lines = (BENCH / "pinyin" / "cpp-dev.sent").read_text(encoding="utf-8").replace("\u2581", "").splitlines()
    lexicon = open_lexicon()
    for _ in range(2):
        start = time.process_time()
        for line in lines:
            words.cut(line, lexicon)
        taken = time.process_time() - start
    return sum(map(len, lines)) / taken


def main() -> int:
    """Print every figure; without the data say so."""
    if not BENCH.is_dir():
        print(f"{BENCH} is missing: nothing to measure on.", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        print(f"beginners, Chinese alone   word F1 {beginner(Path(folder))['word F1']:.2f}")
        print(f"beginners, with English    word F1 {beginner_with_english(Path(folder))['word F1']:.2f}")
        print(f"treebank                   word F1 {treebank(Path(folder))['word F1']:.2f}")
    print(f"{speed():,.0f} characters a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
