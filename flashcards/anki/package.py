"""Notes become a package: the only home of genanki.

*The idea:* a package is a function of the cards, the options, the last package and the clock it is given. What did
not change keeps its times and numbers, so an unchanged deck gives the same bytes, and importing it again touches
nothing.
"""

from __future__ import annotations

import functools
import html
import itertools
import json
import sqlite3
from contextlib import closing
from types import ModuleType
from typing import TYPE_CHECKING, Any

from flashcards.anki import templates as looks
from flashcards.anki.identity import deck_number, deck_title
from flashcards.anki.notetypes import NOTE_TYPES, SPARES, SWITCHES, NoteType
from flashcards.anki.old_notes import SEPARATOR
from flashcards.anki.times import of_look
from flashcards.common.imports import stand_ins
from flashcards.records import Record

# genanki reads no note type from YAML here, and the standard library caches properties, too: half of its loading time.
with stand_ins({"yaml": ModuleType("yaml"), "cached_property": functools}):
    import genanki

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki.note import Note
    from flashcards.anki.stamping import Stamped
    from flashcards.anki.templates import Layout, Look

_PAGE_SIZE = 1 << 14
"""Bytes of a page of the collection: of SQLite's usual 4096, a note fills most and leaves the rest empty."""

_UNGUARDED = (
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
    "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
)
"""For a file that nobody else sees, and that is thrown away if anything fails."""

_DESCRIPTION = (
    "{title}: Chinese and English side by side.<br><br>"
    'Meanings and pinyin after <a href="https://cc-cedict.org/">CC-CEDICT</a>, published by '
    '<a href="https://www.mdbg.net/chinese/dictionary?page=cc-cedict">MDBG</a> under '
    '<a href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a>. '
    "Each card names the text that its sentences come from."
)


class _DatedModel(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """A note type with a time of its own, which belongs to no deck."""

    modified: int

    def to_json(self, _time: float, _deck_id: int) -> dict[str, Any]:
        model: dict[str, Any] = super().to_json(self.modified, 0)
        return model


class Frame(Record):
    """What a collection holds beside its notes: the title of its deck, the look of its cards, and the clock.

    `before` are the note types of the last package, as Anki keeps them.
    """

    title: str
    look: Look
    before: Mapping[int, Mapping[str, Any]]
    now: int


def write(file: Path, notes: Sequence[Note], stamped: Callable[[int], Stamped], frame: Frame) -> None:
    """Write the collection of some notes, of which outlines will do; each is made whole by its place, once.

    Raises:
        OSError, sqlite3.OperationalError: there is no room.

    """
    title = deck_title(frame.title)
    by_deck: dict[str, list[int]] = {kind.deck: [] for kind in NOTE_TYPES}
    for at, note in enumerate(notes):
        by_deck.setdefault(note.deck, []).append(at)
    decks = [(_deck(f"{title}::{name}", title), own) for name, own in by_deck.items() if own]
    models = {kind.number: _model(kind, looks.layout(kind, frame.look), frame) for kind in NOTE_TYPES}
    used = {note.note_type.number for note in notes}
    root = _deck(title, title)
    # Without a note, too, it is to be known as ours again.
    root.models = {number: model for number, model in models.items() if number in used or not used}
    with closing(sqlite3.connect(file)) as db:
        db.executescript(f"PRAGMA page_size = {_PAGE_SIZE}; {_UNGUARDED}")
        genanki.Package([root]).write_to_db(db.cursor(), frame.now, itertools.count())
        _add_decks(db, [deck for deck, _ in decks])
        # genanki would write each note between its cards. All at once are written faster and packed better, and so
        # are the indexes at the end.
        indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall()
        db.executescript("".join(f"DROP INDEX {name};" for name, _ in indexes))
        for deck, own in decks:
            _fill(db, deck.deck_id, map(stamped, own))
        db.executescript("".join(f"{definition};" for _, definition in indexes))
        db.commit()


def _add_decks(db: sqlite3.Connection, decks: Iterable[genanki.Deck]) -> None:
    """Write decks all at once: genanki reads and writes all that are there for each, and a library has thousands."""
    (before,) = db.execute("SELECT decks FROM col").fetchone()
    whole = json.loads(before) | {str(deck.deck_id): deck.to_json() for deck in decks}
    db.execute("UPDATE col SET decks = ?", (json.dumps(whole),))


def _fill(db: sqlite3.Connection, deck: int, stamped: Iterable[Stamped]) -> None:
    """Write the notes of a deck as they are made, then their cards."""
    cards: list[tuple[int, ...]] = []

    def rows() -> Iterator[tuple[Any, ...]]:
        for each in stamped:
            cards.extend(_card_rows(each, deck))
            yield _note_row(each)

    db.executemany("INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,?)", rows())
    db.executemany("INSERT INTO cards VALUES(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", cards)


def _note_row(stamped: Stamped) -> tuple[Any, ...]:
    """Make a row of Anki's table `notes`; it counts the check sum (0 here) itself."""
    note, tags = stamped.note, f" {' '.join(stamped.note.tags)} "
    values = note.values
    data = "" if stamped.replaced is None else json.dumps(stamped.replaced)
    return (
        *(stamped.number, note.guid, note.note_type.number, stamped.modified),
        *(tags, SEPARATOR.join(values), values[0], data),
    )


def _card_rows(stamped: Stamped, deck: int) -> Iterator[tuple[int, ...]]:
    """Make the rows of Anki's table `cards`: new ones, to be met in the order of the deck."""
    for place, card in stamped.cards.items():
        yield card, stamped.number, deck, place, stamped.modified, stamped.note.due


def _deck(name: str, title: str) -> genanki.Deck:
    return genanki.Deck(deck_number(name), name, _DESCRIPTION.format(title=html.escape(title)))


def _model(note_type: NoteType, layout: Layout, frame: Frame) -> _DatedModel:
    """Make a note type, newer than the last one only if its look changed."""
    model = _DatedModel(note_type.number, note_type.name, _fields(note_type), _templates(note_type, layout), layout.css)
    # genanki would guess which fields a front needs, and guess wrong for fields behind a switch.
    switches = [*SWITCHES.values(), *(f"Add {name}" for name in SPARES)]
    needed = [[place, "all", [note_type.names.index(switch)]] for place, switch in enumerate(switches)]
    model._req = needed  # noqa: SLF001  # it has no public name
    model.modified = 0
    written = json.loads(json.dumps(model.to_json(0, 0)))
    model.modified = _model_time(written, frame, is_shipped=layout == looks.layout(note_type))
    return model


def _model_time(written: Mapping[str, Any], frame: Frame, *, is_shipped: bool) -> int:
    old = frame.before.get(int(written["id"]))
    if old is not None and {**old, "mod": 0} == {**written, "mod": 0}:
        return int(old["mod"])
    if is_shipped and (old is None or int(old["mod"]) < looks.REVISED):
        return looks.REVISED
    return of_look(frame.now) if old is None else max(of_look(frame.now), int(old["mod"]) + 1)


def _fields(note_type: NoteType) -> list[dict[str, Any]]:
    return [
        {
            "name": field.name,
            "id": note_type.field_id(field),
            "description": field.hint,
            "collapsed": field.quiet,
            "font": "Arial",
            "tag": None,
            "preventDeletion": False,
        }
        for field in note_type.fields
    ]


def _templates(note_type: NoteType, layout: Layout) -> list[dict[str, Any]]:
    return [
        {
            "name": template.kind.title(),
            "id": note_type.template_id(template.kind),
            "qfmt": template.front,
            "afmt": template.back,
        }
        for template in layout.templates
    ] + [
        {"name": name, "id": note_type.template_id(name), "qfmt": looks.spare(name), "afmt": "{{FrontSide}}"}
        for name in SPARES
    ]
