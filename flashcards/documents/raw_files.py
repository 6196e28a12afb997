"""The bytes of a file or of standard input."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from flashcards.common.files import MOST_BYTES
from flashcards.errors import InputError
from flashcards.records import Record
from flashcards.settings.sources import CORRECTIONS, STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = (".apkg", ".part")
"""What this program writes beside a text."""


class RawFile(Record):
    """A file before anything is known of it: what messages call it, its suffix in small letters, its bytes.

    `charset` is the encoding that its sender names, which is no more than a hint.
    """

    name: str
    suffix: str
    data: bytes
    charset: str = ""


def load(source: str | Path) -> RawFile:
    """Read the bytes of a file, or of standard input for `-`.

    Raises:
        InputError: there is no such file, it is a folder or larger than any text, or it cannot be read.

    """
    if str(source) == STDIN:
        if sys.stdin is None:
            raise InputError("standard input: it is closed; send a text to it, or name a file.")
        return RawFile("standard input", "", _bounded("standard input", _everything(sys.stdin.buffer)))
    path = Path(source)
    try:
        with path.open("rb") as file:
            return RawFile(str(source), path.suffix.lower(), _bounded(source, file.read(MOST_BYTES + 1)))
    except FileNotFoundError as error:
        raise InputError(f"{source}: there is no such file; check the name.") from error
    except IsADirectoryError as error:
        raise InputError(f"{source}: this is a folder; name the text file in it.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{source}: the file cannot be read ({why}); check the name and its permissions.") from error


def is_folder(source: str | Path) -> bool:
    """Whether a source is a folder."""
    return str(source) != STDIN and os.path.isdir(source)  # noqa: PTH112 (Path.is_dir raises for names too long)


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and in those within, in the order of their names.

    Left out are files that systems hide, decks and corrections, which are no text. A link is not followed, for whoever
    unpacked the folder may not know where it leads.
    """
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for path in (Path(here) / name for name in sorted(names)):
            is_ours = path.name.endswith(CORRECTIONS) or path.suffix in _OURS
            if not (_is_hidden(path.name) or is_ours or path.is_symlink()) and path.is_file():
                yield path


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "__"))


@lru_cache(maxsize=1)
def _everything(stream: BinaryIO) -> bytes:
    """Read a stream to its end or the limit; whoever asks again, as nothing is left of it, is given the same."""
    return stream.read(MOST_BYTES + 1)


def _bounded(source: str | Path, data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        raise InputError(f"{source}: there are more than {MOST_BYTES >> 20} MB, so this is no text; part it.")
    return data
