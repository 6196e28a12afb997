"""The cards of a deck as a table: tab-separated, as spreadsheets read it, or as the text that Anki imports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flashcards.chinese import orthography
from flashcards.lexicon.english import whole_words
from flashcards.output.tables import delimited, tsv
from flashcards.output.term_lists import term_row
from flashcards.records import SentenceCard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.anki import Note
    from flashcards.chinese.orthography import Spelling
    from flashcards.records import Card, Span

CARD_COLUMNS = ("note", "position", "chinese", "pinyin", "meaning", "senses", "sentence", "translation", "tags")


def cards_tsv(cards: Iterable[Card], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the cards as a table with a header line, one note a line, so that a change of the text or tool shows."""
    return tsv([CARD_COLUMNS, *(_card(card, spelling) for card in cards)])


def cards_csv(cards: Iterable[Card], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the same table with commas and quotes, as spreadsheets and other flashcard programs read it.

    An apostrophe stands before a cell that a spreadsheet would run as a formula. It can be taken off again: a cell that
    has one before further apostrophes and such a sign has one more than its text.
    """
    return delimited([CARD_COLUMNS, *(map(_harmless, _card(card, spelling)) for card in cards)], ",")


_FORMULA = re.compile(r"[\s']*[-=+@－＝＋＠]")
"""How a cell begins that a spreadsheet may run (OWASP, "CSV Injection"), or that is written to look like none."""


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


_ANKI_COLUMNS = ("notetype", "guid", "deck", "tags")


def anki_text(notes: Iterable[Note], title: str) -> str:
    """Write notes as a text file that Anki imports (its manual, "Text Files"): a line a note, all its fields.

    Anki takes note types only from a package; it must have seen one of ours before.
    """
    head = ["#separator:tab", "#html:true", *(f"#{name} column:{at}" for at, name in enumerate(_ANKI_COLUMNS, 1))]
    rows = (
        (note.note_type.name, note.guid, f"{title}::{note.deck}", " ".join(note.tags), *note.values) for note in notes
    )
    return "\n".join(head) + "\n" + delimited(rows, "\t")


def _card(card: Card, spelling: Spelling) -> tuple[object, ...]:
    if isinstance(card, SentenceCard):
        pair = card.annotated.pair
        pinyin = orthography.line(card.annotated.words, spelling)
        return "sentence", card.position, pair.chinese_text, pinyin, pair.english_text, "", "", "", " ".join(card.tags)
    term, pair = card.term, card.term.example.annotated.pair
    term_pinyin, meaning, senses = term_row(term, spelling)[1:4]
    span = term.example.word.start, term.example.word.end
    sentence = "" if term.example.is_bare else _bracketed(pair.chinese_text, [span])
    rendering = term.example.word.rendering
    translation = _bracketed(pair.english_text, whole_words(pair.english_text, rendering.spans) if rendering else ())
    shown = (term.text, term_pinyin, meaning, senses, sentence, translation)
    return "vocabulary", card.position, *shown, " ".join(card.tags)


def _bracketed(text: str, spans: Iterable[Span]) -> str:
    """Set brackets around the spans, which do not overlap."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text
