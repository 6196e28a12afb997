"""The attacks of `scripts/attack.py`, each a little of it, so that what held goes on holding."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from flashcards.common.files import cache_directory
from flashcards.lexicon import Lexicon
from tests.attacks import answers, at_once, collections, dictionary, disks, documents, growth, kills, programs, requests
from tests.attacks.programs import shipped
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LENGTHS = ((20_000, 40_000), 0.25)
"""A quarter of the longest run of the whole attack, and of its square the part of a second that is minded there."""


@pytest.fixture(autouse=True)
def short_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program build a text that takes it half the time of the sample deck's."""
    text = "We drink tea.\n\n我们喝茶。\n\nThe tea is good.\n\n茶很好。\n"
    (tmp_path / "tea.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(programs, "TEXT", tmp_path / "tea.txt")


@pytest.mark.usefixtures("lexicon")
def test_damaged_documents_are_read_or_refused() -> None:
    """Damaged documents of every format give a text or one sentence."""
    assert documents.attack(140).failures == ()


def test_changed_collections_are_read_or_refused() -> None:
    """Collections and packages with values that none of Anki's holds give words or one sentence."""
    assert collections.attack(80).failures == ()


def test_a_changed_package_is_built_over_or_refused() -> None:
    """Where the last package has values of other types or lacks fields, the deck is written, or one sentence said."""
    assert collections.old_packages(150).failures == ()


@pytest.mark.parametrize(
    "reader", ["tea.srt", "tea.vtt", "tea.ass", "tags.rtf", "head.mhtml", "sentences (zh)", "sentences (en)"]
)
def test_time_grows_as_the_text_does(reader: str) -> None:
    """Runs of signs take cues and the splitter no more than twice the time at twice the length."""
    read = dict(growth.readers())[reader]
    runs = [run for number, run in enumerate(growth.runs()) if number % 3 == 0]
    assert [name for name, run in runs if growth.failure(read, run, *LENGTHS)] == []


@pytest.mark.usefixtures("lexicon")
def test_strange_requests_are_answered() -> None:
    """Requests to the review with values that no page of it sends are answered, and the corrections stay whole."""
    assert requests.attack(30).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_places_that_cannot_be_written_change_nothing() -> None:
    """Devices, folders, pipes, links in circles: one sentence each, and the other output is not written either."""
    assert disks.no_place(cache_directory()).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_a_disk_that_fills_up_leaves_nothing_torn() -> None:
    """A package or table that finds no room is not there at all, and one sentence says so."""
    assert disks.small_files(cache_directory(), (0, 4096), ()).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_builds_that_are_killed_leave_nothing_torn() -> None:
    """After a kill the outputs are the old or the new ones, and the next build succeeds."""
    assert kills.builds(3, cache_directory()).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_libraries_that_are_killed_leave_nothing_torn() -> None:
    """After a kill of a library the outputs are whole and its texts as they were, and the next build succeeds."""
    assert kills.library_builds(3, cache_directory()).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_first_preparations_that_are_killed_or_raced_leave_a_whole_dictionary(tmp_path: Path) -> None:
    """What a program from a package leaves in its cache, killed or beside three others, is whole and of use."""
    root = shipped(tmp_path, cache_directory())
    assert kills.preparations(3, root).failures == ()
    assert at_once.preparations(4, root).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_a_correction_that_is_saved_outlives_a_kill() -> None:
    """What the page said is saved stands in the file, which is whole, whenever the program is killed."""
    assert kills.reviews(2, cache_directory()).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_builds_at_once_do_not_mix() -> None:
    """Builds that write the same package at the same time all succeed, and it is that of one of them."""
    assert at_once.builds(4, cache_directory()).failures == ()


@pytest.mark.usefixtures("lexicon")
def test_damage_of_the_kept_dictionary_is_seen() -> None:
    """Bits that flip, and a cut, are seen before anything is read of the file."""
    assert dictionary.attack(20).failures == ()


@pytest.mark.anki
def test_no_answer_of_anki_ends_in_a_traceback() -> None:
    """False answers of many kinds, in the place of each true one, end in a sentence or do no harm."""
    outcome = answers.attack(every=4)
    assert outcome.tried > 100
    assert outcome.failures == ()


def test_a_text_of_semicolons_is_no_subtitle() -> None:
    """Signs that begin the comments of a subtitle file end no program, however many there are (it took for ever)."""
    read = dict(growth.readers())["tea"]
    assert growth.failure(read, lambda length: "; " * (length // 2) + "x", *LENGTHS) == ""


@pytest.mark.parametrize(("reader", "sign"), [("tea.md", ":"), ("tea.tsv", "a"), ("tea.csv", " ")])
def test_a_run_between_two_letters_takes_no_longer_than_its_length(reader: str, sign: str) -> None:
    """Colons of a card, a word of a cell, spaces in the name of a column take twice the time at twice the length."""
    read = dict(growth.readers())[reader]
    assert growth.failure(read, lambda length: f"茶{sign * length}a", *LENGTHS) == ""


def test_a_word_without_an_end_in_a_pdf_takes_no_longer_than_its_length() -> None:
    """A run of a letter over a row of a PDF takes twice the time at twice the length (it took its square)."""
    read = dict(growth.readers())["tea.pdf"]
    assert growth.failure(read, lambda length: "a" * length, *LENGTHS) == ""


def test_the_kept_dictionary_is_that_of_the_tests(lexicon: Lexicon) -> None:
    """The attacks use the dictionary of the tests, never that of whoever runs them."""
    assert "茶" in lexicon  # tea
    assert str(cache_directory()) == os.environ["FLASHCARDS_CACHE_DIR"]


def test_what_fell_is_held_by_tests() -> None:
    """Each row of the table of faults names tests that exist."""
    table = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").partition("| what fell | held by |")[2]
    rows = [row for row in table.splitlines()[2:] if row.startswith("|")]
    assert len(rows) > 20
    for row in rows:
        held = re.findall(r"`(test_\w+\.py)`: ((?:`test_\w+`(?:, )?)+)", row)
        assert held, row
        for name, tests in held:
            text = (ROOT / "tests" / name).read_text(encoding="utf-8")
            assert [test for test in re.findall(r"`(\w+)`", tests) if f"def {test}(" not in text] == []
