"""Rows as lines of text: tab- or comma-separated, or an object of JSON a line.

Every function returns the whole text, line ends and all. The formats made of these are promises: what they hold and in
which order stands in the README and does not change without a new major version.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def tsv(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as tab-separated lines; tabs and line ends inside a value become spaces."""
    return "".join("\t".join(" ".join(str(value).split()) for value in row) + "\n" for row in rows)


def delimited(rows: Iterable[Iterable[object]], delimiter: str) -> str:
    """Write rows with a delimiter; a value that holds it, a quote or a line end stands in quotes (RFC 4180)."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def jsonl(rows: Iterable[dict[str, Any]]) -> str:
    """Write one JSON object a line, Chinese as Chinese."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
