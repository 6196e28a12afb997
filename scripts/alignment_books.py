"""Books aligned by hand: how they are read, how gaps are cut into them, and how an alignment of them is scored."""

from __future__ import annotations

from ast import literal_eval
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from flashcards import words as cutting
from flashcards.alignment.bitext_words import Text, text_of
from flashcards.alignment.sides import read_chinese, read_english
from flashcards.records import Sentence, WordKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from flashcards.common.arrays import Floats
    from flashcards.lexicon import Lexicon

Links: TypeAlias = list[tuple[tuple[int, ...], tuple[int, ...]]]

SEED = 7
LOST = ((0.05, 1), (0.1, 5), (0.3, 5), (0.5, 5))
"""The share of sentences that is lost, and how many at a time."""


@dataclass
class Book:
    """Sentences of both sides with their links, and what was made of them."""

    name: str
    chinese: list[str]
    english: list[str]
    links: Links
    text: Text
    is_copy: bool = False


def read_books(folder: Path, lexicon: Lexicon) -> list[Book]:
    """Read the books of a folder: zh/N.txt, en/N.txt, gold/N.align."""
    books = []
    for gold in sorted((folder / "gold").glob("*.align")):
        chinese, english = (
            (folder / side / f"{gold.stem}.txt").read_text("utf-8").splitlines() for side in ("zh", "en")
        )
        rows = (line.split(":")[:2] for line in gold.read_text("utf-8").splitlines())
        links = [(tuple(literal_eval(c.strip())), tuple(literal_eval(e.strip()))) for c, e in rows]
        books.append(book_of(gold.stem, (chinese, english), links, lexicon))
    return books


def book_of(name: str, sides: tuple[list[str], list[str]], links: Links, lexicon: Lexicon) -> Book:
    """Read the sentences as the aligner does."""

    def cut(text: str) -> list[str]:
        return [word.text for word in cutting.cut(text, lexicon) if word.kind is not WordKind.OTHER]

    chinese = read_chinese(sentences(sides[0]), lexicon, cut)
    text = text_of(chinese, read_english(sentences(sides[1]), lexicon), lexicon)
    return Book(name, *sides, links, text)


def sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    """Take each line for a sentence, all of one paragraph."""
    return tuple(Sentence(text, 0, len(text), 0) for text in texts)


def thinned(book: Book, lost: float, run: int, lexicon: Lexicon) -> Book:
    """Take runs of sentences away, each from one side, until a share of all is lost; links lose them, too."""
    generator = np.random.default_rng([SEED, int(lost * 100), int(book.name)])
    kept = np.ones(len(book.chinese), bool), np.ones(len(book.english), bool)
    while 1 - (kept[0].sum() + kept[1].sum()) / (len(kept[0]) + len(kept[1])) < lost:
        side = kept[int(generator.integers(2))]
        start = int(generator.integers(len(side)))
        side[start : start + run] = False
    new = [np.cumsum(k) - 1 for k in kept]
    links: Links = []
    for chinese, english in book.links:
        c = tuple(int(new[0][i]) for i in chinese if kept[0][i])
        e = tuple(int(new[1][j]) for j in english if kept[1][j])
        links += [(c, e)] if c and e else [((i,), ()) for i in c] + [((), (j,)) for j in e]
    sides = tuple(
        [t for t, k in zip(texts, keep, strict=True) if k]
        for texts, keep in zip((book.chinese, book.english), kept, strict=True)
    )
    copy = book_of(book.name, (sides[0], sides[1]), links, lexicon)
    copy.is_copy = True
    return copy


def in_order(links: Links) -> Links:
    """Put sentences without partners in the order that the search knows: of each run the Chinese ones first."""
    ordered: Links = []
    for is_pair, run in groupby(links, key=lambda link: bool(link[0] and link[1])):
        run_links = list(run)
        ordered += run_links if is_pair else sorted(run_links, key=lambda link: not link[0])
    return ordered


def runs_of(links: Links) -> int:
    """Count the runs of sentences without partners, of one language each."""
    kinds = [kind for kind, _ in groupby((bool(c), bool(e)) for c, e in in_order(links))]
    return sum(kind != (True, True) for kind in kinds)


def f1(pairs: Sequence[tuple[Links, Links]]) -> float:
    """Give the strict F1 of (gold, found): nulls count for precision, not for recall (Sennrich and Volk, 2010)."""
    hits = sum(len(set(gold) & set(proposed)) for gold, proposed in pairs)
    real = sum(sum(1 for c, e in set(gold) & set(proposed) if c and e) for gold, proposed in pairs)
    precision = hits / max(sum(len(proposed) for _, proposed in pairs), 1)
    recall = real / max(sum(sum(1 for c, e in gold if c and e) for gold, _ in pairs), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def f1_with_nulls(pairs: Sequence[tuple[Links, Links]]) -> float:
    """Give the strict F1 of (gold, found) where sentences without a partner are to be found as well."""
    hits = sum(len(set(gold) & set(proposed)) for gold, proposed in pairs)
    return 2 * hits / max(sum(len(gold) + len(proposed) for gold, proposed in pairs), 1)


def lax_f1(pairs: Sequence[tuple[Links, Links]]) -> float:
    """Give the F1 of (gold, found) where a link counts that shares a sentence pair with a link of the other."""
    shares = [_lax_share(pairs), _lax_share([(proposed, gold) for gold, proposed in pairs])]
    return 2 * shares[0] * shares[1] / max(sum(shares), 1e-9)


def _lax_share(pairs: Sequence[tuple[Links, Links]]) -> float:
    """Give the share of the second links that touch one of the first, nulls left out."""
    hits = total = 0
    for links, judged in pairs:
        cells = {(i, j) for c, e in links for i in c for j in e}
        real = [(c, e) for c, e in judged if c and e]
        hits += sum(any((i, j) in cells for i in c for j in e) for c, e in real)
        total += len(real)
    return hits / max(total, 1)


def copies(books: Sequence[Book], lexicon: Lexicon) -> dict[str, list[Book]]:
    """Make the copies with gaps, by what is lost."""
    return {f"{lost:.0%} lost by {run}": [thinned(book, lost, run, lexicon) for book in books] for lost, run in LOST}


def calibration_error(confidences: Floats, right: NDArray[np.bool_], bins: int = 10) -> float:
    """Give the expected calibration error over bins of equal width (Naeini et al., 2015)."""
    place = np.minimum((confidences * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(confidences[place == b].mean() - right[place == b].mean()) * (place == b).mean()
            for b in range(bins)
            if (place == b).any()
        )
    )
