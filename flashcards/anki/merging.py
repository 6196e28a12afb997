"""A note meets the one that the learner has: both keep what they say.

*The idea:* where the learner's collection is at hand nothing need be guessed. A word that another text has brought
keeps its sentence, its source and its edits, and gains the sentence of this one behind them. A word of this text is
corrected field by field: what the learner wrote stays, what is as the last package had it is put right.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from flashcards.anki import elsewhere
from flashcards.anki.collection import STRANGE, field_names
from flashcards.anki.database import opened
from flashcards.anki.notetypes import ELSEWHERE, NOTE_TYPES
from flashcards.anki.old_notes import MOST, SEPARATOR, OldNote, OldNotes, chained
from flashcards.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki.note import Note
    from flashcards.anki.notetypes import NoteType
    from flashcards.anki.old_notes import Row

_TYPES = {kind.number: kind for kind in NOTE_TYPES}


@contextmanager
def standing(paths: Sequence[Path]) -> Iterator[Mapping[str, OldNote]]:
    """Open collections or packages for the notes of our note types, by their GUID; fields of ours by their names.

    Of a note that several have that of the last counts. One is read when it is asked for, which may raise the same.

    Raises:
        InputError: one is no collection, damaged, too large, or changes while it is read.

    """
    with ExitStack() as lent:
        yield chained(*[_opened(path, lent) for path in reversed(paths)])


def _opened(path: Path, lent: ExitStack) -> OldNotes:
    def strange(error: Exception) -> InputError:
        return InputError(f"{path}: is no Anki collection, or damaged ({error}); close Anki and try again.")

    try:
        db = lent.enter_context(opened(path))
        note = partial(_note, names=field_names(db))
        return OldNotes(db, note, strange, [kind.number for kind in NOTE_TYPES])
    except STRANGE as error:
        raise strange(error) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the file.") from error


def _note(row: Row, _cards: Mapping[int, int], names: Mapping[int, Sequence[str]]) -> OldNote:
    number, kind, time, tags, values, _ = row
    modified = int(time)
    if not 0 <= modified < MOST:
        raise OverflowError(f"a note of the time {modified}")
    given = dict(zip(names.get(kind, ()), values.split(SEPARATOR), strict=False))
    ours = tuple((_TYPES[kind].blank | {name: given.get(name, "") for name in _TYPES[kind].names}).values())
    return OldNote(number, modified, tuple(tags.split()), ours, {})


def is_of_another_text(note_type: NoteType, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Tell whether two notes of one word or sentence are from two texts, which say different things of it."""
    shown = ("Sentence", "Sentence English") if "Sentence" in note_type.names else ("English",)
    return before.get("Source") != after.get("Source") and any(
        before.get(name, "") != after.get(name, "") for name in shown
    )


def joined(fields: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of another text's note with what this one says behind them."""
    known = held.get(ELSEWHERE, "")
    brought = (quoted(fields), *elsewhere.items(fields.get(ELSEWHERE, "")))
    return {**held, ELSEWHERE: known + "".join(item for item in brought if item not in known)}


def quoted(fields: Mapping[str, str]) -> str:
    """Make what a note of another text shows of this one: its sentence, how it is translated, and where it is from."""
    chinese, english = fields.get("Sentence Marked", ""), fields.get("Sentence English Marked") or fields["English"]
    return elsewhere.item(chinese, english, fields.get("Source", ""))


def renewed(fields: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of a note that no learner touched anew, with what other texts said on it."""
    own = fields.get(ELSEWHERE, "")
    brought = "".join(item for item in elsewhere.joined(held.get(ELSEWHERE, "")) if item not in own)
    return {**fields, ELSEWHERE: own + brought}


def corrected(note: Note, given: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Put right what the learner left as it was given."""
    return {
        name: note.fields.get(name, "") if held[name] == given.get(name, "") else held[name]
        for name in note.note_type.names
    }


def own_words(note: Note, given: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Name the fields that are the learner's, each as it was given, so that it is known for such by the next build."""
    before = {name: given.get(name, "") for name in note.note_type.names}
    return {name: value for name, value in before.items() if value != fields.get(name, "")}
