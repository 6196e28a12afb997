"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from flashcards import files
from flashcards.errors import OutputError


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """Whatever goes wrong while a file is written, the old one stays and nothing lies beside it."""
    path = tmp_path / "deck.tsv"
    path.write_text("old", encoding="utf-8")

    def interrupted() -> None:
        with files.replacing(path) as part:
            part.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A place that does not exist gives a sentence that names it."""
    with pytest.raises(OutputError, match=r"nowhere.deck\.tsv: cannot be written"):
        files.write_text(tmp_path / "nowhere" / "deck.tsv", "text")


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    """A written file has the rights of any new file, and a replaced one keeps its own."""
    mask = os.umask(0o022)
    try:
        files.write_text(tmp_path / "new", "text")
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o644
        (tmp_path / "new").chmod(0o600)
        files.write_text(tmp_path / "new", "text")
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    finally:
        os.umask(mask)


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    """Text comes out as UTF-8 with LF line ends on every platform."""
    files.write_text(tmp_path / "a", "茶\n")  # tea
    assert (tmp_path / "a").read_bytes() == "茶\n".encode()
