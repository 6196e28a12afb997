"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flashcards.common import files
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


def test_what_is_written_is_on_the_disk_before_it_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash of the machine finds the old file or the new one, and no empty one."""
    steps: list[str] = []

    def noted(name: str, step: Callable[..., object]) -> Callable[..., object]:
        def take(*arguments: object) -> object:
            steps.append(name)
            return step(*arguments)

        return take

    monkeypatch.setattr("os.fsync", noted("sync", os.fsync))
    monkeypatch.setattr(Path, "replace", noted("rename", Path.replace))
    files.write_text(tmp_path / "deck.tsv", "new")
    assert steps == ["sync", "rename", "sync"]  # the last is that of the folder


def test_a_path_stands_for_what_its_file_holds(tmp_path: Path) -> None:
    """A large file is copied, not held; where it is gone, nothing is written."""
    written, target = tmp_path / "made", tmp_path / "deck"
    written.write_bytes(b"whole")
    files.write_all({target: written})
    assert (target.read_bytes(), written.read_bytes()) == (b"whole", b"whole")
    written.unlink()
    with pytest.raises(OutputError):
        files.write_all({target: written})
    assert target.read_bytes() == b"whole"


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


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    """Where one of several files cannot be written, the others stay as they were."""
    (tmp_path / "deck.apkg").write_bytes(b"old")
    with pytest.raises(OutputError, match="nowhere"):
        files.write_all({tmp_path / "deck.apkg": b"new", tmp_path / "nowhere" / "cards.tsv": b"new"})
    assert (tmp_path / "deck.apkg").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["deck.apkg"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A link is followed: the file it names gets the text."""
    (tmp_path / "there").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "there" / "file")
    for text in ("new", "newer"):
        files.write_text(tmp_path / "here", text)
        assert (tmp_path / "here").is_symlink()
        assert (tmp_path / "there" / "file").read_text(encoding="utf-8") == text


def test_a_pipe_or_device_is_written_to(tmp_path: Path) -> None:
    """`-o /dev/stdout` and `-o /dev/null` take the text and stay what they are."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write_text(pipe, "text")
        assert os.read(reader, 100) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    """A folder where the file should stand gives a sentence that names it, and what is in it stays."""
    (tmp_path / "deck" / "inside").mkdir(parents=True)
    with pytest.raises(OutputError, match="deck: cannot be written"):
        files.write_text(tmp_path / "deck", "text")
    assert (tmp_path / "deck" / "inside").is_dir()


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    """The file lent meanwhile has a name of its own, so a name of 255 bytes can be written."""
    files.write_text(tmp_path / ("茶" * 85), "text")  # tea
    assert [path.name for path in tmp_path.iterdir()] == ["茶" * 85]


def test_a_step_that_fails_undoes_those_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second file cannot be put into place, the first is the old one again, and a new one is gone."""
    put = files._Part.put

    def put_or_fail(part: files._Part) -> None:
        if part.path.name == "last":
            raise OutputError("last: the disk is gone.")
        put(part)

    (tmp_path / "deck.apkg").write_bytes(b"old")
    monkeypatch.setattr(files._Part, "put", put_or_fail)
    with pytest.raises(OutputError, match="the disk is gone"):
        files.write_all(dict.fromkeys((tmp_path / name for name in ("deck.apkg", "cards.tsv", "last")), b"new"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"deck.apkg": b"old"}


def test_a_full_disk_changes_nothing() -> None:
    """A device that takes nothing gives a sentence that names it."""
    with pytest.raises(OutputError, match="/dev/full: cannot be written"):
        files.write_text(Path("/dev/full"), "text")


def test_what_a_kill_left_is_swept(tmp_path: Path) -> None:
    """A part that nobody has touched for an hour is removed by the next write; a fresh one may be another program's."""
    left, fresh, foreign = (tmp_path / name for name in (".flashcards.a.part", ".flashcards.b.part", "c.part"))
    for path in (left, fresh, foreign):
        path.touch()
    for path in (left, foreign):
        os.utime(path, (1, 1))
    files.write_text(tmp_path / "deck.tsv", "text")
    assert {path.name for path in tmp_path.iterdir()} == {fresh.name, foreign.name, "deck.tsv"}


def test_links_in_a_circle_are_named(tmp_path: Path) -> None:
    """A link that leads to itself is an error in one sentence, and stays."""
    (tmp_path / "deck").symlink_to(tmp_path / "deck")
    with pytest.raises(OutputError, match="deck: cannot be written"):
        files.write_text(tmp_path / "deck", "text")
    assert (tmp_path / "deck").is_symlink()


def test_a_pipe_that_nobody_reads_is_named(tmp_path: Path) -> None:
    """Writing waits for no reader that may never come."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="pipe: cannot be written"):
        files.write_text(tmp_path / "pipe", "text")


def test_a_temporary_folder_without_a_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be put for the moment, the sentence says what to do."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(OutputError, match="name another folder with TMPDIR"), files.temporary_folder():
        pass
