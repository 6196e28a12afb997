"""What a sentence tells of the sense of a word: its neighbours, and the English words that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import links
from flashcards.glosses.english_types import english_type
from flashcards.lexicon.english import tokenize
from flashcards.senses.contexts import around, contexts, is_phrasal, is_verb
from tests.linked import PODS, read

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "我们记录了温度。",
            "记录",
            ("after function", "before aspect", "before function"),
        ),
        ("我們記錄了溫度。", "記錄", ("after function", "before aspect", "before function")),
        # We recorded the temperature, in either script.
        ("很好。", "好", ("after degree", "after function", "before nothing")),  # very / good
        ("敢开口。", "开口", ("after auxiliary", "before nothing")),  # dares to speak up
        ("三朵。", "朵", ("after measure", "after number", "after numeral", "after noun", "before nothing")),
        ("银行", "银行", ("after nothing", "before nothing")),  # bank
    ],
)
def test_neighbours_are_named(text: str, word: str, expected: tuple[str, ...], lexicon: Lexicon) -> None:
    """What stands before and after a word is named by its class, in either script; punctuation is nothing."""
    (pair,) = read([(text, "")], lexicon)
    place = next(at for at, word_there in enumerate(pair.words) if word_there.text == word)
    assert around(pair.words, place, lexicon) == expected


@pytest.mark.parametrize(
    ("english", "place", "verb"),
    [
        ("They work here.", 1, True),
        ("It worked.", 1, True),
        ("The work is done.", 1, False),
        ("Good work!", 1, None),
        ("of the", 0, None),
    ],
)
def test_a_verb_is_told_by_its_place(english: str, place: int, verb: object, lexicon: Lexicon) -> None:
    """An ending, or what stands before a word, tells whether it is a verb; where neither does, nobody guesses."""
    tokens = [english_type(token.text, lexicon) for token in tokenize(english)]
    assert is_verb(tokens, [place]) is verb


@pytest.mark.parametrize(
    ("english", "columns", "phrasal"),
    [
        ("We bumped into him.", (1,), True),
        ("We bumped into him.", (1, 2), False),
        ("We met him.", (1,), False),
        ("They fell down", (1,), True),
        ("They fell", (1,), False),
    ],
)
def test_half_of_a_verb_is_known_by_the_particle_behind_it(
    english: str, columns: tuple[int, ...], lexicon: Lexicon, *, phrasal: bool
) -> None:
    """A particle that follows and renders something else tells that the verb is not whole."""
    tokens = [english_type(token.text, lexicon) for token in tokenize(english)]
    assert is_phrasal(tokens, columns) is phrasal


def test_what_renders_nothing_is_told_to_the_others(lexicon: Lexicon) -> None:
    """A word has either English words that render it, or those of the sentence that render nothing."""
    for pair in links.link(read(PODS, lexicon), lexicon):
        linked = {pair.tokens[column] for columns in pair.links for column in columns}
        for word, context in zip(pair.annotated.words, contexts(pair, lexicon), strict=True):
            if context:
                assert bool(context.rendered) is (word.rendering is not None)
                assert set(context.rendered) <= linked
                assert not (context.rendered and context.unlinked)
                assert linked.isdisjoint(context.unlinked)
