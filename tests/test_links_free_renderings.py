"""A rendering that no sense contains is shown where it is sure, and the less likely it is a guess the sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.glosses.english_types import english_type
from flashcards.links.free_renderings import is_shown, is_sure
from flashcards.records import Sense, Word, WordKind

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

GROUNDED = (Sense("down-to-earth"), Sense("in touch with the common people"))  # 接地气
QUITE = tuple(map(Sense, ("equivalent to", "appropriate", "considerably", "fairly", "quite")))  # 相当


def test_a_guess_is_not_shown(lexicon: Lexicon) -> None:
    """Of two links of middling chance that of a rare word is shown, that of a word linked to anything is not."""
    grounded, way = english_type("grounded", lexicon), english_type("way", lexicon)
    assert is_sure(GROUNDED, [grounded], 0.7, lexicon)
    assert not is_sure(QUITE, [way], 0.65, lexicon)


@given(chances=st.tuples(st.floats(0.01, 1.0), st.floats(0.01, 1.0)), word=st.sampled_from(("way", "venue", "toast")))
def test_a_likelier_link_is_no_less_sure(lexicon: Lexicon, chances: tuple[float, float], word: str) -> None:
    """Whatever is shown at some chance of its link is shown at every higher one."""
    low, high = (is_sure(QUITE, [english_type(word, lexicon)], chance, lexicon) for chance in sorted(chances))
    assert high >= low


@pytest.mark.parametrize(
    ("text", "glosses", "english", "shown"),
    [
        ("接着", ("then; after that",), "then", True),
        ("七嘴八舌", ("everybody talking at once",), "at", False),  # the end of "at once", cut short
        ("上升", ("to rise; to go up",), "up", False),
        ("的", ("(possessive)",), "of", True),  # words of grammar render one another as they like
    ],
)
def test_words_of_grammar_make_up_a_sense(
    text: str, glosses: tuple[str, ...], english: str, *, shown: bool, lexicon: Lexicon
) -> None:
    """What renders a word that means something is no word of grammar, unless a sense says just that."""
    word = Word(text, 0, len(text), WordKind.DICTIONARY, senses=tuple(map(Sense, glosses)))
    assert is_shown(word, [english_type(english, lexicon)], 0.9, lexicon) is shown
