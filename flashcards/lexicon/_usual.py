"""How words are usually translated, compiled from `usual.tsv.gz`: counts over parallel texts and dictionaries.

A dictionary gives 情况 as "circumstances" first, translators write "situation" and "case". The table holds for a word
the English that renders it, how likely that is, and how much text says so. `NOTICE.usual.md` names what it was counted
from.
"""

from __future__ import annotations

import gzip
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "usual.tsv.gz"
_FORMAT = "# usual translations of Chinese words, format 1"


def read_usual(packed: bytes | None = None) -> Iterator[tuple[str, ...]]:
    """Read a table of usual translations, the one that comes along unless another is given: its rows, word by word."""
    packed = packed or files(__package__).joinpath(FILE).read_bytes()
    first, *lines = gzip.decompress(packed).decode("utf-8").splitlines()
    if not first.startswith(_FORMAT):
        raise ValueError(f"{FILE} begins with {first[:60]!r}, not with {_FORMAT!r}; make the file again.")
    return (tuple(line.split("\t")) for line in lines)
