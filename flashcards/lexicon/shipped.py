"""The compiled lexicon as it comes with the program: packed when the package is built, unpacked at its first use.

*The idea:* compiling takes twenty times as long as unpacking, and everybody's lexicon is the same. The packed file has
the name under which the cache keeps the lexicon, and that tells what it was made from: where a source is another one,
or a user brings a dictionary or words, no packed file has the name, and the lexicon is compiled.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("packed")
"""Where the packed lexicon stands. Building the package makes it (`hatch_build.py`); the repository lacks it."""
_LEVEL = 12
"""Of zstandard: 18 MB in two seconds. The highest level saves two megabytes and takes half a minute."""


def pack(compiled: Path) -> Path:
    """Pack a lexicon of the cache, and remove what was packed before."""
    import zstandard

    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    packed = _packed(compiled.name)
    packed.write_bytes(zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(compiled.read_bytes()))
    return packed


def unpacked(name: str) -> bytes | None:
    """Give the lexicon that the cache keeps under this name; None where none comes along, or it is damaged."""
    packed = _packed(name)
    if not packed.is_file():
        return None
    import zstandard

    try:
        return zstandard.ZstdDecompressor().decompress(packed.read_bytes())
    except zstandard.ZstdError:
        return None


def _packed(name: str) -> Path:
    return FOLDER / f"{name}.zst"
