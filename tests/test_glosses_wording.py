"""What a card says of a word: the sense that fits, and the translator's word where it says something else."""

from __future__ import annotations

import pytest

from flashcards.glosses.wording import gloss, here, meaning
from flashcards.records import Rendering, Sense, VocabularyCard, replace
from tests import anki_cards
from tests.samples import Piece, annotated


@pytest.mark.parametrize(
    ("sense", "rendering", "says"),
    [
        ("supply chain", "supply chain", ("supply chain", "")),
        ("supply chain", "lifeline", ("supply chain", "lifeline")),
        ("supply chain", "", ("supply chain", "")),
        ("(concept of) time", "time", ("time", "")),
        ("bicycle; bike", "bicycle", ("bicycle", "")),
        ("teahouse", "tea house", ("teahouse", "")),
        ("originally; at first", "first", ("at first", "")),
        ("to grow up", "grow", ("to grow up", "")),
        ("didn't expect", "expect", ("didn't expect", "")),
        ("gray; ashen", "grey", ("gray; ashen", "")),
        ("bookcase; bookrack", "rack", ("bookcase; bookrack", "")),
        ("hen; hens", "rooster", ("hen; hens", "rooster")),
        ("beech nuts", "nut", ("beech nuts", "")),
        ("", "anchor", ("anchor", "")),
        ("", "", ("", "")),
    ],
)
def test_meaning_says_whose_word_it_is(sense: str, rendering: str, says: tuple[str, str]) -> None:
    """The fitting sense, unless the translator's word says the same more shortly; a free rendering stands apart."""
    (term, *_) = (card.term for card in anki_cards.deck() if isinstance(card, VocabularyCard))
    word = replace(term.example.word, rendering=Rendering(((4, 16),), rendering, 0.9, rendering) if rendering else None)
    changed = replace(term, senses=(Sense(sense),) if sense else (), example=replace(term.example, word=word))
    assert (meaning(changed), here(changed)) == says


@pytest.mark.parametrize(
    ("text", "chance", "is_shown"), [("大会", 0.8, True), ("大会", 0.79, False), ("会", 0.9, True), ("会", 0.89, False)]
)
def test_the_translators_word_stands_beside_a_sense_only_where_its_link_is_sure(
    text: str, chance: float, is_shown: bool
) -> None:
    """A single character asks for more: one or another of its senses holds any common word."""
    (term, *_) = (card.term for card in anki_cards.deck() if isinstance(card, VocabularyCard))
    rendering = Rendering(((4, 16),), "conference", chance, "conference")
    word = replace(term.example.word, text=text, rendering=rendering)
    changed = replace(term, senses=(Sense("general assembly"),), example=replace(term.example, word=word))
    assert (here(changed) == "conference") is is_shown


@pytest.mark.parametrize(
    ("piece", "says"),
    [
        (("大会", "da4 hui4", "general assembly", "conference"), "general assembly (here: conference)"),
        (("大模型", "da4 mo2 xing2", "large model", "large-model"), "large model"),
        (("时间", "shi2 jian1", "(concept of) time", "time"), "time"),
        (("锚点", "mao2 dian3", "", "anchor"), "anchor"),
        (("茶馆", "cha2 guan3", "teahouse", ""), "teahouse"),
        (("周", "zhou1", "lap; week", "week"), "week"),
        (("把", "ba3", "to hold", ""), "(puts before the verb what is acted on)"),
        (("把", "ba4", "handle", "handle"), "handle"),
        (("甲", "jia3", "", ""), ""),
    ],
)
def test_a_gloss_says_what_a_word_means_in_its_sentence(piece: Piece, says: str) -> None:
    """The fitting sense and the translator's word where it differs; words of grammar by what they do, by reading."""
    (word,) = annotated(piece[3], [piece]).words
    assert gloss(word) == says
