"""Blocks of bytes in the compiled lexicon, each under a name: how makers keep what is no table of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def store(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    """Keep a block of bytes, such as those of an array, under a name; `Lexicon.table` gives it back."""
    connection.execute("INSERT INTO knowledge VALUES (?, ?)", (name, data))
