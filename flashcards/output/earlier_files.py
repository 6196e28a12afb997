"""Files that stand where a result shall go: written over where an earlier run wrote them, else left alone.

*The idea:* every format but those for a terminal has a sign near its beginning that hardly any other file has: a row of
headings, the name of the program, the shape of its lines. What has no sign cannot be known again, so nothing of it is
ever written over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.errors import OutputError
from flashcards.output.card_tables import CARD_COLUMNS
from flashcards.output.term_lists import TERM_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BEGINNING = 1 << 16
"""Bytes of a file in which its sign is looked for: a first row may hold two long sentences."""


def exactly(text: str) -> re.Pattern[str]:
    """Know a file by what it begins with, to the letter."""
    return pattern(re.escape(text))


PAGE = pattern(r'<!doctype html>[^\0]{0,1000}?<meta name="generator" content="flashcards">', re.IGNORECASE)
_MEMORY = pattern(r'<\?xml [^>]*\?>\s*<tmx version="1\.4">\s*<header [^>]*?creationtool="flashcards"')

DECK: Mapping[str, re.Pattern[str]] = {
    ".tsv": exactly("\t".join(CARD_COLUMNS[:3])),
    ".csv": exactly(",".join(CARD_COLUMNS[:3])),
    ".txt": exactly("#separator:tab\n#html:true\n#notetype column:1\n#guid column:2\n"),
    ".html": PAGE,
    ".tmx": _MEMORY,
}
"""How the files begin that `build` writes, by their endings; packages are looked at by `anki`."""
PAIRS: Mapping[str, re.Pattern[str] | None] = {
    "tsv": pattern(r"[^\t\n]*\t[^\t\n]*\t[01]\.\d{3}\n"),
    "ids": pattern(r"\[[\d,]*\]:\[[\d,]*\]\n"),
    "jsonl": pattern(r'\{"chinese": [^\n]*, "chinese_ids": \['),
    "tmx": _MEMORY,
    "html": PAGE,
}
WORDS: Mapping[str, re.Pattern[str] | None] = {
    "text": None,
    "jsonl": pattern(r'\{"chinese": [^\n]*, "confidence": [\d.]+, "words": \['),
    "html": PAGE,
}
TERMS: Mapping[str, re.Pattern[str] | None] = {
    "table": None,
    "tsv": exactly("\t".join(TERM_COLUMNS)),
    "jsonl": pattern(r'\{"term": "[^"\n]*", "pinyin": "'),
}
PREVIEW = PAGE
"""How the results of the other commands begin, by their formats; None where nothing tells."""


def refuse_foreign(path: Path, sign: re.Pattern[str] | None) -> None:
    """See to it that nothing is written over but an empty file, or one of ours; a device or a pipe takes anything.

    Raises:
        OutputError: something else stands at the path, or it cannot be read.

    """
    try:
        if not path.is_file():
            return
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING).decode("utf-8", "replace")
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror}); name another output.") from error
    if not beginning or (sign is not None and sign.match(beginning)):
        return
    if sign is None:
        raise OutputError(f"{path}: stands there, and nothing tells who wrote it; name another, or move it away.")
    raise OutputError(
        f"{path}: was not written by flashcards and is left alone; name another output, or move the file away."
    )
