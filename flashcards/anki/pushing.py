"""A package goes into a running Anki, and what changed there is told.

*The idea:* AnkiConnect only says that an import ended. What it did is seen by comparing: the notes of our note types,
and when each was last changed, before and after. Without importing, the same is foretold from the fields: a note that
Anki lacks would be new, one that stands there with other text and is older would change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flashcards.anki.anki_connect import RefusedError
from flashcards.anki.notetypes import NOTE_TYPES
from flashcards.anki.previous_package import NotOursError, Previous, read
from flashcards.errors import AnkiError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki.anki_connect import Anki
    from flashcards.anki.notetypes import NoteType
    from flashcards.anki.previous_package import OldNote

BATCH = 1000
"""Notes asked for at once, so that Anki stays awake between the answers."""
PATIENCE = 600.0
"""Seconds that an import may take: a hundred thousand notes take a few."""

_SEARCH = " OR ".join(f'"note:{kind.name}"' for kind in NOTE_TYPES)
_NO_IMPORTER = ("AnkiPackageImporter", "No module named", "unsupported action")
"""What an import fails with where the add-on is older than an Anki that reads packages in a new way."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a package in Anki, or would: counts of notes.

    `changed` is None where the add-on cannot tell; `is_asked` means that Anki shows its own dialog, and waits for the
    learner to say Import.
    """

    notes: int
    new: int = 0
    changed: int | None = None
    is_asked: bool = False


def push(path: Path, anki: Anki) -> Arrival:
    """Import a package into a running Anki.

    Raises:
        InputError: `path` is no package of this program.
        AnkiError: Anki cannot be reached, or does not take it.

    """
    package = _package(path)
    anki.check()
    before = _times(anki)
    where = path.resolve().as_posix()
    try:
        taken = anki.ask("importPackage", path=where, patience=PATIENCE)
    except RefusedError as error:
        if not any(sign in error.reason for sign in _NO_IMPORTER):
            raise
        anki.ask("guiImportFile", path=where)
        return Arrival(len(package.notes), is_asked=True)
    if taken is not True:
        raise AnkiError(f"{path}: Anki did not take the package; import it there with File → Import, which says why.")
    after = _times(anki)
    changed = sum(before[number] != after[number] for number in after.keys() & before.keys())
    is_timed = all(time is not None for time in after.values())
    return Arrival(len(package.notes), len(after.keys() - before.keys()), changed if is_timed else None)


def foretell(path: Path, anki: Anki) -> Arrival:
    """Say what importing a package would do, and do nothing.

    Notes are matched by their Chinese: of two notes of one word, set apart by a namespace, the likelier is taken.

    Raises:
        InputError: `path` is no package of this program.
        AnkiError: Anki cannot be reached.

    """
    package = _package(path)
    anki.check()
    standing: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for batch in _batches(anki.ask("findNotes", query=_SEARCH)):
        for note in filter(None, anki.ask("notesInfo", notes=batch, patience=PATIENCE)):  # {}: deleted meanwhile
            standing.setdefault((note["modelName"], _values(note)[0]), []).append(note)
    verdicts = [_would_change(note, standing) for note in package.notes.values()]
    return Arrival(len(verdicts), verdicts.count(None), verdicts.count(True))


def _package(path: Path) -> Previous:
    try:
        return read(path)
    except NotOursError as error:
        raise InputError(f"{path}: is no package made by flashcards; import it in Anki with File → Import.") from error
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name a package that build has written."
        ) from error


def _times(anki: Anki) -> dict[int, int | None]:
    """Ask when each of our notes was last changed; an old add-on knows the notes but not the times."""
    numbers = anki.ask("findNotes", query=_SEARCH)
    try:
        asked = (anki.ask("notesModTime", notes=batch, patience=PATIENCE) for batch in _batches(numbers))
        return {note["noteId"]: note["mod"] for batch in asked for note in batch if note}
    except RefusedError as error:
        if "unsupported action" not in error.reason:
            raise
        return dict.fromkeys(numbers)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(numbers), BATCH):
        yield numbers[at : at + BATCH]


def _would_change(note: OldNote, standing: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]) -> bool | None:
    """Tell whether Anki would take a note over its own; None where it has none of it."""
    rivals = standing.get((_note_type(note).name, note.values[0]))
    if not rivals:
        return None
    return not any(_values(rival) == list(note.values) or rival.get("mod", 0) >= note.modified for rival in rivals)


def _note_type(note: OldNote) -> NoteType:
    return next(kind for kind in NOTE_TYPES if len(kind.fields) == len(note.values))


def _values(note: Mapping[str, Any]) -> list[str]:
    """Take the values of a note's fields in their order, as AnkiConnect tells them."""
    return [field["value"] for field in sorted(note["fields"].values(), key=lambda field: field["order"])]
