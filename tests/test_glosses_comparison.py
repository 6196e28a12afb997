"""Whether two wordings say the same: by words of a family, and by how much both share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.glosses.comparison import fit, fits, in_short, phrase, same_family, shares_a_word
from flashcards.glosses.english_types import english_type
from flashcards.lexicon.english import tokenize
from flashcards.records import Sense

if TYPE_CHECKING:
    from flashcards.glosses.comparison import Phrase
    from flashcards.lexicon import Lexicon

GLOSSES = ("supply chain", "to contribute", "bicycle; bike", "(concept of) time", "of; ~'s (possessive particle)", "")


def _phrase(text: str, lexicon: Lexicon) -> Phrase:
    return phrase([english_type(token.text, lexicon) for token in tokenize(text)])


@pytest.mark.parametrize(
    ("sense", "rendering", "same"),
    [
        ("to contribute", "contribution", True),
        ("capability", "capabilities", True),
        ("open-source software", "open source software", True),
        ("repeatedly", "repeat", True),
        ("to fix; to fasten", "fixed", True),
        ("to see", "seed", False),
        ("to check", "checkbox", False),
        ("paternal great-grandmother", "grandmother", False),
        ("general assembly", "conference", False),
    ],
)
def test_a_word_is_itself_in_any_form(sense: str, rendering: str, *, same: bool) -> None:
    """Endings make no other word, but a compound is one."""
    assert shares_a_word(sense, rendering) is same


@given(word=st.text("abcdeinost", min_size=1, max_size=10), other=st.text("abcdeinost", min_size=1, max_size=10))
def test_families_have_no_first_member(word: str, other: str) -> None:
    """Every word is of its own family, and two words are of one family whichever is asked about."""
    assert same_family(word, word)
    assert same_family(word, other) is same_family(other, word)


@pytest.mark.parametrize(
    ("gloss", "rendering", "shown"),
    [
        ("can't help (doing sth)", "couldn't help", "can't help (doing sth)"),
        ("son-in-law (used by wife's family)", "son-in-law", "son-in-law"),
        ("number one", "number", "number one"),
        ("to open one's mouth (to speak, esp. to ask); to gape", "gape", "to gape"),
    ],
)
def test_a_sense_is_said_in_short(gloss: str, rendering: str, shown: str) -> None:
    """A rendering stands for a sense only if it says as much; a semicolon within a remark parts nothing."""
    assert in_short(gloss, rendering) == shown


def test_what_is_shared_measures_the_fit(lexicon: Lexicon) -> None:
    """A whole sense fits best, the longer the better, half of one less; a word counts more than one of its stem."""
    sense = Sense("supply chain (of goods)")
    fits = [fit(sense, _phrase(text, lexicon), lexicon) for text in ("supply chains", "the chain", "a tea house")]
    assert fits == [pytest.approx(2**0.5), pytest.approx(0.5**0.5), 0.0]
    phrases = [_phrase(text, lexicon) for text in ("contribute", "contribution")]
    exact, stem = (fit(Sense("to contribute"), wanted, lexicon) for wanted in phrases)
    assert exact == 1.0 > stem > 0
    phrases = [_phrase(text, lexicon) for text in ("take", "take place")]
    light, whole = (fit(Sense("to take the place of"), wanted, lexicon) for wanted in phrases)
    assert light == 0.0 < whole  # a verb like "take" says nothing alone


@given(gloss=st.sampled_from(GLOSSES), text=st.text(st.sampled_from("supply chain time bike 's of-(;) "), max_size=30))
def test_a_fit_has_bounds(gloss: str, text: str, lexicon: Lexicon) -> None:
    """Whatever the English, the fit of a sense is at least nothing, and at most that of all its words."""
    assert 0.0 <= fit(Sense(gloss), _phrase(text, lexicon), lexicon) <= max(len(gloss.split()), 1) ** 0.5 + 1e-9


@given(st.lists(st.sampled_from(GLOSSES)), st.sampled_from(GLOSSES))
def test_all_senses_at_once_are_measured_as_each_alone(lexicon: Lexicon, glosses: list[str], rendering: str) -> None:
    """Links, readings and senses ask for the senses of a word together."""
    senses, wanted = tuple(map(Sense, glosses)), _phrase(rendering, lexicon)
    assert fits(senses, wanted, lexicon) == tuple(fit(sense, wanted, lexicon) for sense in senses)
