"""Tasks of a worksheet go; sentences that tell to do the same stay."""

from __future__ import annotations

import pytest

from flashcards.documents.line_kinds import LineKind
from flashcards.documents.worksheets import TASKS, tasks_among

SENTENCES = ("1. 茶很热。", "2. 门开了。", "3. 他走了。")  # the tea is hot; the door opened; he left


@pytest.mark.parametrize("row", TASKS, ids=lambda row: row.fires)
def test_every_row(row: LineKind) -> None:
    """Each row fires on its own example, and spares what only looks like it."""
    assert row.pattern.fullmatch(row.fires)
    assert not row.pattern.fullmatch(row.spares)


@pytest.mark.parametrize(
    "line",
    [
        "B. Match the sentences with the pictures.",
        "Part A: Read the dialogue aloud.",
        "II. Circle the correct answer.",
        "Exercise 3. True or false?",
        "二、选词语填空。",  # fill in the words
        "Answer the questions.",
        "根据课文回答问题",  # answer by the text
        "Name: ________",
    ],
)
def test_tasks_above_their_items(line: str) -> None:
    """A letter, a numeral or a label counts a task, or its first item stands below it."""
    assert list(tasks_among((line, "", *SENTENCES))) == [0]


@pytest.mark.parametrize(
    "texts",
    [
        ("Answer the questions.", "回答问题。", *SENTENCES),  # its translation stands below it
        ("1. Answer the questions.", *SENTENCES),
        ("A. Answer the question.", "B. Read the text.", "C. Write the words.", "D. Sit down."),
        ("Name: Anna", *SENTENCES),
        ("A. He made it.", *SENTENCES),
    ],
)
def test_sentences_that_tell_to_do_so(texts: tuple[str, ...]) -> None:
    """What is to be learnt itself is no task."""
    assert 0 not in tasks_among(texts)
