"""Fields that wait on the disk until their notes are written: a deck may hold more than memory does.

*The idea:* what a note says hangs on the whole deck in a few fields alone; all others are made once, from the card, and
put aside. Those of a small deck never leave memory.
"""

from __future__ import annotations

import tempfile
from array import array
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import msgspec

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
        self._encode = msgspec.msgpack.Encoder().encode
        self._last: tuple[int, Mapping[str, str]] = (-1, {})
        self._decode = msgspec.msgpack.Decoder(dict[str, str]).decode

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, fields: dict[str, str]) -> None:
        """Put fields behind those that are there."""
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(self._encode(fields)))

    def __getitem__(self, place: int) -> Mapping[str, str]:
        if place != self._last[0]:  # all kinds of cards of a word ask for the same, one after the other
            start, end = self._ends[place : place + 2]
            self._file.seek(start)
            self._last = place, self._decode(self._file.read(end - start))
        return self._last[1]
