"""Files read within bounds, written whole or not at all, and the folder for those that can be made again.

*The idea:* what is written goes into a file of its own beside the old one, down to the disk, and takes its place in one
step. Several files are put into place together while signals wait; where one step fails, those before it are undone.
What a kill left of such files is swept away by a later write.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flashcards.common.signals import held
from flashcards.errors import OutputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


CACHE_VARIABLE = "FLASHCARDS_CACHE_DIR"
"""Names another directory than the user's own for what is kept between runs."""

MOST_BYTES = 1 << 29
"""Of a file or a stream: no book has as much, pictures and all; an endless one (`/dev/zero`) has more. Set by hand."""

_PREFIX, _SUFFIX = ".flashcards.", ".part"
_BLOCK = 1 << 20
"""Bytes that are copied at a time."""
_ABANDONED_SECONDS = 3600
"""After an hour a part belongs to nobody: no build writes for so long."""


class _Part(Record):
    """A file in the making: `path` as it was named, `target` where its links lead, `part` what is written meanwhile."""

    path: Path
    target: Path
    part: Path

    def fill(self, content: bytes | Path) -> None:
        """Write the content down to the disk, so that no crash later leaves an empty file in the place of the old."""
        with _named(self.path), self._opened() as file:
            with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as whole:
                shutil.copyfileobj(whole, file, _BLOCK)
            file.flush()
            if self.part != self.target:
                os.fsync(file.fileno())

    def _opened(self) -> IO[bytes]:
        """Open the part; a pipe that nobody reads from is an error, not a wait without an end."""
        if not self.part.is_fifo():
            return self.part.open("wb")
        pipe = os.open(self.part, os.O_WRONLY | os.O_NONBLOCK)
        os.set_blocking(pipe, True)
        return os.fdopen(pipe, "wb")

    def put(self) -> None:
        """Take the place of the old file, in one step."""
        if self.part == self.target:
            return
        with _named(self.path):
            # mkstemp makes files that nobody else may read; a deck gets the rights that a new file would have.
            self.part.chmod(self.target.stat().st_mode & 0o777 if self.target.exists() else 0o666 & ~_umask())
            self.part.replace(self.target)


def read_bytes(path: Path) -> bytes:
    """Read a file that somebody named, which may be an endless one.

    Raises:
        OSError: it cannot be read, or holds more than `MOST_BYTES`.

    """
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def read_text(path: Path) -> str:
    """Read a text in UTF-8 that somebody named, its line ends as LF.

    Raises:
        OSError: as `read_bytes`.
        UnicodeDecodeError: it is no UTF-8.

    """
    return io.TextIOWrapper(io.BytesIO(read_bytes(path)), encoding="utf-8-sig").read()


def write_all(contents: Mapping[Path, bytes | Path]) -> None:
    """Write files: when one of them cannot be written, none of them changes. A path stands for what its file holds.

    Raises:
        OutputError: a folder is missing or cannot be written, or a disk is full.

    """
    with ExitStack() as lent:
        parts = [lent.enter_context(_part(path)) for path in contents]
        for part, content in zip(parts, contents.values(), strict=True):
            part.fill(content)
        with held():
            _put_all(parts)


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
    with _part(path) as part:
        yield part.part
        part.put()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Lend a folder for what is needed only now.

    Raises:
        OutputError: there is no place for it.

    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="flashcards.", ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputError(
            f"{os.environ.get('TMPDIR') or 'the folder for temporary files'}: cannot be written "
            f"({error.strerror or error}); make room, or name another folder with TMPDIR."
        ) from error
    with folder as name:
        yield Path(name)


@contextmanager
def _part(path: Path) -> Iterator[_Part]:
    """Lend a new file beside the one that `path` names; a device or a pipe is its own part."""
    with _named(path):
        with contextlib.suppress(FileNotFoundError):
            path.stat()  # a loop of links is an error of the system's here
        if path.exists() and not path.is_file():
            yield _Part(path, path, path)
            return
        target = Path(os.path.realpath(path))
        _sweep(target.parent)
        with ExitStack() as last:
            with held():  # a signal between the two would leave a part that nobody sweeps
                handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
                last.callback(Path(name).unlink, missing_ok=True)
            os.close(handle)
            yield _Part(path, target, Path(name))


def _put_all(parts: Sequence[_Part]) -> None:
    """Put all files into place; where one cannot be, those before it become what they were."""
    done: list[tuple[_Part, Path | None]] = []
    try:
        for part in parts:
            old = _kept(part) if len(parts) > 1 else None
            done.append((part, old))
            part.put()
    except OutputError:
        for part, old in reversed(done):
            _undo(part, old)
        raise
    finally:
        for _, old in done:
            if old is not None:
                old.unlink(missing_ok=True)
    for folder in {part.target.parent for part in parts}:
        _settle(folder)


def _kept(part: _Part) -> Path | None:
    """Keep the old file under a second name; None where there is none."""
    if part.part == part.target or not part.target.exists():
        return None
    old = part.part.with_name(f"{part.part.name.removesuffix(_SUFFIX)}.old{_SUFFIX}")
    with _named(part.path):
        try:
            os.link(part.target, old)
        except OSError:  # a file system without second names
            shutil.copy2(part.target, old)
    return old


def _undo(part: _Part, old: Path | None) -> None:
    with contextlib.suppress(OSError):
        if old is not None:
            old.replace(part.target)
        elif part.part != part.target and not part.part.exists():
            part.target.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the system note on the disk which file stands where; where it cannot, it does so later by itself."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove the parts that a program left which was killed."""
    for part in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):  # another program sweeps as well
            if part.stat().st_mtime < time.time() - _ABANDONED_SECONDS:
                part.unlink()


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
