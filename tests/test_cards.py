"""Pairs and terms become cards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import cards
from flashcards.cards import filing
from flashcards.lexicon import Lexicon
from flashcards.records import AlignedPair, AnnotatedPair, Context, replace
from tests import anki_cards


def test_cards_are_numbered_in_the_order_of_the_text() -> None:
    """Both kinds of cards count from 1, in the order in which pairs and terms come."""
    deck = cards.sentence_cards(anki_cards.pairs(), source="x")
    assert [(card.position, card.annotated) for card in deck] == list(enumerate(anki_cards.pairs(), 1))
    words = cards.vocabulary_cards(anki_cards.terms(), source="x")
    assert [(card.position, card.term) for card in words] == list(enumerate(anki_cards.terms(), 1))


def test_english_alone_is_no_card() -> None:
    """A pair without Chinese has nothing to ask for."""
    first, two, three = anki_cards.pairs()
    alone = AnnotatedPair(AlignedPair((), two.pair.english, 0.0), (), 2)
    deck = cards.sentence_cards([first, alone, three], source="x")
    assert [(card.position, card.annotated) for card in deck] == [(1, first), (2, three)]


def test_what_has_no_translation_is_tagged() -> None:
    """Cards of a Chinese sentence alone can be found by `align::none`, not by `align::low`, words among them."""
    sentence, word = anki_cards.untranslated()
    for card in (sentence, word):
        assert cards.UNTRANSLATED in card.tags
        assert cards.LOW not in card.tags
    assert not any(cards.UNTRANSLATED in card.tags for card in anki_cards.deck())


def test_a_doubtful_pair_is_tagged() -> None:
    """Cards of pairs below the given confidence can be found by `align::low`, words among them."""
    low = [card.tags.count(cards.LOW) for card in anki_cards.deck()]
    assert low == [0, 0, 1, 0, 0, 0, 1]
    sure = [replace(each, pair=replace(each.pair, confidence=cards.LOW_CONFIDENCE)) for each in anki_cards.pairs()]
    assert not any(cards.LOW in card.tags for card in cards.sentence_cards(sure, source="x"))


def test_a_lexicon_tells_more_of_a_sentence(lexicon: Lexicon) -> None:
    """With a lexicon a sentence card knows both scripts, its hardest level and its rarest word; names do not count."""
    cuts = [
        ("王力宏", "Wang2 Li4 hong2", "Leehom Wang", ""),
        ("喝", "he1", "to drink", ""),
        ("乌龙茶", "wu1 long2 cha2", "", ""),
    ]
    pair = anki_cards.annotated("Leehom Wang drinks oolong.", cuts)
    (card,) = cards.sentence_cards([pair], source="x", lexicon=lexicon)
    assert (card.simplified, card.traditional) == ("王力宏喝乌龙茶", "王力宏喝烏龍茶")
    assert card.level == lexicon.level("喝")  # to drink
    assert card.frequency == lexicon.frequency("乌龙茶") > 0  # oolong


def test_words_are_tagged_with_their_level() -> None:
    """A level of each HSK list is a tag that nests under the list; a word in none has no such tag."""
    vocabulary = anki_cards.vocabulary()
    assert vocabulary[0].tags == ("source::The_Old_Teahouse", "hsk2::5", "hsk3::6")
    assert vocabulary[1].tags == ("source::The_Old_Teahouse",)


def test_names_may_stand_apart() -> None:
    """A name is tagged as one, and has a sub-deck of its own when asked for."""
    term, *_ = anki_cards.terms()
    name = replace(term, is_name=True)
    among = cards.vocabulary_cards([name, term], source="tea")
    apart = cards.vocabulary_cards([name, term], source="tea", names=True)
    assert [(cards.NAME in card.tags, card.subdeck) for card in among] == [(True, ""), (False, "")]
    assert [card.subdeck for card in apart] == ["Names", ""]


def test_tags_of_ones_own_come_too() -> None:
    """Tags that the user names go on every card, nested where they nest, once each."""
    (card,) = cards.sentence_cards(anki_cards.pairs()[:1], source="x", tags=["class::two b", "mine", "mine", " "])
    assert card.tags == ("source::x", "class::two_b", "mine")


@pytest.mark.parametrize(
    ("parts", "tag"),
    [
        (("source", "A  B"), "source::A_B"),
        (("source", "茶\u3000馆"), "source::茶_馆"),  # teahouse
        (("source", "A::B"), "source::A:B"),
        (("source", "::"), ""),
        (("source", " \n"), ""),
        (("source", "_x_"), "source::x"),
    ],
)
def test_tags_are_as_anki_takes_them(parts: tuple[str, ...], tag: str) -> None:
    """No white space, which would cut a tag in two, and no nesting but our own."""
    assert filing.tag(*parts) == tag


@given(st.text())
def test_any_title_is_one_tag(title: str) -> None:
    """Whatever a title holds, it makes one tag or none."""
    tag = filing.tag("source", title)
    assert len(tag.split()) <= 1
    assert tag.count("::") <= 1


def test_cards_are_the_same_for_the_same_input() -> None:
    """Equal pairs give equal cards; the source alone tells them apart."""
    first = cards.sentence_cards(anki_cards.pairs(), source="x")
    assert first == cards.sentence_cards(anki_cards.pairs(), source="x")
    other = cards.sentence_cards(anki_cards.pairs(), source="y")
    assert [replace(card, source="x", tags=()) for card in other] == [replace(card, tags=()) for card in first]


def test_a_sentence_is_gapped_at_a_word_worth_learning(lexicon: Lexicon) -> None:
    """The gap is a word that the deck teaches, the rarest of them; without one, a word that is not too common."""
    town, *_ = anki_cards.pairs()

    def gap(learned: set[str]) -> str:
        (gapped,) = cards.sentence_cards([town], source="x", learned=learned, lexicon=lexicon)
        return gapped.gap.text if gapped.gap else ""

    assert gap({"茶馆", "街"}) == "茶馆"  # teahouse, street
    assert gap({"街"}) == "街"
    cuts = [("他", "ta1", "he", "He"), ("找到", "zhao3 dao4", "to find", "found"), ("它", "ta1", "it", "it")]
    (common,) = cards.sentence_cards([anki_cards.annotated("He found it.", cuts)], source="x", lexicon=lexicon)
    assert common.gap is None


def test_a_word_is_taken_apart(lexicon: Lexicon) -> None:
    """Each character of a word shows its meaning in this reading, and the other words of the deck that hold it."""
    base = anki_cards.vocabulary()[0]
    words = [base, replace(base, term=replace(base.term, text="茶", syllables=("cha2",)))]
    tea_house, tea = cards.with_characters(words, [card.term.text for card in words], lexicon)
    assert [(each.text, each.syllable, each.others) for each in tea_house.characters] == [
        ("茶", "cha2", ("茶",)),
        ("馆", "guan3", ()),
    ]
    assert tea_house.characters[0].gloss.startswith("tea")
    assert tea.characters == ()


def test_a_card_knows_what_stands_around_it() -> None:
    """Before the first and behind the last pair there is nothing; each other card knows both its neighbours."""
    pairs = [each.pair for each in anki_cards.pairs()]
    first, second, third = cards.with_context(anki_cards.sentences(), pairs)
    assert (first.context.before, first.context.after) == (None, pairs[1])
    assert (second.context.before, second.context.after) == (pairs[0], pairs[2])
    assert third.context.after is None
    word, *_ = cards.with_context(anki_cards.vocabulary(), pairs)
    assert word.context == Context(None, pairs[1])


def test_a_card_names_who_speaks_as_the_chinese_does() -> None:
    """The Chinese name wins over the English one; of several who share a card each is named once."""
    first, *others = anki_cards.sentences()
    pair = first.annotated.pair
    turns = tuple(replace(pair.chinese[0], speaker=name) for name in ("小王", "小李", "小王"))
    english = tuple(replace(sentence, speaker="Wang") for sentence in pair.english)
    for changed, name in (
        (replace(pair, chinese=turns, english=english), "小王、小李"),
        (replace(pair, english=english), "Wang"),
        (pair, ""),
    ):
        card = replace(first, annotated=replace(first.annotated, pair=changed))
        assert [each.speaker for each in cards.with_speakers([card, *others])] == [name, *[""] * len(others)]
