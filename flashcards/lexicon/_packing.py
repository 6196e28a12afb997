"""How knowledge is laid out in the compiled file: arrays as blocks of bytes, the senses of an entry as one column.

Senses stand one after the other, fields that say nothing left out at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.records import Sense

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_SENSE_END, _FIELD_END, _RENDERING_END = "\x1e", "\x1f", "\x1d"
"""The separators that ASCII keeps for records, units and groups; no text of a dictionary holds them."""


def store(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    """Keep a block of bytes, such as those of an array, under a name; `Lexicon.table` gives it back."""
    connection.execute("INSERT INTO knowledge VALUES (?, ?)", (name, data))


def pack_senses(senses: Iterable[Sense]) -> str:
    """Write senses as one text."""
    return _SENSE_END.join(map(_pack, senses))


def _pack(sense: Sense) -> str:
    renderings = _RENDERING_END.join(sense.renderings)
    fields = (sense.gloss, sense.pos, renderings, sense.literal, sense.pattern, sense.use, sense.register)
    return _FIELD_END.join(fields).rstrip(_FIELD_END)


def unpack_senses(packed: str) -> tuple[Sense, ...]:
    """Read what `pack_senses` wrote."""
    return tuple(map(_unpack, packed.split(_SENSE_END)))


def _unpack(packed: str) -> Sense:
    gloss, *fields = packed.split(_FIELD_END)
    if not fields:
        return Sense(gloss)
    pos, *rest = fields
    renderings = rest[0].split(_RENDERING_END) if rest and rest[0] else ()
    return Sense(gloss, pos, tuple(renderings), *rest[1:])
