"""Clauses: a long pair is split where both languages have a boundary, and never at the cost of a translation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from flashcards import cards
from flashcards.records import AlignedPair, Sentence, replace
from flashcards.sentences import clauses
from tests.linked import link
from tests.samples import annotated, sentence

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair

LONG = (
    (
        "孩子们在码头上等船，因为他们的父亲今天要从北京回来。",
        "The children waited for the ship on the pier, because their father was to come back from Beijing today.",
    ),
    (
        "如果明天下雨，我们就留在家里看书；如果天气很好，我们就去公园骑自行车。",
        "If it rains tomorrow, we will stay at home and read books; if the weather is fine, we will cycle in the park.",
    ),
    ("她说：“茶太热了，等一下再喝。”", "She said: “The tea is too hot, wait a moment before you drink it.”"),
    ("他买了苹果、牛奶、鸡蛋和面包。", "He bought apples, milk, eggs and bread."),
    ("那家店卖茶，也卖咖啡，可是老板只喝水。", "Though the owner drinks but water, that shop sells tea and coffee."),
)
"""Two pairs with clauses that agree, a quotation, a list, and a translation that turns the clauses round."""


@pytest.fixture(scope="module")
def long(lexicon: Lexicon) -> tuple[AnnotatedPair, ...]:
    return link(LONG, lexicon)


def texts(parts: tuple[AnnotatedPair, ...]) -> list[tuple[str, str]]:
    return [(part.pair.chinese_text, part.pair.english_text) for part in parts]


def test_a_pair_is_split_where_both_languages_agree(long: tuple[AnnotatedPair, ...]) -> None:
    """Each part is a clause with its own translation."""
    assert texts(clauses.split(long[0], 20)) == [
        ("孩子们在码头上等船，", "The children waited for the ship on the pier,"),
        ("因为他们的父亲今天要从北京回来。", "because their father was to come back from Beijing today."),
    ]
    assert texts(clauses.split(long[1], 20))[0] == (
        "如果明天下雨，我们就留在家里看书；",
        "If it rains tomorrow, we will stay at home and read books;",
    )


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_pair_that_cannot_be_split_stays_whole(long: tuple[AnnotatedPair, ...], number: int) -> None:
    """No cut within a quotation or a list, nor where the translator turned the clauses round."""
    assert clauses.split(long[number], 8) == (long[number],)


def test_chinese_alone_is_split_at_its_clauses(long: tuple[AnnotatedPair, ...]) -> None:
    """Without a translation there is none to lose: a clause of the Chinese is enough, and a list is no clause."""
    alone = [
        replace(each, pair=replace(each.pair, english=()), words=tuple(replace(w, rendering=None) for w in each.words))
        for each in long
    ]
    parts = [[part.pair.chinese_text for part in clauses.split(each, 14)] for each in alone]
    assert parts[0] == ["孩子们在码头上等船，", "因为他们的父亲今天要从北京回来。"]
    assert parts[3] == [LONG[3][0]]
    assert ["".join(texts) for texts in parts] == [chinese for chinese, _ in LONG]
    for each in alone:
        for part in clauses.split(each, 14):
            assert "".join(word.text for word in part.words) == part.pair.chinese_text


def test_a_pair_that_is_short_enough_stays_as_it_is(long: tuple[AnnotatedPair, ...]) -> None:
    """Without a limit, or within it, nothing is split."""
    assert clauses.split_all(long, None) == long
    assert clauses.split_all(long, 100) == long


@pytest.mark.parametrize("most", [5, 12, 20, 30])
def test_nothing_is_lost(long: tuple[AnnotatedPair, ...], most: int) -> None:
    """The parts of both languages join to the pair, words and renderings point to what they pointed to before."""
    for pair in long:
        parts = clauses.split(pair, most)
        assert "".join(part.pair.chinese_text for part in parts) == pair.pair.chinese_text
        assert " ".join(part.pair.english_text for part in parts) == pair.pair.english_text
        assert [rendering for part in parts for rendering in renderings(part)] == renderings(pair)
        for part in parts:
            assert "".join(word.text for word in part.words) == part.pair.chinese_text
            assert part.position == pair.position


def renderings(pair: AnnotatedPair) -> list[tuple[str, list[str]]]:
    """Give each word with the English that renders it."""
    english = pair.pair.english_text
    return [(w.text, [english[a:b] for a, b in w.rendering.spans] if w.rendering else []) for w in pair.words]


def test_every_part_has_a_translation(long: tuple[AnnotatedPair, ...]) -> None:
    """Both halves hold words that the translator rendered, however short the parts are asked to be."""
    for part in clauses.split_all(long, 1):
        assert not part.pair.is_null
        assert sum(word.rendering is not None for word in part.words) >= 2


def test_sentences_keep_their_places(long: tuple[AnnotatedPair, ...]) -> None:
    """A part knows where it stands in its document, so that its text is found there."""
    for pair in long:
        whole = pair.pair.chinese[0]
        for part in clauses.split(pair, 12):
            for piece in part.pair.chinese:
                assert whole.text[piece.start : piece.end] == piece.text
    first, second = clauses.split(long[0], 20)
    assert (first.pair.chinese[0].end, first.pair.english[0].end + 1) == (
        second.pair.chinese[0].start,
        second.pair.english[0].start,
    )


def test_a_link_across_forbids_the_cut() -> None:
    """A word of one half that is rendered in the other keeps both together."""
    pieces = [
        ("茶", "cha2", "tea", "tea"),
        ("很热", "hen3 re4", "hot", "hot"),
        ("，", "", "", ""),
        ("咖啡", "ka1 fei1", "coffee", "coffee"),
        ("很冷的", "hen3 leng3 de5", "cold", "cold"),
        ("。", "", "", ""),
    ]  # The tea is hot, the coffee is cold.
    pieces = [(text * 2 if text == "茶" else text, f"{s} {s}" if text == "茶" else s, e, r) for text, s, e, r in pieces]
    straight = annotated("The tea is very hot, the coffee is very cold.", pieces)
    crossed = annotated("The cold tea is very sweet, the coffee is very hot.", pieces)
    assert len(clauses.split(straight, 6)) == 2
    assert len(clauses.split(crossed, 6)) == 1


def test_sentences_of_one_pair_are_parted_first() -> None:
    """A pair of several sentences is split between them, wrapped lines and all."""
    pieces = [("茶茶", "cha2 cha2", "tea", "tea"), ("很热了", "hen3 re4 le5", "hot", "hot"), ("。", "", "", "")]
    more = [("咖啡", "ka1 fei1", "coffee", "coffee"), ("很冷了", "hen3 leng3 le5", "cold", "cold"), ("。", "", "", "")]
    pair = annotated("The tea is very hot. The coffee is very cold.", [*pieces, *more])
    both = AlignedPair(
        (sentence("茶茶很\n热了。"), sentence("咖啡很冷了。", 7)),
        (Sentence("The tea is\nvery hot.", 0, 20, 0), Sentence("The coffee is very cold.", 21, 45, 0)),
        0.9,
    )  # The tea is very hot. The coffee is very cold.
    first, second = clauses.split(replace(pair, pair=both), 6)
    assert (first.pair.english_text, second.pair.chinese_text) == ("The tea is very hot.", "咖啡很冷了。")
    assert first.pair.chinese == both.chinese[:1]


def test_parts_are_cards_of_their_own(long: tuple[AnnotatedPair, ...]) -> None:
    """Each part becomes a card with a place of its own, in the order of the text."""
    parts = clauses.split_all(long, 12)
    deck = cards.sentence_cards(parts, source="text")
    assert len({card.annotated.pair.chinese_text for card in deck}) == len(deck) > len(long)
    assert all(card.position < following.position for card, following in pairwise(deck))
