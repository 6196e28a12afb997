"""A word that is read otherwise than in the last package keeps its note, and with it the learner's reviews.

*The idea:* a word of the list in `readings`, as 长, is another note in another reading. Where the reading was wrong and
was put right, its note would be a new one, and what was learned of the old one lost. So a new note takes the place of
the old one where all tells that it is the same: the deck has no note of the old reading any more, while the sentence
that the old one shows still stands in it. In a deck of another text, or where both readings stand side by side, it does
not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.anki import identity, markup, readings
from flashcards.anki.notetypes import VOCABULARY
from flashcards.records import SentenceCard, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flashcards.anki.note import Note
    from flashcards.anki.old_notes import OldNote
    from flashcards.records import Card, VocabularyCard


def with_places(
    notes: Sequence[Note], cards: Sequence[Card], before: Mapping[str, OldNote], namespace: str
) -> tuple[Note, ...]:
    """Let notes of words that are read otherwise take the places of those `before`; `cards` are those of the notes."""
    left = before.keys() - {note.guid for note in notes}
    if not left:
        return tuple(notes)
    others = {
        at: [guid for guid in _guids(note, card, namespace) if guid in left]
        for at, (note, card) in enumerate(zip(notes, cards, strict=True))
        if not isinstance(card, SentenceCard) and note.guid not in before
    }
    placed = list(notes)
    sentences = frozenset(map(_sentence, cards)) - {""} if any(others.values()) else frozenset()
    for at, guids in others.items():
        guid = next((each for each in guids if before[each].given(VOCABULARY)["Sentence"] in sentences), "")
        if guid and guid in left:
            placed[at] = replace(notes[at], guid=guid, fields=notes[at].fields | {"Key": guid})
            left = left - {guid}
    return tuple(placed)


def _guids(note: Note, card: VocabularyCard, namespace: str) -> Iterator[str]:
    """Give the GUIDs that the note of a word has in each reading that makes it another word."""
    term = card.term
    for apart in readings.known_by(term.simplified or term.text):
        yield identity.guid_of_kind(identity.guid(VOCABULARY, namespace, term.text, apart), note.kinds[0])


def _sentence(card: Card) -> str:
    """Give the sentence of a card as a field holds it; a word that stands alone has none."""
    if isinstance(card, SentenceCard):
        return markup.piece(card.annotated.pair.chinese_text.strip())
    example = card.term.example
    return "" if example.is_bare else markup.piece(example.annotated.pair.chinese_text.strip())
