"""The compiling of a lexicon: a list of makers, each of which writes the tables of one kind of knowledge."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeAlias

from flashcards.lexicon._entries import make_entries
from flashcards.lexicon._frequencies import make_characters, make_frequencies, make_usual
from flashcards.lexicon._glosses import read_glosses, stemmer
from flashcards.lexicon._synonyms import write_synonyms
from flashcards.lexicon._translations import write_translations
from flashcards.lexicon._vectors import write_vectors
from flashcards.lexicon.names import make_names
from flashcards.lexicon.sources import Sources
from flashcards.lexicon.word_counts import make_counts

Maker: TypeAlias = Callable[[sqlite3.Connection, Sources], None]


def make_renderings(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write what the senses of the entries tell of Chinese and English words that render each other."""
    glosses = read_glosses(sources)
    write_translations(connection, glosses)
    write_vectors(connection, glosses)
    write_synonyms(connection, glosses, sources.derived(stemmer))


MAKERS: tuple[Maker, ...] = (
    make_entries,
    make_counts,
    make_frequencies,
    make_characters,
    make_names,
    make_usual,
    make_renderings,
)


def compile_lexicon(connection: sqlite3.Connection, sources: Sources, makers: tuple[Maker, ...] = MAKERS) -> None:
    """Let every maker write its tables into an empty database."""
    # The file is new and put into place when it is whole: a journal would guard nothing.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE knowledge (name TEXT PRIMARY KEY, data BLOB)")
    for maker in makers:
        maker(connection, sources)
