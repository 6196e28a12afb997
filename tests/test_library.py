"""A library: every word once, later texts beside it, one bad text alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from flashcards import cli, library, load_settings, output, pipeline, speech
from flashcards.anki import fields, guid_of_term
from flashcards.errors import InputError
from flashcards.library.keeping import Shelved
from flashcards.library.lessons import ReadSentences, ReadWords
from flashcards.output.card_tables import cards_tsv
from flashcards.records import SentenceCard, VocabularyCard
from flashcards.settings.library import load_library
from tests import libraries, makers
from tests.anki_backend import Learner

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.lexicon import Lexicon

NOW = 1_780_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the three texts."""
    return libraries.write(tmp_path / "course")


def build(folder: Path, package: Path, **options: object) -> library.Library:
    """Build a library as the command does."""
    settings = load_library(folder, output=package, **options)
    studied = library.study(settings)
    output.write(library.build(studied), settings.settings, {}, now=NOW)
    return studied


def words(folder: Path, **options: object) -> list[VocabularyCard]:
    """Give the word cards of a library."""
    settings = load_library(folder, **options)
    deck = library.build(library.study(settings))
    return [card for card in deck.cards if isinstance(card, VocabularyCard)]


def test_each_word_is_taught_once_where_it_is_first_met(folder: Path) -> None:
    """No word has two cards; 火车 (train) belongs to the first text, and shows sentences of the other two."""
    cards = words(folder)
    assert max(Counter(guid_of_term(card.term) for card in cards).values()) == 1
    train = next(card for card in cards if card.term.text == "火车")
    assert (train.text, train.source, train.term.texts, train.term.count) == ("01 morning", "01 morning", 3, 4)
    assert [quotation.source for quotation in train.elsewhere] == ["02 station", "03 office"]
    assert train.term.renderings == (("train", 4),)
    assert {card.text for card in cards} == set(libraries.NAMES)


def test_a_deck_of_a_library_is_numbered_through(folder: Path) -> None:
    """Sentences and words stand in the order of the texts, each with a place of its own."""
    settings = load_library(folder)
    deck = library.build(library.study(settings))
    for kind in (SentenceCard, VocabularyCard):
        cards = [card for card in deck.cards if isinstance(card, kind)]
        assert [card.position for card in cards] == list(range(1, len(cards) + 1))
        assert [card.text for card in cards] == sorted(card.text for card in cards)


def test_cards_are_made_anew_whenever_they_are_gone_through(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the same each time and as many as they say, and no more than one lesson is there at once."""
    libraries.write(folder, {"04 long.txt": "I am growing.\n我在长大。\n\nHis hair is long.\n他的头发很长。\n"})
    settings = load_library(folder)
    cards = library.build(library.study(settings)).cards
    assert list(cards) == list(cards)
    assert len(cards) == len(list(cards))
    kinds: list[type[object]] = []

    def read(shelf: Shelved, kind: type[object], read: Callable[..., object] = Shelved.read) -> object:
        kinds.append(kind)
        return read(shelf, kind)

    monkeypatch.setattr(Shelved, "read", read)
    next(iter(cards))
    assert kinds == [ReadSentences]


def test_a_package_asks_for_no_words_of_sentences(folder: Path) -> None:
    """Without recordings the fields of all cards are the same whether the words of sentences are read or not."""
    settings = load_library(folder)
    assert not output.asks_for_words(settings.settings)
    assert output.asks_for_words(load_library(folder, audio="espeak-ng").settings)
    assert output.asks_for_words(load_library(folder, output=(folder / "a.tsv",)).settings)
    studied = library.study(settings)
    whole, bare = (library.build(studied, read=read).cards for read in (True, False))
    assert list(map(fields, whole)) == list(map(fields, bare))
    assert not any(card.annotated.words for card in bare if isinstance(card, SentenceCard))


def test_the_notes_of_a_library_are_those_of_single_texts(folder: Path, lexicon: Lexicon) -> None:
    """Who built the texts one by one keeps all reviews: the GUIDs are the same."""
    settings = load_library(folder)
    deck = library.build(library.study(settings))
    guids = {note.guid for note in output.outlines(deck.cards, settings.settings).notes}
    singles: set[str] = set()
    for text in library.find(settings):
        job = load_settings(text.sources)
        alone = pipeline.build(pipeline.read(job), job, lexicon)
        singles |= {note.guid for note in output.outlines(alone.cards, job).notes}
    assert guids == singles


@pytest.mark.parametrize("options", [{}, {"pinyin": "numbers", "sandhi": True, "context": True}])
def test_cards_are_written_by_whoever_reads_their_text(
    tmp_path: Path, lexicon: Lexicon, options: dict[str, object]
) -> None:
    """What is kept of a card makes the fields, the table and the voice of a library of one text those of the text."""
    libraries.write(tmp_path / "course", {"tea.txt": libraries.MORNING})
    settings = load_library(tmp_path / "course", **options)
    job = load_settings(tmp_path / "course" / "tea.txt", **options)
    alone = pipeline.build(pipeline.read(job), job, lexicon).cards
    cards, spelling = list(library.build(library.study(settings)).cards), output.spelling(job)
    assert all(card.written for card in cards)
    assert [fields(card, spelling) for card in cards] == [fields(card, spelling) for card in alone]
    assert cards_tsv(cards, spelling) == cards_tsv(alone, spelling)
    assert speech.lines(cards) == speech.lines(alone)


def test_words_of_earlier_texts_are_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text those cards alone are read whose words it is the first to have, and of a text without any none."""
    libraries.write(folder, {"99 again.txt": libraries.MORNING})
    settings = load_library(folder)
    deck = library.build(library.study(settings))
    keys: list[int] = []

    def cards(read: ReadWords, wanted: set[str], cards: Callable[..., object] = ReadWords.cards) -> object:
        keys.append(len(wanted))
        return cards(read, wanted)

    monkeypatch.setattr(ReadWords, "cards", cards)
    words = [card for card in deck.cards if isinstance(card, VocabularyCard)]
    assert (len(keys), sum(keys)) == (len(libraries.NAMES), len(words))


def test_a_text_may_be_packed(folder: Path) -> None:
    """A file of an archive is read as the text that it holds."""
    packed = makers.archive({"tea.txt": "The umbrella is at home.\n雨伞在家里。\n\nHe buys an umbrella.\n他买雨伞。\n"})
    (folder / "04 packed.zip").write_bytes(packed)
    assert [card.text for card in words(folder) if card.term.text == "雨伞"] == ["04 packed"]


def test_limits_hold_for_the_whole(folder: Path) -> None:
    """With a limit the worthiest words of all texts remain, and a least count is counted over all texts."""
    assert len(words(folder, limit=3)) == 3
    assert {card.term.text for card in words(folder, min_count=3)} >= {"火车", "晚点", "报纸"}
    assert all(card.term.count >= 3 for card in words(folder, min_count=3))


def test_the_easiest_text_may_come_first(folder: Path) -> None:
    """With easiest-first the text with the fewest new words is read first."""
    libraries.write(folder, {"99 tiny.txt": "I am here.\n我在这里。\n\nIt is the train.\n这是火车。\n"})
    studied = library.study(load_library(folder, order="easiest-first"))
    assert studied.studied[0].text.name == "99 tiny"


def test_one_bad_text_leaves_the_others_alone(folder: Path) -> None:
    """It is left out and named with its reason; strictly, it ends the build."""
    libraries.write(folder, {"05 draft.txt": "Nobody has translated this text yet.\n"})
    studied = library.study(load_library(folder))
    assert [each.text.name for each in studied.studied] == list(libraries.NAMES)
    assert [(failure.text.name, "English only" in failure.reason) for failure in studied.failures] == [
        ("05 draft", True)
    ]
    with pytest.raises(InputError, match="English only"):
        library.study(load_library(folder), strict=True)


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    """So is one none of whose texts can be taken."""
    with pytest.raises(InputError, match="no text is in this folder"):
        library.study(load_library(tmp_path))
    libraries.write(tmp_path, {"a.txt": "Nobody has translated this text yet.\n"})
    with pytest.raises(InputError, match="none of 1 texts could be taken"):
        library.study(load_library(tmp_path))


def test_a_list_that_is_not_there_is_told_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever misspelt a list of known words need not wait until all texts are read."""
    monkeypatch.setattr("flashcards.library.engine.run", lambda *_: pytest.fail("texts were read"))
    with pytest.raises(InputError, match=r"nowhere\.txt: there is no such file"):
        library.study(load_library(folder, known=[folder / "nowhere.txt"]))


def test_the_command_ends_with_1_where_a_text_failed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package is written all the same, and the text stands in a list at the end."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    whole = runner.invoke(cli.app, ["library", "build", "course", "--verbose"])
    assert whole.exit_code == 0
    assert "3 texts, 13 pairs of sentences" in whole.output
    libraries.write(folder, {"05 draft.txt": "Nobody has translated this text yet.\n"})
    run = runner.invoke(cli.app, ["library", "build", "course"])
    assert run.exit_code == 1
    assert "38 unchanged" in run.output
    listed, failure, advice = run.output.splitlines()[-3:]
    assert (listed, failure.startswith("  05 draft: "), "`exclude" in advice) == ("1 text left out:", True, True)
    assert Path("course.apkg").exists()


@pytest.mark.anki
def test_an_unchanged_library_touches_nothing(folder: Path, tmp_path: Path) -> None:
    """Built again it is the same to the byte; a text more changes the notes alone that it has something to say of."""
    package = tmp_path / "course.apkg"
    build(folder, package)
    content = package.read_bytes()
    build(folder, package)
    assert package.read_bytes() == content
    with Learner(tmp_path / "anki") as learner:
        learner.take(package)
        assert "course::01 morning::Vocabulary" in {deck.name for deck in learner.col.decks.all_names_and_ids()}
        libraries.write(folder, {"04 umbrella.txt": "The umbrella is on the train.\n雨伞在火车上。\n"})
        build(folder, package)
        assert learner.take(package).updated == 1
        assert learner.note("雨伞")["Source"] == "04 umbrella"
        assert "雨伞在" in learner.note("火车")["Elsewhere"]
        assert learner.note("报纸")["Renderings"] == "3 times in 2 texts, always “newspaper”"
