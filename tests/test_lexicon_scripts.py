"""The other form of a text: the traditional character that the word, its reading and its sense ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.lexicon import Lexicon, scripts
from flashcards.readings import read
from flashcards.records import Word, WordKind
from flashcards.words import cut


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("他的头发很长。", "他的頭髮很長。"),  # His hair is long.
        ("我们明天出发。", "我們明天出發。"),  # We set out tomorrow.
        ("皇后在三公里以后下了马。", "皇后在三公里以後下了馬。"),  # After three kilometres the empress dismounted.
        ("屋里有三个杯子。", "屋裡有三個杯子。"),  # There are three cups in the room.
        ("你再试试。", "你再試試。"),  # Try again.
        ("Linux 和 5/18", "Linux 和 5/18"),
    ],
)
def test_the_word_and_its_reading_decide(lexicon: Lexicon, simplified: str, traditional: str) -> None:
    """Hair and setting out, behind and empress, mile and inside: each word is written with its own character."""
    assert scripts.traditional(read(cut(simplified, lexicon), lexicon), lexicon) == traditional


@pytest.mark.parametrize(("sense", "written"), [("noodles; flour", "麵"), ("side; surface; face", "面")])
def test_the_sense_decides(lexicon: Lexicon, sense: str, written: str) -> None:
    """Where two traditional characters share a reading, the sense that fits tells which is meant."""
    meant = next(candidate for entry in lexicon.entries("面") for candidate in entry.senses if candidate.gloss == sense)
    word = Word("面", 0, 1, WordKind.DICTIONARY, ("mian4",), (meant,))  # side, or noodles
    assert scripts.traditional([word], lexicon) == written


def test_what_no_dictionary_has_is_made_of_words(lexicon: Lexicon) -> None:
    """A term outside the dictionary is taken apart into the longest words in it."""
    word = Word("头发开会", 0, 4, WordKind.TERM, ("tou2", "fa5", "kai1", "hui4"))  # hair + to hold a meeting
    assert scripts.traditional([word], lexicon) == "頭髮開會"
    assert [entry.simplified for entry in scripts.parts(word, lexicon)] == ["头发", "开会"]


@given(st.text(), st.lists(st.sampled_from(["fa1", "fa4", "li3", "hou4", "x"])))
def test_one_character_for_one(lexicon: Lexicon, text: str, syllables: list[str]) -> None:
    """Whatever a word holds, its other form is as long, so that places in one are places in the other."""
    word = Word(text, 0, len(text), WordKind.TERM, tuple(syllables))
    assert len(scripts.traditional([word], lexicon)) == len(text)
