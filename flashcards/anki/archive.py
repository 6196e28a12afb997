"""The archive of a package: the same content always gives the same bytes.

*The idea:* a large collection is packed by several threads at once, into the one stream that zip archives hold: its
blocks are packed side by side, each with the end of the block before it to refer to, so that the parts together are one
stream and hardly larger (Adler, pigz, 2007). Where the blocks end depends on the content alone, on however many
processors.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from typing import TYPE_CHECKING

from flashcards.anki.database import COLLECTION

if TYPE_CHECKING:
    from collections.abc import Mapping

_ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the package, the earliest a zip archive can hold: bytes depend on content alone."""

LEVEL = 6
"""Of zlib: with a level less, the package of a deck with several words a sentence is larger than Anki's own export."""

BLOCK = 1 << 20
"""Bytes that one thread packs at a time."""

_WINDOW = 1 << 15
"""How far back a stream may refer (RFC 1951)."""


def archive(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    """Put a collection and its media files into a package, so that the same content always gives the same bytes."""
    out = io.BytesIO()
    names = json.dumps({str(number): name for number, name in enumerate(media)})
    with zipfile.ZipFile(out, "w") as package:
        _add_large(package, out, COLLECTION, collection)
        _add(package, "media", names.encode())
        for number, (name, content) in enumerate(media.items()):
            _add(package, str(number), content, is_packed=name.endswith(".mp3"))
    return out.getvalue()


def _add(package: zipfile.ZipFile, name: str, content: bytes, *, is_packed: bool = False) -> None:
    """Add a file; what is packed already is stored as it is."""
    package.writestr(
        _info(name), content, zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED, compresslevel=LEVEL
    )


def _add_large(package: zipfile.ZipFile, out: io.BytesIO, name: str, content: bytes) -> None:
    """Add a file that several threads pack: it is stored as packed, and then declared to be so."""
    info = _info(name)
    package.writestr(info, deflated(content))
    info.compress_type, info.file_size, info.CRC = zipfile.ZIP_DEFLATED, len(content), zlib.crc32(content)
    end = out.tell()
    out.seek(info.header_offset)
    out.write(info.FileHeader())
    out.seek(end)


def _info(name: str) -> zipfile.ZipInfo:
    """Describe a file of the package, a plain one on every system."""
    info = zipfile.ZipInfo(name, _ARCHIVE_TIME)
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def deflated(content: bytes) -> bytes:
    """Pack into a raw stream of DEFLATE."""
    starts = range(0, len(content) or 1, BLOCK)
    if len(starts) == 1:
        return _part(content, 0)
    from concurrent.futures import ThreadPoolExecutor  # small decks need none

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return b"".join(threads.map(lambda start: _part(content, start), starts))


def _part(content: bytes, start: int) -> bytes:
    """Pack one block; all but the last end so that another can follow."""
    end = start + BLOCK
    known = content[max(0, start - _WINDOW) : start]
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=known)
    ending = zlib.Z_FINISH if end >= len(content) else zlib.Z_SYNC_FLUSH
    return packer.compress(content[start:end]) + packer.flush(ending)
