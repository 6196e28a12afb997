"""Two columns that are paired already."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.documents.table import extract, looks_like_one
from flashcards.errors import InputError
from flashcards.records import Language

ROWS = [("茶很好喝。", "The tea is good."), ("我们走吧。", "Let us go."), ("再见", "Goodbye")]


def cells(text: str) -> list[tuple[int | None, str, str]]:
    """Read a table: each cell's row, language and text."""
    passages = extract("tea.tsv", text).passages
    return [(p.row, str(p.language), text[p.start : p.end]) for p in passages]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_either_order(line_end: str) -> None:
    """Which column is Chinese is told from the cells."""
    expected = {(row, "zh", chinese) for row, (chinese, _) in enumerate(ROWS)}
    expected |= {(row, "en", english) for row, (_, english) in enumerate(ROWS)}
    assert set(cells(line_end.join(f"{chinese}\t{english}" for chinese, english in ROWS))) == expected
    assert set(cells(line_end.join(f"{english}\t{chinese}" for chinese, english in ROWS))) == expected


def test_a_cell_keeps_the_language_of_its_column() -> None:
    """A cell with a Latin name alone is Chinese in the Chinese column."""
    assert (3, "zh", "Anna") in cells("\n".join(f"{c}\t{e}" for c, e in [*ROWS, ("Anna", "Anna")]))


@pytest.mark.parametrize("heading", ["chinese\tenglish", "中文\t英文", "zh\tEN", "Chinese\tEnglish\tConfidence"])
def test_heading(heading: str) -> None:
    """A heading row is no pair, and is reported."""
    found = extract("tea.tsv", f"{heading}\n茶很好喝。\tThe tea is good.\n")
    assert {passage.row for passage in found.passages} == {1}
    assert {(omission.line, omission.reason) for omission in found.left_out} == {(1, "a heading row")}


def test_further_columns() -> None:
    """What stands in further columns is left out and reported with its line."""
    found = extract("tea.tsv", "茶很好喝。\tchá hěn hǎohē\tThe tea is good.\t0.93\n\n再见\tzàijiàn\tGoodbye\t0.9")
    assert [(o.line, o.text) for o in found.left_out] == [(1, "chá hěn hǎohē"), (1, "0.93"), (3, "zàijiàn"), (3, "0.9")]


def test_empty_side() -> None:
    """A row may have one side only."""
    assert cells("茶很好喝。\tThe tea is good.\n再见\t\n\tGoodbye") == [
        (0, "zh", "茶很好喝。"),
        (0, "en", "The tea is good."),
        (1, "zh", "再见"),
        (2, "en", "Goodbye"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The tea is good.\n茶很好喝。", "no line holds a tab"),
        ("The tea is good.\tLet us go.", "no column is in Chinese"),
        ("茶很好喝。\t我们走吧。", "no column is in English"),
    ],
)
def test_no_table(text: str, message: str) -> None:
    """A table without two columns in two languages is refused."""
    with pytest.raises(InputError, match=message):
        extract("tea.tsv", text)


def test_a_table_without_a_name() -> None:
    """Lines with one tab between two languages are a table; a tab in a text makes none."""
    assert looks_like_one("\n".join(f"{chinese}\t{english}" for chinese, english in ROWS))
    assert not looks_like_one("The tea\tis good.\n茶很好喝。")
    assert not looks_like_one("The tea is good.\n茶很好喝。\tTea is good.\n我们走吧。\nLet us go.")


rows = st.lists(
    st.lists(st.sampled_from(["", " ", "茶", "tea", "the tea", "0.5", "中文", "chinese"]), max_size=4), min_size=1
)


@given(rows.map(lambda table: "\n".join("\t".join(row) for row in table)))
def test_nothing_is_lost(text: str) -> None:
    """Every cell that holds something is a passage or reported as left out, and none is both."""
    try:
        found = extract("tea.tsv", f"{text}\n茶很好喝。\tThe tea is good.")
    except InputError:
        return
    kept = [found.text[passage.start : passage.end] for passage in found.passages]
    there = [cell.strip() for line in found.text.split("\n") for cell in line.split("\t") if cell.strip()]
    assert sorted(kept + [omission.text for omission in found.left_out]) == sorted(there)
    assert all(passage.language in tuple(Language) for passage in found.passages)
