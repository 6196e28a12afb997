"""A learner's collection in the real Anki backend: import, review, look at cards, and check for every known fault."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

    from anki.cards import Card
    from anki.collection import Collection


@dataclass(frozen=True, slots=True)
class Log:
    """How many notes an import found, and what became of them."""

    notes: int
    new: int
    updated: int
    duplicate: int
    conflicting: int


class Learner:
    """A fresh collection; used as a context manager, it is closed at the end."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        folder.mkdir(parents=True, exist_ok=True)
        self.col: Collection = Collection(str(folder / "collection.anki2"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.col.close()

    def take(self, package: Path, *, merge: bool = False) -> Log:
        """Import a package with the choices that Anki's own dialog starts with; or `merge` its note types."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
        from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as Update

        newer = Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER
        options = ImportAnkiPackageOptions(
            merge_notetypes=merge,
            update_notes=newer,
            update_notetypes=newer,
            with_scheduling=False,
            with_deck_configs=False,
        )
        request = ImportAnkiPackageRequest(package_path=str(package.resolve()), options=options)
        log = self.col.import_anki_package(request).log
        self.col.models._clear_cache()
        return Log(log.found_notes, len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def review(self, *, days: int = 21) -> None:
        """Answer every card "Good" and set it due in so many days."""
        from anki.scheduler.v3 import CardAnswer, Scheduler

        assert isinstance(self.col.sched, Scheduler)
        for card in self.cards():
            states = self.col._backend.get_scheduling_states(card.id)
            card.start_timer()
            self.col.sched.answer_card(self.col.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))
        self.col.sched.set_due_date([card.id for card in self.cards()], f"{days}!")

    def queue(self, deck: str) -> list[str]:
        """Take the first fields of the cards that wait in a deck, in the order in which Anki will show them."""
        from anki.scheduler.v3 import Scheduler

        number = self.col.decks.id_for_name(deck)
        assert number is not None
        assert isinstance(self.col.sched, Scheduler)
        self.col.decks.select(number)
        queued = self.col.sched.get_queued_cards(fetch_limit=1000).cards
        return [self.col.get_card(queued_card.card.id).note().fields[0] for queued_card in queued]

    def cards(self, search: str = "") -> list[Card]:
        """Find cards, in the order in which they came."""
        return [self.col.get_card(number) for number in sorted(self.col.find_cards(search))]

    def scheduling(self) -> dict[tuple[str, int], tuple[Any, ...]]:
        """Take what Anki knows of each card's reviews, by its note's GUID and its place."""
        rows = self.col.db.execute(  # type: ignore[union-attr]
            "select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.reps, c.did,"
            " (select count() from revlog r where r.cid = c.id) from cards c join notes n on n.id = c.nid"
        )
        return {(guid, place): tuple(rest) for guid, place, *rest in rows}

    def note(self, hanzi: str) -> Any:
        """Find the note whose first field is this text, the one that asks for recognition if there are several."""
        notes = [note for note in map(self.col.get_note, self.col.find_notes("")) if note.fields[0] == hanzi]
        return max(notes, key=lambda note: "Add Recognition" in note and note["Add Recognition"])

    def faults(self) -> list[str]:
        """Name every fault that Anki imports in silence; none is what a package should have."""
        from anki.errors import AnkiException

        db = self.col.db
        assert db is not None
        faults = []
        times = db.all("select mtime_secs, id from notetypes")
        for kind in self.col.models.all():
            try:
                self.col.models.update_dict(kind)
            except AnkiException as error:
                faults.append(f"broken template of {kind['name']}: {error}")
        # Saving a note type is how Anki checks it, and makes it newer; a look must leave no trace.
        db.executemany("update notetypes set mtime_secs = ? where id = ?", times)
        self.col.models._clear_cache()
        faults += [f"blank cards of note {n.note_id}" for n in self.col.get_empty_cards().notes]
        faults += [
            f"note {n} without a card" for n in db.list("select id from notes where id not in (select nid from cards)")
        ]
        faults += [
            f"GUID {g} of several notes" for g in db.list("select guid from notes group by guid having count() > 1")
        ]
        faults += [f"missing media {name}" for name in self.col.media.check().missing]
        for card in self.cards():
            shown = card.question() + card.answer()
            if re.search("has a problem|front of this card is blank|unknown field", shown):
                faults.append(f"card {card.id} shows a problem")
        return faults


def make_zip(**members: bytes) -> bytes:
    """Make an archive of some files; `_` in a name stands for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("_", "."), content)
    return out.getvalue()
