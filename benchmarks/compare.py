"""Set the aligner beside others on the same sentences: beads as people made them, and the time each takes.

    python benchmarks/compare.py [../shared]

Gale–Church is our own, made from its paper. Others run where they are installed: the program `hunalign` on the path,
with our dictionary; sentence vectors, with `flashcards[embed]` and its model on this machine.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeAlias

from flashcards import alignment
from flashcards.alignment import sentence_vectors
from flashcards.errors import InputError
from flashcards.lexicon import Lexicon, open_lexicon
from flashcards.records import Bitext, Sentence

ROOT = Path(__file__).parents[1]

Link: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""The numbers, from 0, of the Chinese sentences and of the English ones that belong together."""
Aligner: TypeAlias = Callable[[Sequence[str], Sequence[str]], list[Link]]


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of one text in both languages and how people linked them."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    links: frozenset[Link]


def gale_church(chinese: Sequence[str], english: Sequence[str]) -> list[Link]:
    """Align by lengths alone (Gale & Church, 1993): characters, their ratio taken from the text as a whole."""
    sides = [[0, *accumulate(map(len, side))] for side in (chinese, english)]
    ratio = sides[1][-1] / max(sides[0][-1], 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i, end in enumerate(sides[0]):
        for j, stop in enumerate(sides[1]):
            before = [
                (
                    best[i - high, j - wide][0]
                    + prior
                    + mismatch((end - sides[0][i - high]) * ratio, stop - sides[1][j - wide]),
                    (high, wide),
                )
                for (high, wide), prior in _PRIORS.items()
                if high <= i and wide <= j
            ]
            if before:
                best[i, j] = min(before)
    links: list[Link] = []
    i, j = len(chinese), len(english)
    while (i, j) != (0, 0):
        high, wide = best[i, j][1]
        links.append((tuple(range(i - high, i)), tuple(range(j - wide, j))))
        i, j = i - high, j - wide
    return links[::-1]


_PRIORS = {
    shape: -math.log(share)
    for shape, share in {
        (1, 1): 0.89,
        (1, 0): 0.00495,
        (0, 1): 0.00495,
        (2, 1): 0.0445,
        (1, 2): 0.0445,
        (2, 2): 0.011,
    }.items()
}
"""What each shape of bead costs, from how often the paper met it; two shapes that mirror each other share a count."""
_VARIANCE = 6.8
"""Of the length of a translation, for each character (ibid.)."""


def mismatch(expected: float, actual: float) -> float:
    """Give the negative logarithm of how likely lengths are that lie so far apart."""
    mean = (expected + actual) / 2
    deviation = abs(actual - expected) / math.sqrt(_VARIANCE * mean) if mean else 0.0
    return -math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-300))


def ours(lexicon: Lexicon, scorer: alignment.Scorer | None = None) -> Aligner:
    """Give this project's aligner, with its own scorer or another."""

    def align(chinese: Sequence[str], english: Sequence[str]) -> list[Link]:
        bitext = Bitext(_sentences(chinese), _sentences(english))
        number = {id(s): n for side in (bitext.chinese, bitext.english) for n, s in enumerate(side)}
        return [
            (tuple(number[id(s)] for s in pair.chinese), tuple(number[id(s)] for s in pair.english))
            for pair in alignment.align(bitext, lexicon, scorer=scorer)
        ]

    return align


def hunalign(program: str, lexicon: Lexicon) -> Aligner:
    """Give the program hunalign (Varga et al., 2005) with every gloss of the dictionary, words cut by ours."""
    from flashcards import words

    def cut(text: str) -> str:
        return " ".join(word.text for word in words.cut(text, lexicon))

    def align(chinese: Sequence[str], english: Sequence[str]) -> list[Link]:
        with tempfile.TemporaryDirectory() as folder:
            sides = [Path(folder, name) for name in ("dictionary", "zh", "en")]
            glosses = lexicon.rows("SELECT simplified, senses FROM entry")
            lines = (f"{sense} @ {word}" for word, senses in glosses for sense in str(senses).split("/"))
            contents = ("\n".join(lines), "\n".join(map(cut, chinese)), "\n".join(english).lower())
            for path, content in zip(sides, contents, strict=True):
                path.write_text(content + "\n", encoding="utf-8")
            ladder = subprocess.run([program, *map(str, sides)], capture_output=True, text=True, check=True).stdout
        rungs = [tuple(map(int, line.split("\t")[:2])) for line in ladder.splitlines()]
        return [(tuple(range(a, c)), tuple(range(b, d))) for (a, b), (c, d) in pairwise(rungs)]

    return align


def _sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    sentences, at = [], 0
    for text in texts:
        sentences.append(Sentence(text, at, at + len(text), 0))
        at += len(text) + 1
    return tuple(sentences)


def aligners(lexicon: Lexicon) -> dict[str, Aligner]:
    """Name every aligner that can run here."""
    by_name: dict[str, Aligner] = {"flashcards": ours(lexicon), "Gale–Church": gale_church}
    program = shutil.which("hunalign")
    if program:
        by_name["hunalign"] = hunalign(program, lexicon)
    try:
        by_name["sentence vectors"] = ours(lexicon, sentence_vectors())
    except InputError as error:
        print(f"Not compared: {error}")
    return by_name


def read_novels(bench: Path) -> list[Text]:
    """Read the chapters whose sentences were linked by hand."""
    texts = []
    for gold in sorted((bench / "mac-dev" / "gold").glob("*.align")):
        sides = [(bench / "mac-dev" / side / f"{gold.stem}.txt") for side in ("zh", "en")]
        chinese, english = (tuple(side.read_text(encoding="utf-8").splitlines()) for side in sides)
        texts.append(Text(chinese, english, frozenset(_links(gold))))
    return texts


def _links(path: Path) -> list[Link]:
    links = []
    for line in path.read_text(encoding="utf-8").splitlines():
        sides = [tuple(int(n) for n in side.strip("[] ").split(",") if n.strip()) for side in line.split(":")[:2]]
        links.append((sides[0], sides[1]))
    return links


def read_news(bench: Path) -> list[Text]:
    """Read sentence pairs of the news as one text, each sentence with one other."""
    lines = (bench / "glosses" / "zhen-odd.src-tgt").read_text(encoding="utf-8").splitlines()
    return [
        _one_to_one([(chinese.replace(" ", ""), english) for chinese, english in (x.split(" ||| ") for x in lines)])
    ]


def read_lessons(bench: Path) -> list[Text]:
    """Read the examples of a grammar for beginners as one text, each sentence with one other."""
    lines = (bench / "pinyin" / "beginner-odd.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [_one_to_one([(row[2], row[5]) for row in rows if row[2].strip() and row[5].strip()])]


def _one_to_one(pairs: Sequence[tuple[str, str]]) -> Text:
    chinese, english = zip(*pairs, strict=True)
    return Text(chinese, english, frozenset(((n,), (n,)) for n in range(len(pairs))))


def strict_f1(texts: Sequence[Text], proposed_links: Sequence[Sequence[Link]]) -> float:
    """Score beads that are just as people made them: of those found, nulls too; of theirs, all with two sides."""
    proposed = sum(map(len, proposed_links))
    hits = sum(link in text.links for text, links in zip(texts, proposed_links, strict=True) for link in links)
    wanted = [link for text in texts for link in text.links if all(link)]
    recalled = sum(
        link in text.links and all(link) for text, links in zip(texts, proposed_links, strict=True) for link in links
    )
    precision, recall = hits / max(proposed, 1), recalled / max(len(wanted), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Print a line for each aligner and kind of text."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    lexicon = open_lexicon()
    kinds = {"novels": read_novels, "news, 1 to 1": read_news, "lessons, 1 to 1": read_lessons}
    for name, align in aligners(lexicon).items():
        for kind, read in kinds.items():
            texts = read(shared / "bench")
            start = time.perf_counter()
            links = [align(text.chinese, text.english) for text in texts]
            taken = time.perf_counter() - start
            count = sum(len(text.chinese) + len(text.english) for text in texts)
            print(
                f"{name:17} {kind:16} strict F1 {strict_f1(texts, links):.3f}  {count / taken:7.0f} sentences a second"
            )


if __name__ == "__main__":
    main()
