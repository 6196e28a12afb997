"""Fields that wait on the disk until their notes are written: a deck may hold more than memory does.

*The idea:* what a note says hangs on the whole deck in a few fields alone; all others are made once, from the card, and
put aside. Those of a small deck never leave memory.
"""

from __future__ import annotations

import tempfile
from array import array
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from flashcards.anki.packed_fields import PackedFields, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

_IN_MEMORY = 1 << 24
"""Bytes that wait in memory: the fields of some four thousand notes."""


class WaitingFields(AbstractContextManager["WaitingFields"]):
    """Fields by their places, in the order in which they were put here, from 0."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, prefix="flashcards.")  # noqa: SIM115 (closed at the end)
        self._ends = array("Q", (0,))
        """Where fields end, of each place those that were packed before, then all others."""
        self._last: tuple[int, Mapping[str, str]] = (-1, {})

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, fields: Mapping[str, str]) -> None:
        """Put fields behind those that are there."""
        self._file.seek(self._ends[-1])
        parts = (fields.packed, fields.others) if isinstance(fields, PackedFields) else (b"", fields)
        for part in (parts[0], pack(parts[1])):
            self._ends.append(self._ends[-1] + self._file.write(part))

    def __getitem__(self, place: int) -> Mapping[str, str]:
        if place != self._last[0]:  # all kinds of cards of a word ask for the same, one after the other
            start, middle, end = self._ends[2 * place : 2 * place + 3]
            self._file.seek(start)
            content = self._file.read(end - start)
            packed, others = content[: middle - start], content[middle - start :]
            self._last = place, {**(unpack(packed) if packed else {}), **unpack(others)}
        return self._last[1]
