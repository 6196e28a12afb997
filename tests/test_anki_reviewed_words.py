"""What a learner knows is read from their Anki as it is: old and new schema, open or closed, and never touched."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards.anki import DeckOptions, write_package
from flashcards.anki.reviewed_words import reviewed_words
from flashcards.errors import InputError
from flashcards.learner import known_words
from tests import anki_cards
from tests.anki_backend import Learner, make_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anki.cards import CardId

pytestmark = pytest.mark.anki

WORDS = {"茶馆": 40, "主顾": 21, "催": 20, "街": 60, "客": 90}  # teahouse, regular, urge, street, guest; days
SENTENCE = "老板从来不催客。"  # the owner never urges his guests


def _add(learner: Learner, values: list[str], days: int, *, kind: str = "Words") -> CardId:
    """Add a note with one card that is shown again after so many days; 0 leaves it new."""
    col = learner.col
    note_type, deck = col.models.by_name(kind), col.decks.id("Chinese")
    assert note_type
    assert deck
    note = col.new_note(note_type)
    note.fields[: len(values)] = values
    col.add_note(note, deck)
    (card,) = note.card_ids()
    if days:
        col.sched.set_due_date([card], f"{days}!")
    return card


def _note_type(learner: Learner, name: str, *fields: str) -> None:
    models = learner.col.models
    kind = models.new(name)
    for field in fields:
        models.add_field(kind, models.new_field(field))
    template = models.new_template("Card 1")
    template["qfmt"], template["afmt"] = f"{{{{{fields[0]}}}}}", "{{FrontSide}}"
    models.add_template(kind, template)
    models.add(kind)


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """Make a learner of some words, one of them suspended, one new, who knows a sentence as well."""
    with Learner(tmp_path / "profile") as profile:
        _note_type(profile, "Words", "Number", "Meaning", "Word", "Pinyin")
        _note_type(profile, "Sentences", "Text", "Word")
        for number, (word, days) in enumerate(WORDS.items()):
            card = _add(profile, [str(number), "meaning", f"<b>{word}</b>[sound:x.mp3]", "pinyin"], days)
            if word == "客":
                profile.col.sched.suspend_cards([card])
        _add(profile, ["9", "new", "新", "xīn"], 0)
        _add(profile, [SENTENCE, "老板"], 50, kind="Sentences")
        yield profile


def _exported(learner: Learner, path: Path, *, legacy: bool, scheduling: bool = True) -> Path:
    from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(
        with_scheduling=scheduling, with_deck_configs=False, with_media=False, legacy=legacy
    )
    deck = learner.col.decks.id("Chinese")
    assert deck
    limit = DeckIdLimit(deck)
    learner.col.export_anki_package(out_path=str(path), options=options, limit=limit)
    return path


@pytest.mark.parametrize("legacy", [True, False])
def test_a_package_tells_what_is_known(learner: Learner, tmp_path: Path, legacy: bool) -> None:
    """Of either schema: words from 21 days on, in the field that is found; not the young, new, suspended ones."""
    path = _exported(learner, tmp_path / "deck.apkg", legacy=legacy)
    assert reviewed_words(path).words == {"茶馆", "主顾", "街"}


def test_an_open_collection_is_read_and_left_alone(learner: Learner, tmp_path: Path) -> None:
    """While Anki has it open, the newest reviews are seen, and no byte of its folder changes."""
    folder = tmp_path / "profile"
    path = folder / "collection.anki2"
    assert (folder / "collection.anki2-wal").stat().st_size

    def state() -> dict[str, str]:
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}

    before = state()
    assert reviewed_words(path).words == {"茶馆", "主顾", "街"}
    assert state() == before
    assert learner.col.db is not None
    assert learner.col.db.scalar("pragma quick_check") == "ok"


def test_a_closed_collection_is_read(learner: Learner, tmp_path: Path) -> None:
    """A copy of the file alone, as a backup holds it, does as well; so does the folder of a profile."""
    learner.col.close()
    shutil.copy(tmp_path / "profile" / "collection.anki2", tmp_path / "copy")
    learner.col.reopen()
    for path in (tmp_path / "copy", tmp_path / "profile"):
        assert known_words.read_words([path]).words == {"茶馆", "主顾", "街"}


@pytest.mark.parametrize("version", [1, 17, 99])
def test_any_version_is_read_locked_and_read_only(learner: Learner, tmp_path: Path, version: int) -> None:
    """Whatever version a collection says it is of, locked by another program and not to be written, it is read."""
    learner.col.close()
    path = tmp_path / "copy.anki2"
    shutil.copy(tmp_path / "profile" / "collection.anki2", path)
    learner.col.reopen()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE col SET ver = ?", (version,))
        db.commit()
        path.chmod(0o444)
        db.execute("BEGIN EXCLUSIVE")
        assert reviewed_words(path).words == {"茶馆", "主顾", "街"}


@pytest.mark.parametrize(("interval", "words"), [(20, {"茶馆", "主顾", "街", "催"}), (41, {"街"})])
def test_the_interval_decides(learner: Learner, tmp_path: Path, interval: int, words: set[str]) -> None:
    """A word is known from so many days between reviews on."""
    path = _exported(learner, tmp_path / "deck.apkg", legacy=False)
    assert reviewed_words(path, interval=interval).words == words


def test_a_field_can_be_named(learner: Learner, tmp_path: Path) -> None:
    """A named field is taken in every note type that has it; a wrong name lists the right ones."""
    path = _exported(learner, tmp_path / "deck.apkg", legacy=False)
    assert reviewed_words(path, field="word").words == {"茶馆", "主顾", "街", "老板"}
    with pytest.raises(InputError, match=r"no note type has a field called 'Hanzi'; there are .*Word, Pinyin"):
        reviewed_words(path, field="Hanzi")


def test_a_young_collection_leaves_nothing_out(learner: Learner, tmp_path: Path) -> None:
    """A package without scheduling, or one that was never studied, is no fault: a notice says what to do."""
    path = _exported(learner, tmp_path / "deck.apkg", legacy=True, scheduling=False)
    write_package(anki_cards.deck(), DeckOptions(title="x"), tmp_path / "own.apkg", now=1_800_000_000)
    known = known_words.read_words([path, tmp_path / "own.apkg"])
    assert known.words == frozenset()
    assert [notice.split(":")[0] for notice in known.notices] == [str(path), str(tmp_path / "own.apkg")]
    for notice in known.notices:
        assert "lower --known-interval" in notice
        assert "export the package with its scheduling" in notice


def test_our_own_deck_tells_its_words(tmp_path: Path) -> None:
    """A deck of this program, studied: its words are known, not the words of its sentences.

    A field that the learner has added to a note type is told, with what to do: Anki would take no correction.
    """
    write_package(anki_cards.deck(), DeckOptions(title="x"), tmp_path / "own.apkg", now=1_800_000_000)
    with Learner(tmp_path / "learner") as profile:
        profile.take(tmp_path / "own.apkg")
        profile.review(days=30)
        assert reviewed_words(tmp_path / "learner" / "collection.anki2").words == {
            term.text for term in anki_cards.terms()
        }
        kind = profile.col.models.by_name("Flashcards Vocabulary")
        assert kind is not None
        profile.col.models.add_field(kind, profile.col.models.new_field("Mnemonic"))
        profile.col.models.update_dict(kind)
        (notice,) = known_words.read_words([tmp_path / "own.apkg"]).notices
        assert "lower --known-interval" in notice
        (notice,) = known_words.read_words([tmp_path / "learner"]).notices
        assert "Flashcards Vocabulary in your Anki has a field of your own (Mnemonic)" in notice


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"SQLite format 3\0" + b"x" * 5000, "no Anki collection, or damaged"),
        (make_zip(word_xml=b"<x/>"), "holds no Anki collection"),
        (make_zip(collection_anki2=b"nothing"), "no Anki collection, or damaged"),
        (make_zip(collection_anki21b=b"nothing"), "damaged"),
        (make_zip(collection_anki2=b"nothing" * 99)[:-60], "damaged"),
    ],
    ids=["a torn database", "no collection", "no database", "no compressed database", "a torn archive"],
)
def test_what_is_no_collection_is_named(tmp_path: Path, content: bytes, sentence: str) -> None:
    """Damaged files, and archives of another kind, end in one sentence."""
    (tmp_path / "x.apkg").write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        known_words.read_words([tmp_path / "x.apkg"])


def test_a_collection_with_text_for_numbers_is_named(learner: Learner, tmp_path: Path) -> None:
    """SQLite keeps any text in a column of numbers; an interval that is none is damage, not a crash."""
    package = _exported(learner, tmp_path / "x.apkg", legacy=True)
    with zipfile.ZipFile(package) as whole:
        (tmp_path / "x.anki2").write_bytes(whole.read("collection.anki21"))
    with closing(sqlite3.connect(tmp_path / "x.anki2")) as db, db:
        db.execute("UPDATE cards SET ivl = 'soon'")
    with pytest.raises(InputError, match="no Anki collection, or damaged"):
        reviewed_words(tmp_path / "x.anki2")
