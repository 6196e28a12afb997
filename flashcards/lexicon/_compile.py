"""The compiling of a lexicon: a list of makers, each of which writes the tables of one kind of knowledge.

What two makers need is derived from the sources once. The senses of the entries tell of Chinese and English words that
render each other; the last three makers write that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from flashcards.common.progress import silent
from flashcards.lexicon._entries import make_entries
from flashcards.lexicon._frequencies import make_characters, make_frequencies, make_usual
from flashcards.lexicon._glosses import read_glosses, stemmer
from flashcards.lexicon._synonyms import write_synonyms
from flashcards.lexicon._translations import write_translations
from flashcards.lexicon._vectors import write_vectors
from flashcards.lexicon.names import make_names
from flashcards.lexicon.source_data import Sources
from flashcards.lexicon.word_counts import make_counts

if TYPE_CHECKING:
    from flashcards.common.progress import Progress

Maker: TypeAlias = Callable[[sqlite3.Connection, Sources], None]


def make_translations(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write which stems render each word, and each part of words."""
    write_translations(connection, sources.derived(read_glosses))


def make_vectors(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write how near stems and parts of words lie in meaning."""
    write_vectors(connection, sources.derived(read_glosses))


def make_synonyms(connection: sqlite3.Connection, sources: Sources) -> None:
    """Write the relatives of stems."""
    write_synonyms(connection, sources.derived(read_glosses), sources.derived(stemmer))


MAKERS: tuple[Maker, ...] = (
    make_entries,
    make_counts,
    make_frequencies,
    make_characters,
    make_names,
    make_usual,
    make_translations,
    make_vectors,
    make_synonyms,
)


def compile_lexicon(
    connection: sqlite3.Connection,
    sources: Sources,
    makers: tuple[Maker, ...] = MAKERS,
    *,
    progress: Progress = silent,
) -> None:
    """Let every maker write its tables into an empty database."""
    # The file is new and put into place when it is whole: a journal would guard nothing.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE knowledge (name TEXT PRIMARY KEY, data BLOB)")
    for number, maker in enumerate(makers, 1):
        maker(connection, sources)
        progress("Preparing the dictionary", number, len(makers))
