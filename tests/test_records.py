"""Records: what a pair says when its sentences are put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.corrections.entries import WordCorrection
from flashcards.records import AlignedPair, Level, PartlyCompared, Record, SenseContext, Word, WordKind, replace
from tests.samples import sentence


def pair(*chinese: str, english: tuple[str, ...] = ()) -> AlignedPair:
    return AlignedPair(tuple(map(sentence, chinese)), tuple(map(sentence, english)), 1.0)


def test_chinese_sentences_join_without_a_space() -> None:
    """Two Chinese sentences of one pair stand side by side, two English ones with a space between them."""
    both = pair("茶好。", "我喝。", english=("Good tea.", "I drink."))  # The tea is good. I drink it.
    assert (both.chinese_text, both.english_text) == ("茶好。我喝。", "Good tea. I drink.")


def test_wrapped_lines_are_joined() -> None:
    """The end of a wrapped line leaves nothing between Chinese characters, and a space between words of letters."""
    wrapped = pair(
        "他喝\n茶，  \r\n  用 Open\nTea 的杯子。", english=("He drinks\ntea.",)
    )  # He drinks tea, from a cup by OT
    assert wrapped.chinese_text == "他喝茶，用 Open Tea 的杯子。"
    assert wrapped.english_text == "He drinks tea."


@given(st.text(), st.text())
def test_nothing_but_white_space_is_lost(chinese: str, english: str) -> None:
    """All but the white space of wrapped lines is in the text of the pair."""
    both = pair(chinese, english=(english,))
    assert both.chinese_text.split() == chinese.split() or "".join(both.chinese_text.split()) == "".join(
        chinese.split()
    )
    assert both.english_text.split() == english.split()


@pytest.mark.parametrize(
    ("level", "name"),
    [
        (Level(), ""),
        (Level(hsk2=4), "HSK 2.0 level 4"),
        (Level(hsk3=9), "HSK 3.0 level 7–9"),
        (Level(5, 3), "HSK 2.0 level 5, HSK 3.0 level 1–3"),
    ],
)
def test_levels_name_their_edition(level: Level, name: str) -> None:
    """A level is told with the edition of the lists it stands in."""
    assert level.name == name


TEA = Word("茶", 0, 1, WordKind.DICTIONARY, ("cha2",))


@pytest.mark.parametrize(
    ("record", "beside", "compared"),
    [
        (TEA, {"context": SenseContext(())}, {"start": 3}),
        (WordCorrection("茶", line=1), {"line": 2}, {"meaning": "tea"}),
    ],
)
def test_a_record_is_the_same_whatever_stands_beside(
    record: PartlyCompared, beside: dict[str, object], compared: dict[str, object]
) -> None:
    """What decided a word, or the line of a correction, makes no other of it; anything else does."""
    same, other = replace(record, **beside), replace(record, **compared)
    assert (record == same, record != same, hash(record) == hash(same)) == (True, False, True)
    assert (record == other, record != other) == (False, True)
    assert record != "茶"


def test_records_are_frozen() -> None:
    """Nothing changes a record; another one takes its place."""
    with pytest.raises(AttributeError):
        TEA.start = 1  # type: ignore[misc]
    assert [kind for kind in every(Record) if not kind.__struct_config__.frozen] == []


def every(kind: type[Record]) -> list[type[Record]]:
    """Give all kinds of a record that are loaded."""
    return [kind, *(below for own in kind.__subclasses__() for below in every(own))]
