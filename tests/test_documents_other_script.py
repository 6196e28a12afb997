"""A text in both scripts: read once, and the author's other script is kept for the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards import pipeline
from flashcards.documents.formats.text.plain import extract
from flashcards.documents.other_script import without_script_beside
from flashcards.records import AlignedPair, Sentence, replace
from flashcards.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.lexicon import Lexicon

PAIRS = (
    ("屋里很热。", "屋裏很熱。", "It is hot in the room."),  # the dictionary writes 裡
    ("皇后在后面。", "皇后在後面。", "The queen is behind."),
    ("面条很好吃。", "麵條很好吃。", "The noodles are delicious."),
    ("我爱她。", "我愛她。", "I love her."),
)


def in_turn(first: int, second: int) -> str:
    return "\n\n".join(f"{pair[first]}\n{pair[second]}\n{pair[2]}" for pair in PAIRS)


def blocks(first: int, second: int) -> str:
    return "\n\n".join("\n".join(pair[column] for pair in PAIRS) for column in (first, second, 2))


def table(first: int, second: int) -> str:
    heading = "Sentence\tSentence 2\tEnglish\n"  # the longer name stands over the second
    return heading + "".join(f"{pair[first]}\t{pair[second]}\t{pair[2]}\n" for pair in PAIRS)


def markdown(first: int, second: int) -> str:
    rows = [("One", "Two", "English"), ("---",) * 3, *((pair[first], pair[second], pair[2]) for pair in PAIRS)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def in_brackets(first: int, second: int) -> str:
    return "".join(f"{pair[first]}（{pair[second]}）\n{pair[2]}\n\n" for pair in PAIRS)


def behind_slashes(first: int, second: int) -> str:
    return "".join(f"{pair[first]} / {pair[second]} {pair[2]}\n" for pair in PAIRS)


def in_a_cell(first: int, second: int) -> str:
    return "".join(f"{pair[first]}[{pair[second]}]\t{pair[2]}\n" for pair in PAIRS)


TEXTS = [
    (name, layout(first, 1 - first), first)
    for name, layout in (
        ("a.txt", in_turn),
        ("a.txt", blocks),
        ("a.tsv", table),
        ("a.md", markdown),
        ("a.txt", in_brackets),
        ("a.txt", behind_slashes),
        ("a.tsv", in_a_cell),
    )
    for first in (0, 1)
]


@pytest.mark.parametrize("text", TEXTS)
def test_cards_have_both_scripts_as_the_author_wrote_them(
    text: tuple[str, str, int], tmp_path: Path, lexicon: Lexicon
) -> None:
    """The script that comes first is learned, the other stands in its field to the letter."""
    name, written, first = text
    source = tmp_path / name
    source.write_text(written, encoding="utf-8")
    settings = load_settings([source], mode="sentence")
    bitext = pipeline.read(settings)
    assert [sentence.text for sentence in bitext.chinese] == [pair[first] for pair in PAIRS]
    deck = pipeline.build(bitext, settings, lexicon)
    shown = [(card.simplified, card.traditional) for card in deck.cards]  # type: ignore[union-attr]
    assert shown == [pair[:2] for pair in PAIRS]
    assert len(bitext.left_out) >= len(PAIRS)  # nothing goes unnamed


def test_words_have_the_script_of_their_sentence(tmp_path: Path, lexicon: Lexicon) -> None:
    """A word is written in the other script as its sentence is, where that says so."""
    source = tmp_path / "a.txt"
    source.write_text(in_turn(0, 1), encoding="utf-8")
    settings = load_settings([source])
    terms = {term.text: term for term in pipeline.build(pipeline.read(settings), settings, lexicon).choice.terms}
    assert (terms["面条"].traditional, terms["皇后"].traditional) == ("麵條", "皇后")


def test_a_pair_is_written_in_the_other_script_where_a_sentence_is() -> None:
    """Where one sentence of a pair stands in both, the pair does; where none does, it says nothing."""
    sentence = Sentence("我爱她。", 0, 4, 0, other_script="我愛她。")
    pair = AlignedPair((sentence, Sentence("她走了。", 4, 8, 0)), (), 1.0)
    assert pair.other_script == "我愛她。她走了。"
    assert replace(pair, chinese=pair.chinese[1:]).other_script == ""


@pytest.mark.parametrize("text", ["他们（她们）来了。", "茶（水）\ntea (water)", "请进（请坐）。\nCome in (sit down)."])
def test_other_words_in_brackets_stay(text: str) -> None:
    """What stands in brackets and is not the same in the other script is the text's own."""
    assert without_script_beside(extract("a.txt", text)).text == text
