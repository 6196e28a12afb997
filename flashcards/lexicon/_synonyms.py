"""Which English words say nearly the same, compiled from `synonyms.tsv` (made from WordNet, Fellbaum, 1998).

A dictionary gives a word in one way, a translator in another: "to condense" and "merge". The file lists each pair once,
as close or as near; the lexicon holds for every word all its relatives with their closeness.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from flashcards.lexicon._sources import Sources

_FILE = "synonyms.tsv"
_FORMAT = "# related English words, format 1"
_CLOSE, _NEAR = 90, 60
"""How much a relative counts, in per cent of the word itself."""


def make_synonyms(connection: sqlite3.Connection, _sources: Sources) -> None:
    """Write for each word its relatives: `word:closeness`, parted by spaces."""
    found: dict[str, list[str]] = defaultdict(list)
    lines = files(__package__).joinpath(_FILE).read_text(encoding="utf-8").splitlines()
    if lines[0] != _FORMAT:
        raise ValueError(f"{_FILE} begins with {lines[0]!r}, not with {_FORMAT!r}; make the file again.")
    for line in lines:
        if not line.startswith("#"):
            word, *relatives = line.split("\t")
            for closeness, told in zip((_CLOSE, _NEAR), relatives, strict=True):
                for other in told.split():
                    found[word].append(f"{other}:{closeness}")
                    found[other].append(f"{word}:{closeness}")
    connection.execute("CREATE TABLE synonym (word TEXT PRIMARY KEY, relatives TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO synonym VALUES (?, ?)", ((w, " ".join(r)) for w, r in sorted(found.items())))
