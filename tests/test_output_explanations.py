"""Explanations: every word of the text, with what decided about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from flashcards import vocabulary
from flashcards.learner import learner
from flashcards.output import explanations
from flashcards.output.term_lists import TERM_COLUMNS
from flashcards.settings import Settings
from flashcards.vocabulary import Choice, Standing
from tests.linked import PODS, link

if TYPE_CHECKING:
    from flashcards.lexicon import Lexicon


@pytest.fixture(scope="module")
def choice(lexicon: Lexicon) -> Choice:
    """Choose five words for a learner at level 2."""
    user, options = learner("hsk2", lexicon), Settings(sources=("text",), limit=5)
    return vocabulary.choose(link(PODS, lexicon), user, lexicon, options)


def test_every_word_is_explained_to_programs(lexicon: Lexicon, choice: Choice) -> None:
    """A line a word: the columns of the list of terms, then what was decided, why, and the worth with its parts."""
    header, *rows = [line.split("\t") for line in explanations.tsv(choice, lexicon).splitlines()]
    assert header[:9] == list(TERM_COLUMNS)
    assert header[9:] == ["standing", "reason", *explanations.PARTS, "sense_by", "reading_by", "word_by"]
    by_word = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert len(rows) == len(choice.verdicts)
    assert [text for text, row in by_word.items() if row["standing"] == "taken"] == [t.text for t in choice.terms]
    assert (by_word["孩子"]["reason"], by_word["孩子"]["worth"], by_word["孩子"]["pinyin"]) == (
        "HSK 2.0 level 2",
        "",
        "háizi",
    )


def test_numbers_are_numbers(lexicon: Lexicon, choice: Choice) -> None:
    """Objects hold the same as the lines; what was not weighed is null."""
    rows = [json.loads(line) for line in explanations.jsonl(choice, lexicon).splitlines()]
    for row, verdict in zip(rows, choice.verdicts, strict=True):
        assert (row["term"], row["standing"], row["count"]) == (verdict.word.text, verdict.standing, verdict.count)
        assert row["worth"] == (round(verdict.worth.total, 3) if verdict.worth else None)
        assert isinstance(row["senses"], list)


def test_decisions_are_told(lexicon: Lexicon, choice: Choice) -> None:
    """Of every word it is told what made it one and decided its reading, and what put its first sense first."""
    rows = {row["term"]: row for row in map(json.loads, explanations.jsonl(choice, lexicon).splitlines())}
    assert rows["窗户"]["reading_by"] == {"source": "dictionary", "detail": "the only reading"}  # window
    held = [by for row in rows.values() if (by := row.get("sense_by")) and by["rule"] == "holds the rendering"]
    assert held
    assert all(by["score"] == pytest.approx(sum(by["terms"].values()), abs=0.01) for by in held)
    assert all(row["reading_by"]["detail"] for row in rows.values())
    assert all(row["word_by"]["source"] and row["word_by"]["detail"] for row in rows.values())
    shown = explanations.table(choice, lexicon)
    for term in choice.terms:
        assert rows[term.text]["reading_by"]["detail"] in shown


def test_people_read_the_formula_and_the_reasons(lexicon: Lexicon, choice: Choice) -> None:
    """The worthiest come first, those over the limit after them, then all other words by reason; nothing is missing."""
    text = explanations.table(choice, lexicon)
    taken, over = text.split("Left out over the limit:")
    shares = [float(line.split()[0]) for line in taken.splitlines()[1:] if " = " in line]
    assert len(shares) == 5
    assert shares == sorted(shares, reverse=True)
    assert "function word: " in over
    assert "name: 昆明、伦敦" in over  # Kunming / London
    for verdict in choice.verdicts:
        assert verdict.word.text in (taken if verdict.standing is Standing.TAKEN else over)


def test_nothing_is_explained_of_nothing(lexicon: Lexicon) -> None:
    """A text without words has a heading and no more."""
    assert explanations.table(Choice(), lexicon).count("\n") == 1
    assert explanations.jsonl(Choice(), lexicon) == ""
