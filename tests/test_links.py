"""The parts of the linker, each by itself: numbers, names, tokens, evidence from the text, the file of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.glosses.english_types import english_type
from flashcards.glosses.synonyms import Synonyms
from flashcards.glosses.vectors import Space
from flashcards.glosses.word_glosses import glosses
from flashcards.lexicon.english import tokenize
from flashcards.links import network
from flashcards.links.context import CONTENT, CONTEXT, content_features, context_features, twins
from flashcards.links.grids import Grids, joined
from flashcards.links.numbers import english_forms, value
from flashcards.links.text_evidence import TextCells
from flashcards.links.transcription import likenesses, spelled, written

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("三", 3),
        ("二十五", 25),
        ("两千", 2000),
        ("4.6亿", 460_000_000),
        ("27日", 27),
        ("一万二千三百", 12_300),
        ("第三", 3),
        ("4月份", 4),
        ("二〇二四年", 2024),
        ("三亿五千万", 350_000_000),
        ("银行", None),
        ("1.2.3", None),
    ],
)
def test_chinese_numbers_have_a_value(word: str, expected: float | None) -> None:
    """A numeral is read in figures, in characters or both, with or without its measure word."""
    assert value(word) == expected


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("22日", "22nd"),
        ("5月", "may"),
        ("第三", "third"),
        ("两", "two"),
        ("4.6亿", "million"),
        ("4.6亿", "460"),
        ("6月份", "june"),
        ("2%", "2.0%"),
    ],
)
def test_numbers_know_their_english_forms(word: str, form: str) -> None:
    """Each number lists how English may write it."""
    assert english_forms(word)[form] > 0


@pytest.mark.parametrize(("word", "form"), [("联合国", "un"), ("世贸组织", "wto"), ("中华人民共和国", "prc")])
def test_names_are_known_by_their_initials(word: str, form: str, lexicon: Lexicon) -> None:
    """A gloss that is a name of several words stands for its initials too; a small word between counts not."""
    assert glosses(word, lexicon).whole[form] == 1


def test_capitals_are_no_form_of_another_word(lexicon: Lexicon) -> None:
    """US, a gloss of 美国 (America), is not read as a form of we."""
    told = glosses("美国", lexicon).whole
    assert "us" in told
    assert "we" not in told


def test_names_sound_like_themselves() -> None:
    """Of several English names a Chinese one is likest to its own."""
    chinese = [("lun2", "dun1"), ("mi3", "shi2", "la1"), ("bei4", "li4")]
    english = ["london", "mishra", "pele"]
    table = [likenesses([spelled(one)] * 3, [written(name) for name in english]) for one in chinese]
    assert [int(row.argmax()) for row in table] == [0, 1, 2]
    assert np.array(table).max() <= 1.0


def test_tokens_stand_where_they_say() -> None:
    """A token is the stretch of text it points to, in lower case; hyphens hold, 's stands alone."""
    text = "Dr. Li's well-known U.S. friends didn’t pay 1,000.50 dollars."
    tokens = tokenize(text)
    assert all(text[slice(*t.span)].lower().replace("’", "'") == t.text for t in tokens)
    assert [t.text for t in tokens][:8] == ["dr", ".", "li", "'s", "well-known", "u.s.", "friends", "didn"]


def test_a_pair_never_confirms_itself() -> None:
    """What the text says of two words leaves out the pair in question."""
    types, lemmas = [np.array([0, 1]), np.array([0, 2])], [np.array([0, 1]), np.array([0, 2])]
    sure = np.array([[0.9, 0.1], [0.1, 0.9]])
    grids = Grids([(2, 2), (2, 2)])
    told = TextCells(types, lemmas).features(joined([sure, np.zeros((2, 2))]), np.arange(8))
    first, second = grids.tables(told["text_mean"])
    assert first[0, 0] == 0
    assert second[0, 0] == pytest.approx(0.9 / 2)
    assert second[1, 1] == 0


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=5), st.data())
def test_cells_laid_end_to_end_come_back(shapes: list[tuple[int, int]], data: st.DataObject) -> None:
    """Tables laid end to end are cut into the same tables; a cell is found in the table that it came from."""
    grids = Grids(shapes)
    values = joined([np.full(shape, number) for number, shape in enumerate(shapes)])
    assert [table.shape for table in grids.tables(values)] == shapes
    assert all((table == number).all() for number, table in enumerate(grids.tables(values)))
    cells = np.array(sorted(data.draw(st.sets(st.integers(0, len(values) - 1)))), np.int64)
    for number, own in enumerate(grids.places(cells)):
        assert len(own) == (values[cells] == number).sum()
        assert all(0 <= place < np.prod(shapes[number]) for place in own)


def test_context_of_a_single_cell() -> None:
    """A pair of one word and one token has features, none of them without a value."""
    only = np.array([0])
    found = context_features(np.array([[0.7]]), twins(only), twins(only), only)
    assert found.shape == (len(CONTEXT), 1)
    assert np.isfinite(found).all()


@pytest.mark.parametrize(("rows", "columns"), [([0, 2], [1, 3]), ([], [0, 1]), ([1], []), ([], [])])
def test_content_words_meet_in_a_grid_of_their_own(rows: list[int], columns: list[int]) -> None:
    """Only cells of content words are described, and neighbours there are neighbours whatever stands between."""
    chances = np.zeros((3, 4))
    chances[0, 1] = 0.8
    told = content_features(chances, np.array(rows, np.int64), np.array(columns, np.int64), np.arange(chances.size))
    found = dict(zip(CONTENT, told.reshape(-1, *chances.shape), strict=True))
    others = np.ones(chances.shape, bool)
    others[np.ix_(rows, columns)] = False
    assert not any(table[others].any() for table in found.values())
    if rows == [0, 2]:
        assert found["content_-1_-1"][2, 3] == pytest.approx(0.8)
        assert found["content_between"][2, 3] == 1


def test_relatives_speak_for_a_sense(lexicon: Lexicon) -> None:
    """A word that says nearly the same as a sense is near to the Chinese word, another is not."""
    space = Space(lexicon)
    tokens = [english_type(word, lexicon) for word in ("honest", "banana", "the")]
    told = space.related(["坦率"], Synonyms(lexicon).relatives(tokens))  # frank
    assert told[0, 0] > 0.3
    assert not told[0, 1:].any()


def test_weights_are_read_as_they_were_written() -> None:
    """The file of weights survives a round of reading and writing, and another format is refused."""
    text = network.written(network.model(), ["a heading"])
    again = network.parse(text)
    assert network.written(again, ["a heading"]) == text
    with pytest.raises(ValueError, match="fit the weights again"):
        network.parse("# something else")
