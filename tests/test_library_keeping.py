"""What is kept of a text, and by what it is known again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards import load_settings
from flashcards.errors import OutputError
from flashcards.library.keeping import Shelved, analysis_key, kept, lesson_key, shelved
from flashcards.library.lessons import Analysis
from flashcards.records import AlignedPair, AnnotatedPair, Sense, Sentence, Word, WordKind

WORD = Word("茶", 0, 1, WordKind.DICTIONARY, ("cha2",), (Sense("tea", renderings=("tea",)),))
PAIR = AlignedPair((Sentence("茶。", 0, 2, 0),), (Sentence("Tea.", 0, 4, 0),), 0.9)
ANALYSIS = Analysis((AnnotatedPair(PAIR, (WORD,), 1),), is_translated=True)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASHCARDS_CACHE_DIR", str(tmp_path / "cache"))


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    """A second run makes nothing; a damaged file is made anew."""
    record, packed = kept(Analysis, "ab12", lambda: ANALYSIS)
    assert record == ANALYSIS
    assert kept(Analysis, "ab12", lambda: pytest.fail("made again")) == (ANALYSIS, packed)
    (file,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    file.write_bytes(packed[:-3])
    assert kept(Analysis, "ab12", lambda: ANALYSIS) == (ANALYSIS, packed)
    assert file.read_bytes() == packed


@pytest.mark.parametrize("place", range(12))
def test_bits_that_flip_at_the_head_of_a_record_are_damage(tmp_path: Path, place: int) -> None:
    """Whichever bit of a record's head is wrong, its length among them, it is made anew."""
    _, packed = kept(Analysis, "ab12", lambda: ANALYSIS)
    (file,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    for bit in range(8):
        file.write_bytes(packed[:place] + bytes([packed[place] ^ 1 << bit]) + packed[place + 1 :])
        assert kept(Analysis, "ab12", lambda: ANALYSIS)[0] == ANALYSIS


def test_a_file_larger_than_any_text_is_not_read_for_its_name(tmp_path: Path) -> None:
    """A file of fifty gigabytes among the texts, of holes alone, is known by its size and time."""
    text = tmp_path / "a.txt"
    with text.open("wb") as file:
        file.truncate(50 << 30)
    before = analysis_key(load_settings(text))
    with text.open("ab") as file:
        file.truncate(51 << 30)
    assert analysis_key(load_settings(text)) != before


def test_where_nothing_can_be_kept_the_work_is_done_all_the_same(tmp_path: Path) -> None:
    """A cache that cannot be written costs time, no text."""
    (tmp_path / "cache").write_bytes(b"a file stands where the folder should be")
    record, packed = kept(Analysis, "ab12", lambda: ANALYSIS)
    assert record == ANALYSIS
    assert shelved("ab12", packed) == Shelved(packed)
    assert Shelved(packed).read(Analysis) == ANALYSIS


def test_what_is_deleted_meanwhile_says_so() -> None:
    """Whoever empties the cache while texts are read is told to begin again."""
    _, packed = kept(Analysis, "ab12", lambda: ANALYSIS)
    shelf = shelved("ab12", packed)
    assert isinstance(shelf.place, Path)
    shelf.place.unlink()
    with pytest.raises(OutputError, match="run the command again"):
        shelf.read(Analysis)


def test_a_name_depends_on_all_that_matters(tmp_path: Path) -> None:
    """The text, how it is read, and its corrections are part of both names; what is known of the lesson's alone."""
    text, known = tmp_path / "a.txt", tmp_path / "known.txt"
    text.write_text("茶。\nTea.\n", encoding="utf-8")
    known.write_text("茶\n", encoding="utf-8")
    job = load_settings(text)
    assert analysis_key(job) == analysis_key(replace(job, level="hsk1", known=(known,)))
    assert lesson_key(job) != lesson_key(replace(job, level="hsk1"))
    assert analysis_key(job) != analysis_key(load_settings(text, sentences="lines"))
    before = analysis_key(job), lesson_key(replace(job, known=(known,)))
    known.write_text("茶\n水\n", encoding="utf-8")
    assert lesson_key(replace(job, known=(known,))) != before[1]
    text.write_text("茶！\nTea!\n", encoding="utf-8")
    assert analysis_key(job) != before[0]
