"""Packing a large file by several threads at once, into the one stream that zip archives hold.

*The idea:* the blocks of a file are packed side by side, each with the end of the block before it to refer to, so that
the parts together are one stream and hardly larger (Adler, pigz, 2007). Where the blocks end depends on the content
alone: the same content always gives the same bytes, on however many processors.
"""

from __future__ import annotations

import os
import zlib

LEVEL = 6
"""Of zlib: with a level less, the package of a deck with several words a sentence is larger than Anki's own export."""

BLOCK = 1 << 20
"""Bytes that one thread packs at a time."""

_WINDOW = 1 << 15
"""How far back a stream may refer (RFC 1951)."""


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
