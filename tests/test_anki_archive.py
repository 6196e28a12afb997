"""Many threads pack one stream, always the same."""

from __future__ import annotations

import io
import os
import random
import zlib

import pytest

from flashcards.anki import archive
from flashcards.anki.archive import BLOCK, LEVEL


def deflated(content: bytes) -> bytes:
    """Pack all of some content."""
    return b"".join(archive.deflated(io.BytesIO(content)))


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_any_inflater_gives_back_the_content(size: int) -> None:
    """What is packed is one raw stream of DEFLATE, with nothing behind it, wherever the blocks end."""
    content = random.Random(size).randbytes(size)  # noqa: S311  # nothing secret here
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    assert inflater.decompress(deflated(content)) == content
    assert inflater.eof
    assert not inflater.unused_data


def test_the_number_of_processors_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package is the same on every machine."""
    content = b"teahouse " * (BLOCK // 3)
    packed = set()
    for count in (1, 7):
        monkeypatch.setattr(os, "cpu_count", lambda count=count: count)
        packed.add(deflated(content))
    assert len(packed) == 1


def test_blocks_cost_next_to_nothing() -> None:
    """A block refers to the end of the one before it, so that what repeats across the border is not packed anew."""
    content = random.Random(0).randbytes(1 << 14) * (3 * BLOCK >> 14)  # noqa: S311  # nothing secret here
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    whole = packer.compress(content) + packer.flush()
    assert len(deflated(content)) < len(whole) + 1000
