"""By what a file that a deck was written to is known again, so that nothing else is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.output.card_tables import CARD_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURES = {
    ".tsv": "\t".join(CARD_COLUMNS[:3]),
    ".csv": ",".join(CARD_COLUMNS[:3]),
    ".txt": "#separator:tab\n#html:true\n#notetype column:1\n#guid column:2\n",
    ".html": '<meta name="generator" content="flashcards">',
    ".tmx": 'creationtool="flashcards"',
}
"""What stands near the beginning of each file that a deck is written to, and hardly in any other file."""


_BEGINNING = 1000
"""Bytes that are looked at; every signature stands well within them."""


def is_ours(path: Path) -> bool:
    """Tell whether a file is one that a deck was written to, by its beginning; an empty file is everybody's."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING).decode("utf-8", "replace")
    return not beginning or _SIGNATURES[path.suffix] in beginning
