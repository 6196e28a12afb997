"""A package is made of cards that are gone through once, and of fields that wait on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards.anki import DeckOptions, waiting, write_package, writing
from flashcards.anki.notetypes import KINDS
from flashcards.anki.waiting import WaitingFields
from flashcards.errors import OutputError
from tests import anki_cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.records import Card

OPTIONS = DeckOptions(title="town", kinds=KINDS)


def _written(path: Path, made_of: Iterable[Card]) -> bytes:
    write_package(made_of, OPTIONS, path, now=1_780_000_000)
    return path.read_bytes()


def test_cards_may_come_one_by_one(tmp_path: Path) -> None:
    """Whoever makes cards as they are asked for gets the package of all of them."""
    deck = anki_cards.deck()
    assert _written(tmp_path / "a.apkg", iter(deck)) == _written(tmp_path / "b.apkg", deck)


def test_fields_that_wait_on_the_disk_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck too large for memory is written as a small one is."""
    small = _written(tmp_path / "a.apkg", anki_cards.deck())
    monkeypatch.setattr(waiting, "_IN_MEMORY", 100)
    assert _written(tmp_path / "b.apkg", anki_cards.deck()) == small
    with WaitingFields() as fields:
        every = [{"Hanzi": "茶" * size, "Pinyin": ""} for size in (40, 0, 7)]
        for each in every:
            fields.put(each)
        assert [fields[place] for place in (2, 0, 1)] == [every[place] for place in (2, 0, 1)]


def test_a_package_that_nobody_could_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection of more bytes than are ever unpacked is not written, and says what to do."""
    monkeypatch.setattr(writing, "LARGEST", 1000)
    with pytest.raises(OutputError, match=r"town\.apkg: .* part the text, or the library"):
        _written(tmp_path / "town.apkg", anki_cards.deck())
    assert not list(tmp_path.iterdir())
