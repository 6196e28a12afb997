"""English as text: its tokens, the words and remarks of glosses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.lexicon.english import asides, parted, stem, tokenize, ways, without_asides, words


def test_tokens_stand_where_they_say() -> None:
    """A token is the stretch of text it points to, in lower case; hyphens hold, 's stands alone."""
    text = "Dr. Li's well-known U.S. friends didn’t pay 1,000.50 dollars."
    tokens = tokenize(text)
    assert all(text[slice(*t.span)].lower().replace("’", "'") == t.text for t in tokens)
    assert [t.text for t in tokens][:8] == ["dr", ".", "li", "'s", "well-known", "u.s.", "friends", "didn"]


def test_ways_of_a_gloss_are_parted_by_semicolons() -> None:
    """A gloss is put in several ways; its remarks are no part of them, and a semicolon within one parts nothing."""
    gloss = "teahouse (old; formal); tea [black; green] room"
    assert parted(gloss) == ["teahouse (old; formal)", "tea [black; green] room"]
    assert [way.split() for way in ways(gloss)] == [["teahouse"], ["tea", "room"]]
    assert asides(gloss) == ["(old; formal)", "[black; green]"]


def test_words_of_a_gloss_are_words_and_numbers() -> None:
    """Hyphened words are one word, or two where that is asked for; 's is a word, signs are none."""
    assert words("one's high-speed Train, 24 hours!") == ["one", "'s", "high-speed", "Train", "24", "hours"]
    assert words("high-speed", split_hyphens=True) == ["high", "speed"]


def test_words_of_a_family_share_their_stem() -> None:
    """An ending of derivation is taken off, a short word stays whole."""
    assert stem("contribution") == stem("contribute") == "contribut"
    assert stem("ring") == "ring"


@given(st.text())
def test_nothing_is_added(text: str) -> None:
    """Whatever the text, its tokens are stretches of it in order, and its words stand in it without its remarks."""
    spans = [token.span for token in tokenize(text)]
    assert all(start < end for start, end in spans)
    assert spans == sorted(spans)
    assert all(word in without_asides(text) for word in words(without_asides(text)))
