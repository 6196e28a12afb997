"""Renderings that are halves: what makes them whole, and which of them are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.glosses.english_types import english_type
from flashcards.lexicon.english import tokenize
from flashcards.links.whole_renderings import is_half, lacking
from flashcards.records import Sense, Word, WordKind

if TYPE_CHECKING:
    from flashcards.glosses.english_types import EnglishType
    from flashcards.lexicon import Lexicon


def word(text: str, *glosses: str) -> Word:
    """Make a word of the dictionary with these senses."""
    return Word(text, 0, len(text), WordKind.DICTIONARY, senses=tuple(map(Sense, glosses)))


def types(english: str, lexicon: Lexicon) -> list[EnglishType]:
    """Cut an English text into tokens."""
    return [english_type(token.text, lexicon) for token in tokenize(english)]


@pytest.mark.parametrize(
    ("sense", "english", "linked", "whole"),
    [
        ("吸水 to absorb water", "it soaks up water there", "water", "soaks up"),
        ("名校 famous school", "of famous universities here", "famous", "universities"),
        ("二氧化硫 sulfur dioxide", "a cloud of sulphur dioxide", "dioxide", "sulphur"),
        ("分工 to divide the work", "they split the work again", "work", "split the"),
        ("来不及 to have no time", "we never had time", "time", "never had"),
        ("水 water", "it soaks up water there", "water", ""),  # it is whole
        ("河流 river; stream of water", "a wide river here", "river", ""),
        ("鸟粪 bird excrement", "the bird sang there", "bird", ""),  # what stands there is no excrement
        ("名校 famous school", "a famous, old university", "famous", ""),  # a sign parts them
    ],
)
def test_what_a_rendering_lacks_is_taken_in(
    sense: str, english: str, linked: str, whole: str, lexicon: Lexicon
) -> None:
    """The free neighbour on the side on which a sense goes on, if it means about that; else nothing."""
    tokens = types(english, lexicon)
    column = next(n for n, token in enumerate(tokens) if token.text == linked)
    text, _, gloss = sense.partition(" ")
    added = lacking(word(text, gloss), [column], tokens, {column}, lexicon)
    assert " ".join(tokens[n].text for n in sorted(added)) == whole


def test_what_renders_another_word_is_not_taken_in(lexicon: Lexicon) -> None:
    """A neighbour that is linked is no part of this word's rendering."""
    tokens = types("famous universities", lexicon)
    assert lacking(word("名校", "famous school"), [0], tokens, {0, 1}, lexicon) == ()


@pytest.mark.parametrize(
    ("text", "gloss", "english", "refused"),
    [
        ("枚", "(counts coins, medals)", "fifty-two", True),
        ("首次", "for the first time", "first", False),
        ("两旁", "both sides", "two", False),
        ("打算", "to plan to; to be going to", "go", True),
        ("打算", "to plan to; to be going to", "going to", False),
        ("目前", "at the present time", "time", True),
        ("时间", "time; period", "time", False),
        ("推辞", "to decline", "tried", True),
        ("尝试", "to try; to attempt", "tried", False),
        ("似乎", "it seems; apparently", "it seemed", False),
        ("脱下", "to take off (clothing)", "took off", False),
        ("半晌", "quite a while", "quite", True),
        ("没想到", "never thought that", "thought that", True),
        ("没想到", "never thought that", "never thought", False),
        ("从来", "(with a negative) never; all along", "ever", False),
    ],
)
def test_halves_are_refused(text: str, gloss: str, english: str, *, refused: bool, lexicon: Lexicon) -> None:
    """A number beside no number, a verb like "go" alone, and what a sense denies render no word."""
    assert is_half(word(text, gloss), types(english, lexicon), lexicon) is refused
