"""Tables of cards: the same for every program, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from flashcards.output.card_tables import CARD_COLUMNS, cards_csv, cards_tsv
from flashcards.records import SentenceCard
from tests import anki_cards
from tests.samples import annotated


def test_csv_is_the_same_table() -> None:
    """The table with commas holds what the table with tabs holds, and quotes what needs it."""
    rows = list(csv.reader(io.StringIO(cards_csv(anki_cards.deck()))))
    assert rows[0] == list(CARD_COLUMNS)
    assert ["\t".join(row) for row in rows] == cards_tsv(anki_cards.deck()).splitlines()


@given(st.text("=+-@＝'a 茶\t", min_size=1).filter(str.strip))  # tea
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    """No cell begins with what a spreadsheet runs, and without the apostrophe it is the text again."""
    cards = [SentenceCard(annotated(text, [("茶", "cha2", "tea", "")]), "tea", 1, ())]
    written = next(csv.DictReader(io.StringIO(cards_csv(cards))))["meaning"]
    assert written.strip()[0] not in "=+-@＝"
    assert (written[1:] if re.match(r"[\s']*[=+@＝-]", written) else written) == text
