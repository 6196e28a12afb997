"""Two columns that are paired already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import documents
from flashcards.documents.formats.tables.table import extract, looks_like_one
from flashcards.errors import InputError
from flashcards.records import Language

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [("茶很好喝。", "The tea is good."), ("我们走吧。", "Let us go."), ("再见", "Goodbye")]


def cells(text: str) -> list[tuple[int | None, str, str]]:
    """Read a table: each cell's row, language and text."""
    extraction = extract("tea.tsv", text)
    return [(p.row, str(p.language), extraction.text[p.start : p.end]) for p in extraction.passages]


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
    extraction = extract("tea.tsv", f"{heading}\n茶很好喝。\tThe tea is good.\n")
    assert {passage.row for passage in extraction.passages} == {1}
    assert {(omission.line, omission.reason) for omission in extraction.left_out} == {(1, "a heading row")}


def test_phrases_translated_either_way() -> None:
    """Where the languages change sides from row to row, each row is a pair all the same."""
    rows = [*ROWS, ("茶很热。", "The tea is hot.")]
    text = "".join(f"zh,en,{z},{e}\n" if at % 2 else f"en,zh,{e},{z}\n" for at, (z, e) in enumerate(rows))
    read = cells(text)
    assert {(row, language): cell for row, language, cell in read} == {
        (row, language): cell
        for row, pair in enumerate(rows)
        for language, cell in zip(("zh", "en"), pair, strict=True)
    }


def test_further_columns() -> None:
    """What stands in further columns is left out and reported with its line."""
    extraction = extract("tea.tsv", "茶很好喝。\tchá hěn hǎohē\tThe tea is good.\t0.93\n\n再见\tzàijiàn\tGoodbye\t0.9")
    assert [(o.line, o.text) for o in extraction.left_out] == [
        (1, "chá hěn hǎohē"),
        (1, "0.93"),
        (3, "zàijiàn"),
        (3, "0.9"),
    ]


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
        ("The tea is good.\nLet us go.", "no line holds a tab"),
        ("The tea is good.\tLet us go.", "no column is in Chinese"),
    ],
)
def test_no_table(text: str, message: str) -> None:
    """A table without a column in Chinese is refused."""
    with pytest.raises(InputError, match=message):
        extract("tea.tsv", text)


@pytest.mark.parametrize(
    "text", ["茶很好喝。\n我们走吧。\n", "1\t茶很好喝。\tChá hěn hǎohē.\n2\t我们走吧。\tWǒmen zǒu ba.\n"]
)
def test_a_table_in_chinese_alone(text: str, tmp_path: Path) -> None:
    """A table without English gives its Chinese cells, which stand in no row: nothing is paired."""
    (tmp_path / "tea.tsv").write_text(text, encoding="utf-8")
    alone = documents.read_bitext([tmp_path / "tea.tsv"], chinese_alone=True)
    assert [sentence.text for sentence in alone.chinese] == ["茶很好喝。", "我们走吧。"]
    assert (alone.english, alone.rows) == ((), None)
    with pytest.raises(InputError, match="in Chinese only; add the English text"):
        documents.read_bitext([tmp_path / "tea.tsv"])


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
        whole = f"{text}\n茶很好喝。\tThe tea is good."
        extraction = extract("tea.tsv", whole)
    except InputError:
        return
    kept = [extraction.text[passage.start : passage.end] for passage in extraction.passages]
    there = [cell.strip() for line in whole.split("\n") for cell in line.split("\t") if cell.strip()]
    assert sorted(kept + [omission.text for omission in extraction.left_out]) == sorted(there)
    is_table = any(passage.row is not None for passage in extraction.passages)
    assert all(passage.language in tuple(Language) for passage in extraction.passages if is_table)


@pytest.mark.parametrize("separator", [",", ";", "|", "\t"])
def test_quoted_cells(separator: str) -> None:
    """Whatever separates them, quoted cells may hold the separator, quotation marks and line breaks."""
    text = f'English;Chinese\n"Hello{separator}\n""you""!";你好！\n"Why?";"为什么，啊？"\n'.replace(";", separator)
    assert cells(text) == [
        (1, "en", f'Hello{separator}\n"you"!'),
        (1, "zh", "你好！"),
        (2, "en", "Why?"),
        (2, "zh", "为什么，啊？"),
    ]


def test_quotation_marks_of_the_text() -> None:
    """Between tabs a quotation mark is the sentence's own, unless cells are plainly quoted."""
    assert cells('"Why?" she asked.\t“为什么？”她问。\n"Why?"\t"为什么？"')[2:] == [
        (1, "en", '"Why?"'),
        (1, "zh", '"为什么？"'),
    ]


def test_a_quotation_mark_that_is_never_closed() -> None:
    """Between tabs a sentence may open a quotation that a later one closes; no row is swallowed."""
    text = '"He came.\t他来了。\nHe sat down.\t他坐下了。\nThen he left," she said.\t然后走了，她说。'
    assert [row for row, _, _ in cells(text)] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize("heading", ["English text,Simplified Chinese", "英文原文,中文译文"])
def test_a_wordy_heading(heading: str) -> None:
    """A first row that names a language in the other language, or both, is a heading."""
    extraction = extract("tea.csv", f"{heading}\nThe tea is good.,茶很好喝。\nLet us go.,我们走吧。\n")
    assert {passage.row for passage in extraction.passages} == {1, 2}


def test_pinyin_is_no_english() -> None:
    """A column of pinyin is none of the two languages, however few words the English has."""
    text = "茶,chá hěn hǎo hē,tea\n水,wǒ mén yào hē shuǐ,water\n"
    assert [text for _, language, text in cells(text) if language == "en"] == ["tea", "water"]


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """Any text is a table or refused in one sentence."""
    try:
        assert extract("tea.csv", text).passages
    except InputError as error:
        assert str(error).startswith("tea.csv: ")  # noqa: PT017 (either outcome is right)
