"""The text that Anki imports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.anki import DeckOptions, deck_notes, deck_title, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.output.anki_text import anki_text
from tests import anki_cards
from tests.anki_backend import Learner


@pytest.mark.anki
def test_anki_imports_the_text(tmp_path: Path) -> None:
    """Over a package, Anki finds every note of the text again by its GUID, and takes new and changed ones."""
    from anki.collection import ImportCsvRequest

    options = DeckOptions(title="Tea::House", kinds=KINDS)
    write_package(anki_cards.deck()[:5], options, tmp_path / "deck.apkg", now=1_780_000_000)
    made = deck_notes(anki_cards.deck(), options).notes
    changed = replace(made[0], fields={**made[0].fields, "English": 'Anew: "tea"<br>tea'})
    path = tmp_path / "notes.txt"
    path.write_text(anki_text([changed, *made[1:]], deck_title("Tea::House")), encoding="utf-8")
    with Learner(tmp_path / "learner") as learner:
        learner.take(tmp_path / "deck.apkg")
        metadata = learner.col.get_csv_metadata(str(path), None)
        log = learner.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        assert (len(log.new), len(log.updated), len(log.conflicting), len(log.missing_notetype)) == (2, 1, 0, 0)
        kept = {note.guid: note for note in map(learner.col.get_note, learner.col.find_notes(""))}
        assert {guid: (note.fields, note.tags) for guid, note in kept.items()} == {
            note.guid: (list(note.values), sorted(note.tags)) for note in (changed, *made[1:])
        }
        decks = {d.name for d in learner.col.decks.all_names_and_ids()}
        assert decks == {"Default", "Tea:House", "Tea:House::Sentences", "Tea:House::Vocabulary"}
        assert learner.faults() == []
