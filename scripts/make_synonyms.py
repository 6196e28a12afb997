"""Make `flashcards/lexicon/synonyms.tsv` from the database files of WordNet 3.1.

    make_synonyms.py DICT_FOLDER [-o synonyms.tsv]

DICT_FOLDER holds `data.noun`, `index.noun` and the like, as Princeton publishes them. Two words are related if a synset
holds both, or if a pointer of the kinds below leads from a synset of the one to a synset of the other; the rarer the
sense in which they are, the less. Only single words that English texts use are kept.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wordfreq import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
POINTERS = {"+": 0.9, "\\": 0.9, "=": 0.9, "&": 0.75, "$": 0.7, "^": 0.6, "@": 0.55}
"""What each kind keeps of the closeness of synonyms: derived forms, attributes, like adjectives, verbs of a group, see
also, and the more general word. For the first three it holds between the words that the pointer names."""
LATER_SENSE = 0.93
UNLISTED_SENSE = 5
CLOSE, NEAR = 0.75, 0.5
LEAST_ZIPF = 2.4
HEADING = """\
# related English words, format 1
# made by make_synonyms.py from WordNet 3.1, (c) Princeton University; its licence stands in NOTICE.wordnet.txt
# word, its synonyms, words near to it; each pair stands once
"""


class Synset(NamedTuple):
    """The words of a synset and its pointers: kind, part of speech and offset of the target, source and target word."""

    words: list[str]
    pointers: list[tuple[str, str, str, str]]


def synsets(folder: Path) -> dict[tuple[str, str], Synset]:
    """Read all synsets, by part of speech and offset."""
    by_key = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").open(encoding="utf-8"):
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [re.sub(r"\([a-z]+\)", "", fields[4 + 2 * k]).lower() for k in range(count)]
            start = 5 + 2 * count
            places = range(start, start + 4 * int(fields[start - 1]), 4)
            pointers = [(fields[k], fields[k + 1], fields[k + 2], fields[k + 3]) for k in places]
            by_key[part, fields[0]] = Synset(words, pointers)
    return by_key


def ranks(folder: Path) -> dict[tuple[str, str, str], int]:
    """Read which of a word's senses a synset is, by word, part of speech and offset."""
    by_key = {}
    for name, part in PARTS.items():
        for line in (folder / f"index.{name}").open(encoding="utf-8"):
            if not line.startswith(" "):
                fields = line.split()
                for rank, offset in enumerate(fields[6 + int(fields[3]) :]):
                    by_key[fields[0].lower(), part, offset] = rank
    return by_key


def related(folder: Path) -> Iterator[tuple[str, str, float]]:
    """Give pairs of words and how close they are, from 0 to 1."""
    whole, rank = synsets(folder), ranks(folder)
    weights = {
        key: [(w, LATER_SENSE ** rank.get((w, *key), UNLISTED_SENSE)) for w in synset.words]
        for key, synset in whole.items()
    }
    for key, synset in whole.items():
        own = weights[key]
        yield from ((a, b, x * y) for i, (a, x) in enumerate(own) for b, y in own[:i])
        for kind, offset, part, words in synset.pointers:
            source, target = divmod(int(words, 16), 256)
            for i, (a, x) in enumerate(own, 1):
                for j, (b, y) in enumerate(weights.get((part, offset), ()), 1):
                    if source in (0, i) and target in (0, j):
                        yield a, b, POINTERS.get(kind, 0.0) * x * y


def main() -> None:
    """Read, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("flashcards/lexicon/synonyms.tsv"))
    options = parser.parse_args()
    closeness: dict[tuple[str, str], float] = defaultdict(float)
    for first_word, second_word, close in related(options.folder):
        if first_word != second_word and close >= NEAR and first_word.isalpha() and second_word.isalpha():
            pair = min(first_word, second_word), max(first_word, second_word)
            closeness[pair] = max(close, closeness[pair])
    common = {w for pair in closeness for w in pair if zipf_frequency(w, "en") >= LEAST_ZIPF}
    rows: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for (first_word, second_word), close in sorted(closeness.items()):
        if first_word in common and second_word in common:
            rows[first_word][close < CLOSE].append(second_word)
    lines = (f"{word}\t{' '.join(close)}\t{' '.join(near)}\n" for word, (close, near) in rows.items())
    options.output.write_text(HEADING + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
