"""Bits of the kept dictionary flipped: each start notices, and makes the file anew."""

from __future__ import annotations

import random
from pathlib import Path

from flashcards.lexicon import _cache
from scripts.attacks import Outcome


def attack(count: int, whole: Path, seed: int = 1) -> Outcome:
    """Flip 1 to 200 bits of a whole file, or cut it, and ask whether it is taken for whole."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    data = whole.read_bytes()
    copy = whole.with_name("attacked.sqlite")
    failures = []
    try:
        for number in range(count):
            bits = chance.choice((1, 2, 20, 200))
            damaged = bytearray(data)
            for _ in range(bits):
                damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            if bytes(damaged) == data:
                continue
            copy.write_bytes(damaged if number % 10 else damaged[: chance.randrange(len(data))])
            if _cache._is_whole(copy):  # noqa: SLF001 (what is attacked)
                failures.append(f"{number}: {bits} bits not noticed")
    finally:
        copy.unlink(missing_ok=True)
    return Outcome("flipped bits of the dictionary", count, tuple(failures))
