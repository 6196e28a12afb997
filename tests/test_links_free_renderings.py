"""A rendering that no sense contains is shown where it is sure, and the less likely it is a guess the sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from flashcards.glosses.english_types import english_type
from flashcards.links.free_renderings import is_sure
from flashcards.records import Sense

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
