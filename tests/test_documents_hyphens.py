"""Words parted at the end of a line are healed; hyphens of their own stay."""

from __future__ import annotations

import pytest

from flashcards.documents.formats.text.plain import extract
from flashcards.documents.hyphens import without_hyphens

LINES = (
    "There is a small shop at the corner of our street that sells nothing but {}\n"
    "{} all day, and the woman who keeps it knows every sheet by its own name, too.\n"
    "She has thick paper for letters, thin paper for kites, and a grey kind that no\n"
    "customer has ever bought."
)


@pytest.mark.parametrize(
    ("head", "tail", "word"),
    [("pa-", "per", "paper"), ("well-", "known", "well-known"), ("Tai-", "chung", "Taichung")],
)
def test_halves_of_words(head: str, tail: str, word: str) -> None:
    """The dictionary and the text tell whose the hyphen is."""
    healed = without_hyphens(extract("a.txt", LINES.format(head, tail)))
    assert f"nothing but {word} all day" in healed.text
    assert len(healed.passages) == 1
    assert healed.passages[0].end == len(healed.text)


def test_a_hyphen_between_lines_that_are_not_joined() -> None:
    """Lines of verse keep theirs."""
    verse = extract("a.txt", "The moon is on the river-\nthe boats are on the sand-\nhe went to bed")
    assert without_hyphens(verse) == verse
