"""The terms of a text: as a table, as JSON lines, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.chinese import orthography
from flashcards.glosses import wording
from flashcards.output.tables import columns, jsonl, tsv

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.chinese.orthography import Spelling
    from flashcards.records import Term

TERM_COLUMNS = ("term", "pinyin", "meaning", "senses", "level", "frequency", "count", "chinese", "english")


def terms_tsv(terms: Iterable[Term], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the terms with a header line; the last two columns are the example."""
    return tsv([TERM_COLUMNS, *(term_row(term, spelling) for term in terms)])


def terms_jsonl(terms: Iterable[Term], spelling: Spelling = orthography.STANDARD) -> str:
    """Write an object a term with the columns of the table, and every rendering with its count.

    `confirmed` tells whether a translation confirms the meaning.
    """
    return jsonl(
        dict(zip(TERM_COLUMNS, term_row(term, spelling), strict=True))
        | {"frequency": term.frequency, "count": term.count, "senses": term.glosses, "renderings": term.renderings}
        | {"confirmed": term.is_confirmed}
        for term in terms
    )


def terms_table(terms: Iterable[Term], spelling: Spelling = orthography.STANDARD) -> str:
    """Write the terms for a terminal: the word, its pinyin, level, count and meaning in columns.

    A question mark stands before a meaning that no translation confirms.
    """
    shown = ((term, term_row(term, spelling), "" if term.is_confirmed else "? ") for term in terms)
    rows = [
        (row[0], row[1], row[4] or "–", f"×{row[6]}" if term.count else "", f"{mark}{row[2]}")
        for term, row, mark in shown
    ]
    return "".join(f"{line}\n" for line in columns(rows))


def term_row(term: Term, spelling: Spelling = orthography.STANDARD) -> tuple[str, ...]:
    """Give what the columns of the list of terms hold."""
    pair = term.example.annotated.pair
    chinese = "" if term.example.is_bare else pair.chinese_text
    return (
        term.text,
        orthography.word(term.syllables, term.text, spelling, term.breaks),
        _meaning(term),
        "; ".join(term.glosses),
        term.level.name,
        f"{term.frequency:.2f}",
        str(term.count),
        chinese,
        pair.english_text,
    )


def _meaning(term: Term) -> str:
    here = wording.here(term)
    return f"{wording.meaning(term)} (here: {here})" if here else wording.meaning(term)
