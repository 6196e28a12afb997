"""A package goes into a running Anki, meets there what other texts have brought, and what changed is told.

*The idea:* AnkiConnect only says that an import ended. What it did is seen by comparing the fields of our notes before
and after, which every AnkiConnect there is can tell; times it may not know. Since both are known here, nothing is lost:
a note of another text keeps what it said and gains the sentence of this one, and every tag stays. Without importing,
the same is foretold. A look that Anki keeps in place of the package's is named, since an import says nothing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from flashcards.anki import edits
from flashcards.anki.anki_connect import RefusedError
from flashcards.anki.merging import is_of_another_text, joined
from flashcards.anki.notetypes import NOTE_TYPES, own_field_told
from flashcards.anki.previous_package import NotOursError, Previous, read
from flashcards.anki.times import FIRST, TOUCHED
from flashcards.errors import AnkiError, InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki.anki_connect import Anki
    from flashcards.anki.notetypes import NoteType
    from flashcards.anki.old_notes import OldNote

BATCH = 500
"""Notes asked for at once, so that Anki stays awake between the answers."""
PATIENCE = 600.0
"""Seconds that an import may take: a hundred thousand notes take a few."""

_NAMED = 5
"""Fields that a message names at most, and one: who sees these looks into the note type."""

_SEARCH = " OR ".join(f'"note:{kind.name}"' for kind in NOTE_TYPES)
_NO_IMPORTER = ("AnkiPackageImporter", "No module named", "unsupported action")
"""What an import fails with where the add-on is older than an Anki that reads packages in a new way."""
_BY_NAME = {kind.name: kind for kind in NOTE_TYPES}


class _Field(msgspec.Struct):
    value: str
    order: int


class _Held(msgspec.Struct, rename={"number": "noteId", "kind": "modelName"}):
    """A note as AnkiConnect tells it; one that was deleted meanwhile is told as nothing at all."""

    number: int = 0
    kind: str = ""
    tags: list[str] = []
    fields: dict[str, _Field] = {}
    mod: int | None = None

    @property
    def values(self) -> dict[str, str]:
        """The fields by name."""
        return {name: field.value for name, field in self.fields.items()}


class _Styling(msgspec.Struct):
    css: str


class _Sides(msgspec.Struct, rename="pascal"):
    """The templates of a card as AnkiConnect tells them."""

    front: str
    back: str


class OwnField(Record):
    """A field of a note that the learner has touched, and that says otherwise in Anki than in the package."""

    hanzi: str
    name: str
    held: str
    given: str


class Arrival(Record):
    """What became of a package in Anki, or would: counts of notes.

    `joined` notes of other texts gained a sentence of this one; `changed` are the others that changed. `is_asked` means
    that Anki shows its own dialog, and waits for the learner to say Import. `own_looks` are the names of the note types
    that have another look in Anki than in the package: one that was edited there, or came with a later deck.
    """

    notes: int
    new: int = 0
    changed: int = 0
    joined: int = 0
    is_asked: bool = False
    own_looks: tuple[str, ...] = ()
    edited: tuple[OwnField, ...] = ()


def push(path: Path, anki: Anki) -> Arrival:
    """Import a package into a running Anki.

    Raises:
        InputError: `path` is no package of this program.
        AnkiError: Anki cannot be reached, or does not take it.

    """
    package = _package(path)
    anki.check()
    before = _held(anki)
    where = path.resolve().as_posix()
    try:
        is_taken = anki.ask("importPackage", bool, path=where, patience=PATIENCE)
    except RefusedError as error:
        if not any(sign in error.reason for sign in _NO_IMPORTER):
            raise
        anki.ask("guiImportFile", object, path=where)
        return Arrival(len(package.notes), is_asked=True)
    after = _held(anki)
    if not is_taken or not after.keys() >= package.notes.keys():
        raise AnkiError(f"{path}: Anki did not take all of it; import it there with File → Import, which says why.")
    mended = [change for guid, note in package.notes.items() for change in _mended(note, before.get(guid), after[guid])]
    for at in range(0, len(mended), BATCH):
        anki.tell(mended[at : at + BATCH], patience=PATIENCE)
    joined = {guid for guid, note in package.notes.items() if _gains(note, before.get(guid))}
    changed = {
        guid
        for guid in package.notes.keys() & before.keys() - joined
        if before[guid].values != after[guid].values and not _is_foreign(package.notes[guid], before[guid])
    }
    return Arrival(
        len(package.notes),
        len(package.notes.keys() - before.keys()),
        len(changed),
        len(joined),
        own_looks=tuple(_own_looks(package, anki)),
        edited=tuple(_edited(package, after)),
    )


def foretell(path: Path, anki: Anki) -> Arrival:
    """Say what importing a package would do, and do nothing.

    Raises:
        InputError: `path` is no package of this program.
        AnkiError: Anki cannot be reached.

    """
    package = _package(path)
    anki.check()
    held = _held(anki)
    joined = sum(_gains(note, held.get(guid)) for guid, note in package.notes.items())
    changed = sum(_would_change(note, held[guid]) for guid, note in package.notes.items() if guid in held)
    new = len(package.notes.keys() - held.keys())
    return Arrival(len(package.notes), new, changed, joined, edited=tuple(_edited(package, held)))


def _edited(package: Previous, held: Mapping[str, _Held]) -> Iterator[OwnField]:
    """Name the fields in which the learner's hand differs from the package, as far as the add-on tells of a touch."""
    for guid, note in package.notes.items():
        own = held.get(guid)
        if own is None or (own.mod or FIRST) < TOUCHED or _is_foreign(note, own):
            continue
        given, hanzi = note.fields(note.note_type), edits.words(note.values[0])
        for name in edits.differing(note.note_type, given, own.values):
            if (words := edits.words(own.values[name])) != (before := edits.words(given[name])):
                yield OwnField(hanzi, name, words, before)


def _own_looks(package: Previous, anki: Anki) -> Iterator[str]:
    """Name the note types of a package that look otherwise in Anki, as far as its add-on tells."""
    for kind in package.note_types.values():
        try:
            css = anki.ask("modelStyling", _Styling, modelName=kind["name"]).css
            sides = anki.ask("modelTemplates", dict[str, _Sides], modelName=kind["name"])
        except RefusedError:  # an old add-on, or the learner renamed the note type
            continue
        if css != kind["css"] or sides != {each["name"]: _Sides(each["qfmt"], each["afmt"]) for each in kind["tmpls"]}:
            yield kind["name"]


def _package(path: Path) -> Previous:
    try:
        return read(path)
    except NotOursError as error:
        raise InputError(
            f"{path}: is no package made by flashcards; name one that build has written (.apkg). Another deck goes "
            "into Anki with File → Import."
        ) from error
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name a package that build has written."
        ) from error


def _held(anki: Anki) -> dict[str, _Held]:
    """Ask for all notes of our note types, by their keys.

    Raises:
        AnkiError: the fields of a note type are not ours, for which Anki refuses every correction.

    """
    held: dict[str, _Held] = {}
    numbers = anki.ask("findNotes", list[int], query=_SEARCH, patience=PATIENCE)
    for at in range(0, len(numbers), BATCH):
        for note in anki.ask("notesInfo", list[_Held], notes=numbers[at : at + BATCH], patience=PATIENCE):
            kind = _BY_NAME.get(note.kind)
            if kind is None:  # deleted meanwhile
                continue
            _see_fields(note, kind)
            if note.fields.get("Key"):
                held[note.fields["Key"].value] = note
    return held


def _see_fields(note: _Held, kind: NoteType) -> None:
    """See that a note has our fields, as many as there are, or Anki refuses every correction.

    Raises:
        AnkiError: it has another one, or lacks one.

    """
    more, less = sorted(note.fields.keys() - set(kind.names)), sorted(set(kind.names) - note.fields.keys())
    if more and less:
        raise AnkiError(
            f"in the note type {kind.name} of your Anki fields have other names ({_some(more)}, no "
            f"{_some(less)}); give them their names back (Tools → Manage Note Types → Fields)."
        )
    if more:
        raise AnkiError(own_field_told(kind, note.fields))
    if less:
        raise AnkiError(
            f"the note type {kind.name} in your Anki lacks fields ({_some(less)}), so that Anki takes no "
            "correction and no new note of it; import the package once with File → Import and Merge note types, which "
            "brings them back and makes the next sync a full one."
        )


def _some(names: Sequence[str]) -> str:
    """List names, many by the first."""
    rest = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])} and {rest} more" if rest > 1 else ", ".join(names)


def _is_foreign(note: OldNote, held: _Held) -> bool:
    kind = note.note_type
    return is_of_another_text(kind, held.values, note.fields(kind))


def _gains(note: OldNote, held: _Held | None) -> bool:
    """Tell whether a note of another text lacks the sentence of this one."""
    return held is not None and _is_foreign(note, held) and _wanted(note, held) != held.values


def _wanted(note: OldNote, held: _Held) -> dict[str, str]:
    """Give the fields that a note of another text shall have."""
    return joined(note.fields(note.note_type), held.values)


def _would_change(note: OldNote, held: _Held) -> bool:
    """Tell whether Anki would take a note over its own: a newer one of the same text."""
    fields = note.fields(note.note_type)
    is_newer = note.modified > (FIRST if held.mod is None else held.mod)
    return is_newer and held.values != fields and not _is_foreign(note, held)


def _mended(note: OldNote, before: _Held | None, after: _Held) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name what is to be done so that a note has lost nothing by the import, and has gained what is new."""
    if before is None:
        return
    is_foreign = _is_foreign(note, before)
    if is_foreign and (fields := _wanted(note, before)) != after.values:
        changed = {name: value for name, value in fields.items() if value != after.values.get(name)}
        yield "updateNoteFields", {"note": {"id": after.number, "fields": changed}}
    wanted = [*before.tags, *(note.tags if is_foreign else ())]
    if missing := [tag for tag in dict.fromkeys(wanted) if tag not in after.tags]:
        yield "addTags", {"notes": [after.number], "tags": " ".join(missing)}
