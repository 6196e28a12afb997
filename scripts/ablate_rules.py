"""What each row of rules brings on text it was not written from: words and readings with it, and without it.

    python scripts/ablate_rules.py ../shared/bench > rules.md                           # every row; takes an hour
    python scripts/ablate_rules.py ../shared/bench --keep docs/rules.md > rules.md      # rows not measured before

Words are scored on UD_Chinese-Beginner and UD_Chinese-GSDSimp, readings on those beginners' sentences and on CPP, all
development parts. A row speaks in so many sentences and changes some of these; in the changed ones so many words or
syllables are right with it and without it. Right is what the people who made the data say, who do not always agree with
each other or with a dictionary: GSDSimp parts surname and given name, which costs the rule for persons. Rows come from
grammar, not from these data; one that speaks nowhere here stands for its source alone.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from unittest import mock

from fit_readings import polyphones, running
from fit_words import BEGINNER, TREEBANK, beginner, treebank

from flashcards import readings, words
from flashcards.lexicon import open_lexicon
from flashcards.readings import neighbour_rules
from flashcards.words import contexts, formations, lattice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from fit_words import Gold

    from flashcards.lexicon import Lexicon
    from flashcards.lexicon.rules import Rules
    from flashcards.records import Span, Word

Cut: TypeAlias = "frozenset[Span]"
"""The spans of the words of a text."""

_ROW = re.compile(r"^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
HEAD = "| row | speaks in | changes | right with it | right without it |\n|---|---:|---:|---:|---:|"


class Gain(NamedTuple):
    """A row: in how many sentences it speaks and changes something, and what is right in these with and without it."""

    name: str
    speaks: int
    changes: int
    right: int
    without: int

    def __str__(self) -> str:
        return f"| {self.name} | {self.speaks} | {self.changes} | {self.right} | {self.without} |"


Gains: TypeAlias = "Callable[[Collection[str]], Iterable[Iterable[Gain]]]"
"""Gives for each text what every row brings that is not among those kept."""


def contexts_gains(corpus: Sequence[Gold], lexicon: Lexicon, kept: Collection[str]) -> Iterator[Gain]:
    """Leave out each rule about neighbours of words."""
    rules = contexts.rules()
    spoken = [_speaking(lexicon.simplify(text)) for text, _ in corpus]
    for name in (name for name in names_of(rules) if name not in kept):
        where = [gold for gold, names in zip(corpus, spoken, strict=True) if name in names]
        with mock.patch.object(contexts, "rules", lambda left_out=name: rules.without(left_out)):
            less = [_cut(text, lexicon) for text, _ in where]
        yield _gain(name, where, [_cut(text, lexicon) for text, _ in where], less)


def _speaking(text: str) -> set[str]:
    """Name the rules that say something about a simplified text."""
    by_span = contexts.corrections(text)
    return {correction.rule for correction in by_span.values()} | {name for _, _, name in contexts.bounds(text)}


def formations_gains(corpus: Sequence[Gold], lexicon: Lexicon, kept: Collection[str]) -> Iterator[Gain]:
    """Leave out each rule that builds words."""
    proposed = [{c.rule for c in formations.candidates(lexicon.simplify(text), lexicon)} for text, _ in corpus]
    every = formations.candidates
    for name in (name for name in formations.rules() if name not in kept):
        where = [gold for gold, names in zip(corpus, proposed, strict=True) if name in names]

        def fewer(text: str, lexicon: Lexicon, left_out: str = name) -> Iterator[formations.Candidate]:
            return (candidate for candidate in every(text, lexicon) if candidate.rule != left_out)

        with mock.patch.object(lattice, "candidates", fewer):
            less = [_cut(text, lexicon) for text, _ in where]
        yield _gain(name, where, [_cut(text, lexicon) for text, _ in where], less)


def _cut(text: str, lexicon: Lexicon) -> Cut:
    """Give the spans of the words of a text, signs left out as the data leave them out."""
    return frozenset(
        (word.start, word.end) for word in words.cut(text, lexicon) if any(char.isalnum() for char in word.text)
    )


def _gain(name: str, where: Sequence[Gold], whole: Sequence[Cut], less: Sequence[Cut]) -> Gain:
    changed = [place for place in range(len(where)) if whole[place] != less[place]]
    right = sum(len(whole[place] & where[place][1]) for place in changed)
    return Gain(name, len(where), len(changed), right, sum(len(less[place] & where[place][1]) for place in changed))


def readings_gains(
    corpus: Sequence[tuple[str, dict[int, str]]], lexicon: Lexicon, kept: Collection[str]
) -> Iterator[Gain]:
    """Leave out each rule about readings, in the sentences in which it decides about a character of the data."""
    rules = neighbour_rules.rules()

    @cache
    def cut(place: int) -> Sequence[Word]:
        return words.cut(corpus[place][0], lexicon)

    @cache
    def decided(place: int) -> set[str]:
        return _decided(cut(place), lexicon)

    simplified = [lexicon.simplify(text) for text, _ in corpus]
    for name in (name for name in names_of(rules) if name not in kept):
        asked_words = {word for row in rules.rows if row.name == name for word in row.words}
        standing = (place for place, text in enumerate(simplified) if any(word in text for word in asked_words))
        where = [place for place in standing if name in decided(place)]
        asked = [corpus[place][1] for place in where]
        whole = [_syllables(cut(place), lexicon) for place in where]
        with mock.patch.object(neighbour_rules, "rules", lambda name=name: rules.without(name)):
            less = [_syllables(cut(place), lexicon) for place in where]
        changed = [at for at in range(len(where)) if whole[at] != less[at]]
        right, without = (sum(_hits(side[at], asked[at]) for at in changed) for side in (whole, less))
        yield Gain(name, len(where), len(changed), right, without)


def _decided(cut: Sequence[Word], lexicon: Lexicon) -> set[str]:
    """Name the rules that decided about a word of a text."""
    sources = (decision.source for decision in readings.explain(cut, lexicon))
    return {source.removeprefix("rule “").removesuffix("”") for source in sources if source.startswith("rule “")}


def _syllables(cut: Sequence[Word], lexicon: Lexicon) -> dict[int, str]:
    """Give the syllable of each place of a text."""
    read = readings.read(cut, lexicon)
    return {word.start + offset: syllable.lower() for word in read for offset, syllable in enumerate(word.syllables)}


def _hits(read: dict[int, str], right: dict[int, str]) -> int:
    return sum(read.get(place) == syllable for place, syllable in right.items())


def added(gains: Iterable[Iterable[Gain]]) -> Iterator[Gain]:
    """Add up the gains of each row over several texts."""
    totals: dict[str, Counter[str]] = {}
    for gain in (gain for corpus in gains for gain in corpus):
        totals.setdefault(gain.name, Counter()).update(gain._asdict() | {"name": 0})
    for name, total in totals.items():
        yield Gain(name, total["speaks"], total["changes"], total["right"], total["without"])


def names_of(rules: Rules) -> tuple[str, ...]:
    """Name the rows of a file of rules, each once: of a pattern, or of a rule that may have several rows."""
    return tuple(dict.fromkeys([pattern.name for pattern in rules.patterns] + [rule.name for rule in rules.rows]))


def measured(table: str) -> Iterator[Gain]:
    """Read the rows of a table as this script prints it."""
    for name, *figures in _ROW.findall(table):
        yield Gain(name, *map(int, figures))


def main() -> None:
    """Print a table for each file of rules."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--keep", type=Path, help="take the rows of this earlier table as they are")
    options = parser.parse_args()
    bench, lexicon = options.bench, open_lexicon()
    before = options.keep.read_text(encoding="utf-8").split("\n## ") if options.keep else []
    cuts = [list(beginner(bench / BEGINNER)), list(treebank(bench / TREEBANK))]
    read = [running(bench / "pinyin"), polyphones(bench / "pinyin")]
    tables: dict[str, tuple[tuple[str, ...], Gains]] = {
        "Neighbours of words (`words/contexts.toml`)": (
            names_of(contexts.rules()),
            lambda kept: (contexts_gains(corpus, lexicon, kept) for corpus in cuts),
        ),
        "Words that rules build (`words/formations.toml`)": (
            tuple(formations.rules()),
            lambda kept: (formations_gains(corpus, lexicon, kept) for corpus in cuts),
        ),
        "Neighbours of readings (`readings/rules.toml`)": (
            names_of(neighbour_rules.rules()),
            lambda kept: (readings_gains(corpus, lexicon, kept) for corpus in read),
        ),
    }
    print("# What the rules of language bring\n")
    print(__doc__.partition("measured before\n\n")[2].strip() if __doc__ else "")
    for heading, (names, gains_of) in tables.items():
        kept = {gain.name: gain for part in before if part.startswith(heading) for gain in measured(part)}
        new = {gain.name: gain for gain in added(gains_of(kept))}
        print(f"\n## {heading}\n\n{HEAD}", *(kept.get(name) or new[name] for name in names), sep="\n")


if __name__ == "__main__":
    main()
