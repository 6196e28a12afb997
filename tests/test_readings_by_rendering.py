"""Readings that the translator's word decides: golden cases, and laws that hold for any pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import links, readings
from flashcards.readings.by_rendering import overruled, reread
from flashcards.records import AnnotatedPair, LinkedPair, Rendering, Word, WordKind, replace
from tests.linked import read
from tests.samples import pair

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


def linked(chinese: str, english: str, lexicon: Lexicon) -> LinkedPair:
    """Cut, read and link one pair of sentences."""
    return links.link(read([(chinese, english)], lexicon), lexicon)[0]


def word_of(pair: LinkedPair, text: str) -> Word:
    """Give the word of a pair that is written so."""
    return next(word for word in pair.annotated.words if word.text == text)


@pytest.mark.parametrize(
    ("chinese", "english", "word", "syllables"),
    [
        ("农民把种子撒在地里。", "The farmers scattered the seeds over the field.", "撒", ("sa3",)),
        ("他把羊赶进圈里。", "He drove the sheep into the pen.", "圈", ("juan4",)),
        ("警察抓住了两个恐怖分子。", "The police caught two terrorists.", "恐怖分子", ("kong3", "bu4", "fen4", "zi3")),
        ("水由两种分子组成。", "Water is made of two kinds of molecules.", "分子", ("fen1", "zi3")),
        ("他背了很多书上山。", "He carried many books up the hill.", "背", ("bei1",)),
    ],
)
def test_a_rendering_decides_the_reading(
    chinese: str, english: str, word: str, syllables: tuple[str, ...], lexicon: Lexicon
) -> None:
    """A word is read as the sense is that its rendering says."""
    assert word_of(reread(linked(chinese, english, lexicon), lexicon), word).syllables == syllables


def test_a_word_misread_is_read_anew_with_the_senses_of_the_other_reading(lexicon: Lexicon) -> None:
    """The rendering's reading wins, its senses come with it, and a second time changes nothing."""
    pair = linked("农民把种子撒在地里。", "The farmers scattered the seeds over the field.", lexicon)
    wrong = next(entry for entry in lexicon.entries("撒") if entry.syllables == ("sa1",))
    misread = tuple(
        replace(word, syllables=wrong.syllables, senses=wrong.senses) if word.text == "撒" else word
        for word in pair.annotated.words
    )
    again = reread(replace(pair, annotated=replace(pair.annotated, words=misread)), lexicon)
    assert word_of(again, "撒").syllables == ("sa3",)
    assert word_of(again, "撒").senses[0].gloss.startswith("to sprinkle")
    assert reread(again, lexicon) == again


def test_what_the_english_does_not_tell_stays(lexicon: Lexicon) -> None:
    """A pair without links stays as it is, and so does a word of grammar whatever it is linked with."""
    pair = linked("你看地图吧。", "Look at the place on the map.", lexicon)
    assert reread(LinkedPair(pair.annotated), lexicon) == LinkedPair(pair.annotated)
    grammar = next(
        word for word in linked("他慢慢地走。", "He walks slowly.", lexicon).annotated.words if word.text == "地"
    )
    assert grammar.syllables == ("de5",)


def test_an_overruled_reading_is_explained(lexicon: Lexicon) -> None:
    """Who asks what decided is told of the rendering, and otherwise hears of the votes as before."""
    pair = linked("农民把种子撒在地里。", "The farmers scattered the seeds over the field.", lexicon)
    word = word_of(reread(pair, lexicon), "撒")
    (voted,) = (d for d in readings.explain(pair.annotated.words, lexicon) if d.word.text == "撒")
    other = replace(voted, word=replace(voted.word, syllables=("sa1",)))
    assert overruled(word, other).source == "rendering"
    assert "sa3, not sa1" in overruled(word, other).detail
    same = replace(voted, word=replace(voted.word, syllables=("sa3",)))
    assert overruled(word, same) is same


@pytest.mark.parametrize(
    ("chinese", "rendering", "kind", "syllables"),
    [
        ("石材", "stone", WordKind.DICTIONARY, ("shi2", "cai2")),
        ("单车", "car", WordKind.DICTIONARY, ("dan1", "che1")),  # the surname is Shàn
        ("白篷", "white", WordKind.TERM, ("bai2", "peng2")),
        ("石材", "Shi Cai", WordKind.NAME, ("Shi2", "Cai2")),
        ("石材", "he", WordKind.NAME, ("Shi2", "Cai2")),  # a pronoun stands for a name
        ("林嫂", "wife", WordKind.NAME, ("Lin2", "Sao3")),
    ],
)
def test_what_small_letters_render_is_no_name(
    chinese: str, rendering: str, kind: WordKind, syllables: tuple[str, ...], lexicon: Lexicon
) -> None:
    """A word built like a name is one, unless the translator put what its characters mean, without a capital."""
    name = tuple(syllable.capitalize() for syllable in syllables)
    word = Word(chinese, 0, 2, WordKind.NAME, name, rendering=Rendering(((0, len(rendering)),), rendering, 0.9))
    annotated = AnnotatedPair(pair(chinese, rendering), (word,), 1)
    (read_again,) = reread(LinkedPair(annotated, (rendering,), ((0,),)), lexicon).annotated.words
    assert (read_again.kind, read_again.syllables) == (kind, syllables)
    assert bool(read_again.senses) == (kind is WordKind.DICTIONARY)  # else it would be left out as in no dictionary
