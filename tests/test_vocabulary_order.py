"""The order of learning: frequent, easy, or whatever has the fewest new words first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from flashcards import vocabulary
from flashcards.learner import learner
from flashcards.settings import Order, Settings
from flashcards.vocabulary._order import easiest_first
from tests.linked import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.lexicon import Lexicon

LADDER = (
    ("旋即他在码头把锚抛出。", "At once he threw the anchor from the pier."),
    ("他喜欢苹果。", "He likes apples."),
    ("码头很长。", "The pier is long."),
    ("锚在码头上。", "The anchor is on the pier."),
)
"""A text whose hardest sentence comes first: pier, then anchor, make it easier step by step."""

WORDS = st.sets(st.sampled_from("甲乙丙丁戊己"), max_size=4)  # first to sixth


def slowest_first(needs: Sequence[set[str]]) -> list[int]:
    """Order sentences by looking at all of them before each step."""
    known: set[str] = set()
    left = list(range(len(needs)))
    order = []
    while left:
        best = min(left, key=lambda number: (len(needs[number] - known), number))
        left.remove(best)
        order.append(best)
        known |= needs[best]
    return order


@given(st.lists(WORDS, max_size=9))
def test_each_next_sentence_has_the_fewest_new_words(needs: list[set[str]]) -> None:
    """The quick order is the one that comparing all sentences at each step gives; of equal ones the first leads."""
    assert easiest_first(needs, needs, [0.0] * len(needs)) == slowest_first(needs)


@given(st.lists(st.tuples(WORDS, WORDS, st.integers(0, 2)), max_size=9))
def test_every_thing_has_one_place(things: list[tuple[set[str], set[str], int]]) -> None:
    """Whatever things need and give, each comes once, and the same ones in the same order."""
    needs, gives, ties = [t[0] for t in things], [t[1] for t in things], [float(t[2]) for t in things]
    order = easiest_first(needs, gives, ties)
    assert sorted(order) == list(range(len(things)))
    assert order == easiest_first(needs, gives, ties)


def sentences(lexicon: Lexicon, order: Order) -> list[str]:
    pairs = link(LADDER, lexicon)
    choice = vocabulary.choose(pairs, learner("hsk2", lexicon), lexicon, Settings(sources=("text",)))
    return [pair.pair.chinese_text for pair in vocabulary.in_order(pairs, choice, order, lexicon)]


def test_sentences_climb_a_ladder(lexicon: Lexicon) -> None:
    """What is known comes first, then one new word at a time."""
    expected = ["他喜欢苹果。", "码头很长。", "锚在码头上。", "旋即他在码头把锚抛出。"]
    assert sentences(lexicon, Order.EASIEST_FIRST) == sentences(lexicon, Order.DIFFICULTY) == expected
    assert sentences(lexicon, Order.TEXT) == [chinese for chinese, _ in LADDER]
    assert sentences(lexicon, Order.FREQUENCY)[:2] == ["他喜欢苹果。", "码头很长。"]


def terms(lexicon: Lexicon, order: Order) -> tuple[str, ...]:
    user, options = learner("hsk2", lexicon), Settings(sources=("text",), order=order)
    return tuple(term.text for term in vocabulary.choose(link(LADDER, lexicon), user, lexicon, options).terms)


def test_terms_are_ordered(lexicon: Lexicon) -> None:
    """Terms come as met, the most frequent first, the easiest first, or as their sentences become easy."""
    met = terms(lexicon, Order.TEXT)
    assert met == ("旋即", "码头", "锚", "抛出")  # at once / pier / anchor / throw out
    assert terms(lexicon, Order.FREQUENCY) == tuple(sorted(met, key=lexicon.frequency, reverse=True))
    assert terms(lexicon, Order.EASIEST_FIRST)[0] == "码头"
    assert set(terms(lexicon, Order.DIFFICULTY)) == set(met)
