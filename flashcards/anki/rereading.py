"""A word that is read otherwise than in the last package keeps its note, and with it the learner's reviews.

*The idea:* a word of the list in `homographs`, as 长, is another note in another reading. Where the reading was wrong
and was put right, its note would be a new one, and what was learned of the old one lost. So a new note takes the place
of the old one where all tells that it is the same: the deck has no note of the old reading any more, while the sentence
that the old one shows still stands in it. In a deck of another text, or where both readings stand side by side, it does
not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki import homographs, identity, markup
from flashcards.anki.notetypes import VOCABULARY
from flashcards.records import SentenceCard, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flashcards.anki.note import Note
    from flashcards.anki.old_notes import OldNote
    from flashcards.records import Card


def with_places(
    notes: Sequence[Note], cards: Sequence[Card], before: Mapping[str, OldNote], namespace: str
) -> Sequence[Note]:
    """Let notes of words that are read otherwise take the places of those `before`; `cards` are those of the notes."""
    guids_ = {
        note.guid: tuple(identity.guid_of_kind(guid, note.kinds[0]) for guid in guids(card, namespace))
        for note, card in zip(notes, cards, strict=True)
    }
    return placed(notes, guids_, before, lambda: map(_sentence, cards))


def placed(
    notes: Sequence[Note],
    guids: Mapping[str, Sequence[str]],
    before: Mapping[str, OldNote],
    sentences: Callable[[], Iterable[str]],
) -> Sequence[Note]:
    """Do the same without the cards.

    `guids` gives, for notes of such words, by GUID, those of each reading; `sentences` those of the deck, as fields
    hold them, and is asked only where there is a place to take.
    """
    left = before.keys() - {note.guid for note in notes}
    new = {at: guids[note.guid] for at, note in enumerate(notes) if guids.get(note.guid) and note.guid not in before}
    others = {at: [guid for guid in of_readings if guid in left] for at, of_readings in new.items()}
    if not any(others.values()):
        return notes
    result, standing = list(notes), frozenset(sentences()) - {""}
    for at, old in others.items():
        guid = next((each for each in old if before[each].given(VOCABULARY)["Sentence"] in standing), "")
        if guid and guid in left:
            result[at] = replace(notes[at], guid=guid, fields=notes[at].fields | {"Key": guid})
            left = left - {guid}
    return result


def guids(card: Card, namespace: str) -> tuple[str, ...]:
    """Give the GUIDs that the note of a word has in each reading that makes it another word; () for all others."""
    if isinstance(card, SentenceCard):
        return ()
    term = card.term
    others = homographs.known_by(term.simplified or term.text)
    return tuple([identity.guid(VOCABULARY, namespace, term.text, apart) for apart in others])


def _sentence(card: Card) -> str:
    """Give the sentence of a card as a field holds it; a word that stands alone has none."""
    if isinstance(card, SentenceCard):
        return markup.piece(card.annotated.pair.chinese_text.strip())
    example = card.term.example
    return "" if example.is_bare else markup.piece(example.annotated.pair.chinese_text.strip())
