"""Fitted weights: one form for all of them, a JSON file beside the module that uses it, with where it comes from.

    {"format": 1, "script": "scripts/fit_words.py", "date": "2026-11-24",
     "data": {"words/gsdsimp-dev.conllu": "342a2969df6d6d08"}, "figures": {"word F1": 84.6},
     "weights": {...}}

Scripts write such files (`scripts/fit_*.py --write`); the package only reads them.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FORMAT = 1
"""Raise it when the header changes."""
_CHECKSUM_DIGITS = 16
"""As many hexadecimal digits as `benchmarks/floors.json` names its data by."""


class Origin(Record):
    """Where weights come from: the script that fitted them, when, on which data, and what they reached.

    `data` maps the name of a file or folder to the beginning of the SHA-256 of its content; `figures` are named as the
    script prints them. `note` says where the weights are not just what the script wrote on that day.
    """

    script: str
    date: str
    data: Mapping[str, str]
    figures: Mapping[str, float]
    note: str = ""


def read_weights(path: Path) -> Any:
    """Read the weights of a file, in the shape in which they were written.

    Raises:
        ValueError: the file has another format.

    """
    return _open(path)["weights"]


def origin_of(path: Path) -> Origin:
    """Read where the weights of a file come from."""
    header = _open(path)
    return Origin(header["script"], header["date"], header["data"], header["figures"], header.get("note", ""))


def write_weights(path: Path, weights: object, about: Origin) -> None:
    """Write weights with their header: a line for each entry, so that a change shows as one.

    Raises:
        ValueError: a weight is no finite number, which JSON has no word for.

    """
    fields = {name: getattr(about, name) for name in about.__struct_fields__}
    header = {name: value for name, value in fields.items() if value or name != "note"}
    document = {"format": FORMAT, **header, "weights": weights}
    path.write_text(_laid_out(document) + "\n", encoding="utf-8")


def fitted_today(script: str, data: Mapping[str, Iterable[Path]], figures: Mapping[str, float]) -> Origin:
    """Describe weights fitted today, by a script, on groups of files; a group is named by its content."""
    sums = {name: checksum(paths) for name, paths in data.items()}
    return Origin(script, f"{datetime.now(UTC):%Y-%m-%d}", sums, dict(figures))


def checksum(paths: Iterable[Path]) -> str:
    """Name files by their content, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_CHECKSUM_DIGITS]


def _open(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    if document.get("format") != FORMAT:
        raise ValueError(f"{path} has format {document.get('format')}, not {FORMAT}; fit the weights again.")
    return document


def _laid_out(value: object, depth: int = 0) -> str:
    """Lay out a mapping with an entry a line; everything else stands in its line."""
    if not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    pad = " " * (depth + 1)
    rows = (f"{pad}{json.dumps(key, ensure_ascii=False)}: {_laid_out(item, depth + 1)}" for key, item in value.items())
    return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}"
