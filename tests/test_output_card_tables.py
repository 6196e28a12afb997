"""Tables of cards: the same for every program, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki import DeckOptions, deck_notes, deck_title, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.output.card_tables import CARD_COLUMNS, anki_text, cards_csv, cards_tsv
from flashcards.records import SentenceCard, replace
from tests import anki_cards
from tests.anki_backend import Learner
from tests.samples import annotated


def test_csv_is_the_same_table() -> None:
    """The table with commas holds what the table with tabs holds, and quotes what needs it."""
    rows = list(csv.reader(io.StringIO(cards_csv(anki_cards.deck()))))
    assert rows[0] == list(CARD_COLUMNS)
    assert ["\t".join(row) for row in rows] == cards_tsv(anki_cards.deck()).splitlines()


@given(st.text("=+-@＝'a 茶\t", min_size=1).filter(str.strip))  # tea
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    """No cell begins with what a spreadsheet runs, and without the apostrophe it is the text again."""
    cards = [SentenceCard(annotated(text, [("茶", "cha2", "tea", "")]), "tea", 1, ())]
    written = next(csv.DictReader(io.StringIO(cards_csv(cards))))["meaning"]
    assert written.strip()[0] not in "=+-@＝"
    assert (written[1:] if re.match(r"[\s']*[=+@＝-]", written) else written) == text


@pytest.mark.anki
def test_anki_imports_the_text(tmp_path: Path) -> None:
    """Over a package, Anki finds every note of the text again by its GUID, and takes new and changed ones."""
    from anki.collection import ImportCsvRequest

    options = DeckOptions(title="Tea::House", kinds=KINDS)
    write_package(anki_cards.deck()[:5], options, tmp_path / "deck.apkg", now=1_780_000_000)
    notes = deck_notes(anki_cards.deck(), options).notes
    changed = replace(notes[0], fields={**notes[0].fields, "English": 'Anew: "tea"<br>tea'})
    path = tmp_path / "notes.txt"
    path.write_text(anki_text([changed, *notes[1:]], deck_title("Tea::House")), encoding="utf-8")
    with Learner(tmp_path / "learner") as learner:
        learner.take(tmp_path / "deck.apkg")
        metadata = learner.col.get_csv_metadata(str(path), None)
        log = learner.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        assert (len(log.new), len(log.updated), len(log.conflicting), len(log.missing_notetype)) == (10, 1, 0, 0)
        kept = {note.guid: note for note in map(learner.col.get_note, learner.col.find_notes(""))}
        assert {guid: (note.fields, note.tags) for guid, note in kept.items()} == {
            note.guid: (list(note.values), sorted(note.tags)) for note in (changed, *notes[1:])
        }
        decks = {d.name for d in learner.col.decks.all_names_and_ids()}
        assert decks == {"Default", "Tea:House", "Tea:House::Sentences", "Tea:House::Vocabulary"}
        assert learner.faults() == []
