"""Pairs and terms become cards: what each learner's card is about, and how it is filed. No Anki yet.

    trust -> sentences, words -> surroundings, rivals

The kinds of cards that a note makes (`--cards`) are those of `anki.notetypes`. What a card looks like stands in
`templates`, and how its fields are filled in `anki.fields`.
"""

from flashcards.cards.filing import LOW, LOW_CONFIDENCE, NAME, UNTRANSLATED
from flashcards.cards.rivals import with_rivals
from flashcards.cards.sentences import sentence_cards
from flashcards.cards.surroundings import with_context, with_speakers
from flashcards.cards.trust import is_sure, is_wanted, too_doubtful
from flashcards.cards.words import vocabulary_cards, with_characters, with_holders

__all__ = [
    "LOW",
    "LOW_CONFIDENCE",
    "NAME",
    "UNTRANSLATED",
    "is_sure",
    "is_wanted",
    "sentence_cards",
    "too_doubtful",
    "vocabulary_cards",
    "with_characters",
    "with_context",
    "with_holders",
    "with_rivals",
    "with_speakers",
]
