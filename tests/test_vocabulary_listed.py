"""Words of a list as terms: what the list says goes first, then the sentence that shows a word, then the dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flashcards.anki.fields import fields
from flashcards.cards import vocabulary_cards
from flashcards.glosses import wording
from flashcards.learner import learner
from flashcards.records import ListedWord
from flashcards.settings import Order, Settings
from flashcards.vocabulary import Standing, listed
from tests.linked import link
from tests.samples import pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Term
    from flashcards.vocabulary import Choice

LIBRARY = (
    ("我每天去图书馆学习。", "I go to the library every day to study."),
    ("孩子长大了。", "The child has grown up."),
    ("这条河很长，流过三个国家。", "This river is long and flows through three countries."),
    ("他在银行门口吃早饭。", "He eats breakfast at the entrance of the bank."),
)


@pytest.fixture(scope="module")
def library(lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    return link(LIBRARY, lexicon)


def choose(
    words: Sequence[ListedWord], pairs: Sequence[AnnotatedPair], lexicon: Lexicon, level: str = "", **options: Any
) -> Choice:
    known = learner(level, lexicon, options.pop("known", ()), options.pop("ignored", ()))
    return listed.choose(words, pairs, known, lexicon, Settings(sources=("list",), **options))


def word(text: str, reading: str = "", meaning: str = "") -> ListedWord:
    return ListedWord(text, 1, reading, meaning)


def term(listed_word: ListedWord, pairs: Sequence[AnnotatedPair], lexicon: Lexicon) -> Term:
    (taken,) = choose([listed_word], pairs, lexicon).terms
    return taken


def test_every_listed_word_is_taken_in_the_order_of_the_list(lexicon: Lexicon) -> None:
    """Words of grammar, numbers, names and what every beginner knows are taken as well: they were listed."""
    texts = ["的", "三", "北京", "你", "银行", "张"]
    choice = choose(list(map(word, texts)), (), lexicon)
    assert [taken.text for taken in choice.terms] == texts
    assert choice.left_out == ()


def test_a_word_alone_shows_its_main_senses(lexicon: Lexicon) -> None:
    """Without a sentence no sense is guessed: the card shows the first few, the rest behind them, and no example."""
    taken = term(word("打"), (), lexicon)
    assert taken.example.is_bare
    assert not taken.is_in_doubt
    meaning = wording.meaning(taken)
    assert meaning.startswith("to hit; to beat")
    assert "to play" in meaning
    values = fields(vocabulary_cards([taken], source="list")[0])
    assert not set(meaning.split("; ")) & set(values["Other Senses"].split("; "))
    assert {
        name: values.get(name, "") for name in ("Sentence", "Cloze", "Notice", "Count", "Renderings")
    } == dict.fromkeys(("Sentence", "Cloze", "Notice", "Count", "Renderings"), "")


def test_what_the_list_says_wins(lexicon: Lexicon, library: Sequence[AnnotatedPair]) -> None:
    """Its meaning stands as it is written and its pinyin with its tones; the dictionary's senses follow."""
    taken = term(word("图书馆", "tu2 shu1 guan4", "the place with the books"), library, lexicon)
    assert wording.meaning(taken) == "the place with the books"
    assert taken.syllables == ("tu2", "shu1", "guan4")
    assert taken.glosses[1:] == ("library",)
    assert taken.example.annotated.pair.chinese_text == LIBRARY[0][0]
    assert taken.is_confirmed


def test_the_reading_of_the_list_chooses_entry_and_example(lexicon: Lexicon, library: Sequence[AnnotatedPair]) -> None:
    """长 is shown where it is read as the list says, with the senses of that reading."""
    for reading, sense, chinese in (("zhǎng", "to grow", "孩子长大了。"), ("cháng", "long", LIBRARY[2][0])):
        taken = term(word("长", reading), library, lexicon)
        assert sense in taken.senses[0].gloss
        assert taken.example.is_bare or taken.example.annotated.pair.chinese_text == chinese
    assert term(word("还", "huán"), (), lexicon).senses[0].gloss.startswith("to return")


def test_the_best_sentence_shows_a_word(lexicon: Lexicon, library: Sequence[AnnotatedPair]) -> None:
    """A word of the list is found in either script, and as several words of the text side by side."""
    bank = term(word("銀行"), library, lexicon)
    assert bank.text == "銀行"
    assert bank.example.word.text == "银行"
    assert bank.example.word.rendering is not None
    values = fields(vocabulary_cards([bank], source="list")[0])
    assert "银行" not in values["Cloze"]
    assert values["Simplified"] == "银行"
    breakfast = term(word("吃早饭", "", "to have breakfast"), library, lexicon)
    assert breakfast.example.annotated.pair.chinese_text == LIBRARY[3][0]
    assert breakfast.syllables == ("chi1", "zao3", "fan4")


def test_what_nothing_explains_is_left_out_with_its_reason(lexicon: Lexicon) -> None:
    """A word in no dictionary is reported; with a meaning of the list it is taken, read by its characters."""
    choice = choose([word("班味"), word("多模态", "", "multimodal")], (), lexicon)
    assert choice.left_out == (("班味", listed.UNKNOWN),)
    (taken,) = choice.terms
    assert (taken.syllables, wording.meaning(taken)) == (("duo1", "mo2", "tai4"), "multimodal")


def test_words_formed_by_rule_are_explained(lexicon: Lexicon) -> None:
    """看一看 is in no dictionary, but its rule says what it means."""
    taken = term(word("看一看"), (), lexicon)
    assert taken.senses


def test_only_what_the_learner_said_leaves_a_word_out(lexicon: Lexicon) -> None:
    """A level, a known word in either script and a word to ignore do; without any of these nothing is known."""
    words = [word("你"), word("銀行"), word("图书馆"), word("犀利")]
    choice = choose(words, (), lexicon, level="hsk1", known=["银行"], ignored=["圖書館"])
    assert [taken.text for taken in choice.terms] == ["犀利"]
    assert [verdict.standing for verdict in choice.verdicts] == [
        Standing.KNOWN,
        Standing.KNOWN,
        Standing.APART,
        Standing.TAKEN,
    ]
    assert len(choose(words, (), lexicon, known=["银行"]).terms) == 3


def test_a_list_can_be_limited_and_ordered(lexicon: Lexicon) -> None:
    """The limit keeps the words worth most, and every order is one of all words."""
    words = list(map(word, ("耐人寻味", "银行", "打", "犀利")))
    assert len(choose(words, (), lexicon, limit=2).terms) == 2
    by_frequency = choose(words, (), lexicon, order=Order.FREQUENCY).terms
    assert [taken.text for taken in by_frequency] == ["打", "银行", "犀利", "耐人寻味"]
    for order in Order:
        assert {taken.text for taken in choose(words, (), lexicon, order=order).terms} == {w.text for w in words}


def test_only_sentences_that_may_serve_are_looked_at(lexicon: Lexicon) -> None:
    """Of a long text a few sentences for each word are enough, in either script; the others cost no time."""
    text = [pair(f"他在第{number}家銀行工作。", "") for number in range(100)] + [
        pair("他走了。", ""),
        pair("下雨了。", ""),
    ]
    kept = listed.sentences_with([word("银行"), word("下雨")], text, lexicon)
    assert text[-1] in kept
    assert text[-2] not in kept
    assert len(kept) < 20
