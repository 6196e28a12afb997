"""A package is a function of its cards, its options, the last package and the time it is given."""

from __future__ import annotations

import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from flashcards import anki, cards
from flashcards.anki import DeckOptions, Look, database, deck_title, package, write_package
from flashcards.anki.notetypes import KINDS
from flashcards.anki.templates import REVISED
from flashcards.anki.times import FIRST, TOUCHED, of_look
from flashcards.errors import InputError, OutputError
from flashcards.records import Card, Sense, VocabularyCard, replace
from flashcards.settings import CardKind, Tones
from flashcards.speech import Recording, lines
from tests import anki_cards

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NOW = 1_800_000_000
LATER = NOW + 86_400
TITLE = "The Old Teahouse"


def _write(path: Path, made_of: Sequence[Card] | None = None, *, now: int = NOW, **options: Any) -> anki.Summary:
    previous = options.pop("previous", None)
    deck = DeckOptions(title=options.pop("title", TITLE), **options)
    return write_package(anki_cards.deck() if made_of is None else made_of, deck, path, previous=previous, now=now)


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(path) as package, closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(package.read("collection.anki2"))
        return db.execute(query).fetchall()


def _models(path: Path) -> dict[str, Any]:
    return {model["name"]: model for model in json.loads(_rows(path, "select models from col")[0][0]).values()}


def _corrected(deck: Sequence[Card], hanzi: str) -> list[Card]:
    """Put one word's first sense right."""
    return [
        replace(card, term=replace(card.term, senses=(Sense("corrected"), *card.term.senses[1:])))
        if isinstance(card, VocabularyCard) and card.term.text == hanzi
        else card
        for card in deck
    ]


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    """The same cards at the same time are the same package, wherever it is written."""
    _write(tmp_path / "a.apkg")
    _write(tmp_path / "b.apkg")
    assert (tmp_path / "a.apkg").read_bytes() == (tmp_path / "b.apkg").read_bytes()


def test_an_unchanged_rebuild_gives_equal_bytes(tmp_path: Path) -> None:
    """Built again later over itself, an unchanged deck is the same package to the byte."""
    path = tmp_path / "deck.apkg"
    first = _write(path)
    before = path.read_bytes()
    second = _write(path, now=LATER)
    assert path.read_bytes() == before
    assert (len(first.new), len(first.unchanged)) == (7, 0)
    assert second == replace(first, new=(), unchanged=first.new)


def test_only_a_changed_note_is_newer(tmp_path: Path) -> None:
    """A corrected word is a second newer; all other notes and both note types keep their time."""
    path = tmp_path / "deck.apkg"
    _write(path)
    summary = _write(path, _corrected(anki_cards.deck(), "催"), now=LATER)
    assert summary.changed == ("催",)
    times = {fields.split("\x1f")[0]: modified for fields, modified in _rows(path, "select flds, mod from notes")}
    assert {hanzi for hanzi, modified in times.items() if modified == FIRST + 1} == {"催"}
    assert set(times.values()) == {FIRST, FIRST + 1}
    assert {model["mod"] for model in _models(path).values()} == {REVISED}


def test_a_package_too_large_for_anki_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than a collection can hold was not written here, and is not unpacked."""
    _write(tmp_path / "deck.apkg")
    monkeypatch.setattr(database, "LARGEST", 1000)
    with pytest.raises(InputError, match="no package made by flashcards"):
        _write(tmp_path / "new.apkg", previous=tmp_path / "deck.apkg")


@pytest.mark.parametrize("now", [0, NOW - 86_400, NOW, NOW * 5])
def test_a_change_is_newer_whatever_the_clock_says(tmp_path: Path, now: int) -> None:
    """A change is one second newer by every clock, and older than whatever a learner has ever touched."""
    path = tmp_path / "deck.apkg"
    _write(path)
    _write(path, _corrected(anki_cards.deck(), "催"), now=now)
    assert sorted({modified for (modified,) in _rows(path, "select mod from notes")}) == [FIRST, FIRST + 1]


def test_what_another_text_has_too_is_held_back(tmp_path: Path) -> None:
    """A correction of a word that a package beside this one has with another sentence stays out, and is named."""
    other = anki_cards.annotated("A teahouse!", [("茶馆", "cha2 guan3", "teahouse", "teahouse"), ("！", "", "", "")])
    path = tmp_path / "deck.apkg"
    _write(path)
    _write(tmp_path / "other.apkg", cards.vocabulary_cards([anki_cards.term(other, "茶馆")], source="Other"))
    (tmp_path / "foreign.apkg").write_bytes(b"no package")
    before = _rows(path, "select flds, mod from notes where sfld = '茶馆'")
    summary = _write(path, _corrected(_corrected(anki_cards.deck(), "催"), "茶馆"), now=LATER)
    assert (summary.changed, summary.held) == (("催",), ("茶馆",))
    assert _rows(path, "select flds, mod from notes where sfld = '茶馆'") == before


def test_a_title_or_tags_rewrite_no_note(tmp_path: Path) -> None:
    """Another title, other tags and another count are no reason to write a note anew, with what the learner edited."""
    path = tmp_path / "deck.apkg"
    _write(path)
    renamed = [replace(card, source="Tea", tags=("x",)) for card in anki_cards.deck()]
    assert len(_write(path, renamed, title="Tea", now=LATER).unchanged) == 7


def test_recordings_stay_when_a_deck_is_built_without(tmp_path: Path) -> None:
    """A note keeps the recordings that it had, and the package holds them, though no voice was asked for again."""
    path, deck = tmp_path / "deck.apkg", anki_cards.deck()
    sounds = {line: Recording(f"flashcards-{at}.mp3", bytes([at])) for at, line in enumerate(lines(deck))}
    _write(path, recordings=sounds)
    before = path.read_bytes()
    assert len(_write(path, now=LATER).unchanged) == 7
    assert path.read_bytes() == before


def test_numbers_stay_when_notes_come_and_go(tmp_path: Path) -> None:
    """A note keeps the numbers of itself and its cards, whatever is added or removed before it."""
    path, query = tmp_path / "deck.apkg", "select n.guid, n.id, c.id from notes n join cards c on c.nid = n.id"
    _write(path, anki_cards.deck()[1:])
    before = set(_rows(path, query))
    summary = _write(path, anki_cards.deck()[:-1], now=LATER)
    after = set(_rows(path, query))
    assert (len(summary.new), len(summary.gone)) == (1, 1)
    assert len(before & after) == 5
    assert len({number for row in after for number in row[1:]}) == 2 * len(after)


def test_a_move_in_the_text_is_no_change(tmp_path: Path) -> None:
    """A sentence put before others moves them on; that alone must not overwrite what a learner edited in them."""
    path = tmp_path / "deck.apkg"
    first, two, three = anki_cards.pairs()
    _write(path, cards.sentence_cards([two, three], source="x"))
    summary = _write(path, cards.sentence_cards([first, two, three], source="x"), now=LATER)
    assert (len(summary.new), summary.changed, len(summary.unchanged)) == (1, (), 2)


def test_a_little_more_confidence_is_no_change(tmp_path: Path) -> None:
    """A pair weighed a little otherwise by another version of the program is the same note."""
    path = tmp_path / "deck.apkg"
    first, *_ = anki_cards.pairs()
    _write(path, cards.sentence_cards([first], source="x"))
    surer = replace(first, pair=replace(first.pair, confidence=0.99))
    assert len(_write(path, cards.sentence_cards([surer], source="x"), now=LATER).unchanged) == 1


def test_a_new_kind_of_card_keeps_the_numbers_of_the_others(tmp_path: Path) -> None:
    """Asking for production as well adds notes of that kind and leaves those of recognition alone."""
    path, query = tmp_path / "deck.apkg", "select id from cards where ord = 0"
    _write(path)
    before = _rows(path, query)
    summary = _write(path, kinds=(CardKind.RECOGNITION, CardKind.PRODUCTION), now=LATER)
    assert (len(summary.new), len(summary.unchanged)) == (7, 7)
    assert _rows(path, query) == before
    assert len(_rows(path, "select distinct id from cards")) == 14


def test_a_look_of_ones_own_is_newer_than_the_usual_one(tmp_path: Path) -> None:
    """Other tone colours give the note types a time in the order of the builds, but older than any learner's edit."""
    path, built = tmp_path / "deck.apkg", of_look(LATER)
    for now, tones in ((NOW, Tones.PLECO), (LATER, Tones.MDBG), (LATER + 9, Tones.MDBG), (LATER + 20, Tones.PLECO)):
        _write(path, now=now, look=Look(tones))
        times = {model["mod"] for model in _models(path).values()}
        assert times == {{NOW: REVISED, LATER: built, LATER + 9: built, LATER + 20: built + 1}[now]}
    assert REVISED < built < TOUCHED


def test_decks_of_one_version_share_a_look_of_one_time(tmp_path: Path) -> None:
    """Two texts built at different times carry the same note types, and never touch the look of each other."""
    _write(tmp_path / "a.apkg", title="A")
    _write(tmp_path / "b.apkg", title="B", now=LATER)
    assert _models(tmp_path / "a.apkg") == _models(tmp_path / "b.apkg")


def test_guids_are_unique_and_equal_texts_fold(tmp_path: Path) -> None:
    """Two pairs with the same Chinese make one note, the first, and the summary says which were folded."""
    deck = anki_cards.deck()
    summary = _write(tmp_path / "deck.apkg", [*deck, deck[0], deck[3]])
    assert summary.repeated == ("老城里每条街都有自己的茶馆，每家茶馆都有老主顾。", "茶馆")
    (counts,) = _rows(tmp_path / "deck.apkg", "select count(), count(distinct guid) from notes")
    assert counts == (7, 7)


def test_an_empty_package_is_ours_too(tmp_path: Path) -> None:
    """A deck that has lost all its notes can be built again."""
    path = tmp_path / "deck.apkg"
    _write(path)
    assert len(_write(path, [], now=LATER).gone) == 7
    assert len(_write(path, now=LATER + 1).new) == 7


def test_gone_notes_are_named(tmp_path: Path) -> None:
    """What the last package had and this one has not is named by its text, as it was written."""
    path = tmp_path / "deck.apkg"
    odd = anki_cards.annotated("a < b [c]", [("甲<乙[丙]", "", "", "")])  # A < B [C]
    _write(path, [*anki_cards.vocabulary(), *cards.sentence_cards([odd], source="x")])
    assert _write(path, anki_cards.vocabulary(), now=LATER).gone == ("甲<乙[丙]",)


def test_kinds_that_ask_nothing_make_no_card(tmp_path: Path) -> None:
    """A note for which none of the chosen cards can be made stays out, and the summary names it."""
    bare = anki_cards.annotated("Tea.", [("茶。", "", "", "")])  # tea
    deck = [*anki_cards.sentences(), *cards.sentence_cards([bare], source="x")]
    summary = _write(tmp_path / "deck.apkg", deck, kinds=(CardKind.READING,))
    assert (len(summary.new), summary.without_cards) == (3, ("茶。",))


def test_decks_nest_in_the_order_of_the_text(tmp_path: Path) -> None:
    """Sentences and words have a deck each under the title, their new cards due in the order of the text."""
    path = tmp_path / "deck.apkg"
    _write(path)
    decks = json.loads(_rows(path, "select decks from col")[0][0])
    rows = _rows(path, "select did, due, flds from cards c join notes n on n.id = c.nid order by did, due")
    placed: dict[str, list[str]] = {}
    for number, _, fields in rows:
        placed.setdefault(decks[str(number)]["name"], []).append(fields.split("\x1f")[0][:2])
    assert placed == {
        f"{TITLE}::Sentences": ["老城", "老板", "这正"],
        f"{TITLE}::Vocabulary": ["茶馆", "主顾", "催", "耐人"],
    }


def test_many_decks_are_written_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time for the decks of a library grows with their number, not with its square: none is written by itself."""
    written: list[int] = []
    genanki_deck: Any = package._deck("many", "many").__class__
    write = genanki_deck.write_to_db

    def counted(deck: Any, *arguments: object) -> None:
        written.append(deck.deck_id)
        write(deck, *arguments)

    monkeypatch.setattr(genanki_deck, "write_to_db", counted)
    cards = [replace(card, text=f"text {place}") for place, card in enumerate(anki_cards.deck())]
    write_package(cards, DeckOptions(title="many"), tmp_path / "many.apkg", now=NOW)
    assert len(written) == 1


def test_names_may_have_a_deck(tmp_path: Path) -> None:
    """A card with a sub-deck of its own stands there, the others where all words stand."""
    path, (name, *others) = tmp_path / "deck.apkg", anki_cards.vocabulary()
    _write(path, [replace(name, subdeck="Names"), *others])
    decks = json.loads(_rows(path, "select decks from col")[0][0])
    names = {decks[str(number)]["name"] for (number,) in _rows(path, "select did from cards")}
    assert names == {f"{TITLE}::Names", f"{TITLE}::Vocabulary"}


def test_every_deck_names_the_dictionary_and_its_licence(tmp_path: Path) -> None:
    """CC BY-SA asks for it: each deck names CC-CEDICT, MDBG and the licence."""
    path = tmp_path / "deck.apkg"
    _write(path, title="<b>Tea & co</b>")
    decks = json.loads(_rows(path, "select decks from col")[0][0])
    described = [deck["desc"] for deck in decks.values() if deck["id"] != 1]
    assert len(described) == 3
    for description in described:
        assert all(name in description for name in ("CC-CEDICT", "MDBG", "CC BY-SA 4.0", "&lt;b&gt;Tea &amp; co"))


@pytest.mark.parametrize(
    ("title", "name"),
    [("A::B", "A:B"), (":::::", "Flashcards"), ("", "Flashcards"), (" a\n b ", "a b"), ("\x1f\x00", "Flashcards")],
)
def test_odd_titles_make_one_deck(title: str, name: str) -> None:
    """A title never nests by itself, is never empty and stands on one line."""
    assert deck_title(title) == name


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken", "zip", "sqlite", "exported"])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, content: bytes | str) -> None:
    """An output that this program did not make is never written over."""
    path = tmp_path / "deck.apkg"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        _foreign(path, content)
    before = path.read_bytes()
    with pytest.raises(OutputError, match="no package made by flashcards"):
        _write(path)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="no package made by flashcards"):
        _write(tmp_path / "other.apkg", previous=path)
    assert list(tmp_path.iterdir()) == [path]


def _foreign(path: Path, kind: str) -> None:
    """Write a zip of something else, a package with other note types, or one that Anki itself exported."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("create table col (models text)")
        db.execute("insert into col values (?)", ['{"1": {"name": "Basic"}}'])
        db.commit()
        collection = db.serialize()
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2" if kind != "zip" else "letter.txt", collection)
        if kind == "exported":
            package.writestr("collection.anki21b", b"newer")


def test_a_folder_or_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    """An output that is a folder, or in a folder that is not there, is named in one sentence."""
    for path in (tmp_path, tmp_path / "missing" / "deck.apkg"):
        with pytest.raises(OutputError, match=str(path)):
            _write(path)
    with pytest.raises(InputError, match="missing"):
        _write(tmp_path / "deck.apkg", previous=tmp_path / "missing.apkg")
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops the writing, the last package stands as it was and no other file is left, in no folder."""
    path, scratch = tmp_path / "deck.apkg", tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    _write(path)
    before = path.read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        _write(path, anki_cards.sentences(), now=LATER)
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path, scratch]
    assert list(scratch.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A package written through a symbolic link lands where the link points."""
    (tmp_path / "real.apkg").symlink_to(tmp_path / "deck.apkg")
    _write(tmp_path / "real.apkg")
    assert (tmp_path / "real.apkg").is_symlink()
    assert stat.S_ISREG((tmp_path / "deck.apkg").lstat().st_mode)


def test_a_package_is_compressed_and_has_no_date(tmp_path: Path) -> None:
    """The archive holds a compressed collection and the list of media, dated alike."""
    _write(tmp_path / "deck.apkg")
    with zipfile.ZipFile(tmp_path / "deck.apkg") as package:
        assert [(i.filename, i.compress_type, i.date_time[0]) for i in package.infolist()] == [
            ("collection.anki2", zipfile.ZIP_DEFLATED, 1980),
            ("media", zipfile.ZIP_DEFLATED, 1980),
        ]


def test_a_reader_that_never_seeks_finds_the_same(tmp_path: Path) -> None:
    """What stands before a file in the archive says the same of it as the table at its end."""
    _write(tmp_path / "deck.apkg")
    with zipfile.ZipFile(tmp_path / "deck.apkg") as package:
        info, content = package.infolist()[0], (tmp_path / "deck.apkg").read_bytes()
        assert content.startswith(info.FileHeader())
        assert package.testzip() is None


def test_a_note_makes_the_cards_of_its_switches(tmp_path: Path) -> None:
    """The package holds exactly the cards that the notes' switches turn on, no more and no less."""
    path = tmp_path / "deck.apkg"
    _write(path, kinds=KINDS)
    notes = anki.notes(anki_cards.deck(), KINDS).notes
    rows = set(_rows(path, "select n.guid, c.ord from cards c join notes n on n.id = c.nid"))
    assert rows == {(note.guid, KINDS.index(kind)) for note in notes for kind in note.kinds}
