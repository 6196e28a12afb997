"""Clippings of a Kindle: what was marked or noted in books, without the titles, places and dates around it.

The idea: the words differ with the language of the reader, the form does not: a title, a line that begins with a hyphen
and holds a place and a date, a blank line, the text, and a line of ten equals signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.drafts import Draft, Mark

if TYPE_CHECKING:
    from flashcards.documents.passages import Extract

_END = pattern(r"^={8,}\s*$", re.MULTILINE)
_ENTRY = pattern(r"\s*(?P<title>\S[^\r\n]*)\r?\n(?P<place>-\s[^\r\n]*\d[^\r\n]*)(?:\r?\n|$)(?P<text>.*)", re.DOTALL)


def looks_like_one(text: str) -> bool:
    """Whether a text is such a file: its entries are parted as a Kindle parts them, and the first has the form."""
    return bool(_END.search(text)) and bool(_ENTRY.match(_END.split(text, maxsplit=1)[0].lstrip("\ufeff")))


def extract(name: str, text: str) -> Extract:
    """Find the texts of all entries."""
    draft = Draft(name)
    line = 1
    at = 0
    for end in (*_END.finditer(text), None):
        entry = text[at : end.start() if end else len(text)]
        parts = _ENTRY.match(entry.lstrip("\ufeff"))
        if parts:
            draft.omit(f"{parts['title']} {parts['place']}", line, "where it was marked")
            for paragraph in parts["text"].splitlines():
                draft.add(paragraph, Mark(line + 2))
        elif entry.strip():
            draft.omit(entry, line, "an entry that is no clipping")
        line = text.count("\n", 0, end.end()) + 1 if end else line
        at = end.end() if end else at
    return draft.finish()
