"""Cards become an Anki package. The only room that knows Anki, and the only home of genanki.

    cards -> notes (fields, GUIDs, switches) -> package (times, numbers, zip) -> .apkg

`write_package` does it all, `make_package` all but the writing; `notes` gives the same notes as plain data, for tables
and pages to look at.
"""

from __future__ import annotations

import html
import re
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from flashcards.anki import previous_package
from flashcards.anki.archive import archive
from flashcards.anki.edits import EditedField, EditedNote, Edits, edits_of, last_given
from flashcards.anki.identity import deck_title
from flashcards.anki.merging import standing
from flashcards.anki.note import Note
from flashcards.anki.notes import Notes, Sounds, completed, guid_of_term, notes, outlines
from flashcards.anki.notetypes import HINTS, NOTE_TYPES, SENTENCE, VOCABULARY
from flashcards.anki.old_notes import OldNote, chained
from flashcards.anki.previous_package import NotOursError, Previous
from flashcards.anki.rendering import Face, faces
from flashcards.anki.rereading import with_places
from flashcards.anki.templates import SHIPPED, Look, css, tone_css
from flashcards.anki.times import TOUCHED
from flashcards.chinese.orthography import STANDARD
from flashcards.common.collector import without_collector
from flashcards.common.files import write_all
from flashcards.errors import InputError, OutputError
from flashcards.records import Record, field
from flashcards.settings import CardKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from flashcards.anki.stamping import Stamped
    from flashcards.chinese.orthography import Spelling
    from flashcards.records import Card, Picture
    from flashcards.speech import Line, Recording

__all__ = [
    "HINTS",
    "NOTE_TYPES",
    "SENTENCE",
    "VOCABULARY",
    "DeckOptions",
    "EditedField",
    "EditedNote",
    "Edits",
    "Face",
    "Look",
    "Note",
    "Notes",
    "OldNote",
    "Summary",
    "completed",
    "css",
    "deck_notes",
    "deck_outlines",
    "deck_title",
    "edits_of",
    "faces",
    "guid_of_term",
    "last_given",
    "make_package",
    "notes",
    "pictures",
    "standing",
    "tone_css",
    "with_places",
    "write_package",
]


class DeckOptions(Record, kw_only=True):
    """How a deck is made. `title` is its name, with a sub-deck for sentences and one for words.

    `kinds` are the cards each note makes, where it can. `namespace` sets the notes apart from equal notes of other
    decks; without one, a word or sentence is the same note in all of them. `look` is that of the cards,
    `spelling` is how readings are written. `recordings` are sounds of what stands on the cards; with `speech` the
    platform's voice reads aloud what has none. `standing` are the notes of ours that the learner has, as far as
    they are known: what is shared with them is brought together.
    """

    title: str
    kinds: tuple[CardKind, ...] = (CardKind.RECOGNITION,)
    namespace: str = ""
    look: Look = SHIPPED
    spelling: Spelling = STANDARD
    speech: bool = False
    recordings: Mapping[Line, Recording] = field(default_factory=dict)
    standing: Mapping[str, OldNote] = field(default_factory=dict)


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


def deck_notes(cards: Sequence[Card], deck: DeckOptions) -> Notes:
    """Make the notes of a deck as its options ask for them."""
    sounds = Sounds(deck.recordings, deck.speech)
    return notes(cards, deck.kinds, namespace=deck.namespace, spelling=deck.spelling, sounds=sounds)


def deck_outlines(cards: Iterable[Card], deck: DeckOptions) -> Notes:
    """Make the notes of a deck without recordings, with the fields alone that tell them apart; see `completed`."""
    return outlines(cards, deck.kinds, namespace=deck.namespace, spelling=deck.spelling, speech=deck.speech)


def write_package(
    cards: Sequence[Card], deck: DeckOptions, path: Path, *, previous: Path | None = None, now: int
) -> Summary:
    """Write a package, whole or not at all; arguments and errors as for `make_package`.

    Raises:
        OutputError: `path` cannot be written.

    """
    content, summary = make_package(cards, deck, path, previous=previous, now=now)
    write_all({path: content})
    return summary


@without_collector()
def make_package(
    cards: Sequence[Card], deck: DeckOptions, path: Path, *, previous: Path | None = None, now: int
) -> tuple[bytes, Summary]:
    """Make the bytes of a package that is to stand at `path`; `now` is the time, in seconds since 1970.

    Notes that are the same in the `previous` package keep their times, so that importing the new one leaves them
    alone. Without a `previous` package, the one that stands at `path` is it. Of a note that changed, packages of ours
    in the same folder are asked whether another text has it, too.

    Raises:
        OutputError: something that this program did not make stands at `path`.
        InputError: `previous` is missing or no package that this program made.

    """
    with _before(path, previous) as before:
        notes = deck_notes(cards, deck)
        placed = with_places(notes.notes, notes.cards, chained(before.notes, deck.standing), deck.namespace)
        from flashcards.anki import package, stamping  # genanki is loaded when it is needed

        shared = partial(previous_package.shared, path, previous, before.notes)
        stamps = stamping.Stamps(placed, before, now, shared, deck.standing)
        stamped = [stamps.of(note) for note in placed]
        collection = package.collection(stamped, deck_title(deck.title), deck.look, before, now)
        media = {item.name: item.content for item in deck.recordings.values()}
        media |= {picture.name: picture.content for picture in pictures(cards)}
        played = package.played([item.note for item in stamped], media, before.media)
        return archive(collection, played), Summary(
            **{
                state: tuple(item.note.hanzi for item in stamped if item.state == state)
                for state in ("new", "changed", "unchanged", "held")
            },
            touched=tuple(item.note.hanzi for item in stamped if _is_touched(item, deck.standing)),
            gone=_gone(before, placed),
            repeated=notes.repeated,
            without_cards=notes.without_cards,
            without_production=notes.without_production,
        )


def pictures(cards: Iterable[Card]) -> tuple[Picture, ...]:
    """Give the pictures of cards, each once."""
    return tuple({card.picture.name: card.picture for card in cards if card.picture}.values())


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


def _is_touched(item: Stamped, standing: Mapping[str, OldNote]) -> bool:
    """Whether a note that changes is one that the learner has touched."""
    has = standing.get(item.note.guid)
    return item.state == "changed" and has is not None and has.modified >= TOUCHED


def _gone(before: Previous, notes: Sequence[Note]) -> tuple[str, ...]:
    kept = {note.guid for note in notes}
    return tuple(_text(old.values[0]) for guid, old in before.notes.items() if guid not in kept)


def _text(field: str) -> str:
    """Turn the HTML of a plain field into its text again."""
    return html.unescape(re.sub(r"<[^>]*>", "", field.replace("<br>", "\n")))
