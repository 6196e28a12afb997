"""The makers of the lexicon's own tables: entries, prefix counts, frequencies and levels, both scripts."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from flashcards.lexicon._cohesion import Cohesion
from flashcards.lexicon._merging import with_learner
from flashcards.lexicon._packing import pack_senses
from flashcards.lexicon._senses import Cleaner, is_surname
from flashcards.records import Entry, Level

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from flashcards.lexicon._cedict import RawEntry
    from flashcards.lexicon._sources import Sources

_TOTAL = 10**12
"""Counts are scaled to this many words, so that a rare word weakened by its features still counts."""
_OWN_WORD_COUNT = 10**9
"""A user's word is cut out wherever it stands: as frequent as the commonest words of several characters."""
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
_JIEBA_SHARE = 0.06
"""jieba's counts are of sixty million words, a Zipf frequency is of a thousand million."""
_LEAST_ZIPF = 2.0
"""Words outside the dictionary are kept from this frequency on, for names and terms found by a rule."""
_LISTED_ZIPF = 2.3
"""From this frequency on a word that jieba's list has, too, may be cut out of a text though no dictionary has it."""
_LONGEST_LISTED = 4
_WEEKDAY = re.compile("(?:星期|礼拜|周)[一二三四五六日天末]")
_NEVER_IN_TERMS = frozenset(
    "零〇一二三四五六七八九十百千万亿两几第这那哪每某各的了着过得地不没未有是在我你您他她它们很太更最也都就还又再才完"
)
_NEVER_FIRST = frozenset("本该此其数诸首别先来去想要会能可已并被将把变早晚总")
_NEVER_LAST = frozenset("于到给为在来去说看上下里中内外前后边间旁时起家个些")
"""Words of grammar, and words that stand freely before or behind any other."""
_TWO_WORDS = frozenset({"著書"})
"""Headwords whose characters mostly belong to two words: 看著書 (reading a book), seldom 著書 (to write books)."""


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
    for word, listed in listed_entries(sources):
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


def listed_entries(sources: Sources) -> Iterator[tuple[str, list[Entry]]]:
    """Give the entries of CC-CEDICT and the user by word: his own first, then the commonest reading, surnames last."""
    raw = (*sources.own_words, *sources.dictionary)
    cleaner, order = Cleaner(raw), _Order(sources)
    entries = sorted(filter(None, map(cleaner.clean, raw)), key=lambda entry: entry.simplified)
    for word, group in groupby(entries, key=lambda entry: entry.simplified):
        yield word, list(map(_as_written, sorted(group, key=order.key)))


def _as_written(entry: Entry) -> Entry:
    """Write the days of the week without a capital, as GB/T 16159 does and CC-CEDICT does not."""
    if not _WEEKDAY.fullmatch(entry.simplified):
        return entry
    return replace(entry, syllables=tuple(syllable.lower() for syllable in entry.syllables))


@dataclass(frozen=True)
class _Order:
    """Decides which of several entries of one word comes first."""

    sources: Sources

    def key(self, entry: Entry) -> tuple[bool, bool, int, int, float]:
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


def make_counts(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write jieba's prefix dictionary, one row for each first character, words of both scripts together.

    The count of a word that only lists of frequencies have is negative, so that nobody takes it for a headword.
    """
    counts = dict(_word_counts(sources))
    by_first: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in counts.items():
        row = by_first[word[0]]
        row[word] = count
        for end in range(1, len(word)):
            row.setdefault(word[:end], counts.get(word[:end], 0))
    connection.execute("CREATE TABLE prefix (first TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID")
    rows = ((first, json.dumps(row, ensure_ascii=False, separators=(",", ":"))) for first, row in by_first.items())
    connection.executemany("INSERT INTO prefix VALUES (?, ?)", rows)
    connection.execute("CREATE TABLE total (count INTEGER)")
    connection.execute("INSERT INTO total VALUES (?)", (_TOTAL,))


def _word_counts(sources: Sources) -> Iterator[tuple[str, int]]:
    """Give how often each word would stand in a text of `_TOTAL` words; of two with one spelling the last one holds."""
    cohesion = Cohesion(sources)
    total = sum(text_count(raw.simplified, sources) for raw in sources.dictionary)

    def count(word: str) -> int:
        return max(1, round(text_count(word, sources) / total * math.exp(cohesion.correction(word)) * _TOTAL))

    counts = {raw.simplified: count(raw.simplified) for raw in (*sources.dictionary, *sources.own_words)}
    yield from ((word, -count(word)) for word in listed_words(sources))
    yield from ((raw.traditional, counts[raw.simplified]) for raw in sources.dictionary)
    yield from counts.items()
    yield from ((raw.simplified, max(_OWN_WORD_COUNT, counts[raw.simplified])) for raw in sources.own_words)


def listed_words(sources: Sources) -> Iterator[str]:
    """Give the words that two lists of frequencies have and no dictionary: 评测 (to review and test).

    Such lists hold phrases, too: what has a word of grammar in it, or is made of words that lessons teach, is none of
    a word's own (喝水, to drink water).
    """
    measures = Cohesion(sources).measure_words
    known = {form for raw in (*sources.dictionary, *sources.own_words) for form in (raw.simplified, raw.traditional)}
    for word, zipf in sources.chinese.items():
        listed = zipf >= _LISTED_ZIPF and word in sources.counts and word not in known
        fits = 2 <= len(word) <= _LONGEST_LISTED and word[0] not in measures
        if listed and fits and not _is_phrase(word, sources):
            yield word


def _is_phrase(word: str, sources: Sources) -> bool:
    grammar = _NEVER_IN_TERMS.intersection(word) or word[0] in _NEVER_FIRST or word[-1] in _NEVER_LAST
    return bool(grammar) or all(_is_taught_early(char, sources) for char in word)


def _is_taught_early(char: str, sources: Sources) -> bool:
    return sources.levels.get(char, Level()).hsk2 is not None


def text_count(word: str, sources: Sources) -> float:
    """Estimate how often a word stands in a text of jieba's size: the mean (geometric) of its counts and wordfreq's."""
    counted = max(sources.counts.get(word, 0), 0.5)
    estimated = max(10 ** sources.chinese.get(word, 0.0) * _JIEBA_SHARE, 0.5)
    return max(1.0, math.sqrt(counted * estimated))


def make_usual(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write the usual translations of each word, the likeliest first: English, probability, weighted count."""
    connection.execute("CREATE TABLE usual (word TEXT PRIMARY KEY, ways TEXT) WITHOUT ROWID")
    rows = (
        (word, "\n".join("\t".join(row[1:4]) for row in rows)) for word, rows in groupby(sources.usual, itemgetter(0))
    )
    connection.executemany("INSERT INTO usual VALUES (?, ?)", rows)


def make_frequencies(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write frequencies and HSK levels of Chinese words, frequencies and dictionary forms of English ones."""
    known = {raw.simplified for raw in (*sources.dictionary, *sources.own_words)}
    words = {w for w, zipf in sources.chinese.items() if w in known or zipf >= _LEAST_ZIPF} | sources.levels.keys()
    connection.execute(
        "CREATE TABLE chinese (word TEXT PRIMARY KEY, zipf REAL, hsk2 INTEGER, hsk3 INTEGER) WITHOUT ROWID"
    )
    connection.executemany("INSERT INTO chinese VALUES (?, ?, ?, ?)", sorted(_chinese_rows(words, sources)))
    connection.execute("CREATE TABLE english (word TEXT PRIMARY KEY, zipf REAL, lemma TEXT) WITHOUT ROWID")
    rows = sorted((word, zipf, sources.lemmas.get(word)) for word, zipf in sources.english.items())
    connection.executemany("INSERT INTO english VALUES (?, ?, ?)", rows)


def _chinese_rows(words: Iterable[str], sources: Sources) -> Iterator[tuple[str, float, int | None, int | None]]:
    for word in words:
        level = sources.levels.get(word, Level())
        yield word, sources.chinese.get(word, 0.0), level.hsk2, level.hsk3


def make_characters(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write for each traditional character the simplified one that most entries give it, and the words that differ.

    A character that is simplified writing, too (著 in 著名), is marked: it changes only in a text that is traditional.
    """
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for raw in sources.dictionary:
        for old, new in zip(raw.traditional, raw.simplified, strict=True):
            pairs[old][new] += 1
    simplified = {char for raw in sources.dictionary if not _is_variant(raw) for char in raw.simplified}
    usual = {old: targets.most_common(1)[0][0] for old, targets in pairs.items()}
    rows = [(old, new, old in simplified) for old, new in sorted(usual.items()) if new != old]
    connection.execute("CREATE TABLE character (traditional TEXT, simplified TEXT, shared INTEGER)")
    connection.executemany("INSERT INTO character VALUES (?, ?, ?)", rows)
    connection.execute("CREATE TABLE spelling (traditional TEXT PRIMARY KEY, simplified TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", sorted(_spellings(sources, usual).items()))


def _spellings(sources: Sources, usual: Mapping[str, str]) -> dict[str, str]:
    """Give the words with a character that some of them do not simplify as usual: 名著 (masterpiece), but 看着."""
    words = {
        raw.traditional: raw.simplified
        for raw in reversed(sources.dictionary)
        if len(raw.traditional) > 1 and raw.traditional not in _TWO_WORDS and not _is_variant(raw)
    }
    unlike = {
        old for word, form in words.items() for old, new in zip(word, form, strict=True) if usual.get(old, old) != new
    }
    return {word: form for word, form in words.items() if not unlike.isdisjoint(word)}


def _is_variant(raw: RawEntry) -> bool:
    return any("variant of" in sense for sense in raw.senses)
