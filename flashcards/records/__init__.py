"""Everything that flows between the stages, in the order in which it comes to be: texts, words, cards.

All records are frozen: a stage never changes what it was handed, it returns new records. A text is never cut loose from
its place: a sentence knows where it stands in its document, a word where it stands in its sentence, so that
`document.text[s.start:s.end] == s.text` holds for every sentence, and the like for every word.
"""

from __future__ import annotations

from flashcards.records.cards import (
    Card,
    Character,
    Context,
    Example,
    Picture,
    Quotation,
    SentenceCard,
    Term,
    VocabularyCard,
)
from flashcards.records.record import PartlyCompared, Record, field, replace
from flashcards.records.texts import (
    LONGEST_SENTENCE,
    AlignedPair,
    Bead,
    Bitext,
    Block,
    Chapter,
    Document,
    Language,
    ListedWord,
    Omission,
    Sentence,
    Span,
)
from flashcards.records.words import (
    AnnotatedPair,
    Crossing,
    Decision,
    Entry,
    Level,
    LinkedPair,
    Rendering,
    Sense,
    SenseContext,
    UsualTranslation,
    Word,
    WordKind,
)

__all__ = [
    "LONGEST_SENTENCE",
    "AlignedPair",
    "AnnotatedPair",
    "Bead",
    "Bitext",
    "Block",
    "Card",
    "Chapter",
    "Character",
    "Context",
    "Crossing",
    "Decision",
    "Document",
    "Entry",
    "Example",
    "Language",
    "Level",
    "LinkedPair",
    "ListedWord",
    "Omission",
    "PartlyCompared",
    "Picture",
    "Quotation",
    "Record",
    "Rendering",
    "Sense",
    "SenseContext",
    "Sentence",
    "SentenceCard",
    "Span",
    "Term",
    "UsualTranslation",
    "VocabularyCard",
    "Word",
    "WordKind",
    "field",
    "replace",
]
