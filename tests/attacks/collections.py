"""Collections and packages of others, changed at random: known words come out, or one sentence."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
import zipfile
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from flashcards.anki import DeckOptions, write_package
from flashcards.anki.previous_package import NotOursError
from flashcards.anki.previous_package import read as read_previous
from flashcards.anki.reviewed_words import reviewed_words
from flashcards.anki.times import TOUCHED
from flashcards.errors import FlashcardsError, InputError
from flashcards.records import replace
from flashcards.settings import CardKind
from tests import anki_cards, makers
from tests.attacks import Outcome, fault
from tests.attacks.documents import damaged

_NOW = 1_780_000_000
STRANGE: tuple[Any, ...] = (
    *(None, -1, 0, 2**63 - 1, -(2**63), float("inf"), float("-inf"), 1e308, "", "x", "9" * 400, b"\xff\xfe", b"", "\0"),
    *("[" * 5000, "{" * 5000, "null", "{}", "[]", "茶\x1f" * 1000, "<" * 50_000, "[anki:" * 10_000, "\ud7ff", "NaN"),
)
"""Values that no column of Anki's holds."""
_TYPES = {"1": {"id": 1, "name": "Words", "flds": [{"name": "Word", "ord": 0}, {"name": "Meaning", "ord": 1}]}}


def collection(path: Path) -> None:
    """Write a small collection of schema 11."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "CREATE TABLE col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);"
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);"
            "CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps);"
        )
        db.execute("INSERT INTO col VALUES (1,0,0,0,11,0,0,0,'{}',?,'{}','{}','{}')", (json.dumps(_TYPES),))
        for number, word in enumerate(("茶馆", "主顾", "街"), 1):
            db.execute("INSERT INTO notes VALUES (?,?,1,0,0,'',?,'',0,0,'')", (number, f"g{number}", f"{word}\x1ftea"))
            db.execute("INSERT INTO cards VALUES (?,?,1,0,0,0,2,2,0,40,0,0)", (number, number))
        db.commit()


def attack(count: int, seed: int = 1) -> Outcome:
    """Read so many changed collections as a learner's and as a last package, half of them packed."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            path = _changed(Path(folder), number, chance)
            for read, refusal in (
                (reviewed_words, InputError),
                (anki_cards.held, InputError),
                (read_previous, NotOursError),
            ):
                if problem := fault(partial(read, path), (refusal,)):
                    failures.append(f"{read.__name__} {number}: {problem}")
            path.unlink()
    return Outcome("changed collections", count, tuple(failures))


def _changed(folder: Path, number: int, chance: random.Random) -> Path:
    path = folder / f"{number}.anki2"
    collection(path)
    kind = number % 4
    if kind in (0, 1):
        with closing(sqlite3.connect(path)) as db:
            for _ in range(chance.randint(1, 3)):
                table = chance.choice(("col", "notes", "cards"))
                column = chance.choice([row[1] for row in db.execute(f"PRAGMA table_info({table})") if not row[5]])
                query = f"UPDATE {table} SET {column} = ? WHERE rowid = 1"
                db.execute(query, (chance.choice(STRANGE),))
            db.commit()
    elif kind == 2:
        with closing(sqlite3.connect(path)) as db:
            old, new = (
                chance.choice(('"Word"', '[{"name"', "1", '"flds"')),
                chance.choice(("null", "[" * 3000, "1e999")),
            )
            models = json.dumps(_TYPES).replace(old, new)
            db.execute("UPDATE col SET models = ?", (models,))
            db.commit()
    else:
        path.write_bytes(damaged(path.read_bytes(), chance))
    if number % 2:
        packed = path.with_suffix(".apkg")
        with zipfile.ZipFile(packed, "w") as package:
            package.write(path, "collection.anki2")
        path.unlink()
        return packed
    return path


def old_packages(count: int, seed: int = 1) -> Outcome:
    """Build so many decks over a package of ours that was changed, every second for a learner whose notes it holds.

    The deck is there, or one sentence and the old.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        write_package(anki_cards.deck(), DeckOptions(title="x"), path, now=_NOW)
        parts = makers.members(path.read_bytes())
        for number in range(count):
            before = _changed_package(parts, Path(folder), chance)
            if problem := fault(partial(_build_over, path, before, chance.random(), is_held=bool(number % 2))):
                failures.append(f"{number}: {problem}")
    return Outcome("decks built over a changed package, or for a learner who has it", count, tuple(failures))


def _build_over(path: Path, before: bytes, seed: float, *, is_held: bool) -> None:
    """Build a deck over a package, or for a learner who has it; where that is refused, the package is as it was."""
    path.write_bytes(before)
    try:
        _build(path, random.Random(seed), is_held=is_held)  # noqa: S311 (no secret)
    except FlashcardsError:
        assert path.read_bytes() == before, "refused, and written over"


def _build(path: Path, chance: random.Random, *, is_held: bool) -> None:
    kinds = tuple(chance.sample(list(CardKind), 2))
    held = anki_cards.held(path) if is_held else {}
    if is_held and chance.randrange(2):  # as if the learner had edited all of it
        held = {guid: replace(note, modified=max(note.modified, TOUCHED + 1)) for guid, note in held.items()}
    options = DeckOptions(title="x", kinds=kinds, standing=held)
    target = path.with_name("new.apkg") if is_held else path
    write_package(chance.sample(anki_cards.deck()[1:], 4), options, target, now=_NOW + 100)


def _changed_package(parts: dict[str, bytes], folder: Path, chance: random.Random) -> bytes:
    """Change a member of a package, or values of its collection."""
    if chance.randrange(2):
        name = chance.choice(sorted(parts))
        return makers.archive(parts | {name: damaged(parts[name], chance)})
    path = folder / "collection"
    path.write_bytes(parts["collection.anki2"])
    with closing(sqlite3.connect(path)) as db:
        for _ in range(chance.randint(1, 3)):
            table = chance.choice(("col", "notes", "cards"))
            column = chance.choice([row[1] for row in db.execute(f"PRAGMA table_info({table})")])
            with suppress(sqlite3.Error):  # a number may be there once
                db.execute(f"UPDATE {table} SET {column} = ? WHERE id % 3 = 0", (chance.choice(STRANGE),))
        db.commit()
    return makers.archive(parts | {"collection.anki2": path.read_bytes()})
