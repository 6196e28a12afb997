"""Files written whole or not at all, and the folder for those that can be made again."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


CACHE_VARIABLE = "FLASHCARDS_CACHE_DIR"
"""Names another directory than the user's own for what is kept between runs."""


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files: when one of them cannot be written, none of them changes.

    Raises:
        OutputError: a folder is missing or cannot be written.

    """
    with ExitStack() as parts:
        for path, content in contents.items():
            part = parts.enter_context(replacing(path))
            with _named(path):
                part.write_bytes(content)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with LF line ends, whole or not at all.

    Raises:
        OutputError: the folder is missing or cannot be written.

    """
    write_all({path: text.encode("utf-8", "replace")})


def cache_directory() -> Path:
    """Name the folder for what was made once and can be made again; the environment may name another."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("flashcards", appauthor=False)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a new, empty file beside `path`, and put it in the place of `path` when the block ends well.

    Whatever goes wrong inside, an interruption among it, leaves `path` as it was and nothing beside it. A link stays
    a link; a device or a pipe, as `/dev/stdout`, is written to and never replaced.

    Raises:
        OutputError: the folder is missing or cannot be written.

    """
    with _named(path):
        if path.exists() and not path.is_file():
            yield path
            return
        target = path.resolve()
        handle, name = tempfile.mkstemp(prefix=".flashcards.", suffix=".part", dir=target.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            # mkstemp makes files that nobody else may read; a deck gets the rights that a new file would have.
            part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turn an error of the system into a sentence about `path`."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another place with --output.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
