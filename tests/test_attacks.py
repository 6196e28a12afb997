"""The attacks of `scripts/attack.py`, each a little of it, so that what held goes on holding."""

from __future__ import annotations

import os

import pytest

from flashcards.common.files import cache_directory
from flashcards.lexicon import Lexicon
from tests.attacks import collections, documents, growth, programs


def test_damaged_documents_are_read_or_refused() -> None:
    """Damaged documents of every format give a text or one sentence."""
    assert documents.attack(140).failures == ()


def test_changed_collections_are_read_or_refused() -> None:
    """Collections and packages with values that none of Anki's holds give words or one sentence."""
    assert collections.attack(80).failures == ()


@pytest.mark.parametrize("reader", ["tea.srt", "tea.vtt", "tea.ass", "sentences (zh)", "sentences (en)"])
def test_time_grows_as_the_text_does(reader: str) -> None:
    """Runs of signs take cues and the splitter no more than twice the time at twice the length."""
    read = dict(growth.readers())[reader]
    runs = [run for number, run in enumerate(growth.runs()) if number % 3 == 0]
    assert [name for name, run in runs if growth.failure(read, run, (40_000, 80_000))] == []


@pytest.mark.usefixtures("lexicon")
def test_places_that_cannot_be_written_change_nothing() -> None:
    """Devices, folders, pipes, links in circles: one sentence each, and the other output is not written either."""
    assert programs.no_place(cache_directory()).failures == ()


def test_a_text_of_semicolons_is_no_subtitle() -> None:
    """Signs that begin the comments of a subtitle file end no program, however many there are (it took for ever)."""
    read = dict(growth.readers())["tea"]
    assert growth.failure(read, lambda length: "; " * (length // 2) + "x", (40_000, 80_000)) == ""


def test_the_kept_dictionary_is_that_of_the_tests(lexicon: Lexicon) -> None:
    """The attacks use the dictionary of the tests, never that of whoever runs them."""
    assert "茶" in lexicon  # tea
    assert str(cache_directory()) == os.environ["FLASHCARDS_CACHE_DIR"]
