"""A text meets what the learner has: a shared word gains the new sentence, and keeps its own and every edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flashcards import cards
from flashcards.anki import DeckOptions, standing, write_package
from flashcards.records import Sense
from tests import anki_cards
from tests.anki_backend import Learner, Log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flashcards.records import Card

pytestmark = pytest.mark.anki

NOW = 1_780_000_000
LETTER = (("我喜欢这家", "", "", ""), ("茶馆", "cha2 guan3", "teahouse", "teahouse"), ("。", "", "", ""))  # I like this


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """Lend a learner who has the first text."""
    with Learner(tmp_path / "learner") as profile:
        profile.take(_build(tmp_path / "town.apkg", anki_cards.vocabulary()))
        yield profile


def _build(path: Path, deck: Sequence[Card], **options: Any) -> Path:
    write_package(deck, DeckOptions(title=path.stem, **options), path, now=NOW)
    return path


def _letter(english: str = "I like this teahouse.") -> tuple[Card, ...]:
    pair = anki_cards.annotated(english, LETTER)
    return cards.vocabulary_cards([anki_cards.term(pair, "茶馆")], source="Letters")


def _held(learner: Learner) -> dict[str, Any]:
    return dict(standing(Path(learner.col.path)))


def test_a_shared_word_gains_a_sentence_and_keeps_its_own(learner: Learner, tmp_path: Path) -> None:
    """Built with the collection at hand, a second text adds its sentence, source and tag to the word; nothing goes."""
    note = learner.note("茶馆")
    note["Note"], note.tags = "where we met", [*note.tags, "mine"]
    learner.col.update_note(note)
    learner.review()
    before = learner.scheduling()
    package = _build(tmp_path / "letters.apkg", _letter(), standing=_held(learner))
    assert learner.take(package) == Log(1, 0, 1, 0, 0)
    note = learner.note("茶馆")
    assert (note["Sentence English"], note["Note"]) == (anki_cards.TOWN_ENGLISH, "where we met")
    assert "I like this <b>teahouse</b>." in note["Elsewhere"]
    assert {"mine", "source::Letters", "source::The_Old_Teahouse"} <= set(note.tags)
    assert learner.scheduling() == before
    assert "I like this" in learner.cards("Hanzi:茶馆")[0].answer()


def test_a_marked_note_is_left_alone(learner: Learner, tmp_path: Path) -> None:
    """Anki takes the tags `marked` and `leech` from what an import writes anew, so such a note is not written."""
    note = learner.note("茶馆")
    note.tags = [*note.tags, "marked"]
    learner.col.update_note(note)
    assert learner.take(_build(tmp_path / "letters.apkg", _letter(), standing=_held(learner))) == Log(1, 0, 0, 1, 0)
    assert "marked" in learner.note("茶馆").tags


def test_it_gains_it_once(learner: Learner, tmp_path: Path) -> None:
    """The same package again, built with the collection or without, adds nothing and takes nothing away."""
    package = tmp_path / "letters.apkg"
    learner.take(_build(package, _letter(), standing=_held(learner)))
    merged = learner.note("茶馆")["Elsewhere"]
    for options in ({"standing": _held(learner)}, {}):
        assert learner.take(_build(package, _letter(), **options)) == Log(1, 0, 0, 1, 0)
    learner.take(_build(package, _letter("I love this teahouse.")))
    learner.take(_build(tmp_path / "town.apkg", anki_cards.vocabulary()))
    assert learner.note("茶馆")["Elsewhere"] == merged


def test_a_correction_spares_what_the_learner_wrote(learner: Learner, tmp_path: Path) -> None:
    """With the collection at hand a correction reaches an edited note, too, but for the fields that were edited."""
    note = learner.note("催")
    note["Note"] = "my own words"
    learner.col.update_note(note)
    first, *rest = [card for card in anki_cards.vocabulary() if card.term.text == "催"]
    better = replace(first, term=replace(first.term, senses=(Sense("to hurry"),)))
    others = [card for card in anki_cards.vocabulary() if card.term.text != "催"]
    package = _build(tmp_path / "town.apkg", [better, *others, *rest], standing=_held(learner))
    assert learner.take(package) == Log(4, 0, 1, 3, 0)
    assert (learner.note("催")["Meaning"], learner.note("催")["Note"]) == ("to hurry", "my own words")


def test_what_the_learner_touched_is_counted(learner: Learner, tmp_path: Path) -> None:
    """Of the notes that are written anew, those that the learner has edited are told from the others."""
    note = learner.note("催")
    note["Note"] = "my own words"
    learner.col.update_note(note)
    better = [replace(c, term=replace(c.term, senses=(Sense("other"),))) for c in anki_cards.vocabulary()]
    options = DeckOptions(title="town", standing=_held(learner))
    summary = write_package(better, options, tmp_path / "town.apkg", now=NOW)
    assert (len(summary.changed), summary.touched) == (4, ("催",))


def test_what_was_not_touched_is_corrected_whatever_was_imported_last(learner: Learner, tmp_path: Path) -> None:
    """A note that no learner touched gets the correction even where the last package is lost."""
    better = [replace(c, term=replace(c.term, senses=(Sense("other"),))) for c in anki_cards.vocabulary()]
    package = _build(tmp_path / "anew.apkg", better, standing=_held(learner))
    assert learner.take(package) == Log(4, 0, 4, 0, 0)
