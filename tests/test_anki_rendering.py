"""The cards as they are previewed: the same HTML that the real Anki makes of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flashcards.anki import DeckOptions, deck_notes, faces, write_package
from flashcards.anki.notetypes import KINDS
from tests import anki_cards
from tests.anki_backend import Learner
from tests.test_anki_hostile import NASTY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flashcards.records import Card

pytestmark = pytest.mark.anki


def _hostile() -> list[Card]:
    """Make cards whose every text tries to be more than text."""
    from flashcards import cards

    deck: list[Card] = []
    for number, text in enumerate(NASTY):
        pair = anki_cards.annotated(
            f"{text} tea", [("茶", "cha2", text, "tea"), (f"{text}{number}", "", "", "")]
        )  # tea
        deck += [*cards.sentence_cards([pair], source=text)]
    return deck


@pytest.mark.parametrize("deck", [anki_cards.deck(), _hostile()], ids=["plain", "hostile"])
@pytest.mark.parametrize("speech", [True, False])
def test_every_side_is_what_anki_shows(tmp_path: Path, deck: Sequence[Card], *, speech: bool) -> None:
    """Each kind of card of each note type is rendered as Anki renders it, character by character, and none is missed.

    Anki keeps fields in NFC and drops NUL and the like; ours are so from the beginning.
    """
    options = DeckOptions(title="x", kinds=KINDS, speech=speech)
    package = tmp_path / "deck.apkg"
    write_package(deck, options, package, now=1_780_000_000)
    ours = {
        (face.note.guid, face.kind.title()): (face.front, face.back)
        for face in faces(deck_notes(deck, options).notes, options.look, options.title)
    }
    theirs = {}
    with Learner(tmp_path / "learner") as learner:
        learner.take(package)
        for card in learner.cards():
            shown = card.render_output()
            theirs[card.note().guid, card.template()["name"]] = shown.question_text, shown.answer_text
    assert len(theirs) >= len(deck) * 3
    assert ours == theirs
