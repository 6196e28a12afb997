"""Print what the aligner reaches: against links made by hand, with gaps, how far confidence is right, how fast it is.

    python benchmarks/alignment.py [../shared]                 # with the committed weights
    python benchmarks/alignment.py [../shared] --leave-one-out # each book by weights of the others; needs scipy
    python benchmarks/alignment.py [../shared] --growth        # texts of up to 100,000 sentences a side, repeated

The committed weights have seen the books: only the figures of `--leave-one-out` say what to expect of a new text.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from flashcards import alignment
from flashcards.alignment._lexical import committed_weights
from flashcards.documents import read_bitext
from flashcards.lexicon import open_lexicon
from flashcards.records import Bitext

ROOT = Path(__file__).parent.parent
GROWTH = (5_000, 20_000, 100_000)


def load_fitting() -> Any:
    """Load `scripts/fit_alignment.py`, which knows how to read the books and to fit."""
    place = importlib.util.spec_from_file_location("fit_alignment", ROOT / "scripts" / "fit_alignment.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    sys.modules["fit_alignment"] = module
    place.loader.exec_module(module)
    return module


def show(name: str, solved: list[Any], fitting: Any, *, reliability: bool) -> None:
    """Print strict F1, calibration error and, where asked, the reliability table of solved books."""
    pairs = [(book.links, links) for book, links, _ in solved]
    confidences = np.concatenate([c for *_, c in solved])
    right = np.array([link in set(book.links) for book, links, _ in solved for link in links])
    each = " ".join(f"{fitting.f1([pair]):.3f}" for pair in pairs)
    error = fitting.calibration_error(confidences, right)
    print(f"{name:10} strict F1 {fitting.f1(pairs):.4f} ({each})  calibration error {error:.3f}")
    if reliability:
        print("    confidence    pairs   mean   right")
        for low in np.arange(0, 1, 0.1):
            here = (confidences >= low) & (confidences < low + 0.1 + (low > 0.85))
            if here.any():
                means = confidences[here].mean(), right[here].mean()
                print(f"    {low:.1f} to {low + 0.1:.1f}  {here.sum():7}  {means[0]:.3f}  {means[1]:.3f}")


def speed(books: list[Any], fitting: Any) -> None:
    """Print how many sentences of both sides are aligned in a second, the lexicon warm."""
    lexicon = open_lexicon()
    texts = [Bitext(fitting.sentences(book.chinese), fitting.sentences(book.english)) for book in books]
    count = sum(len(text.chinese) + len(text.english) for text in texts)
    taken = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            alignment.align(text, lexicon)
        taken.append(time.process_time() - start)
    print(f"speed      {count / min(taken):.0f} sentences a second")


def growth(books: list[Any], fitting: Any) -> None:
    """Print time and peak memory for the books repeated to ever longer texts."""
    chinese = [text for book in books for text in book.chinese]
    english = [text for book in books for text in book.english]
    for size in GROWTH:
        times = -(-size // len(english))
        text = Bitext(fitting.sentences(chinese * times), fitting.sentences(english * times))
        start = time.process_time()
        alignment.align(text, open_lexicon())
        taken = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        count = len(text.chinese) + len(text.english)
        figures = f"{count / taken:.0f} a second, {taken:.0f} s, {peak:.0f} MB"
        print(f"growth     {len(text.english)} English sentences: {figures}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args()
    fitting = load_fitting()
    lexicon = open_lexicon()
    books = fitting.read_books(given.shared / "bench" / "mac-dev", lexicon)
    gaps = fitting.copies(books, lexicon)
    if given.leave_one_out:
        results = fitting.leave_one_out(books, gaps)
    else:
        weights = committed_weights()
        groups = {"whole": books} | {f"{lost:.0%} lost": group for lost, group in gaps.items()}
        results = {name: [(book, *fitting.solve(book, weights)) for book in group] for name, group in groups.items()}
    for name, solved in results.items():
        show(name, solved, fitting, reliability=name == "whole")
    essay = alignment.align(read_bitext((given.shared / "essay" / "essay.txt",)), lexicon)
    shapes = {(len(pair.chinese), len(pair.english)) for pair in essay}
    print(f"essay      {len(essay)} pairs, of the shapes {sorted(shapes)}")
    speed(books, fitting)
    if given.growth:
        growth(books, fitting)


if __name__ == "__main__":
    main()
