"""The lexicon as the stages see it: questions about one word, each answered from the compiled file and remembered."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from flashcards.chinese import HAN
from flashcards.errors import InputError
from flashcards.lexicon._lemmas import lemma_by_rule
from flashcards.lexicon._packing import unpack_senses
from flashcards.records import Entry, Level, UsualTranslation

_Derived = TypeVar("_Derived")

_NONE: Mapping[str, int] = MappingProxyType({})
_UNKNOWN: tuple[float, str | None] = 0.0, None
"""What is known of an English word that no list has: no frequency and no dictionary form."""
_QUERY_SIZE = 500
"""Words of one query; SQLite took at most 999 values in one before version 3.32."""

_ENTRY = "simplified, traditional, syllables, senses, classifiers"
_ENTRIES = (
    f"SELECT simplified, {_ENTRY}, rowid FROM entry WHERE NOT twin AND simplified",  # noqa: S608  # columns of ours
    f"SELECT traditional, {_ENTRY}, rowid FROM entry WHERE traditional <> simplified AND traditional",  # noqa: S608
)
"""The entries of a headword: those that are written so in simplified characters, behind them the traditional ones."""

_HEADWORDS = (
    "SELECT simplified FROM entry WHERE NOT twin AND simplified",
    "SELECT traditional FROM entry WHERE traditional <> simplified AND traditional",
)
"""The headwords of the same entries."""

_COMMON = f"""
    SELECT {_ENTRY} FROM entry JOIN chinese ON word = simplified
    WHERE NOT twin AND (zipf >= ? OR hsk2 IS NOT NULL OR hsk3 IS NOT NULL) ORDER BY entry.rowid"""  # noqa: S608  # columns of ours

_TRADITIONAL_PARTICLE = rf"[{HAN}][不得]著(?![{HAN}]?[名作者述称稱書书])"
"""著 as the result of a verb, where simplified writing has 着: 睡不著 (cannot fall asleep)."""


def _fetch(
    connection: sqlite3.Connection, query: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[tuple[Any, ...]]:
    """Ask the compiled file. Opening it looks at its ends alone, so only a question may find it damaged within.

    Raises:
        InputError: the file is damaged.

    """
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.DatabaseError as error:
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        raise InputError(
            f"{path}: the compiled dictionary is damaged ({error}); delete this file, the next run makes it anew."
        ) from error


def _rows_in(connection: sqlite3.Connection, query: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
    """Ask for the rows whose column, with which the query ends, has one of these values."""
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), _QUERY_SIZE):
        some = wanted[start : start + _QUERY_SIZE]
        yield from _fetch(connection, f"{query} IN ({','.join('?' * len(some))})", some)


class PrefixCounts(Mapping[str, int]):
    """jieba's prefix dictionary: a word and its count, a proper prefix and 0; read by first character, when asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, Mapping[str, int]] = {}

    def _row(self, first: str) -> Mapping[str, int]:
        row = self._rows.get(first)
        if row is None:
            self.read([first])
            row = self._rows[first]
        return row

    def __getitem__(self, fragment: str) -> int:
        return self._row(fragment[:1])[fragment]

    def __contains__(self, fragment: object) -> bool:
        return isinstance(fragment, str) and fragment in self._row(fragment[:1])

    def __iter__(self) -> Iterator[str]:
        for (first,) in _fetch(self._connection, "SELECT first FROM prefix ORDER BY first"):
            yield from self._row(first)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def read(self, firsts: Iterable[str]) -> None:
        """Read what begins with these characters, so that nobody has to ask for each alone."""
        wanted = [first for first in dict.fromkeys(firsts) if first not in self._rows]
        self._rows |= dict.fromkeys(wanted, _NONE)
        self._rows |= {
            first: msgspec.json.decode(words)
            for first, words in _rows_in(self._connection, "SELECT first, words FROM prefix WHERE first", wanted)
        }

    def row(self, first: str) -> Mapping[str, int]:
        """All words and prefixes that begin with this character."""
        return self._row(first)

    @cached_property
    def total(self) -> int:
        """The sum of all counts."""
        return int(_fetch(self._connection, "SELECT count FROM total")[0][0])


class Lexicon:
    """What is known about words. Not for several threads at once: `open_again` gives another thread its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._chinese: dict[str, tuple[float, Level]] = {}
        self._english: dict[str, tuple[float, str | None]] = {}
        self._lemmas: dict[str, str] = {}
        self._derived: dict[Callable[[Lexicon], Any], Any] = {}
        self._usual: dict[str, tuple[UsualTranslation, ...]] = {}
        self._rows: dict[str, dict[str, tuple[Any, ...]]] = {}
        self.counts = PrefixCounts(connection)

    def __contains__(self, word: object) -> bool:
        """Whether the dictionary has this headword, in simplified or traditional characters."""
        return isinstance(word, str) and self.counts.row(word[:1]).get(word, 0) > 0

    def entries(self, word: str) -> tuple[Entry, ...]:
        """Give the entries of a simplified or traditional headword: the commonest reading first, surnames last."""
        entries = self._entries.get(word)
        if entries is None:
            self.read_entries([word])
            entries = self._entries[word]
        return entries

    def read_entries(self, words: Iterable[str]) -> Sequence[str]:
        """Read the entries of these headwords at once, so that `entries` need not ask for each alone.

        Gives those that were not read before.
        """
        wanted = [word for word in dict.fromkeys(words) if word not in self._entries]
        rows: dict[str, list[list[Any]]] = {word: [] for word in wanted}
        for query in _ENTRIES:
            for word, *row, _ in sorted(_rows_in(self.connection, query, wanted), key=itemgetter(-1)):
                rows[word].append(row)
        self._entries |= {word: tuple(_entry(*row) for row in own) for word, own in rows.items()}
        return wanted

    def headwords(self, words: Iterable[str]) -> set[str]:
        """Give those of some words that have entries; of the others, of which texts are full, nothing is kept."""
        wanted = {word for word in words if word in self.counts}  # few are, so few are looked up
        new = wanted - self._entries.keys()
        listed = {row[0] for query in _HEADWORDS for row in _rows_in(self.connection, query, new)}
        return listed | {word for word in wanted - new if self._entries[word]}

    def common(self, least: float) -> Iterator[Entry]:
        """Give the entries of words that a list teaches, or whose Zipf frequency is `least` or more."""
        return (_entry(*row) for row in _fetch(self.connection, _COMMON, (least,)))

    def frequency(self, word: str) -> float:
        """Give the Zipf frequency of a Chinese word in either script, 0.0 where it is unknown."""
        return self._about_chinese(word)[0]

    def level(self, word: str) -> Level:
        """Tell where the word stands in the HSK lists."""
        return self._about_chinese(word)[1]

    def read_chinese(self, words: Iterable[str]) -> None:
        """Read frequency and level of these words at once, so that nobody has to ask for each alone."""
        # A word alone does not tell that 著 is traditional in it; of its forms the one that is taught is meant.
        forms = {
            word: (word, self.simplify(word), word.translate(self._scripts[1]))
            for word in words
            if word not in self._chinese
        }
        row_of = self.rows_of("chinese", "zipf, hsk2, hsk3", (form for own in forms.values() for form in own))
        for word, own in forms.items():
            rows = (row_of[form] for form in own if form in row_of)
            taught_first = max(rows, key=lambda row: (any(row[1:]), row[0]), default=(0.0, None, None))
            zipf, hsk2, hsk3 = taught_first
            self._chinese[word] = (zipf, Level(hsk2, hsk3))

    def lemma(self, english: str) -> str:
        """Give the dictionary form of an English word in lower case."""
        lemma = self._lemmas.get(english)
        if lemma is None:
            frequency, listed = self._about_english(english)
            is_known = listed is not None or frequency
            lemma = (
                listed or english if is_known else lemma_by_rule(english, lambda form: self._about_english(form)[0] > 0)
            )
            self._lemmas[english] = lemma
        return lemma

    def usual(self, word: str) -> tuple[UsualTranslation, ...]:
        """Tell how a word is usually translated, the likeliest way first; of words seldom seen nothing is known."""
        ways = self._usual.get(word)
        if ways is None:
            rows = _fetch(self.connection, "SELECT ways FROM usual WHERE word = ?", (self.simplify(word),))
            fields = (line.split("\t") for row in rows for line in row[0].split("\n"))
            ways = tuple(UsualTranslation(text, float(share), float(count)) for text, share, count in fields)
            self._usual[word] = ways
        return ways

    def english_frequency(self, english: str) -> float:
        """Give the Zipf frequency of an English word in lower case, 0.0 where it is unknown."""
        return self._about_english(english)[0]

    def read_english(self, words: Iterable[str]) -> None:
        """Read what is known of these English words at once, so that nobody has to ask for each alone."""
        wanted = {word for word in words if word not in self._english}
        self._english |= dict.fromkeys(wanted, _UNKNOWN)
        self._english |= self.rows_of("english", "zipf, lemma", wanted)

    def simplify(self, text: str) -> str:
        """Turn traditional into simplified characters, one for one, for looking words up; other text stays as it is.

        Characters that belong to both scripts (著, 乾) change only where the text holds one that is traditional alone,
        or 著 as the result of a verb (睡不著), and not in words that keep them (名著, 乾坤).
        """
        sure, every = self._scripts
        if sure.isdisjoint(text) and not ("著" in text and re.search(_TRADITIONAL_PARTICLE, text)):
            return text
        simplified = text.translate(every)
        spellings, words = self._spellings
        for word in words.finditer(text):
            simplified = simplified[: word.start()] + spellings[word[0]] + simplified[word.end() :]
        return simplified

    def table(self, name: str) -> bytes:
        """Give a block of compiled knowledge, as a maker stored it. KeyError: there is none of that name."""
        rows = _fetch(self.connection, "SELECT data FROM knowledge WHERE name = ?", (name,))
        if not rows:
            raise KeyError(name)
        return bytes(rows[0][0])

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Give what a query over a maker's own tables finds."""
        return _fetch(self.connection, query, values)

    def rows_of(self, table: str, columns: str, words: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """Give these columns of a maker's table for each of the words that stand in its column `word`."""
        query = f"SELECT word, {columns} FROM {table} WHERE word"  # noqa: S608  # the names are ours
        return {row[0]: row[1:] for row in _rows_in(self.connection, query, words)}

    def kept_rows_of(self, table: str, columns: str, words: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """Give what `rows_of` gives, but ask once for each word, of which some hundred bytes are kept."""
        known = self._rows.setdefault(table, {})
        wanted = list(dict.fromkeys(words))
        new = [word for word in wanted if word not in known]
        if new:
            known |= dict.fromkeys(new, ()) | self.rows_of(table, columns, new)
        return {word: known[word] for word in wanted if known[word]}

    def derived(self, make: Callable[[Lexicon], _Derived]) -> _Derived:
        """Give what `make` builds from this lexicon, such as a tokenizer; it is built once, when asked for."""
        try:
            derived: _Derived = self._derived[make]
        except KeyError:
            derived = make(self)
            self._derived[make] = derived
        return derived

    @cached_property
    def _scripts(self) -> tuple[frozenset[str], dict[int, str]]:
        """Give the characters that are traditional alone, and the simplified one of each traditional one."""
        rows = _fetch(self.connection, "SELECT traditional, simplified, shared FROM character")
        sure = frozenset(old for old, _, both in rows if not both)
        return sure, {ord(old): new for old, new, _ in rows}

    @cached_property
    def _spellings(self) -> tuple[dict[str, str], re.Pattern[str]]:
        """Words that hold a character which some words do not simplify as usual; in the pattern the longest first."""
        spellings = dict(_fetch(self.connection, "SELECT traditional, simplified FROM spelling"))
        return spellings, re.compile("|".join(sorted(spellings, key=len, reverse=True)) or "(?!)")

    def _about_chinese(self, word: str) -> tuple[float, Level]:
        facts = self._chinese.get(word)
        if facts is None:
            self.read_chinese([word])
            facts = self._chinese[word]
        return facts

    def _about_english(self, word: str) -> tuple[float, str | None]:
        facts = self._english.get(word)
        if facts is None:
            self.read_english([word])
            facts = self._english[word]
        return facts


def _entry(simplified: str, traditional: str, syllables: str, senses: str, classifiers: str) -> Entry:
    measure_words = tuple(classifiers.split(",")) if classifiers else ()
    return Entry(simplified, traditional, tuple(syllables.split(" ")), unpack_senses(senses), measure_words)
