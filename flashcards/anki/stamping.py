"""When each note of a package counts as changed: what decides whether importing it touches a note that is there.

*The idea:* Anki takes a note over its own where it is newer, and then overwrites all of it. A note of ours begins at
one early moment, the same in every package of every text, and is a second newer with each correction. So a note that
another text has brought is as old as ours and is left alone, a correction reaches the note that it corrects, and one
that the learner has ever touched is newer than all of ours.

Where another package that lies beside this one has the same note with another sentence, nobody knows which of the two
Anki keeps, and a correction would take the other's sentence away: such a note is held back. So is one that was merged
with what a learner's collection holds, unless that collection is at hand again. Such a note says what it was given
where the learner's words stand now, so that the next build knows whose each field is.
"""

from __future__ import annotations

import functools
import itertools
from types import MappingProxyType
from typing import TYPE_CHECKING

from flashcards.anki.elsewhere import is_joined
from flashcards.anki.merging import corrected, is_of_another_text, joined, own_words, renewed
from flashcards.anki.notetypes import ELSEWHERE, KINDS, PLAYING
from flashcards.anki.times import FIRST, TOUCHED
from flashcards.records import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from flashcards.anki.note import Note
    from flashcards.anki.notetypes import NoteType
    from flashcards.anki.old_notes import OldNote
    from flashcards.anki.previous_package import Previous

_ANKIS_OWN = frozenset(("marked", "leech"))
"""Tags that Anki takes from every note that an import writes anew: such a note is left alone."""

MOVING = frozenset(("Position", "Confidence", "Count", "Renderings", "Frequency Sort", "Source", "Characters", "Size"))
"""Fields that change when another note does, or a weight in the program, or a title; no reason to touch a note."""


class Stamped(Record):
    """A note with its time of change, its number, and the number of its card of each place."""

    note: Note
    modified: int
    number: int
    cards: Mapping[int, int]
    state: str
    """"new", "changed", "unchanged" or "held"."""
    replaced: Mapping[str, str] | None = None
    """Of a note that a learner edited, what the fields held in whose place the learner's words stand."""


class Stamps:
    """The times and numbers of the notes of a package: those of the last one, as far as it has them and did not change.

    `now` is the time in seconds since 1970, of which numbers are made: those of new notes in the order of the deck.
    `elsewhere` names the notes that other packages have with another sentence, and is asked only where something
    changed. `standing` are the notes that the learner has.
    """

    def __init__(
        self,
        notes: Iterable[Note],
        previous: Previous,
        now: int,
        elsewhere: Callable[[], Collection[str]] = frozenset,
        standing: Mapping[str, OldNote] = MappingProxyType({}),
    ) -> None:
        self._previous, self._standing = previous, standing
        self._elsewhere = functools.cache(elsewhere)
        first = max(now * 1000, previous.free)
        new = [note.guid for note in notes if note.guid not in previous.notes]
        self._numbers = dict(zip(new, itertools.count(first, 2), strict=False))  # between two is that of a card
        self._fresh = itertools.count(first + 2 * len(new))

    def of(self, note: Note) -> Stamped:
        """Give a note its time and numbers."""
        old, standing = self._previous.notes.get(note.guid), self._standing.get(note.guid)
        stamped = self._stamped(note, old)
        return self._held(stamped, old) if standing is None else self._met(stamped, old, standing)

    def _stamped(self, note: Note, old: OldNote | None) -> Stamped:
        if old is None:
            number = self._numbers[note.guid]
            return Stamped(note, FIRST, number, _cards(note, {}, itertools.count(number + 1)), "new")
        if old.values == note.values and old.replaced is None:  # as most are: nothing else need be asked
            return Stamped(note, old.modified, old.number, _cards(note, old.cards, self._fresh), "unchanged")
        given = old.given(note.note_type)
        note = _with_sounds(note, given)
        is_same = old.values == note.values or is_settled(given, note.fields)
        modified, state = (old.modified, "unchanged") if is_same else (old.modified + 1, "changed")
        return Stamped(note, modified, old.number, _cards(note, old.cards, self._fresh), state)

    def _held(self, stamped: Stamped, old: OldNote | None) -> Stamped:
        """Take back a change that would take another text's sentence away, or what a learner wrote."""
        if old is None or (old.modified < TOUCHED and stamped.state != "changed"):
            return stamped
        before = old.fields(stamped.note.note_type)
        if not (
            old.modified >= TOUCHED or is_joined(before.get(ELSEWHERE, "")) or stamped.note.guid in self._elsewhere()
        ):
            return stamped
        note = _filled(stamped.note, old.tags, before)
        if not note.kinds and old.modified < TOUCHED:  # somebody changed the package
            return stamped
        state = "held" if stamped.state == "changed" else stamped.state
        return Stamped(note, old.modified, old.number, _cards(note, old.cards, self._fresh), state, old.replaced)

    def _met(self, stamped: Stamped, old: OldNote | None, standing: OldNote) -> Stamped:
        """Let a note meet the one that the learner has: nothing of either is lost, no card switched on or off."""
        note, has = stamped.note, standing.fields(stamped.note.note_type)
        is_foreign = is_of_another_text(note.note_type, has, note.fields)
        if standing.modified < TOUCHED and not is_foreign:
            return _renewed(stamped, standing)
        given = None if old is None else _given(note.note_type, old, standing)
        fields = joined(note.fields, has) if is_foreign else has if given is None else corrected(note, given, has)
        is_same = is_settled(has, fields)
        is_left = is_same or not _ANKIS_OWN.isdisjoint(map(str.lower, standing.tags))
        merged = _filled(note, standing.tags, has if is_left else fields)
        known = given if is_left and given is not None else note.fields
        return Stamped(
            merged,
            standing.modified + (not is_left),
            stamped.number,
            _cards(merged, {**(old.cards if old else {}), **stamped.cards}, self._fresh),
            "unchanged" if is_same else "held" if is_left else "changed",
            None if is_foreign else own_words(note, known, merged.fields),
        )


def _cards(note: Note, numbers: Mapping[int, int], fresh: Iterator[int]) -> dict[int, int]:
    """Give each card that a note makes its number, by its place: that of before, or a fresh one."""
    return {place: numbers.get(place) or next(fresh) for place in map(KINDS.index, note.kinds)}


def _with_sounds(note: Note, given: Mapping[str, str]) -> Note:
    """Let a note keep the recordings that it had."""
    kept = {name: given[name] for name in PLAYING if given.get(name) and not note.fields.get(name)}
    return note.with_fields({**note.fields, **kept}) if kept else note


def is_settled(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Tell whether two versions of a note are the same but for the fields that move by themselves."""
    return all(name in MOVING or value == after.get(name, "") for name, value in before.items())


def _given(note_type: NoteType, old: OldNote, standing: OldNote) -> dict[str, str] | None:
    """Give the fields that the learner was given; None where nobody can tell any more which words are the learner's."""
    if old.modified < TOUCHED:
        return old.fields(note_type)
    if old.replaced is None:
        return None
    # What was merged and not yet imported shows by what it replaced which fields are the learner's.
    was_taken = old.modified <= standing.modified
    return old.given(note_type) if was_taken else standing.fields(note_type) | dict(old.replaced)


def _renewed(stamped: Stamped, standing: OldNote) -> Stamped:
    """Bring a note to a learner who never touched it."""
    note, has = stamped.note, standing.fields(stamped.note.note_type)
    fields = renewed(note.fields, has)
    is_same = is_settled(has, fields)
    return replace(
        stamped,
        note=_filled(note, standing.tags, fields),
        modified=max(stamped.modified, standing.modified + (not is_same)),
        state=stamped.state if is_same else "changed",
    )


def _filled(note: Note, tags: Sequence[str], fields: Mapping[str, str]) -> Note:
    """Give a note other fields, and more tags before its own."""
    filled = note.with_fields({name: value for name, value in fields.items() if value})
    return replace(filled, tags=tuple(dict.fromkeys((*tags, *note.tags))))
