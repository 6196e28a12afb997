"""The archive of a package: the same content always gives the same bytes.

*The idea:* a large collection is packed by several threads at once, into the one stream that zip archives hold: its
blocks are packed side by side, each with the end of the block before it to refer to, so that the parts together are one
stream and hardly larger (Adler, pigz, 2007). Where the blocks end depends on the content alone, on however many
processors.
"""

from __future__ import annotations

import itertools
import json
import os
import zipfile
import zlib
from collections import deque
from typing import IO, TYPE_CHECKING, Protocol

from flashcards.anki.database import COLLECTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the package, the earliest a zip archive can hold: bytes depend on content alone."""

LEVEL = 6
"""Of zlib: with a level less, the package of a deck with several words a sentence is larger than Anki's own export."""

BLOCK = 1 << 20
"""Bytes that one thread packs at a time."""

_WINDOW = 1 << 15
"""How far back a stream may refer (RFC 1951)."""


class Readable(Protocol):
    """What can be read."""

    def read(self, size: int, /) -> bytes:
        """Read on, so many bytes if there are as many."""
        ...


def archive(collection: Path, media: Mapping[str, bytes], into: Path) -> None:
    """Put a collection and media files into a package, so that the same content always gives the same bytes."""
    names = json.dumps({str(number): name for number, name in enumerate(media)})
    with into.open("w+b") as out, zipfile.ZipFile(out, "w") as package:
        with collection.open("rb") as content:
            _add_large(package, out, COLLECTION, content)
        _add(package, "media", names.encode())
        for number, (name, sound) in enumerate(media.items()):
            _add(package, str(number), sound, is_packed=name.endswith(".mp3"))


def _add(package: zipfile.ZipFile, name: str, content: bytes, *, is_packed: bool = False) -> None:
    """Add a file; what is packed already is stored as it is."""
    package.writestr(
        _info(name), content, zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED, compresslevel=LEVEL
    )


def _add_large(package: zipfile.ZipFile, out: IO[bytes], name: str, content: IO[bytes]) -> None:
    """Add a file that several threads pack: it is stored as packed, and then declared to be so."""
    info, plain = _info(name), _Counted(content)
    with package.open(info, "w") as member:
        for part in deflated(plain):
            member.write(part)
    info.compress_type, info.file_size, info.CRC = zipfile.ZIP_DEFLATED, plain.size, plain.check
    end = out.tell()
    out.seek(info.header_offset)
    out.write(info.FileHeader())
    out.seek(end)


class _Counted:
    """A file that is read, its size and check sum so far."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.size, self.check = file, 0, 0

    def read(self, size: int) -> bytes:
        """Read on."""
        content = self._file.read(size)
        self.size, self.check = self.size + len(content), zlib.crc32(content, self.check)
        return content


def _info(name: str) -> zipfile.ZipInfo:
    """Describe a file of the package, a plain one on every system."""
    info = zipfile.ZipInfo(name, _ARCHIVE_TIME)
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def deflated(content: Readable) -> Iterator[bytes]:
    """Pack into a raw stream of DEFLATE, part by part."""
    blocks = _blocks(content)
    if len(first := list(itertools.islice(blocks, 2))) == 1:  # small decks need no threads
        yield _packed(*first[0])
        return
    from concurrent.futures import ThreadPoolExecutor

    count = os.cpu_count() or 1
    with ThreadPoolExecutor(count) as threads:
        running = deque(threads.submit(_packed, *block) for block in first)
        for block in blocks:
            if len(running) > 2 * count:
                yield running.popleft().result()
            running.append(threads.submit(_packed, *block))
        yield from (each.result() for each in running)


def _blocks(content: Readable) -> Iterator[tuple[bytes, bytes, bool]]:
    """Cut into blocks: each with what it may refer to, and whether it is the last."""
    known, block = b"", content.read(BLOCK)
    while following := content.read(BLOCK):
        yield known, block, False
        known, block = block[-_WINDOW:], following
    yield known, block, True


def _packed(known: bytes, block: bytes, is_last: bool) -> bytes:
    """Pack one block; all but the last end so that another can follow."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=known)
    return packer.compress(block) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH)
