"""A Chinese text without its translation, from the file to Anki: what it becomes, and what its cards may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import flashcards
from flashcards import cards, output, pipeline
from flashcards.errors import InputError
from flashcards.records import SentenceCard, VocabularyCard
from flashcards.settings import load_settings
from tests.anki_backend import Learner

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.lexicon import Lexicon
    from flashcards.pipeline import Deck

CHINESE = """老渔夫在灯塔旁边修补渔网。四十年来，他每天早上都这样做。

港口很安静，海鸥还在睡觉。孩子们在码头喝茶，打算明天去看系统的展览。
"""
ENGLISH = """The old fisherman mends his net beside the lighthouse. He has done so every morning for forty years.

The harbor is quiet, and the gulls are still asleep. The children drink tea on the pier and plan to see the systematic
exhibition tomorrow.
"""
NOW = 1_780_000_000
KINDS = "recognition,production,listening,reading,cloze"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "harbor.txt"
    path.write_text(CHINESE, encoding="utf-8")
    return path


def build(lexicon: Lexicon, *sources: Path, package: Path, **options: object) -> Deck:
    """Build a package of a text, as the command line does."""
    job = load_settings([str(source) for source in sources], output=package, **options)
    deck = pipeline.build(pipeline.read(job), job, lexicon)
    output.write(deck, job, now=NOW)
    return deck


def test_every_sentence_and_its_words_are_cards(text: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    """Each sentence is a note without English; each word worth learning has senses, tagged as not confirmed."""
    deck = build(lexicon, text, package=tmp_path / "harbor.apkg")
    sentences = [card for card in deck.cards if isinstance(card, SentenceCard)]
    words = {card.term.text: card.term for card in deck.cards if isinstance(card, VocabularyCard)}
    assert [card.annotated.pair.chinese_text for card in sentences] == [pair.chinese_text for pair in deck.pairs]
    assert len(sentences) == 4
    assert {"灯塔", "渔夫", "港口", "海鸥", "码头", "展览"} <= set(words)
    assert words["灯塔"].senses[0].gloss == "lighthouse; beacon"
    assert all(term.senses and not term.is_confirmed for term in words.values())
    assert all(cards.UNTRANSLATED in card.tags for card in deck.cards)


def test_words_side_by_side_are_no_pieces(text: Path, lexicon: Lexicon) -> None:
    """Without a translation nothing tells that 喝 and 茶 (drink tea) were cut off a longer word: both count."""
    job = load_settings(str(text), level="hsk0")
    text.write_text("他们在码头擦枪。", encoding="utf-8")  # They clean guns on the pier.
    terms = {term.text for term in pipeline.build(pipeline.read(job), job, lexicon).choice.terms}
    assert {"擦", "枪"} <= terms


def test_a_list_of_terms_says_what_no_translation_confirms(text: Path, lexicon: Lexicon) -> None:
    """The table of terms has a question mark before each such meaning, the JSON lines say it by name."""
    job = load_settings(str(text))
    terms = pipeline.build(pipeline.read(job), job, lexicon).choice.terms
    from flashcards.output import term_lists

    assert term_lists.terms_table(terms).count("? ") == len(terms)
    assert term_lists.terms_jsonl(terms).count('"confirmed": false') == len(terms)


@pytest.mark.anki
def test_anki_takes_it_and_asks_only_what_can_be_answered(text: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    """No card is blank; a sentence is never asked for by its English, nor a word by one of several likely senses."""
    package = tmp_path / "harbor.apkg"
    deck = build(lexicon, text, package=package, cards=KINDS)
    doubtful = {card.term.text for card in deck.cards if isinstance(card, VocabularyCard) and card.term.is_in_doubt}
    sure = {card.term.text for card in deck.cards if isinstance(card, VocabularyCard)} - doubtful
    assert "灯塔" in sure
    assert doubtful
    with Learner(tmp_path / "learner") as learner:
        learner.take(package)
        assert learner.faults() == []
        asked: dict[str, set[str]] = {}
        for card in learner.cards():
            asked.setdefault(str(card.template()["name"]), set()).add(card.note()["Hanzi"])
            assert "Not confirmed by a translation" in card.answer()
    assert asked["Production"] == sure
    assert asked["Cloze"] == sure
    assert doubtful | sure | {pair.chinese_text for pair in deck.pairs} == asked["Recognition"] == asked["Listening"]


@pytest.mark.anki
def test_a_translation_that_comes_later_keeps_the_reviews(text: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    """Built again with its translation, the text has the same notes: the English arrives, and no review is lost."""
    package, english = tmp_path / "harbor.apkg", tmp_path / "english.txt"
    english.write_text(ENGLISH, encoding="utf-8")
    build(lexicon, text, package=package)
    with Learner(tmp_path / "learner") as learner:
        learner.take(package)
        learner.review()
        before = learner.scheduling()
        build(lexicon, text, english, package=package)
        learner.take(package)
        note = learner.note("老渔夫在灯塔旁边修补渔网。")
        assert note["English"] == "The old fisherman mends his net beside the lighthouse."
        assert (note["Notice"], learner.faults()) == ("", [])
        after = learner.scheduling()
        assert {key: after[key][:7] for key in before if key in after} == {key: before[key][:7] for key in before}


def test_a_translation_memory_asks_for_a_translation(text: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    """Pairs cannot be written where there are none."""
    with pytest.raises(InputError, match="both languages"):
        build(lexicon, text, package=tmp_path / "harbor.tmx")


def test_chapters_of_one_side_are_those_of_the_text(tmp_path: Path, lexicon: Lexicon) -> None:
    """The chapters of a book in Chinese alone become sub-decks, and can be chosen."""
    book = tmp_path / "book.txt"
    chapters = (f"第{number}章 海边\n\n风很大。他在海边走了{number}天。\n" for number in "一二三")  # By the sea
    book.write_text("\n".join(chapters), encoding="utf-8")
    job = load_settings(str(book), chapter="2-3")
    deck = pipeline.build(pipeline.read(job), job, lexicon)
    assert {card.chapter for card in deck.cards} == {"02 海边", "03 海边"}


def test_the_library_and_a_recipe_take_it_as_well(text: Path, tmp_path: Path) -> None:
    """`flashcards.build` and a `deck.toml` need no option for a text in Chinese alone."""
    (tmp_path / "deck.toml").write_text(f'sources = ["{text.name}"]\nmode = "sentence"\n', encoding="utf-8")
    settings = flashcards.load_settings(tmp_path)
    deck = flashcards.build(flashcards.read(settings), settings)
    assert [card.annotated.pair.english_text for card in deck.cards if isinstance(card, SentenceCard)] == [""] * 4
