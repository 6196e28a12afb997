"""Which text can be read next: the order, the cards that it takes, and what a teacher would say of ten graded texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.library import Library, Studied, Text, study
from flashcards.library.keeping import Shelved, pack
from flashcards.library.lessons import Outline
from flashcards.library.overview import new_words
from flashcards.library.readability import advise
from flashcards.library.summary import Meeting, Summary, merge
from flashcards.records import Quotation, replace
from flashcards.settings.library import load_library
from flashcards.vocabulary import Worth
from flashcards.vocabulary.coverage import EASY, FOLLOWED
from tests import libraries
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

GRADED = ROOT / "tests" / "cases" / "graded"
LEVELS = {
    "my family": 1,
    "the fruit shop": 1,
    "a birthday": 2,
    "the train to Beijing": 2,
    "moving house": 3,
    "the school library": 3,
    "looking for work": 4,
    "the street market": 5,
    "the dried-up river": 6,
    "an ink stone": 7,
}
"""For which level of HSK 2.0 each text was written, 7 for one beyond all; before any of them was counted."""


def meeting(word: str, running: int) -> Meeting:
    """Make a word of a text."""
    return Meeting(word, word, word, running, running, (), 3.0, Worth(1, 1, 1, 1), Quotation("", "", (), (), ""), 1.0)


def text(known: int, words: Mapping[str, int], left: Mapping[str, int] | None = None) -> Summary:
    """Make a text of known words, new ones, and new ones without a card."""
    running = known + sum(words.values()) + sum((left or {}).values())
    meetings = tuple(meeting(word, count) for word, count in words.items())
    return Summary(running, known, meetings, tuple((left or {}).items()), levels=(known, running - known), pairs=2)


def shelf(summaries: Sequence[Summary]) -> Library:
    """Make a library of texts, called by their numbers."""
    packed = (pack(Outline(summary)) for summary in summaries)
    studied = (Studied(Text(str(number), ()), Shelved(each)) for number, each in enumerate(packed))
    return Library(tuple(studied), (), *merge(summaries))


words = st.dictionaries(st.sampled_from("天地人你我他"), st.integers(0, 4), max_size=4)  # heaven earth man you I he
summaries = st.lists(st.builds(text, st.integers(0, 60), words, words), min_size=1, max_size=6)


def knows(summary: Summary, learned: set[str]) -> float:
    """Give the share of a text that is known to whoever has learned some words."""
    return (summary.known + sum(count for word, count in new_words(summary) if word in learned)) / summary.running


@given(summaries)
def test_each_next_text_is_the_easiest_by_then(texts: list[Summary]) -> None:
    """Of the texts that are left none is known better when the words of those before it are learned."""
    advice = advise(shelf(texts), 0)
    waiting = {int(reading.text.name) for reading in advice.next_}
    learned: set[str] = set()
    for reading in advice.next_:
        number = int(reading.text.name)
        shares = {other: knows(texts[other], learned) for other in waiting}
        assert shares[number] == max(shares.values())
        assert reading.in_turn / reading.running == shares[number]
        fresh = {word.simplified for word in texts[number].words} - learned
        assert reading.new_in_turn == len(fresh)
        learned |= fresh
        waiting.remove(number)


@given(summaries)
def test_every_text_stands_in_one_sort(texts: list[Summary]) -> None:
    """A text is read with ease, or learned from, or has no word that counts."""
    advice = advise(shelf(texts), 0)
    assert sorted(int(reading.text.name) for reading in advice.readings) == list(range(len(texts)))
    assert all(reading.share >= EASY for reading in advice.easy)
    assert all(reading.share < EASY and reading.running for reading in advice.next_)
    assert all(not reading.running for reading in advice.wordless)


@given(summaries)
def test_no_fewer_cards_will_do(texts: list[Summary]) -> None:
    """The cards to 95 and to 98 in a hundred lead there, and one fewer, whichever words they are of, does not."""
    for reading in advise(shelf(texts), 0).readings:
        summary = texts[int(reading.text.name)]
        counts = sorted((word.running for word in summary.words), reverse=True)
        for goal, cards in ((FOLLOWED, reading.followed), (EASY, reading.easy)):
            reached = [summary.known + sum(counts[:number]) for number in range(len(counts) + 1)]
            enough = [number for number, known in enumerate(reached) if known >= goal * summary.running]
            assert cards == (enough[0] if enough and summary.running else None)


@given(summaries, st.integers(0, 12))
def test_a_plan_keeps_what_it_promises(texts: list[Summary], cards: int) -> None:
    """With its words, no more than the cards, and none of them twice, each of its texts can be followed."""
    advice = advise(shelf(texts), cards)
    learned: list[str] = []
    for rung in advice.plan:
        learned += rung.words
        assert knows(texts[int(rung.text.name)], set(learned)) >= FOLLOWED
    assert len(learned) == len(set(learned)) <= cards
    if advice.beyond:
        assert len(learned) + len(advice.beyond.words) > cards
        assert knows(texts[int(advice.beyond.text.name)], {*learned, *advice.beyond.words}) >= FOLLOWED


def test_of_words_that_stand_as_often_the_worthiest_come_first() -> None:
    """The ladder begins with the most frequent words; among equals worth decides."""
    summary = text(10, {"天": 1, "地": 2, "人": 1})
    worthy = replace(summary.words[2], worth=Worth(1, 2, 2, 1))
    summary = replace(summary, words=(*summary.words[:2], worthy))
    (reading,) = advise(shelf([summary]), 0).next_
    assert reading.ladder == ("地", "人", "天")


def test_a_word_over_the_limit_is_learned_nowhere() -> None:
    """What the library does not teach counts as new for good."""
    texts = [text(90, {"天": 10}), text(80, {"天": 10, "地": 10})]
    library = shelf(texts)
    library.words.pop("天")
    first, second = advise(library, 40).next_
    assert (first.in_turn, first.new, first.followed, first.ladder) == (90, 0, None, ())
    assert (second.in_turn, second.new, second.followed) == (80, 1, None)


def test_a_copy_is_no_text_to_read_next() -> None:
    """Whoever has read a text has read its copy; texts of which nothing of the kind is known are none."""
    texts = [replace(text(9, {"天": 1}), content=content) for content in (b"a", b"b", b"a", b"", b"")]
    advice = advise(shelf(texts), 40)
    assert sorted(reading.text.name for reading in advice.readings) == ["0", "1", "3", "4"]
    assert [(copy.text.name, copy.original.name) for copy in advice.copies] == [("2", "0")]


@pytest.mark.usefixtures("lexicon")
def test_what_a_text_says_makes_it_a_copy(tmp_path: Path) -> None:
    """The name of a file and how it is written down do not; a sentence more does."""
    files = {"a.txt": libraries.MORNING, "b.md": f"{libraries.MORNING}\n", "c.txt": f"{libraries.MORNING}茶。\nTea.\n"}
    advice = advise(study(load_library(libraries.write(tmp_path, files))), 40)
    assert [(copy.text.name, copy.original.name) for copy in advice.copies] == [("b", "a")]


@pytest.mark.usefixtures("lexicon")
@pytest.mark.parametrize(("options", "level"), [({}, 0), ({"level": "hsk3"}, 3), ({"level": "hsk5"}, 5)])
def test_a_teacher_would_order_them_so(options: Mapping[str, str], level: int) -> None:
    """A beginner, a learner of HSK 3 and one of HSK 5 read what was written for them first, and then go up by levels.

    What is below their level can be followed, or is read with ease; nothing above it can.
    """
    advice = advise(study(load_library(GRADED, **options)), 40)
    order = [LEVELS[reading.text.name] for reading in advice.next_]
    above = [each for each in order if each > level]
    assert order[-len(above) :] == above == sorted(each for each in LEVELS.values() if each > level)
    assert all(LEVELS[reading.text.name] <= level for reading in advice.easy)
    for reading in advice.next_:
        is_followed = reading.share >= FOLLOWED
        assert is_followed or LEVELS[reading.text.name] >= level
        assert not is_followed or LEVELS[reading.text.name] <= max(level, 1)
