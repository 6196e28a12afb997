"""Bytes of a file or of standard input, and their text. Whatever is no text is refused with what to do about it."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from flashcards.errors import InputError
from flashcards.settings import STDIN


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file before anything is known of it: what messages call it, its suffix in small letters, its bytes."""

    name: str
    suffix: str
    data: bytes


def load(source: str | Path) -> RawFile:
    """Read the bytes of a file, or of standard input for `-`.

    Raises:
        InputError: there is no such file, it is a folder, or it cannot be read.

    """
    if str(source) == STDIN:
        if sys.stdin is None:
            raise InputError("standard input: it is closed; send a text to it, or name a file.")
        return RawFile("standard input", "", sys.stdin.buffer.read())
    path = Path(source)
    try:
        return RawFile(str(source), path.suffix.lower(), path.read_bytes())
    except FileNotFoundError as error:
        raise InputError(f"{source}: there is no such file; check the name.") from error
    except IsADirectoryError as error:
        raise InputError(f"{source}: this is a folder; name the text file in it.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{source}: the file cannot be read ({why}); check the name and its permissions.") from error


def decode(raw: RawFile) -> str:
    """Read bytes as UTF-8; a byte order mark at their beginning is no part of the text.

    Raises:
        InputError: the bytes are another encoding's, a binary file's, or none at all.

    """
    _refuse_other_encodings(raw)
    try:
        text = raw.data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{raw.name}: byte {error.start} (line {line}) is not UTF-8; convert the file to UTF-8, for Chinese text"
            " often from GB18030 or Big5, and try again."
        ) from error
    if not text.strip():
        raise InputError(f"{raw.name}: the file is empty; give one with a text in it.")
    return text


_OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""Byte order marks; the longer first, because one of UTF-32 begins like one of UTF-16."""


def _refuse_other_encodings(raw: RawFile) -> None:
    for mark, encoding in _OTHER_ENCODINGS.items():
        if raw.data.startswith(mark):
            raise InputError(f"{raw.name}: this text is {encoding}; save it as UTF-8 and try again.")
    null = raw.data.find(b"\0")
    if null >= 0:
        raise InputError(f"{raw.name}: byte {null} is null: a binary file, or text in UTF-16; save it as UTF-8 text.")
