"""Cards become notes: one for each word and each sentence, with the switches of the cards it makes.

*The idea:* a card is made only where its front can be answered from what it shows. Words that sound alike are told
apart on a listening card, words that mean the same on a production card; where there is nothing to hear, to gap or to
spell, the card is not made.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from flashcards.anki import identity
from flashcards.anki.fields import fields
from flashcards.anki.notetypes import ON, SENTENCE, SPEECH, SWITCHES, VOCABULARY, NoteType
from flashcards.orthography import STANDARD
from flashcards.records import SentenceCard
from flashcards.settings import CardKind
from flashcards.speech import of_sentence, of_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flashcards.orthography import Spelling
    from flashcards.records import Card
    from flashcards.speech import Line, Recording

_NEEDS = {
    CardKind.RECOGNITION: ("Hanzi",),
    CardKind.PRODUCTION: ("Hanzi", "English"),
    CardKind.LISTENING: ("Hanzi",),
    CardKind.READING: ("Hanzi", "Pinyin"),
    CardKind.CLOZE: ("Hanzi", "Cloze"),
}
"""The fields without which a card of each kind asks nothing."""

_LISTENING = SWITCHES[CardKind.LISTENING]
_SWITCHES = tuple(SWITCHES.items())


_ASIDE = re.compile(r"\([^()]*\)")
_LEAD = re.compile(r"(?:to|an?|the) (?=.)")
"""What a synonym may begin with, and mean the same without."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as Anki will keep it. `fields` are HTML by field name; `hanzi` is its text, for messages.

    `deck` is the name of its deck below that of the text.
    """

    note_type: NoteType
    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    position: int
    hanzi: str
    deck: str

    @property
    def kinds(self) -> tuple[CardKind, ...]:
        """The kinds of cards it makes, in Anki's order."""
        return tuple([kind for kind, switch in _SWITCHES if self.fields.get(switch)])

    @property
    def values(self) -> tuple[str, ...]:
        """All fields in the order of the note type."""
        return tuple(map(self.fields.get, self.note_type.names, repeat("")))


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a deck, and what did not become one of its own.

    `folded` are texts that stood on an earlier card already: the first one is kept, and names another's reading.
    `unasked` are texts for which no card of the kinds asked for can be made.
    """

    notes: tuple[Note, ...]
    folded: tuple[str, ...]
    unasked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sounds:
    """What of a deck can be heard: recordings of lines; with `speech`, the platform's own voice reads the others."""

    recordings: Mapping[Line, Recording] = field(default_factory=dict)
    speech: bool = False


SILENT = Sounds()


def notes(
    cards: Sequence[Card],
    kinds: Sequence[CardKind],
    *,
    namespace: str = "",
    spelling: Spelling = STANDARD,
    sounds: Sounds = SILENT,
) -> Notes:
    """Make the notes of a deck, in the order of the cards; `spelling` is how readings are written.

    Listening cards are always heard: as `sounds` say, else through the platform's own voice.
    """
    asked = [(SWITCHES[kind], _NEEDS[kind]) for kind in kinds]
    made: dict[str, Note] = {}
    folded, unasked = [], []
    for card in cards:
        values = {**fields(card, spelling), **_recorded(card, sounds.recordings)}
        note = _note(card, values, asked, namespace, speech=sounds.speech)
        if note.guid in made:
            folded.append(note.hanzi)
            made[note.guid] = _with_reading(made[note.guid], note)
        elif not note.kinds:
            unasked.append(note.hanzi)
        else:
            made[note.guid] = note
    return Notes(_told_apart(made.values()), tuple(folded), tuple(unasked))


def _note(
    card: Card, values: Mapping[str, str], asked: Iterable[tuple[str, tuple[str, ...]]], namespace: str, *, speech: bool
) -> Note:
    """Make the note of a card; `asked` are the switches of the kinds asked for, with the fields that each needs."""
    is_sentence = isinstance(card, SentenceCard)
    text = card.annotated.pair.chinese_text if isinstance(card, SentenceCard) else card.term.text
    note_type = SENTENCE if is_sentence else VOCABULARY
    switches = {switch: ON for switch, needs in asked if all(map(values.get, needs))}
    if speech or (_LISTENING in switches and not values.get("Audio")):
        switches[SPEECH] = ON
    return Note(
        note_type=note_type,
        guid=identity.guid(note_type, namespace, text),
        fields={**values, **switches},
        tags=card.tags,
        position=card.position,
        hanzi=text,
        deck=f"{_deck(card, note_type)}::{card.chapter}" if card.chapter else _deck(card, note_type),
    )


def _deck(card: Card, note_type: NoteType) -> str:
    """Name the deck of a card below that of its text."""
    return (not isinstance(card, SentenceCard) and card.subdeck) or note_type.deck


def _recorded(card: Card, recordings: Mapping[Line, Recording]) -> dict[str, str]:
    """Make the fields that play recordings, as far as there are any."""
    if not recordings:
        return {}
    if isinstance(card, SentenceCard):
        heard = {"Audio": of_sentence(card.annotated)}
    else:
        heard = {"Audio": of_term(card.term), "Sentence Audio": of_sentence(card.term.example.annotated)}
    return {name: f"[sound:{recordings[line].name}]" for name, line in heard.items() if line in recordings}


def _with_reading(note: Note, other: Note) -> Note:
    """Let a word's note name the reading of another note of the same word.

    A note of its own would have to be known again by its pinyin, and lose its reviews when that is put right.
    """
    if note.note_type is not VOCABULARY or note.fields["Pinyin"] == other.fields["Pinyin"]:
        return note
    remark = f"Also {other.fields['Pinyin']}: {other.fields['Meaning']}"
    told = " ".join(filter(None, (note.fields["Note"], remark)))
    return replace(note, fields={**note.fields, "Note": told})


def _told_apart(made: Iterable[Note]) -> tuple[Note, ...]:
    """Give a hint to notes that could not be told apart by what a listening or production card shows of them."""
    made = tuple(made)
    sounds = [_sound(note) for note in made]
    heard = Counter(sounds)
    meanings = [_meanings(note) for note in made]
    readings: dict[str, list[str]] = {}
    for note, its in zip(made, meanings, strict=True):
        for meaning in its:
            readings.setdefault(meaning, []).append(note.fields["Pinyin"])
    beginnings = {meaning: _beginnings(spelled) for meaning, spelled in readings.items() if len(spelled) > 1}
    return tuple(
        _hinted(note, [beginnings[m] for m in its if m in beginnings], alike=heard[sound] > 1)
        for note, its, sound in zip(made, meanings, sounds, strict=True)
    )


def _hinted(note: Note, beginnings: Sequence[Mapping[str, str]], *, alike: bool) -> Note:
    hints = {}
    if alike:
        hints["Listening Hint"] = note.fields.get("Meaning") or note.fields["English"]
    if beginnings:
        hints["Production Hint"] = max((told[note.fields["Pinyin"]] for told in beginnings), key=len)
    return replace(note, fields={**note.fields, **hints}) if hints else note


def _beginnings(readings: Sequence[str]) -> dict[str, str]:
    """Give away as little of each reading as tells it from the others: the shortest beginning that no other shares.

    In the order of the alphabet those that share most stand side by side.
    """
    ordered = sorted(readings)
    shared = [_shared(*two) for two in pairwise(ordered)]
    return {
        spelled: f"{spelled[: before + 1]}…" if (before := max(sides)) + 1 < len(spelled) else spelled
        for spelled, sides in zip(ordered, zip([0, *shared], [*shared, 0], strict=True), strict=True)
    }


def _shared(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)


def _sound(note: Note) -> str:
    return f"{note.note_type.folder} {note.fields['Pinyin'].casefold() or note.guid}"


def _meanings(note: Note) -> frozenset[str]:
    """Take the meanings by which a production card asks: the synonyms of a sense, bare of asides; a whole sentence."""
    asked = note.fields.get("Meaning") if note.note_type is VOCABULARY else note.fields["English"]
    if not asked:
        return frozenset((note.guid,))
    parts = _ASIDE.sub(" ", asked).split(";") if note.note_type is VOCABULARY else (asked,)
    bare = (_LEAD.sub("", " ".join(part.casefold().split())) for part in parts)
    return frozenset(f"{note.note_type.folder} {part}" for part in bare if part) or frozenset((asked,))
