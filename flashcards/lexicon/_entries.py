"""The maker of the dictionary's table: its entries, those of a word in the order in which they are to be offered."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from flashcards.lexicon._merging import with_learner
from flashcards.lexicon._packing import pack_senses
from flashcards.lexicon._senses import Cleaner, is_surname
from flashcards.records import Record, replace

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flashcards.lexicon._cedict import RawEntry
    from flashcards.lexicon.source_data import Sources
    from flashcards.records import Entry

_COMMON_READINGS = {
    "东西": "dong1 xi5",
    "背着": "bei1 zhe5",
    "地方": "di4 fang5",
    "多少": "duo1 shao5",
    "过去": "guo4 qu4",
    "人家": "ren2 jia5",
    "生意": "sheng1 yi5",
    "大方": "da4 fang5",
    "本事": "ben3 shi5",
    "地道": "di4 dao5",
    "结实": "jie1 shi5",
    "工夫": "gong1 fu5",
    "琢磨": "zuo2 mo5",
    "小子": "xiao3 zi5",
    "较差": "jiao4 cha4",
    "大意": "da4 yi4",
    "尽量": "jin3 liang4",
    "明朝": "Ming2 chao2",
}
"""The everyday reading of words that the dictionary lists with two, where neither lessons nor use tell them apart."""
_WEEKDAY = re.compile("(?:星期|礼拜|周)[一二三四五六日天末]")


def make_entries(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write the dictionary, the entries of a word in the order in which they are to be offered."""
    connection.execute(
        "CREATE TABLE entry"
        " (simplified TEXT, traditional TEXT, syllables TEXT, senses TEXT, classifiers TEXT, twin INTEGER)"
    )
    rows = (
        (e.simplified, e.traditional, " ".join(e.syllables), pack_senses(e.senses), ",".join(e.classifiers), twin)
        for e, twin in ordered_entries(sources)
    )
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE INDEX entry_simplified ON entry (simplified)")
    connection.execute("CREATE INDEX entry_traditional ON entry (traditional) WHERE traditional <> simplified")


def ordered_entries(sources: Sources) -> Iterator[tuple[Entry, bool]]:
    """Give every entry, word by word, the learner's senses first; see `with_learner` for the order.

    The second value tells a twin: an entry that only says that it is another way to write the same simplified word.
    """
    unlisted = dict(sources.learner)
    own = {(raw.simplified, raw.syllables) for raw in sources.own_words}
    for word, listed in sources.derived(listed_entries).items():
        learned = unlisted.pop(word, ())
        users = [entry for entry in listed if (entry.simplified, entry.syllables) in own]
        others = [entry for entry in listed if entry not in users]
        yield from marked_twins(word, (*users, *with_learner(word, others, learned)))
    for word, learned in unlisted.items():
        yield from marked_twins(word, with_learner(word, (), learned))


def marked_twins(word: str, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Tell of each entry of a word whether it only says that it is a variant of one that reads the same."""
    seen: set[tuple[str, ...]] = set()
    for entry in entries:
        yield entry, entry.syllables in seen and entry.senses[-1].gloss.endswith(f"variant of {word})")
        seen.add(entry.syllables)


def listed_entries(sources: Sources) -> Mapping[str, Sequence[Entry]]:
    """Give the entries of CC-CEDICT and the user by word: his own first, then the commonest reading, surnames last."""
    raw = (*sources.own_words, *sources.dictionary)
    cleaner, order = Cleaner(raw), _Order(sources)
    by_word = attrgetter("simplified")
    entries = sorted(filter(None, map(cleaner.clean, raw)), key=by_word)
    groups = ((word, list(group)) for word, group in groupby(entries, key=by_word))
    return {word: tuple(map(_as_written, order.ordered(group))) for word, group in groups}


def _as_written(entry: Entry) -> Entry:
    """Write the days of the week without a capital, as GB/T 16159 does and CC-CEDICT does not."""
    if not _WEEKDAY.fullmatch(entry.simplified):
        return entry
    return replace(entry, syllables=tuple(syllable.lower() for syllable in entry.syllables))


class _Order(Record, dict=True):
    """Decides which of several entries of one word comes first."""

    sources: Sources

    def ordered(self, entries: list[Entry]) -> list[Entry]:
        """Put the entries of a word in order; most words have one alone."""
        return sorted(entries, key=self._key) if len(entries) > 1 else entries

    def _key(self, entry: Entry) -> tuple[bool, bool, int, int, float]:
        """Rank own words first, then what is no variant, name or surname, as it is taught, by use in other words."""
        own = (entry.simplified, entry.syllables) in self._own
        taught = self.sources.taught.get(entry.simplified, ())
        lesson = taught.index(entry.syllables) if entry.syllables in taught else len(taught)
        everyday = _COMMON_READINGS.get(entry.simplified) == " ".join(entry.syllables)
        return not own, not everyday, _oddity(entry), lesson, -sum(self._usage.get(use, 0.0) for use in _uses(entry))

    @cached_property
    def _own(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        return frozenset((raw.simplified, raw.syllables) for raw in self.sources.own_words)

    @cached_property
    def _usage(self) -> Mapping[tuple[str, str, str], float]:
        """How much text each reading of a character stands in, within words of several characters."""
        usage: dict[tuple[str, str, str], float] = defaultdict(float)
        for raw in self.sources.dictionary:
            zipf = self.sources.chinese.get(raw.simplified, 0.0)
            if zipf and len(raw.simplified) > 1:
                for use in _uses(raw):
                    usage[use] += 10**zipf
        return usage


def _oddity(entry: Entry) -> int:
    if is_surname(entry.glosses):
        return 3
    if "variant of" in entry.senses[-1].gloss:
        return 2
    return int(entry.syllables[0][0].isupper())


def _uses(entry: Entry | RawEntry) -> Iterator[tuple[str, str, str]]:
    return zip(entry.simplified, entry.traditional, entry.syllables, strict=True)
