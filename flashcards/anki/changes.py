"""What becomes of the notes of a package beside the one before it, gathered while they are written."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from flashcards.anki import media
from flashcards.anki.times import TOUCHED
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.anki.note import Note
    from flashcards.anki.notes import Notes
    from flashcards.anki.old_notes import OldNote
    from flashcards.anki.stamping import Stamped


class Summary(Record):
    """What a package holds beside the one before it: the Chinese of each note, in the order of the deck.

    `gone` notes stood in the last package and not in this one; Anki keeps those it has. `held` ones would change, and
    stay as they are since another text has them, too, or the learner edited them. `touched` ones are those of the
    changed that the learner has edited or tagged, as far as the collection is given. `repeated` texts stand on an
    earlier note of the same text; for those `without_cards` no card of the kinds asked for can be made, for those
    `without_production` no production card.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    repeated: tuple[str, ...]
    without_cards: tuple[str, ...]
    without_production: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()


class Changes:
    """The notes of a package as they are written, in any order; `standing` are those that the learner has."""

    def __init__(self, standing: Mapping[str, OldNote]) -> None:
        self._standing = standing
        self._states: dict[str, str] = {}
        self._touched: set[str] = set()
        self.files: set[str] = set()
        """The names of the sounds and pictures of the notes."""

    def take(self, stamped: Stamped) -> Stamped:
        """Note what becomes of a note, and give it on."""
        guid = stamped.note.guid
        self._states[guid] = stamped.state
        self.files.update(media.named(stamped.note))
        has = self._standing.get(guid) if stamped.state == "changed" else None
        if has is not None and has.modified >= TOUCHED:
            self._touched.add(guid)
        return stamped

    def summary(self, outlines: Notes, notes: Sequence[Note], before: Mapping[str, OldNote]) -> Summary:
        """Sum up: of the notes in `outlines`, these stand in the package, and those `before` stood in the last one."""
        by_state: dict[str, list[str]] = {"new": [], "changed": [], "unchanged": [], "held": []}
        for note in notes:
            by_state[self._states[note.guid]].append(note.hanzi)
        return Summary(
            **{state: tuple(texts) for state, texts in by_state.items()},
            touched=tuple([note.hanzi for note in notes if note.guid in self._touched]),
            gone=tuple(self._gone(before)),
            repeated=outlines.repeated,
            without_cards=outlines.without_cards,
            without_production=outlines.without_production,
        )

    def _gone(self, before: Mapping[str, OldNote]) -> Iterator[str]:
        for guid in before:
            if guid not in self._states:
                yield _text(before[guid].values[0])


def _text(field: str) -> str:
    """Turn the HTML of a plain field into its text again."""
    return html.unescape(re.sub(r"<[^>]*>", "", field.replace("<br>", "\n")))
