"""Cards become notes: one for each word and each sentence and each kind of card that can ask for it.

*The idea:* a card is made only where its front can be answered from what it shows. Words that sound alike are told
apart on a listening card, words that mean the same on a production card; where there is nothing to hear, to gap or to
spell, the card is not made. Every card has a note of its own: two decks that ask for a word in different ways then
have nothing to take from each other, and a kind that is asked for no longer leaves no card without its front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki import identity, markup, readings
from flashcards.anki.fields import fields, telling
from flashcards.anki.hints import Rival, with_hints
from flashcards.anki.note import Note
from flashcards.anki.notetypes import ON, PLACE_OF, SENTENCE, SPEECH, SWITCHES, VOCABULARY, NoteType
from flashcards.chinese import orthography
from flashcards.chinese.orthography import STANDARD
from flashcards.records import Record, SentenceCard, field
from flashcards.settings import CardKind
from flashcards.speech import of_sentence, of_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flashcards.anki.notetypes import Place
    from flashcards.chinese.orthography import Spelling
    from flashcards.records import Card, Term
    from flashcards.speech import Line, Recording

_PRODUCTION = SWITCHES[CardKind.PRODUCTION]

_OWN = frozenset(name for place in PLACE_OF.values() for name in (place.hint, place.switch_name))
"""Fields that stand on the notes of one kind alone."""

_APART = 20
"""New cards between two kinds of a word: as many as Anki shows on a day, so that one does not answer the next."""


class Notes(Record):
    """The notes of a deck, the `cards` that they were made of, and what did not become one of its own.

    `repeated` are texts that stood on an earlier card already: the first one is kept, and names another's reading.
    `without_cards` are texts for which no card of the kinds asked for can be made; those `without_production` lack the
    production card alone, since nothing that it could show tells them from another.
    """

    notes: tuple[Note, ...]
    cards: tuple[Card, ...]
    repeated: tuple[str, ...]
    without_cards: tuple[str, ...]
    without_production: tuple[str, ...] = ()


class Sounds(Record):
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
    filled = ((card, _filled(card, spelling, sounds)) for card in cards)
    return _notes(filled, kinds, namespace, spelling, speech=sounds.speech)


def outlines(
    cards: Iterable[Card],
    kinds: Sequence[CardKind],
    *,
    namespace: str = "",
    spelling: Spelling = STANDARD,
    speech: bool = False,
) -> Notes:
    """Make the notes of a deck without recordings, with those fields alone that tell them apart; see `completed`."""
    filled = ((card, telling(card, spelling)) for card in cards)
    return _notes(filled, kinds, namespace, spelling, speech=speech)


def completed(outline: Note, card: Card, spelling: Spelling = STANDARD) -> Note:
    """Give the outline of a note all its fields: those of its card, and what it got beside others of its deck."""
    whole = fields(card, spelling)
    remarks = " ".join(filter(None, (whole.get("Note"), outline.fields.get("Note"))))
    return outline.with_fields(whole | outline.fields | ({"Note": remarks} if remarks else {}))


def _filled(card: Card, spelling: Spelling, sounds: Sounds) -> dict[str, str]:
    values = fields(card, spelling)
    return values | _recorded(card, sounds.recordings) if sounds.recordings else values


def _notes(
    filled: Iterable[tuple[Card, dict[str, str]]],
    kinds: Sequence[CardKind],
    namespace: str,
    spelling: Spelling,
    *,
    speech: bool,
) -> Notes:
    """Make the notes of cards and their fields."""
    asked = [PLACE_OF[kind] for kind in kinds]
    by_guid: dict[str, Note] = {}
    card_of: dict[str, Card] = {}
    repeated, without_cards = [], []
    for card, values in filled:
        note = _note(card, values, asked, namespace)
        if note.guid in by_guid:
            repeated.append(note.hanzi)
            by_guid[note.guid] = _with_reading(by_guid[note.guid], note)
        elif not note.kinds:
            without_cards.append(note.hanzi)
        else:
            by_guid[note.guid], card_of[note.guid] = note, card
    rivals = {guid: _rivals(card, spelling) for guid, card in card_of.items()}
    distinct = with_hints(by_guid.values(), rivals)
    lost = _without_production(by_guid.values(), distinct)
    by_kind = [(note, card_of[whole.guid]) for whole in distinct for note in _by_kind(whole, speech=speech)]
    return Notes(
        notes=tuple([note for note, _ in by_kind]),
        cards=tuple([card for _, card in by_kind]),
        repeated=tuple(repeated),
        without_cards=(*without_cards, *[note.hanzi for note in lost if not note.kinds]),
        without_production=tuple([note.hanzi for note in lost if note.kinds]),
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


def guid_of_term(term: Term, namespace: str = "") -> str:
    """Make the GUID of the note of a word: by it a word of one text is known for that of another."""
    apart = readings.unusual(term.simplified or term.text, term.syllables)
    return identity.guid(VOCABULARY, namespace, term.text, apart)


def _without_production(before: Iterable[Note], after: Iterable[Note]) -> list[Note]:
    """Give the notes that have lost the switch of their production card."""
    pairs = zip(before, after, strict=True)
    return [new for old, new in pairs if _PRODUCTION in old.fields and _PRODUCTION not in new.fields]


def _note(card: Card, values: dict[str, str], asked: Iterable[Place], namespace: str) -> Note:
    """Make one note of all the cards of a text; `asked` are the kinds asked for."""
    if isinstance(card, SentenceCard):
        note_type, text, is_in_doubt = SENTENCE, card.annotated.pair.written_chinese, False
        guid = identity.guid(note_type, namespace, text)
    else:
        note_type, text, is_in_doubt = VOCABULARY, card.term.text, card.term.is_in_doubt
        guid = guid_of_term(card.term, namespace)
    possible = [place for place in asked if not (is_in_doubt and place.asks_by_meaning)]
    switches = [place.switch_name for place in possible if all(map(values.get, place.needs))]
    return Note(
        note_type=note_type,
        guid=guid,
        fields=values | dict.fromkeys(switches, ON),
        tags=card.tags,
        position=card.position,
        hanzi=text,
        deck="::".join(filter(None, (card.text, _deck(card, note_type), card.chapter))),
    )


def _by_kind(whole: Note, *, speech: bool) -> Iterator[Note]:
    """Give each card of a note a note of its own, its first kind first to be met."""
    shared = {name: value for name, value in whole.fields.items() if name not in _OWN}
    for place, kind in enumerate(whole.kinds):
        guid = identity.guid_of_kind(whole.guid, kind)
        own = {SWITCHES[kind]: ON, "Key": guid}
        if speech or (PLACE_OF[kind].is_heard and not shared.get("Audio")):
            own[SPEECH] = ON
        hint = PLACE_OF[kind].hint
        if hint in whole.fields:
            own[hint] = whole.fields[hint]
        due = whole.position + place * _APART
        yield Note(whole.note_type, guid, shared | own, whole.tags, whole.position, whole.hanzi, whole.deck, due)


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
