"""Which English words say nearly the same, compiled from `synonyms.tsv` (made from WordNet, Fellbaum, 1998).

A dictionary gives a word in one way, a translator in another: "blunt" and "honest". The file lists each pair once, as
close or as near; the lexicon holds, by stems, which words of its senses are relatives of a word, and how close.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from flashcards.lexicon._glosses import Glosses

_FILE = "synonyms.tsv"
_FORMAT = "# related English words, format 1"
_CLOSE, _NEAR = 230, 153
"""How much a relative counts, in 255ths of the word itself."""


def write_synonyms(connection: sqlite3.Connection, glosses: Glosses, find_stem: Callable[[str], str]) -> None:
    """Write for each stem its relatives among the stems of senses, by their numbers, and how close they are."""
    relatives: dict[str, dict[int, int]] = defaultdict(dict)
    for word, other, closeness in _pairs():
        first, second = find_stem(word), find_stem(other)
        for stem, relative in ((first, second), (second, first)):
            number = glosses.numbers.get(relative)
            if number is not None and first != second:
                relatives[stem][number] = max(closeness, relatives[stem].get(number, 0))
    connection.execute("CREATE TABLE synonym (word TEXT PRIMARY KEY, stems BLOB, weights BLOB) WITHOUT ROWID")
    rows = (
        (stem, np.fromiter(closeness_of, np.uint16).tobytes(), np.fromiter(closeness_of.values(), np.uint8).tobytes())
        for stem, closeness_of in sorted(relatives.items())
    )
    connection.executemany("INSERT INTO synonym VALUES (?, ?, ?)", rows)


def _pairs() -> Iterator[tuple[str, str, int]]:
    lines = files(__package__).joinpath(_FILE).read_text(encoding="utf-8").splitlines()
    if lines[0] != _FORMAT:
        raise ValueError(f"{_FILE} begins with {lines[0]!r}, not with {_FORMAT!r}; make the file again.")
    for line in lines:
        if not line.startswith("#"):
            word, close, near = line.split("\t")
            yield from ((word, other, _CLOSE) for other in close.split())
            yield from ((word, other, _NEAR) for other in near.split())
