"""How well words are linked, what strangers get, and how fast: figures that the gate's scorers do not tell.

    python benchmarks/links.py

Uses the pairs of zhen-odd, words cut by the program. The weights were fitted on these pairs, so the figures flatter;
those of `scripts/fit_links.py` are out of fold.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from flashcards import links, readings, words
from flashcards.lexicon import Lexicon, open_lexicon
from flashcards.links.chinese_types import FUNCTION_WORDS
from flashcards.records import AlignedPair, AnnotatedPair, Sentence, WordKind

DATA = Path(__file__).parents[2] / "shared" / "bench" / "glosses" / "zhen-odd.src-tgt"
ROUNDS = 3


def annotated(pairs: list[tuple[str, str]], lexicon: Lexicon) -> list[AnnotatedPair]:
    """Cut and read the Chinese of pairs."""
    read_pairs = []
    for position, (chinese, english) in enumerate(pairs, 1):
        sides = [(Sentence(text, 0, len(text), 0),) for text in (chinese, english)]
        cut = readings.read(words.cut(chinese, lexicon, english=english), lexicon, english=english)
        read_pairs.append(AnnotatedPair(AlignedPair(sides[0], sides[1], 0.9), cut, position))
    return read_pairs


def content_links(linked: list[AnnotatedPair]) -> tuple[int, int]:
    """Count the content words, and those of them that are rendered."""
    content = [
        word
        for pair in linked
        for word in pair.words
        if word.kind is not WordKind.OTHER and word.text not in FUNCTION_WORDS and re.search(r"\w", word.text)
    ]
    return len(content), sum(word.rendering is not None for word in content)


def main() -> None:
    """Measure and print."""
    if not DATA.is_file():
        sys.exit("The measuring data is not beside the project.")
    lexicon = open_lexicon()
    rows = [line.split(" ||| ") for line in DATA.read_text(encoding="utf-8").splitlines()]
    pairs = [(chinese.replace(" ", ""), english) for chinese, english in rows]
    half = len(pairs) // 2
    strangers = [(chinese, pairs[(k + half) % len(pairs)][1]) for k, (chinese, _) in enumerate(pairs)]
    true, false = (annotated(side, lexicon) for side in (pairs, strangers))
    linked, apart = ([pair.annotated for pair in links.link(side, lexicon)] for side in (true, false))
    (count, shown), (_, wrong) = content_links(linked), content_links(apart)
    print(f"content words rendered: {shown} of {count}; put together at random: {wrong}, {wrong / shown:.1%} of that")
    for name, side in (("true", linked), ("random", apart)):
        doubtful = sum(linked_pair.pair.confidence < 0.5 for linked_pair in side)
        print(f"{name} pairs doubtful: {doubtful} of {len(side)}")
    best = min(_seconds(true, lexicon) for _ in range(ROUNDS))
    print(f"{len(true) / best:.0f} pairs a second, warm")


def _seconds(pairs: list[AnnotatedPair], lexicon: Lexicon) -> float:
    start = time.perf_counter()
    links.link(pairs, lexicon)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
