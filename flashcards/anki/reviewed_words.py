"""The words that a learner knows, as the reviews in their own Anki tell.

*The idea:* a word counts as known once Anki waits so many days before it asks again; 21 is where Anki itself begins to
call a card mature. Any deck will do: the field that holds words is the one whose values mostly are Chinese words and
nothing else, found for each note type by itself. A note type whose first field holds Chinese sentences is one of
sentences, and a word that its notes also name is not what was asked.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from flashcards.anki.collection import read
from flashcards.anki.notetypes import NOTE_TYPES, own_field_told
from flashcards.chinese import HAN, HAN_CHARACTER, leading_words
from flashcards.errors import InputError
from flashcards.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from flashcards.anki.collection import Collection, Reviewed

_MARKUP = re.compile(r"<[^<>]*>|\[sound:[^\[\]]*\]|\[anki:[^\[\]]*\]")
_WORD = rf"[{HAN}]{{1,8}}(?:[\s/、,，;；|(（\[【]+[{HAN}]{{1,8}}[)）\]】]?)*"
"""One word or several forms of it, and nothing else. Compiled when a collection is read, which is seldom."""
_MOST = 0.5
"""The least share of the values of a field that are words, for it to be the field of words."""


class Reviews(Record):
    """The words that are known; `notices` say of a note type of ours why Anki will take no correction of its notes."""

    words: frozenset[str]
    notices: tuple[str, ...]


def reviewed_words(path: Path, *, field: str = "", interval: int = 21) -> Reviews:
    """Give the words of a collection or package with a card that is shown again after `interval` days or later.

    `field` is the name of the field that holds words, in any case; '' finds it. There may be none as yet.

    Raises:
        InputError: the file cannot be read, or no note type has such a field.

    """
    collection = read(path)
    places = _named(collection, field, path) if field else _places(collection)
    known = (note for note in collection.notes if note.interval >= interval and note.note_type in places)
    words = (word for note in known for word in leading_words(_text(_value(note, places[note.note_type]))))
    notices = (own_field_told(kind, collection.field_names.get(kind.number, ())) for kind in NOTE_TYPES)
    return Reviews(frozenset(words), tuple(f"{path}: {notice}" for notice in notices if notice))


def _named(collection: Collection, field: str, path: Path) -> dict[int, int]:
    places = {
        number: lowered.index(field.casefold())
        for number, names in collection.field_names.items()
        if field.casefold() in (lowered := [name.casefold() for name in names])
    }
    if not places:
        names = ", ".join(dict.fromkeys(name for names in collection.field_names.values() for name in names))
        raise InputError(f"{path}: no note type has a field called {field!r}; there are {names[:500]}.")
    return places


def _places(collection: Collection) -> dict[int, int]:
    """Find the field of words of each note type that has one."""
    notes: dict[int, list[Reviewed]] = {}
    for note in collection.notes:
        notes.setdefault(note.note_type, []).append(note)
    places = {number: _place(type_notes) for number, type_notes in notes.items()}
    return {number: place for number, place in places.items() if place is not None}


def _place(notes: Sequence[Reviewed]) -> int | None:
    shares = [_share(_text(_value(note, at)) for note in notes) for at in range(max(len(n.fields) for n in notes))]
    best = max(range(len(shares)), key=lambda at: (shares[at], -at))
    first = [_text(_value(note, 0)) for note in notes]
    is_of_sentences = shares[0] < _MOST < sum(map(bool, map(HAN_CHARACTER.search, first))) / len(first)
    return None if is_of_sentences or shares[best] <= _MOST else best


def _share(values: Iterable[str]) -> float:
    """Tell which share of the values are words; a field that is mostly empty holds something else."""
    every = list(values)
    return sum(bool(re.fullmatch(_WORD, value)) for value in every) / len(every)


def _value(note: Reviewed, place: int) -> str:
    return note.fields[place] if place < len(note.fields) else ""


def _text(field: str) -> str:
    """Turn the HTML of a field into text."""
    return " ".join(html.unescape(_MARKUP.sub(" ", field)).split())
