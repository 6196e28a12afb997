"""The compiling of a lexicon: a list of makers, each of which writes the tables of one kind of knowledge."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeAlias

from flashcards.lexicon._names import make_names
from flashcards.lexicon._sources import Sources
from flashcards.lexicon._translations import make_translations
from flashcards.lexicon._vectors import make_vectors
from flashcards.lexicon._words import make_characters, make_counts, make_entries, make_frequencies

Maker: TypeAlias = Callable[[sqlite3.Connection, Sources], None]

MAKERS: tuple[Maker, ...] = (
    make_entries,
    make_counts,
    make_frequencies,
    make_characters,
    make_names,
    make_translations,
    make_vectors,
)


def compile_lexicon(connection: sqlite3.Connection, sources: Sources, makers: tuple[Maker, ...] = MAKERS) -> None:
    """Let every maker write its tables into an empty database."""
    # The file is new and put into place when it is whole: a journal would guard nothing.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE knowledge (name TEXT PRIMARY KEY, data BLOB)")
    for maker in makers:
        maker(connection, sources)
