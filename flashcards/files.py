"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a new, empty file beside `path`, and put it in the place of `path` when the block ends well.

    Whatever goes wrong inside, an interruption among it, leaves `path` as it was and nothing beside it.

    Raises:
        OutputError: the folder is missing or cannot be written.

    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another place with --output.") from error
    part = Path(name)
    try:
        yield part
        # mkstemp makes files that nobody else may read; a deck gets the rights that a new file would have.
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another place with --output.") from error
    finally:
        part.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with LF line ends, whole or not at all.

    Raises:
        OutputError: the folder is missing or cannot be written.

    """
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
