"""The makers of the tables of frequencies, levels and characters: what is known of words beside their entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from flashcards.records import Level

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from flashcards.lexicon._cedict import RawEntry
    from flashcards.lexicon.source_data import Sources

_LEAST_ZIPF = 2.0
"""Words outside the dictionary are kept from this frequency on, for names and terms found by a rule."""
_TWO_WORDS = frozenset({"著書"})
"""Headwords whose characters mostly belong to two words: 看著書 (reading a book), seldom 著書 (to write books)."""


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


def make_usual(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write the usual translations of each word, the likeliest first: English, probability, weighted count."""
    connection.execute("CREATE TABLE usual (word TEXT PRIMARY KEY, ways TEXT) WITHOUT ROWID")
    rows = (
        (word, "\n".join("\t".join(row[1:4]) for row in rows)) for word, rows in groupby(sources.usual, itemgetter(0))
    )
    connection.executemany("INSERT INTO usual VALUES (?, ?)", rows)


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
