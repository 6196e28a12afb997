"""The messages of an app of Apple's (`.strings`): `"Open the door." = "开门。";`, or names for those of one language.

One stands on each line; what stands on other lines, comments above all, is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.passages import Extract

_QUOTED = r'"((?:[^"\\]|\\.)*+)"'
_MESSAGE = pattern(rf"{_QUOTED}\s*=\s*{_QUOTED}\s*;")
_COMMENT = pattern(r"/\*.*?(?:\*/|\Z)|^[ \t]*//[^\n]*$", re.DOTALL | re.MULTILINE)
_ESCAPED = pattern(r"\\(.)")
_SIGNS = dict.fromkeys("nrt", " ")
_HEAD = 4096
"""Characters at the beginning in which the first message stands. Set by hand."""


def looks_like_one(text: str) -> bool:
    """Whether the first line of a text, comments aside, is such a message."""
    lines = _COMMENT.sub("", text[:_HEAD].lstrip("\ufeff")).split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    return bool(_MESSAGE.fullmatch(first))


def extract(name: str, text: str) -> Extract:
    """Find the messages: pairs where their names are in the other language, else texts of one."""
    return records.from_value(name, dict(_messages(text)))


def _messages(text: str) -> Iterator[tuple[str, str]]:
    for line in text.lstrip("\ufeff").split("\n"):
        message = _MESSAGE.fullmatch(line.strip())
        if message:
            yield _bare(message[1]), _bare(message[2])


def _bare(quoted: str) -> str:
    return _ESCAPED.sub(lambda escaped: _SIGNS.get(escaped[1], escaped[1]), quoted)
