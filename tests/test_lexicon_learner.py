"""The learner's lexicon: every line of its files is an entry, is merged with CC-CEDICT, and survives being packed."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.lexicon._learner import LearnerEntry, parse_learner, read_learner
from flashcards.lexicon._merging import with_learner
from flashcards.lexicon._packing import pack_senses, unpack_senses
from flashcards.lexicon._usual import read_usual
from flashcards.records import Entry, Sense

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon

ENTRIES = tuple(read_learner())
_TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=12)
_SENSES = st.builds(
    Sense,
    _TEXTS.filter(bool),
    st.sampled_from(("", "n", "v")),
    st.lists(_TEXTS.filter(bool), max_size=3).map(tuple),
    _TEXTS,
    _TEXTS,
    _TEXTS,
    _TEXTS,
)


def test_the_files_hold_a_lexicon() -> None:
    """There are at least as many words as lessons teach, each with a sense, and a syllable for each character."""
    assert len({entry.word for entry in ENTRIES}) > 13_000
    bad = [entry.word for entry in ENTRIES if not entry.senses or len(entry.syllables) != len(entry.word)]
    assert bad == []


def test_an_entry_stands_once() -> None:
    """No word is written twice with one reading: the second would never be found."""
    counts = Counter((entry.word, entry.syllables) for entry in ENTRIES)
    assert [key for key, count in counts.items() if count > 1] == []


def test_a_gloss_is_english_and_a_rendering_a_lemma() -> None:
    """Neither holds Chinese but in what follows a bracket, and no rendering holds what divides the fields."""
    chinese = re.compile("[㐀-鿿]")
    bad = [
        (entry.word, sense.gloss, way)
        for entry in ENTRIES
        for sense in entry.senses
        for way in sense.renderings
        if chinese.search(way) or not way.strip() or any(mark in way for mark in ";|:")
    ]
    assert bad == []


def test_what_the_files_say_is_what_the_lexicon_says(lexicon: Lexicon) -> None:
    """Each sense of the files is a sense of its word in the compiled lexicon, the first one first of its reading."""
    missing = []
    for entry in ENTRIES[::7]:
        glosses = {sense.gloss for listed in lexicon.entries(entry.word) for sense in listed.senses}
        missing += [(entry.word, sense.gloss) for sense in entry.senses if sense.gloss not in glosses]
    assert missing == []


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["n | activity | activity"], "line 1: a sense stands before any word"),
        (["活动 huo2 dong4", "noun | activity"], "line 2: no sense of the form"),
        (["活动 huo2", "n | activity | activity"], "line 1: not one syllable for each character"),
        (["活动 huo2 dong4", "n |  | activity"], "line 2: no sense of the form"),
        (["活动 huo2 dong4", "n | activity | activity | used often"], "line 2: no sense of the form"),
    ],
)
def test_a_line_that_is_none_is_named(lines: list[str], says: str) -> None:
    """File, line and the form that is expected stand in the message."""
    with pytest.raises(ValueError, match=re.escape(f"x.txt, {says}")):
        list(parse_learner("x.txt", lines))


def test_a_line_with_everything() -> None:
    """Part of speech, gloss, renderings and notes arrive where they belong."""
    lines = ["# a remark", "信 xin4", "n | letter | letter, mail | use: 写信; lit: sign; cl: 封 feng1"]
    (entry,) = parse_learner("x.txt", lines)
    sense = Sense("letter", "n", ("letter", "mail"), literal="sign", use="写信")
    assert entry == LearnerEntry("信", ("xin4",), (sense,), ("封",))


def test_a_comma_within_a_saying_is_read_as_itself() -> None:
    """The reading of a saying of two halves is written without the comma, which has a place among its syllables."""
    (entry,) = parse_learner(
        "x.txt", ["吃一堑，长一智 chi1 yi1 qian4 zhang3 yi1 zhi4", "idiom | one learns by one's mistakes"]
    )
    assert entry.syllables == ("chi1", "yi1", "qian4", ",", "zhang3", "yi1", "zhi4")


def test_merging_keeps_what_the_learner_has_not() -> None:
    """The learner's senses come first; those of CC-CEDICT that say something else follow, those that do not go."""
    listed = [Entry("信", "信", ("xin4",), (Sense("letter; mail"), Sense("to believe")), ())]
    learned = [LearnerEntry("信", ("xin4",), (Sense("letter", "n", ("letter", "mail")),), ("封",))]
    (entry,) = with_learner("信", listed, learned)
    assert [sense.gloss for sense in entry.senses] == ["letter", "to believe"]
    assert entry.classifiers == ("封",)


@pytest.mark.parametrize(("listed", "learned"), [("de2", "de5"), ("de5", "de2")])
def test_merging_keeps_the_tones_of_the_learner(listed: str, learned: str) -> None:
    """Whether a syllable has a neutral tone is said by the learner's lexicon; all else is as CC-CEDICT reads."""
    entries = [Entry("懒得", "懶得", ("Lan3", listed), (Sense("to not feel like"),), ())]
    own = LearnerEntry("懒得", ("lan3", learned), (Sense("can't be bothered", "v"),))
    (entry,) = with_learner("懒得", entries, [own])
    assert entry.syllables == ("Lan3", learned)


def test_merging_tells_traditional_characters_apart() -> None:
    """A sense goes to the entry that shares it, though both read alike."""
    listed = [
        Entry("面", "面", ("mian4",), (Sense("face"), Sense("side")), ()),
        Entry("面", "麵", ("mian4",), (Sense("flour"), Sense("noodles")), ()),
    ]
    learned = [LearnerEntry("面", ("mian4",), (Sense("side; face", "n"), Sense("noodles; flour", "n")))]
    merged = {entry.traditional: entry.senses[0].gloss for entry in with_learner("面", listed, learned)}
    assert merged == {"面": "side; face", "麵": "noodles; flour"}


@given(st.lists(_SENSES, min_size=1, max_size=4))
def test_packing_loses_nothing(senses: list[Sense]) -> None:
    """Senses come out of the column as they went in."""
    assert list(unpack_senses(pack_senses(senses))) == senses


def test_usual_translations_are_probabilities(lexicon: Lexicon) -> None:
    """A word has each translation once, the likeliest first, and their shares do not exceed the whole."""
    for word in ("情况", "地方", "问题"):
        ways = lexicon.usual(word)
        chances = [way.probability for way in ways]
        assert chances == sorted(chances, reverse=True)
        assert 0 < sum(chances) <= 1.01
        assert len({way.english for way in ways}) == len(ways)


def test_a_table_of_another_format_is_refused() -> None:
    """What is no table of usual translations is named."""
    with pytest.raises(ValueError, match="make the file again"):
        list(read_usual(gzip.compress(b"word\tmeaning\n")))
