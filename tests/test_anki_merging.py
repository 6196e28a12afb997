"""A text meets what the learner has: a shared word gains the new sentence, and keeps its own and every edit."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flashcards import cards
from flashcards.anki import DeckOptions, write_package
from flashcards.records import Sense, replace
from tests import anki_cards, makers
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
    return anki_cards.held(Path(learner.col.path))


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
    options = DeckOptions(title="town", standing=_held(learner))
    summary = write_package(_meaning("other"), options, tmp_path / "town.apkg", now=NOW)
    assert (len(summary.changed), summary.touched) == (4, ("催",))


def test_what_was_not_touched_is_corrected_whatever_was_imported_last(learner: Learner, tmp_path: Path) -> None:
    """A note that no learner touched gets the correction even where the last package is lost."""
    package = _build(tmp_path / "anew.apkg", _meaning("other"), standing=_held(learner))
    assert learner.take(package) == Log(4, 0, 4, 0, 0)


def _meaning(meaning: str) -> list[Card]:
    return [replace(card, term=replace(card.term, senses=(Sense(meaning),))) for card in anki_cards.vocabulary()]


def test_what_was_merged_once_stays_the_learners(learner: Learner, tmp_path: Path) -> None:
    """Each later build with the collection corrects an edited note and leaves what was edited, imported or not."""
    _edit(learner, "催", Note="my own words")
    for meaning, is_imported in (("one", True), ("two", True), ("three", False), ("four", True), ("four", True)):
        package = _build(tmp_path / "town.apkg", _meaning(meaning), standing=_held(learner))
        if is_imported:
            learner.take(package)
            assert (learner.note("催")["Note"], learner.note("催")["Meaning"]) == ("my own words", meaning)


def test_without_the_collection_a_merged_note_waits(learner: Learner, tmp_path: Path) -> None:
    """A build without the collection holds the corrections of edited notes back, until it is at hand again."""
    _edit(learner, "催", Note="my own words")
    path = tmp_path / "town.apkg"
    learner.take(_build(path, _meaning("one"), standing=_held(learner)))
    for held in (("催",), ("催",)):
        assert write_package(_meaning("two"), DeckOptions(title="town"), path, now=NOW).held == held
        learner.take(path)
        assert (learner.note("催")["Note"], learner.note("催")["Meaning"]) == ("my own words", "one")
    learner.take(_build(path, _meaning("two"), standing=_held(learner)))
    assert (learner.note("催")["Note"], learner.note("催")["Meaning"]) == ("my own words", "two")


def test_a_package_that_does_not_say_whose_the_words_are_takes_none(learner: Learner, tmp_path: Path) -> None:
    """Over a merged package that was written before they were noted, the note stays as it is in Anki."""
    _edit(learner, "催", Note="my own words")
    path = tmp_path / "town.apkg"
    learner.take(_build(path, _meaning("one"), standing=_held(learner)))
    parts = makers.members(path.read_bytes())
    collection = tmp_path / "collection"
    collection.write_bytes(parts["collection.anki2"])
    with closing(sqlite3.connect(collection)) as db:
        db.execute("UPDATE notes SET data = ''")
        db.commit()
    path.write_bytes(makers.archive(parts | {"collection.anki2": collection.read_bytes()}))
    learner.take(_build(path, _meaning("two"), standing=_held(learner)))
    assert (learner.note("催")["Note"], learner.note("催")["Meaning"]) == ("my own words", "one")


def test_a_text_built_again_leaves_what_another_brought(learner: Learner, tmp_path: Path) -> None:
    """The sentence, source and tag of a second text stay on a word when the first is corrected with the collection."""
    (tmp_path / "elsewhere").mkdir()
    learner.take(_build(tmp_path / "elsewhere" / "letters.apkg", _letter(), standing=_held(learner)))
    merged = learner.note("茶馆")["Elsewhere"]
    for meaning in ("teahouse", "other", "third"):
        learner.take(_build(tmp_path / "town.apkg", _meaning(meaning), standing=_held(learner)))
        note = learner.note("茶馆")
        assert (note["Elsewhere"], note["Meaning"]) == (merged, meaning)
        assert "source::Letters" in note.tags


def test_what_moves_by_itself_rewrites_no_edited_note(learner: Learner, tmp_path: Path) -> None:
    """Another title is no reason to write a note anew, with the collection at hand as without it."""
    _edit(learner, "催", Note="my own words")
    renamed = [replace(card, source="Tea", tags=("x",)) for card in anki_cards.vocabulary()]
    assert learner.take(_build(tmp_path / "town.apkg", renamed, standing=_held(learner))) == Log(4, 0, 0, 4, 0)


def _edit(learner: Learner, hanzi: str, **fields: str) -> None:
    note = learner.note(hanzi)
    for name, value in fields.items():
        note[name.replace("_", " ")] = value
    learner.col.update_note(note)
    learner.col.remove_cards_and_orphaned_notes([c for n in learner.col.get_empty_cards().notes for c in n.card_ids])


def _places(learner: Learner) -> set[tuple[str, int]]:
    return {(card.note()["Hanzi"], card.ord) for card in learner.cards()}


@pytest.mark.parametrize("is_corrected", [False, True])
def test_cards_that_a_learner_switched_on_or_off_stay_so(
    learner: Learner, tmp_path: Path, *, is_corrected: bool
) -> None:
    """Another card of a note, one kind for another, or none: no package brings back what went, or takes what came."""
    _edit(learner, "茶馆", Add_Production="1")
    _edit(learner, "催", Add_Recognition="", Add_Listening="1")
    note = learner.note("主顾")
    note["Add Recognition"] = ""  # its card shows its front still; cleared away, the note would go with it
    learner.col.update_note(note)
    learner.review()
    before, reviews = _places(learner), learner.scheduling()
    standing_notes, path = _held(learner), tmp_path / "town.apkg"
    deck, meaning = (_meaning("other"), "other") if is_corrected else (anki_cards.vocabulary(), "teahouse")
    for held in (standing_notes, standing_notes, {}):  # each over the package of the one before
        learner.take(_build(path, deck, standing=held))
        assert (_places(learner), learner.scheduling()) == (before, reviews)
        assert learner.note("主顾")["Add Recognition"] == ""
        assert learner.note("茶馆")["Meaning"] == meaning
    with Learner(tmp_path / "other") as other:
        other.take(path)
        assert _places(other) == {card for card in before if card[0] != "主顾"}
