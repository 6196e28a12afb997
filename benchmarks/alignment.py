"""Print what the aligner reaches: against links made by hand, with gaps, how far confidence is right, how fast it is.

    python benchmarks/alignment.py [../shared]                 # with the committed weights
    python benchmarks/alignment.py [../shared] --leave-one-out # each book by weights of the others; needs scipy
    python benchmarks/alignment.py [../shared] --growth        # texts of up to 100,000 sentences a side, repeated

The committed weights have seen the books: only the figures of `--leave-one-out` say what to expect of a new text.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from measures import flashcards, scored

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import fit_alignment
from alignment_books import (
    Book,
    Links,
    calibration_error,
    copies,
    f1,
    f1_with_nulls,
    lax_f1,
    read_books,
    sentences,
)

from flashcards import alignment
from flashcards.alignment.second_pass import committed_weights
from flashcards.documents import read_bitext
from flashcards.lexicon import open_lexicon
from flashcards.records import Bitext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.common.arrays import Floats

    Solved = Sequence[tuple[Book, Links, Floats]]

SHARED = Path(__file__).parents[2] / "shared"
GROWTH = (5_000, 20_000, 100_000)


def show(name: str, solved: Solved, *, reliability: bool) -> None:
    """Print the figures of solved books, and the reliability table where asked."""
    pairs = [(book.links, links) for book, links, _ in solved]
    confidences = np.concatenate([c for *_, c in solved])
    right = np.array([link in set(book.links) for book, links, _ in solved for link in links])
    each = " ".join(f"{f1([pair]):.3f}" for pair in pairs)
    figures = f"strict F1 {f1(pairs):.4f} ({each})  nulls to be found, too {f1_with_nulls(pairs):.4f}"
    print(
        f"{name:14} {figures}  lax {lax_f1(pairs):.4f}  calibration error {calibration_error(confidences, right):.3f}"
    )
    if reliability:
        print("    confidence    pairs   mean   right")
        for low in np.arange(0, 1, 0.1):
            here = (confidences >= low) & (confidences < low + 0.1 + (low > 0.85))
            if here.any():
                means = confidences[here].mean(), right[here].mean()
                print(f"    {low:.1f} to {low + 0.1:.1f}  {here.sum():7}  {means[0]:.3f}  {means[1]:.3f}")


def markdown(folder: Path) -> None:
    """Print how many pairs of pages in Markdown stand in the right block, and how many blocks they cover."""
    totals = np.zeros(4, int)
    with tempfile.TemporaryDirectory() as place:
        for english in sorted(folder.glob("*.en.md")):
            chinese, pairs = english.with_name(english.name.replace(".en.", ".zh.")), Path(place) / "pairs.tsv"
            flashcards("align", english, chinese, "--format", "tsv", "-o", pairs)
            report = scored("score_blocks.py", english, chinese, pairs)
            totals += [int(part) for ratio in re.findall(r"(\d+)/(\d+)", report) for part in ratio]
    print(f"markdown       right {totals[0]} of {totals[1]} placed, blocks covered {totals[2]} of {totals[3]}")


def essay(path: Path) -> None:
    """Print of which shapes the pairs of the essay are."""
    pairs = alignment.align(read_bitext((path,)), open_lexicon())
    shapes = {(len(pair.chinese), len(pair.english)) for pair in pairs}
    print(f"essay          {len(pairs)} pairs, of the shapes {sorted(shapes)}")


def speed(books: Sequence[Book]) -> None:
    """Print how many sentences of both sides are aligned in a second, the lexicon warm."""
    lexicon = open_lexicon()
    texts = [Bitext(sentences(book.chinese), sentences(book.english)) for book in books]
    count = sum(len(text.chinese) + len(text.english) for text in texts)
    taken = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            alignment.align(text, lexicon)
        taken.append(time.process_time() - start)
    print(f"speed          {count / min(taken):.0f} sentences a second")


def growth(books: Sequence[Book]) -> None:
    """Print time and peak memory for the books repeated to ever longer texts."""
    chinese = [text for book in books for text in book.chinese]
    english = [text for book in books for text in book.english]
    for size in GROWTH:
        times = -(-size // len(english))
        text = Bitext(sentences(chinese * times), sentences(english * times))
        start = time.process_time()
        alignment.align(text, open_lexicon())
        taken = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        count = len(text.chinese) + len(text.english)
        figures = f"{count / taken:.0f} a second, {taken:.0f} s, {peak:.0f} MB"
        print(f"growth         {len(text.english)} English sentences: {figures}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args()
    lexicon = open_lexicon()
    books = read_books(given.shared / "bench" / "mac-dev", lexicon)
    gaps = copies(books, lexicon)
    if given.leave_one_out:
        results = fit_alignment.leave_one_out(books, gaps)
    else:
        weights = committed_weights()
        groups = {"whole": books} | gaps
        results = {
            name: [(book, *fit_alignment.solve(book, weights)) for book in group] for name, group in groups.items()
        }
    for name, solved in results.items():
        show(name, solved, reliability=name == "whole")
    markdown(given.shared / "bench" / "markdown")
    essay(given.shared / "essay" / "essay.txt")
    speed(books)
    if given.growth:
        growth(books)


if __name__ == "__main__":
    main()
