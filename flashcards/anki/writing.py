"""The making of a package: cards are gone through once, and notes are made, stamped and written one by one.

    cards -> outlines in memory, all other fields waiting -> whole notes, deck by deck -> rows -> archive

*The idea:* what a note is beside others of its deck hangs on few of its fields, and only these are held: a deck takes
little memory, however long its texts are.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from flashcards.anki import media, previous_package
from flashcards.anki.archive import archive
from flashcards.anki.changes import Changes
from flashcards.anki.database import COLLECTION, LARGEST
from flashcards.anki.notes import completed, filled, outlined
from flashcards.anki.notetypes import SENTENCE
from flashcards.anki.old_notes import chained
from flashcards.anki.previous_package import NotOursError, Previous
from flashcards.anki.rereading import placed
from flashcards.anki.waiting import WaitingFields
from flashcards.common.collector import without_collector
from flashcards.common.files import temporary_folder, write_all
from flashcards.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from flashcards.anki.changes import Summary
    from flashcards.anki.deck_options import DeckOptions
    from flashcards.anki.notes import Notes
    from flashcards.anki.stamping import Stamped
    from flashcards.records import Card


def write_package(
    cards: Iterable[Card], deck: DeckOptions, path: Path, *, previous: Path | None = None, now: int
) -> Summary:
    """Write a package, whole or not at all; arguments and errors as for `made_package`.

    Raises:
        OutputError: `path` cannot be written.

    """
    with made_package(cards, deck, path, previous=previous, now=now) as (package, summary):
        write_all({path: package})
    return summary


@contextmanager
def made_package(
    cards: Iterable[Card], deck: DeckOptions, path: Path, *, previous: Path | None = None, now: int
) -> Iterator[tuple[Path, Summary]]:
    """Lend a package that is to stand at `path`, for now as another file; `now` is the time, in seconds since 1970.

    Notes that are the same in the `previous` package keep their times, so that importing the new one leaves them
    alone. Without a `previous` package, the one that stands at `path` is it. Of a note that changed, packages of ours
    in the same folder are asked whether another text has it, too.

    Raises:
        OutputError: something that this program did not make stands at `path`; there is no room; or nobody could read
            a package of that size.
        InputError: `previous` is missing or no package that this program made.

    """
    from flashcards.anki import package, stamping  # genanki is loaded when it is needed

    files = {item.name: item.content for item in deck.recordings.values()}
    changes = Changes(deck.standing)
    with temporary_folder() as folder:
        collection, whole = folder / COLLECTION, folder / "package"
        with without_collector(), _room(folder), _before(path, previous) as before, WaitingFields() as fields:
            outlines = outlined(
                _filled(cards, deck, fields, files), deck.kinds, deck.namespace, deck.spelling, deck.speech
            )
            known = chained(before.notes, deck.standing)
            notes = placed(outlines.notes, outlines.readings, known, partial(_sentences, outlines, fields))
            shared = partial(previous_package.shared, path, previous, before.notes)
            stamps = stamping.Stamps(notes, before, now, shared, deck.standing)

            def stamped(at: int) -> Stamped:
                return changes.take(stamps.of(completed(notes[at], fields[outlines.places[at]])))

            package.write(collection, notes, stamped, package.Frame(deck.title, deck.look, before.note_types, now))
            _refuse_too_large(collection, path)
            archive(collection, media.chosen(changes.files, files, before.media), whole)
            summary = changes.summary(outlines, notes, before.notes)
        collection.unlink()
        yield whole, summary


def _refuse_too_large(collection: Path, path: Path) -> None:
    if collection.stat().st_size > LARGEST:
        raise OutputError(f"{path}: nobody could read a package of this size; part the text, or the library.")


def _filled(
    cards: Iterable[Card], deck: DeckOptions, fields: WaitingFields, files: dict[str, bytes]
) -> Iterator[tuple[Card, Mapping[str, str]]]:
    """Give cards with their fields, which are put aside with their pictures."""
    for card in cards:
        values = filled(card, deck.spelling, deck.sounds)
        fields.put(values)
        if card.picture:
            files[card.picture.name] = card.picture.content
        yield card, values


def _sentences(outlines: Notes, fields: WaitingFields) -> Iterator[str]:
    """Give the sentences of a deck."""
    for note, place in zip(outlines.notes, outlines.places, strict=True):
        yield fields[place].get("Hanzi" if note.note_type is SENTENCE else "Sentence", "")


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Tell where a package was put together if there is no room for it."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(
            f"{folder.parent}: the package cannot be put together there ({error}); make room, or name another "
            "folder with TMPDIR."
        ) from error


@contextmanager
def _before(path: Path, previous: Path | None) -> Iterator[Previous]:
    """Open the last package: `previous`, or what stands where the new one shall go, over nothing that is not ours."""
    with ExitStack() as lent:
        before = _standing(path, lent)
        if previous is not None:
            before = _given(previous, lent)
        try:
            yield before
        except NotOursError as error:  # of a note that was read later
            raise _not_ours(path) if previous is None else _not_given(previous) from error


def _standing(path: Path, lent: ExitStack) -> Previous:
    """Open what stands where the package shall go; nothing at all is as good as an empty package."""
    try:
        if not path.exists() or path.is_fifo() or path.is_char_device():
            return Previous()
        return lent.enter_context(previous_package.opened(path))
    except NotOursError as error:
        raise _not_ours(path) from error
    except IsADirectoryError as error:
        raise OutputError(f"{path}: a folder stands here; name another output.") from error
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror}); name another output.") from error


def _given(path: Path, lent: ExitStack) -> Previous:
    try:
        return lent.enter_context(previous_package.opened(path))
    except NotOursError as error:
        raise _not_given(path) from error
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give the package that was imported last."
        ) from error


def _not_ours(path: Path) -> OutputError:
    return OutputError(
        f"{path}: is no package made by flashcards and is left alone; name another output, or move the file away."
    )


def _not_given(path: Path) -> InputError:
    return InputError(f"{path}: is no package made by flashcards; give the one that was imported last.")
