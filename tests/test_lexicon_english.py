"""English as text: its tokens, the words and remarks of glosses."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flashcards.lexicon.english import asides, parted, stem, tokenize, ways, whole_words, without_asides, words


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
    assert without_asides("to be (a distance) away") == "to be away"


def test_words_of_a_gloss_are_words_and_numbers() -> None:
    """Hyphened words are one word, or two where that is asked for; 's is a word, signs are none."""
    assert words("one's high-speed Train, 24 hours!") == ["one", "'s", "high-speed", "Train", "24", "hours"]
    assert words("high-speed", split_hyphens=True) == ["high", "speed"]


def test_words_of_a_family_share_their_stem() -> None:
    """An ending of derivation is taken off, a short word stays whole."""
    assert stem("contribution") == stem("contribute") == "contribut"
    assert stem("ring") == "ring"


def test_half_a_hyphened_word_is_widened_to_all_of_it() -> None:
    """A span within a hyphened word becomes that word, two of one word become one; ranges and other words stay."""
    text = "A well-known, hands-on course - of 1990-1995."
    spans = [(2, 6), (14, 19), (20, 22), (23, 29), (35, 39)]  # well, hands, on, course, 1990
    assert [text[slice(*span)] for span in whole_words(text, spans)] == ["well-known", "hands-on", "course", "1990"]


@given(st.text(alphabet="ab-' 1"), st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9))))
def test_widened_spans_lie_apart(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever the spans, what is widened holds them all, in order, and nothing twice."""
    spans = [(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    widened = whole_words(text, spans)
    assert all(any(first <= start and end <= last for first, last in widened) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(widened))


@given(st.text())
def test_nothing_is_added(text: str) -> None:
    """Whatever the text, its tokens are stretches of it in order, and its words stand in it without its remarks."""
    spans = [token.span for token in tokenize(text)]
    assert all(start < end for start, end in spans)
    assert spans == sorted(spans)
    assert all(word in without_asides(text) for word in words(without_asides(text)))
