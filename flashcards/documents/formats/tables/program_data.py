"""Texts as programs and their settings hold them: lists of quoted texts (Python, SQL), and keys with values (YAML).

The idea: a line of quoted texts in brackets with one in each language is a row; keys that come again begin another
record, as a heading in brackets or a dash does. What has one key after another in one language is the messages of an
app. Nothing is run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.common.patterns import pattern
from flashcards.documents.formats.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.documents.passages import Extract

_LITERAL = pattern(r"""[(\[{,:=]\s*(?:"((?:[^"\\\n]|\\.)*+)"|'((?:[^'\\\n]|\\.|'')*+)')(?=\s*[,)\]}])""")
_ROW = pattern(r"\s*(?:insert\s[^'\"]{1,300}|[(\[{]).*[)\]}]\s*[,;]?\s*", re.IGNORECASE)
_QUOTED_KEY = pattern(
    r"""\s*+(?:-\s++)?(?:"((?:[^"\\\n]|\\.)++)"|'((?:[^'\\\n]|\\.|'')++)')\s*+:\s*+"""
    r"""(?:(?:"((?:[^"\\\n]|\\.)++)"|'((?:[^'\\\n]|\\.|'')++)')\s*+,?\s*+|([^\s"'\[{].*+))"""
)
"""A sentence in quotation marks as the key of its translation, which may stand in none."""
_KEY = pattern(r"\s*+(?P<dash>-\s++)?(?P<key>[A-Za-z_][\w.-]{0,60})\s*+(?P<sign>=|:(?=\s|$))(?P<value>.*)")
_SECTION = pattern(r"\s*\[{1,2}[^\[\]]{1,80}\]{1,2}\s*")
_REMARK = pattern(r"\s*(?:[#;!].*|---|\.\.\.)")
_QUOTED = pattern(r"""(["'])(.*)\1[,;]?""")
_ESCAPED = pattern(r"\\(?:u([0-9A-Fa-f]{4})|(.))")
_SIGNS = dict.fromkeys("nrt", " ")
_FEWEST = 3
"""Rows or keys: fewer may stand in any text."""
_MOSTLY, _NEARLY_ALL = 0.6, 0.9
"""The share of the lines that are rows, in a program, and that are keys, sections or remarks. Set by hand."""
_LONGEST = 2_000
"""Characters of a line that is looked at. Set by hand."""


def looks_like_one(text: str) -> bool:
    """Whether most lines of a text are rows of quoted texts, or nearly all are keys with values in sections."""
    lines = _lines(text)
    rows = sum(records.holds_pairs(_texts(line)) for line in lines)
    are_rows = rows >= _FEWEST and rows >= _MOSTLY * len(lines)
    return are_rows or (sum(bool(_SECTION.fullmatch(line)) for line in lines) > 1 and _are_keys(lines, "="))


def holds_keys(text: str) -> bool:
    """Whether nearly all lines of a text, whose name says so, are keys with values, sections or remarks."""
    return _are_keys(_lines(text), "=:")


def _lines(text: str) -> list[str]:
    """Give the lines that hold something; none where one is longer than any of these."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    return [] if any(len(line) > _LONGEST for line in lines) else lines


def _are_keys(lines: list[str], signs: str) -> bool:
    keys = [key for line in lines if (key := _KEY.fullmatch(line))]
    others = sum(bool(_SECTION.fullmatch(line) or _REMARK.fullmatch(line)) for line in lines)
    are_such = len(keys) >= _FEWEST and all(key["sign"] in signs for key in keys)
    return are_such and len(keys) + others >= _NEARLY_ALL * len(lines)


def extract(name: str, text: str) -> Extract:
    """Find the texts of both languages; of a file in one language, all values.

    Raises:
        InputError: there is no text in it.

    """
    lines = text.lstrip("\ufeff").splitlines()
    rows = [texts for line in lines if len(line) <= _LONGEST and records.holds_pairs(texts := _texts(line))]
    if len(rows) >= _FEWEST:
        return records.from_value(name, rows)
    of_keys = list(_records(lines))
    return records.from_value(name, of_keys if len(of_keys) > 1 else [[value] for value in of_keys[0].values()])


def _texts(line: str) -> list[str]:
    """Take the quoted texts of a line that is a row of them."""
    keyed = _QUOTED_KEY.fullmatch(line)
    if keyed:
        return [
            _bare(text.replace("''", "'") if group % 2 else text) for group, text in enumerate(keyed.groups()) if text
        ]
    if not _ROW.fullmatch(line):
        return []
    return [_bare(of[2].replace("''", "'") if of[1] is None else of[1]) for of in _LITERAL.finditer(line)]


def _records(lines: list[str]) -> Iterator[dict[str, str]]:
    """Yield the values by their keys; a key that comes again, a dash and a section begin another record."""
    record: dict[str, str] = {}
    for line in lines:
        key = _KEY.fullmatch(line)
        if record and (_SECTION.fullmatch(line) or (key and (key["dash"] or key["key"] in record))):
            yield record
            record = {}
        value = key["value"].strip() if key else ""
        if key and value:
            quoted = _QUOTED.fullmatch(value)
            record[key["key"]] = _bare(quoted[2] if quoted else value)
    yield record


def _bare(quoted: str) -> str:
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else _SIGNS.get(sign[2], sign[2]), quoted)
