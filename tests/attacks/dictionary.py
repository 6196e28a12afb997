"""The kept dictionary with flipped bits, and cut: a file that is not whole is never taken for one."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from flashcards.lexicon import _compiled_file
from flashcards.lexicon._origins import Additions
from tests.attacks import Outcome


def attack(count: int, seed: int = 1) -> Outcome:
    """Flip from one bit to 200 anywhere in the file, or cut it, so many times."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon.sqlite"
        kept = _compiled_file.cache_path(Additions())
        shutil.copy(kept, path)
        for number in range(count):
            undo = _cut(path, chance) if number % 10 == 9 else _flipped(path, chance)
            if _compiled_file._is_whole(path):
                failures.append(f"damage {number} is not seen")
            with path.open("r+b") as file:
                for place, content in undo:
                    file.seek(place)
                    file.write(content)
        if not _compiled_file._is_whole(path):
            failures.append("the damage was not undone")
    return Outcome("bits of the kept dictionary flipped, 1 to 200, or the file cut", count, tuple(failures))


def _flipped(path: Path, chance: random.Random) -> list[tuple[int, bytes]]:
    """Flip bits; give what stood there."""
    places = sorted({chance.randrange(path.stat().st_size) for _ in range(chance.choice((1, 2, 20, 200)))})
    undo = []
    with path.open("r+b") as file:
        for place in places:
            file.seek(place)
            byte = file.read(1)
            undo.append((place, byte))
            file.seek(place)
            file.write(bytes([byte[0] ^ 1 << chance.randrange(8)]))
    return undo


def _cut(path: Path, chance: random.Random) -> list[tuple[int, bytes]]:
    """Cut the file; give what stood there."""
    with path.open("r+b") as file:
        place = chance.randrange(path.stat().st_size)
        file.seek(place)
        rest = file.read()
        file.truncate(place)
    return [(place, rest)]
