"""Coverage: the running words of a text, counted once each, before and after the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import vocabulary
from flashcards.learner import learner
from flashcards.settings import Settings
from flashcards.vocabulary import Choice, Standing
from flashcards.vocabulary.coverage import Coverage, by_level, coverage, level_name, text_level
from tests.linked import PODS, link

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair


@pytest.fixture(scope="module")
def pods(lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    return link(PODS, lexicon)


def choose(pods: tuple[AnnotatedPair, ...], lexicon: Lexicon, level: str, limit: int | None = None) -> Choice:
    return vocabulary.choose(pods, learner(level, lexicon), lexicon, Settings(sources=("text",), limit=limit))


@pytest.mark.parametrize("level", ["", "hsk0", "hsk3", "hsk6"])
def test_it_never_falls(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...], level: str) -> None:
    """Each card adds what it teaches, and no more is known than there is."""
    result = coverage(choose(pods, lexicon, level))
    steps = (result.known, *result.after)
    assert list(steps) == sorted(steps)
    assert 0 < result.known <= result.then * result.running <= result.running


def test_who_knows_more_knows_more_of_the_text(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """The share that is known grows with the level."""
    shares = [coverage(choose(pods, lexicon, level)).now for level in ("hsk0", "hsk2", "hsk4", "hsk6")]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_running_words_are_counted_once(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """A term of two words (深海地图 deep-sea map) counts by its words, a word no dictionary has (云舱 pod) as one."""
    choice = choose(pods, lexicon, "hsk0")
    running = {verdict.word.text: verdict.running for verdict in choice.verdicts}
    assert (running["深海地图"], running["云舱"]) == (0, 3)
    covered = sum(len(v.word.text) * v.running for v in choice.verdicts)
    assert covered == sum(len(word.text) for pair in pods for word in pair.words if word.syllables)


def test_numbers_and_names_are_not_counted(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """What costs no learning is neither known nor unknown."""
    choice = choose(pods, lexicon, "hsk0")
    apart = sum(v.running for v in choice.verdicts if v.standing is Standing.APART)
    assert apart
    assert coverage(choice).running == sum(v.running for v in choice.verdicts) - apart


def test_a_limit_teaches_less(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """With fewer cards less is known; without any, what was known before."""
    few, all_ = coverage(choose(pods, lexicon, "hsk0", limit=2)), coverage(choose(pods, lexicon, "hsk0"))
    assert (len(few.after), few.now) == (2, all_.now)
    assert few.now < few.then < all_.then
    assert all_.share(0) == all_.now


def test_a_text_without_words_is_known() -> None:
    """Of nothing nothing is unknown."""
    assert coverage(Choice()) == Coverage(0, 0, (), is_told=False)
    assert coverage(Choice()).now == coverage(Choice()).then == 1


def test_levels_are_those_of_learners(lexicon: Lexicon, pods: tuple[AnnotatedPair, ...]) -> None:
    """A learner of a level knows the running words of that level and those below it, whoever was asked about first."""
    counts = by_level(choose(pods, lexicon, "hsk2"), lexicon)
    assert counts == by_level(choose(pods, lexicon, "hsk5"), lexicon)
    for level in range(1, 7):
        assert sum(counts[:level]) == coverage(choose(pods, lexicon, f"hsk{level}")).known


@pytest.mark.parametrize(
    ("counts", "level"),
    [((90, 10, 0, 0, 0, 0, 0), 1), ((89, 0, 0, 11, 0, 0, 0), 4), ((0, 0, 0, 0, 0, 80, 20), 7), ((), 7)],
)
def test_the_level_of_a_text_knows_nine_words_in_ten(counts: tuple[int, ...], level: int) -> None:
    """It is the first that does; where none does, and where nothing counts, it is beyond all."""
    assert text_level(counts) == level
    assert level_name(level) == ("above HSK 6" if level == 7 else f"HSK {level}")
