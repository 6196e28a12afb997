"""Sentence pairs to fit weights on, as the measuring data holds them, and the same as the program reads them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flashcards import readings, words
from flashcards.records import AlignedPair, AnnotatedPair, Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.lexicon import Lexicon

PAIRS_OF_A_BOOK = 90


def novels(folder: Path) -> list[tuple[str, str]]:
    """Read the first pairs of each book of a folder with `zh`, `en` and `gold`."""
    pairs = []
    for gold in sorted((folder / "gold").glob("*.align")):
        chinese, english = (
            (folder / side / f"{gold.stem}.txt").read_text(encoding="utf-8").split("\n") for side in ("zh", "en")
        )
        beads = [
            [ast.literal_eval(part.strip()) for part in line.split(":")[:2]] for line in gold.open(encoding="utf-8")
        ]
        whole = [(z, e) for z, e in beads if z and e][:PAIRS_OF_A_BOOK]
        pairs += [("".join(chinese[i] for i in z), " ".join(english[i] for i in e)) for z, e in whole]
    return pairs


def news(path: Path) -> list[tuple[str, str]]:
    """Read pairs of tokens, `tokens ||| tokens` a line, Chinese first."""
    rows = (line.split(" ||| ") for line in path.read_text(encoding="utf-8").splitlines())
    return [(chinese.replace(" ", ""), english) for chinese, english in rows]


def annotated(pairs: list[tuple[str, str]], lexicon: Lexicon) -> list[AnnotatedPair]:
    """Cut and read the Chinese of pairs."""
    read_pairs = []
    for position, (chinese, english) in enumerate(pairs, 1):
        read = readings.read(words.cut(chinese, lexicon, english=english), lexicon, english=english)
        sides = [(Sentence(text, 0, len(text), 0),) for text in (chinese, english)]
        read_pairs.append(AnnotatedPair(AlignedPair(sides[0], sides[1], 0.9), read, position))
    return read_pairs
