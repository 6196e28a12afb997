"""A part of a text: its chapters, or the pairs between two places."""

from __future__ import annotations

import pytest

from flashcards.errors import InputError
from flashcards.records import AlignedPair, Bitext, Chapter, Sentence
from flashcards.sentences import excerpts


def sentence(text: str) -> Sentence:
    """Make a sentence that stands anywhere."""
    return Sentence(text, 0, len(text), 0)


ENGLISH = tuple(map(sentence, ("One", "It rained.", "Two", "“Who is it?” she asked.", "Three", "The end.")))
CHINESE = tuple(map(sentence, ("一", "下雨了。", "二", "“谁？”她问。", "三", "完。")))
BOOK = Bitext(
    CHINESE,
    ENGLISH,
    chapters=tuple(Chapter(f"Chapter {n + 1:02}", (2 * n, 2 * n + 2), (2 * n, 2 * n + 2)) for n in range(3)),
)
PAIRS = tuple(AlignedPair((left,), (right,), 1.0) for left, right in zip(CHINESE, ENGLISH, strict=True))


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        ((), [whole_sentence.text for whole_sentence in ENGLISH]),
        (((2, 2),), ["Two", "“Who is it?” she asked."]),
        (((1, 1), (3, 3)), ["One", "It rained.", "Three", "The end."]),
        (((2, 3), (2, 2)), ["Two", "“Who is it?” she asked.", "Three", "The end."]),
    ],
)
def test_chapters(wanted: tuple[tuple[int, int], ...], texts: list[str]) -> None:
    """Only the sentences of the chapters asked for stay, in the order of the text."""
    chosen = excerpts.only_chapters(BOOK, wanted)
    assert [sentence.text for sentence in chosen.english] == texts
    assert len(chosen.chinese) == len(texts)


@pytest.mark.parametrize(
    ("bitext", "message"),
    [
        (BOOK, "there is no chapter 4; the text has 3: "),
        (Bitext(CHINESE, ENGLISH), "no chapters were found"),
    ],
)
def test_no_such_chapter(bitext: Bitext, message: str) -> None:
    """A chapter that is not there is named, with those that are."""
    with pytest.raises(InputError, match=message):
        excerpts.only_chapters(bitext, ((4, 4),))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("", "", PAIRS),
        ("2", "3", PAIRS[1:3]),
        ("it rained", "", PAIRS[1:]),
        ("who is it? she", "完", PAIRS[3:]),
        ("", '"谁?"'.replace("?", "？"), PAIRS[:4]),
        ("5", "5", PAIRS[4:5]),
    ],
)
def test_between(first: str, last: str, expected: tuple[AlignedPair, ...]) -> None:
    """Places are numbers of pairs or words of them, case and quotation marks aside; both are included."""
    assert excerpts.between(PAIRS, first, last) == expected


def test_nothing_is_between_nothing() -> None:
    """A text of marks alone has no pairs, and no place in it is missed."""
    assert excerpts.between((), "", "") == ()


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("7", "", "--from: there is no pair 7; the text has 6"),
        ("", "0", "--to: there is no pair 0"),
        ("snow", "", "--from: no sentence holds 'snow'"),
        ("3", "it rained", "--to: no sentence behind --from holds"),
        ("3", "2", "--to: 2 comes before --from 3"),
    ],
)
def test_no_such_place(first: str, last: str, message: str) -> None:
    """A place that is not there is named."""
    with pytest.raises(InputError, match=message):
        excerpts.between(PAIRS, first, last)


@pytest.mark.parametrize(("size", "counts"), [(10, [6]), (2, [2, 2, 2]), (1, [2, 2, 2])])
def test_portions(size: int, counts: list[int]) -> None:
    """Portions hold every sentence in order and are cut between chapters alone."""
    portions = excerpts.portions(BOOK, size)
    assert [len(portion.english) for portion in portions] == counts
    assert tuple(sentence for portion in portions for sentence in portion.english) == ENGLISH
    assert tuple(sentence for portion in portions for sentence in portion.chinese) == CHINESE
