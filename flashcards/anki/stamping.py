"""When each note of a package counts as changed: what decides whether importing it touches a note that is there.

*The idea:* Anki takes a note over its own where it is newer, and then overwrites all of it. A note of ours begins at
one early moment, the same in every package of every text, and is a second newer with each correction. So a note that
another text has brought is as old as ours and is left alone, a correction reaches the note that it corrects, and one
that the learner has ever touched is newer than all of ours.

Where another package that lies beside this one has the same note with another sentence, nobody knows which of the two
Anki keeps, and a correction would take the other's sentence away: such a note is held back. So is one that was merged
with what a learner's collection holds, unless that collection is at hand again.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from flashcards.anki.elsewhere import is_joined
from flashcards.anki.merging import corrected, is_of_another_text, joined
from flashcards.anki.notetypes import ELSEWHERE, KINDS, PLAYING
from flashcards.anki.times import FIRST, TOUCHED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from flashcards.anki.note import Note
    from flashcards.anki.previous_package import OldNote, Previous

_ANKIS_OWN = frozenset(("marked", "leech"))
"""Tags that Anki takes from every note that an import writes anew: such a note is left alone."""

MOVING = frozenset(("Position", "Confidence", "Count", "Renderings", "Frequency Sort", "Source", "Characters", "Size"))
"""Fields that change when another note does, or a weight in the program, or a title; no reason to touch a note."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A note with its time of change and its numbers: that of the note, then those of its cards."""

    note: Note
    modified: int
    numbers: tuple[int, ...]
    state: str
    """"new", "changed", "unchanged" or "held"."""


def stamp(
    notes: Sequence[Note],
    previous: Previous,
    now: int,
    elsewhere: Callable[[Collection[str]], Mapping[str, Sequence[OldNote]]] = lambda _: {},
    standing: Mapping[str, OldNote] = MappingProxyType({}),
) -> tuple[Stamped, ...]:
    """Give each note its time and numbers: those of the last package, as far as it has it and did not change.

    `now` is the time in seconds since 1970, of which numbers are made; `elsewhere` gives the notes of these GUIDs in
    other packages, and is asked only where something changed. `standing` are the notes that the learner has.
    """
    used = [number for old in previous.notes.values() for number in (old.number, *old.cards.values())]
    fresh = itertools.count(max([now * 1000, *(number + 1 for number in used)]))
    stamped = [_stamped(note, previous.notes.get(note.guid), fresh) for note in notes]
    changed = {each.note.guid for each in stamped if each.state == "changed"} - standing.keys()
    if not changed and not standing:
        return tuple(stamped)
    others = elsewhere(changed) if changed else {}
    return tuple(
        _met(each, old, standing[guid]) if guid in standing else _held(each, old, others)
        for each in stamped
        for guid in (each.note.guid,)
        for old in (previous.notes.get(guid),)
    )


def _stamped(note: Note, old: OldNote | None, fresh: Iterator[int]) -> Stamped:
    places = [KINDS.index(kind) for kind in note.kinds]
    if old is None:
        return Stamped(note, FIRST, tuple(next(fresh) for _ in (note, *places)), "new")
    numbers = (old.number, *(old.cards.get(place) or next(fresh) for place in places))
    before = old.fields(note.note_type)
    note = _with_sounds(note, before)
    if old.values == note.values or is_settled(before, note.fields):
        return Stamped(note, old.modified, numbers, "unchanged")
    return Stamped(note, old.modified + 1, numbers, "changed")


def _with_sounds(note: Note, before: Mapping[str, str]) -> Note:
    """Let a note keep the recordings that it had."""
    kept = {name: before[name] for name in PLAYING if before.get(name) and not note.fields.get(name)}
    return note.with_fields({**note.fields, **kept}) if kept else note


def is_settled(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Tell whether two versions of a note are the same but for the fields that move by themselves."""
    return all(name in MOVING or value == after.get(name, "") for name, value in before.items())


def _held(stamped: Stamped, old: OldNote | None, others: Mapping[str, Sequence[OldNote]]) -> Stamped:
    """Take back a change that would take another text's sentence away."""
    if old is None or stamped.state != "changed":
        return stamped
    note_type = stamped.note.note_type
    before = old.fields(note_type)
    rivals = (other.fields(note_type) for other in others.get(stamped.note.guid, ()))
    if not is_joined(before.get(ELSEWHERE, "")) and not any(
        is_of_another_text(note_type, rival, before) for rival in rivals
    ):
        return stamped
    note = _filled(stamped.note, before)
    if note.kinds != stamped.note.kinds:  # somebody changed the package: its note would have other cards
        return stamped
    return Stamped(note, old.modified, stamped.numbers, "held")


def _met(stamped: Stamped, old: OldNote | None, standing: OldNote) -> Stamped:
    """Let a note meet the one that the learner has: nothing of either is lost."""
    note, has = stamped.note, standing.fields(stamped.note.note_type)
    if is_of_another_text(note.note_type, has, note.fields):
        fields = joined(note.fields, has)
    elif standing.modified < TOUCHED:
        if is_settled(has, note.fields):
            return stamped
        return replace(stamped, modified=max(stamped.modified, standing.modified + 1), state="changed")
    else:
        fields = corrected(note, old.fields(note.note_type), has) if old else has
    is_same = fields == has or not _ANKIS_OWN.isdisjoint(map(str.lower, standing.tags))
    return Stamped(
        _filled(replace(note, tags=tuple(dict.fromkeys((*standing.tags, *note.tags)))), has if is_same else fields),
        standing.modified if is_same else standing.modified + 1,
        stamped.numbers,
        ("unchanged" if fields == has else "held") if is_same else "changed",
    )


def _filled(note: Note, fields: Mapping[str, str]) -> Note:
    return note.with_fields({name: value for name, value in fields.items() if value})
