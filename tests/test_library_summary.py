"""What texts must know of each other: merged, it is small, and says the best of each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.library.summary import EXAMPLES, Meeting, Summary, easiest, merge, worthiest
from flashcards.records import Quotation
from flashcards.vocabulary import Worth

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = "天地人你我他"  # heaven earth man you I he


def summary(words: str, text: str, rating: float = 1.0, rendering: str = "one") -> Summary:
    """Make a text that has these words, each once and in one sentence, called by the text."""
    quotation = Quotation(text, "", (), (), "")
    worth = Worth(1, 1, 1, 1)
    return Summary(2, 0, tuple(Meeting(w, w, w, 1, 1, ((rendering, 1),), 3.0, worth, quotation, rating) for w in words))


@settings(max_examples=30)
@given(st.lists(st.floats(0, 1), max_size=8))
def test_a_word_shows_the_best_sentences_of_other_texts(ratings: list[float]) -> None:
    """They are three at most, better than all that are left out, in the order of the texts; the first is not theirs."""
    texts = [summary("人", str(number), rating) for number, rating in enumerate([0.5, *ratings])]
    course = merge(texts)[0]["人"]
    shown = [int(quotation.chinese) for quotation in course.quotations]
    assert shown == sorted(shown)
    assert len(shown) == min(EXAMPLES, len(ratings))
    left = [rating for number, rating in enumerate(ratings, 1) if number not in shown]
    assert 0 not in shown
    assert all(ratings[number - 1] >= rating for number in shown for rating in left)


def test_renderings_are_counted_over_all_texts() -> None:
    """Of 发展 it is said that it is "development" in nine texts, and "growth" in two."""
    renderings = ["growth"] * 2 + ["development"] * 9
    words, totals = merge(summary("人", str(number), rendering=each) for number, each in enumerate(renderings))
    assert words["人"].renderings == (("development", 9), ("growth", 2))
    assert (words["人"].count, words["人"].texts, words["人"].first, totals.running) == (11, 11, 0, 22)


@settings(max_examples=30)
@given(st.lists(st.text(WORDS, max_size=4), max_size=6))
def test_the_easiest_order_brings_the_fewest_new_words(texts: list[str]) -> None:
    """Whichever text comes next, none that is left would bring fewer words that none before it taught."""
    order = easiest(summary("".join(dict.fromkeys(words)), "") for words in texts)
    assert sorted(order) == list(range(len(texts)))
    taught: set[str] = set()
    for at, number in enumerate(order):
        assert all(len({*texts[number]} - taught) <= len({*texts[other]} - taught) for other in order[at:])
        taught.update(texts[number])


@settings(max_examples=30)
@given(st.lists(st.text(WORDS, max_size=4), max_size=6), st.integers(0, 7), st.integers(0, 3))
def test_limits_are_those_of_the_whole(texts: Sequence[str], limit: int, least: int) -> None:
    """No more words are kept than the limit, none that stands too seldom, and they stay in their order."""
    words, totals = merge(summary("".join(dict.fromkeys(each)), "") for each in texts)
    kept = worthiest(words, totals.running, limit=limit, min_count=least)
    often = [word for word, course in words.items() if course.count >= least]
    assert len(kept) == min(limit, len(often))
    assert [word for word in often if word in kept] == list(kept)
