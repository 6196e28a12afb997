"""What stands on the page of the cards of a text, and of the words that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards import output
from flashcards.chinese.syllables import small
from flashcards.corrections import CardChoice
from flashcards.corrections.phrases import squeezed
from flashcards.glosses import wording
from flashcards.output.card_preview import shown_sides
from flashcards.records import SentenceCard, VocabularyCard
from flashcards.review.card_places import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from flashcards.records import AlignedPair, AnnotatedPair, Card, Level, Term, Word
    from flashcards.review.listing import Entry, Noted
    from flashcards.review.session import Session
    from flashcards.review.word_items import Item

    _Spoken = tuple[str, tuple[str, ...]]
    """A word as it is written and read."""

_MOST_EXAMPLES = 50
"""Sentences that a card can be given as its example: more of them nobody reads in a list. Set by hand."""


def is_changed(entry: Entry, session: Session) -> bool:
    """Whether a person has changed a card, its word or its pair, or said that a word has none."""
    if entry.is_left:
        return entry.of.word.text in _changed(session)
    is_sentence = isinstance(entry.of.card, SentenceCard)
    return squeezed(entry.of.hanzi) in _changed(session) or (is_sentence and is_mended(entry.of.pair))


def _changed(session: Session) -> Collection[str]:
    """Give the words and sentences whose cards were changed."""
    every = session.corrections
    own = (each.word or squeezed(each.sentence) for each in every.cards)
    changed: set[str] = session.remembered("changed", lambda: {*own, *(each.word for each in every.words)})
    return changed


def is_mended(pair: AlignedPair) -> bool:
    """Whether a person has set a pair, or mended a typo in it."""
    return pair.is_settled or any(sentence.written for sentence in (*pair.chinese, *pair.english))


def kinds(entry: Entry, _session: Session) -> Collection[str]:
    """Tell of which kinds a card is: of a word or a sentence, of a level, and of what it asks."""
    if entry.is_left:
        return ()
    card: Card = entry.of.card
    is_sentence = isinstance(card, SentenceCard)
    level = card.level if isinstance(card, SentenceCard) else card.term.level
    return ("sentence" if is_sentence else "vocabulary", _level(level), entry.of.note.kinds[0])


def _level(level: Level) -> str:
    return f"hsk{level.hsk2}" if level.hsk2 else "beyond"


def shown(entries: Sequence[Entry], session: Session) -> Iterator[Item]:
    """Give cards as Anki shows them with what can be set of them, and words without a card with the reason."""
    noted: list[Noted] = [entry.of for entry in entries if not entry.is_left]
    notes = [output.completed(each.note, each.card, session.settings) for each in noted]
    faces = output.faces(notes, [each.card for each in noted], session.settings)
    sides = {face.note.guid: shown_sides(face) for face in faces}
    holders = _holders([each.card.term for each in noted if isinstance(each.card, VocabularyCard)], session)
    kept = {each.word for each in session.corrections.cards if each.choice is CardChoice.KEEP}
    for entry in entries:
        if entry.is_left:
            verdict = entry.of
            yield {"is_left": True, "word": verdict.word.text, "reason": verdict.reason}
        else:
            about = {"sides": sides[entry.of.note.guid], "kind": entry.of.note.kinds[0], "note": entry.of.card.note}
            about |= {"doubt": entry.doubt, "reason": entry.reason}
            place = _place(entry.of.card, session.deck.annotated)
            is_kept = entry.of.note.hanzi in kept or bool(place.get("is_set"))
            own = _editable(entry.of, holders) | {"place": place, "text": entry.of.pair.chinese_text}
            yield about | own | {"is_left": False, "is_kept": is_kept, "is_changed": is_changed(entry, session)}


def _editable(noted: Noted, holders: Mapping[_Spoken, list[str]]) -> Item:
    """Say what can be edited of a card: of that of a word with the sentences that show it, the chosen one first."""
    if isinstance(noted.card, SentenceCard):
        return {"word": "", "sentence": noted.hanzi, "meaning": "", "examples": [], "example": ""}
    term = noted.card.term
    own = term.example.origin.pair.chinese_text
    examples = list(dict.fromkeys([own, *holders[_spoken(term)]]))
    return {
        "word": term.text,
        "sentence": "",
        "meaning": wording.meaning(term),
        "examples": examples[:_MOST_EXAMPLES],
        "example": own,
    }


def _place(card: Card, pairs: Sequence[AnnotatedPair]) -> Item:
    """Say where a card stands: a sentence so that its pair can be kept, a word so that its sense can be chosen.

    What has no partner to be kept with, and a word that is none there, has no place.
    """
    place = place_of(card, pairs)
    if place is None:
        return {}
    if isinstance(card, SentenceCard):
        pair = pairs[place.number].pair
        return {} if pair.is_null else {"pair": place.number, "is_set": pair.is_settled}
    start = place.start(card.term.example.word)
    is_there = any((word.start, word.text) == (start, card.term.text) for word in pairs[place.number].words)
    return {"pair": place.number, "start": start} if is_there else {}


def _spoken(word: Word | Term) -> _Spoken:
    return word.text, small(word.syllables)


def _holders(terms: Iterable[Term], session: Session) -> dict[_Spoken, list[str]]:
    """Give the sentences that hold each of some words in its reading."""
    holders: dict[_Spoken, list[str]] = {_spoken(term): [] for term in terms}
    texts = {text for text, _ in holders}
    for annotated in session.deck.annotated:
        for word in annotated.words:
            if word.text in texts and _spoken(word) in holders:
                holders[_spoken(word)].append(annotated.pair.chinese_text)
    return holders
