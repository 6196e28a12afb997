"""Cards become notes: one for each word and each sentence and each kind of card that can ask for it.

*The idea:* a card is made only where its front can be answered from what it shows. Words that sound alike are told
apart on a listening card, words that mean the same on a production card; where there is nothing to hear, to gap or to
spell, the card is not made. Every card has a note of its own: two decks that ask for a word in different ways then
have nothing to take from each other, and a kind that is asked for no longer leaves no card without its front.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.anki import homographs, identity, markup, rereading
from flashcards.anki.fields import fields, telling
from flashcards.anki.hints import Rival, with_hints
from flashcards.anki.note import Note
from flashcards.anki.notetypes import ON, PLACE_OF, SENTENCE, SPEECH, SWITCHES, VOCABULARY, NoteType
from flashcards.anki.packed_fields import PackedFields
from flashcards.chinese import orthography
from flashcards.chinese.orthography import STANDARD
from flashcards.common.memory import afresh, steady
from flashcards.records import Record, SentenceCard, field, replace
from flashcards.settings import CardKind
from flashcards.speech import of_sentence, of_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flashcards.anki.notetypes import CardSlot
    from flashcards.chinese.orthography import Spelling
    from flashcards.common.memory import Remember
    from flashcards.records import Card, Term
    from flashcards.speech import Line, Recording

_PRODUCTION = SWITCHES[CardKind.PRODUCTION]

_TELLING = ("Pinyin", "English", "Meaning", "Audio")
"""Fields of a card that decide what its notes are beside those of others; of the cloze, it is whether there is one."""

_APART = 20
"""New cards between two kinds of a word: as many as Anki shows on a day, so that one does not answer the next."""


class Notes(Record):
    """The notes of a deck, for each the place of its card among all, from 0, and what did not become one of its own.

    They may be outlines: notes that lack the fields of their cards; see `completed`.
    `repeated` are texts that stood on an earlier card already: the first one is kept, and names another's reading.
    `without_cards` are texts for which no card of the kinds asked for can be made; those `without_production` lack the
    production card alone, since nothing that it could show tells them from another. `readings` are, for notes of words
    that are others when read otherwise, by GUID, the GUIDs that they have in each reading.
    """

    notes: tuple[Note, ...]
    places: tuple[int, ...]
    repeated: tuple[str, ...]
    without_cards: tuple[str, ...]
    without_production: tuple[str, ...] = ()
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Sounds(Record):
    """What of a deck can be heard: recordings of lines; with `speech`, the platform's own voice reads the others."""

    recordings: Mapping[Line, Recording] = field(default_factory=dict)
    speech: bool = False


SILENT = Sounds()


def notes(
    cards: Iterable[Card],
    kinds: Sequence[CardKind],
    *,
    namespace: str = "",
    spelling: Spelling = STANDARD,
    sounds: Sounds = SILENT,
) -> Notes:
    """Make the notes of a deck, in the order of the cards; `spelling` is how readings are written.

    Listening cards are always heard: as `sounds` say, else through the platform's own voice.
    """
    with_fields = [(card, filled(card, spelling, sounds)) for card in cards]
    result = outlined(with_fields, kinds, namespace, spelling, sounds.speech)
    pairs = zip(result.notes, result.places, strict=True)
    return replace(result, notes=tuple([completed(note, with_fields[place][1]) for note, place in pairs]))


def outlines(  # noqa: PLR0913 (a deck has this many options)
    cards: Iterable[Card],
    kinds: Sequence[CardKind],
    *,
    namespace: str = "",
    spelling: Spelling = STANDARD,
    speech: bool = False,
    remember: Remember = afresh,
) -> Notes:
    """Make the outlines of the notes of a deck without recordings, and no field that they can do without."""
    spelling = steady(spelling, remember)
    return outlined(((card, telling(card, spelling, remember)) for card in cards), kinds, namespace, spelling, speech)


def filled(card: Card, spelling: Spelling, sounds: Sounds) -> Mapping[str, str]:
    """Make the fields of a card's notes, with what can be heard."""
    values = fields(card, spelling)
    if not sounds.recordings:
        return values
    heard = _recorded(card, sounds.recordings)
    return values.beside(heard) if isinstance(values, PackedFields) else {**values, **heard}


def completed(outline: Note, values: Mapping[str, str]) -> Note:
    """Give the outline of a note all its fields: those of its card, and what it got beside others of its deck."""
    remarks = " ".join(filter(None, (values.get("Note"), outline.fields.get("Note"))))
    return outline.with_fields({**values, **outline.fields, **({"Note": remarks} if remarks else {})})


@dataclass(slots=True)
class _Draft:
    """The note of all cards of a text with those fields alone by which notes are told apart, and the place of its card.

    `rivals` are words that could be answered to it, too; `readings` the GUIDs that it has in other readings.
    """

    note: Note
    place: int
    rivals: Sequence[Rival]
    readings: tuple[str, ...]


def outlined(
    filled: Iterable[tuple[Card, Mapping[str, str]]],
    kinds: Sequence[CardKind],
    namespace: str,
    spelling: Spelling,
    speech: bool,
) -> Notes:
    """Make the outlines of the notes of cards with their fields, each of which is looked at once."""
    asked = [PLACE_OF[kind] for kind in kinds]
    drafts: dict[str, _Draft] = {}
    repeated, without_cards = [], []
    for place, (card, values) in enumerate(filled):
        note = _note(card, values, asked, namespace)
        if note.guid in drafts:
            repeated.append(note.hanzi)
            drafts[note.guid].note = _with_reading(drafts[note.guid].note, note)
        elif not note.kinds:
            without_cards.append(note.hanzi)
        else:
            drafts[note.guid] = _Draft(note, place, _rivals(card, spelling), rereading.guids(card, namespace))
    distinct = with_hints(
        [draft.note for draft in drafts.values()], {guid: draft.rivals for guid, draft in drafts.items()}
    )
    lost = _without_production((draft.note for draft in drafts.values()), distinct)
    outlined = [
        (note, draft.place, tuple(identity.guid_of_kind(guid, note.kinds[0]) for guid in draft.readings))
        for draft, whole in zip(drafts.values(), distinct, strict=True)
        for note in _by_kind(whole, speech=speech)
    ]
    return Notes(
        notes=tuple([note for note, _, _ in outlined]),
        places=tuple([place for _, place, _ in outlined]),
        repeated=tuple(repeated),
        without_cards=(*without_cards, *[note.hanzi for note in lost if not note.kinds]),
        without_production=tuple([note.hanzi for note in lost if note.kinds]),
        readings={note.guid: others for note, _, others in outlined if others},
    )


def _rivals(card: Card, spelling: Spelling) -> Sequence[Rival]:
    """Spell the words that could be answered to a card of a word."""
    rivals = () if isinstance(card, SentenceCard) else card.rivals
    return [
        Rival(
            markup.piece(orthography.word(entry.syllables, entry.simplified, spelling)),
            (entry.simplified, entry.traditional),
        )
        for entry in rivals
    ]


def guid_of(card: Card, namespace: str = "") -> str:
    """Make the GUID of the note of a card: of a word, or of a sentence."""
    if card.key:
        return card.key
    if isinstance(card, SentenceCard):
        return identity.guid(SENTENCE, namespace, card.annotated.pair.written_chinese)
    return guid_of_term(card.term, namespace)


def guid_of_term(term: Term, namespace: str = "") -> str:
    """Make the GUID of the note of a word: by it a word of one text is known for that of another."""
    apart = homographs.unusual(term.simplified or term.text, term.syllables)
    return identity.guid(VOCABULARY, namespace, term.text, apart)


def _without_production(before: Iterable[Note], after: Iterable[Note]) -> list[Note]:
    """Give the notes that have lost the switch of their production card."""
    pairs = zip(before, after, strict=True)
    return [new for old, new in pairs if _PRODUCTION in old.fields and _PRODUCTION not in new.fields]


def _note(card: Card, values: Mapping[str, str], asked: Iterable[CardSlot], namespace: str) -> Note:
    """Make the note of all the cards of a text, with what tells it from others; `asked` are the kinds asked for."""
    if isinstance(card, SentenceCard):
        note_type, text, is_in_doubt = SENTENCE, card.annotated.pair.written_chinese, False
    else:
        note_type, text, is_in_doubt = VOCABULARY, card.term.text, card.term.is_in_doubt
    possible = [place for place in asked if not (is_in_doubt and place.asks_by_meaning)]
    switches = [place.switch_name for place in possible if all(map(values.get, place.needs))]
    telling = {name: values[name] for name in _TELLING if name in values}
    return Note(
        note_type=note_type,
        guid=guid_of(card, namespace),
        fields={**telling, "Cloze": ON if values.get("Cloze") else "", **dict.fromkeys(switches, ON)},
        tags=card.tags,
        position=card.position,
        hanzi=text,
        deck="::".join(filter(None, (card.text, _deck(card, note_type), card.chapter))),
    )


def _by_kind(whole: Note, *, speech: bool) -> Iterator[Note]:
    """Give each card of a note an outline of its own, its first kind first to be met."""
    for place, kind in enumerate(whole.kinds):
        guid = identity.guid_of_kind(whole.guid, kind)
        own = {SWITCHES[kind]: ON, "Key": guid}
        if speech or (PLACE_OF[kind].is_heard and not whole.fields.get("Audio")):
            own[SPEECH] = ON
        own |= {name: whole.fields[name] for name in (PLACE_OF[kind].hint, "Note") if name in whole.fields}
        due = whole.position + place * _APART
        yield Note(whole.note_type, guid, own, whole.tags, whole.position, whole.hanzi, whole.deck, due)


def _deck(card: Card, note_type: NoteType) -> str:
    """Name the deck of a card below that of its text."""
    return (not isinstance(card, SentenceCard) and card.subdeck) or note_type.deck


def _recorded(card: Card, recordings: Mapping[Line, Recording]) -> dict[str, str]:
    """Make the fields that play recordings, as far as there are any."""
    if isinstance(card, SentenceCard):
        heard = {"Audio": of_sentence(card.annotated)}
    else:
        heard = {"Audio": of_term(card.term)}
        if not card.term.example.is_bare:
            heard["Sentence Audio"] = of_sentence(card.term.example.annotated)
    return {name: f"[sound:{recordings[line].name}]" for name, line in heard.items() if line in recordings}


def _with_reading(note: Note, other: Note) -> Note:
    """Let a word's note name the reading of another note of the same word.

    A note of its own would have to be known again by its pinyin, and lose its reviews when that is put right.
    """
    if note.note_type is not VOCABULARY or note.fields["Pinyin"] == other.fields["Pinyin"]:
        return note
    remark = f"Also {other.fields['Pinyin']}: {other.fields['Meaning']}"
    remarks = " ".join(filter(None, (note.fields.get("Note"), remark)))
    return note.with_fields({**note.fields, "Note": remarks})
