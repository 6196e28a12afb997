"""Signals that end the program leave nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.common import files, signals


def test_a_signal_waits_until_all_files_are_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal between two renames is heard after the second: all outputs are new, or none."""
    put = files._Part.put

    def put_and_interrupt(part: files._Part) -> None:
        put(part)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(files._Part, "put", put_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new", "b": b"new"}


def test_handlers_are_as_they_were() -> None:
    """After the block every signal does what it did before."""
    before = [signal.getsignal(number) for number in signals._ENDING]
    with signals.held():
        assert [signal.getsignal(number) for number in signals._ENDING] != before
    assert [signal.getsignal(number) for number in signals._ENDING] == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_program_that_is_ended_sweeps_behind_itself(tmp_path: Path, number: signal.Signals) -> None:
    """TERM and HUP while a file is written leave the old one, no part of the new one, and the usual exit code."""
    (tmp_path / "deck").write_bytes(b"old")
    code = f"""
import os
from pathlib import Path
from flashcards.common import files, signals
signals.end_in_order()
with files.replacing(Path("deck")) as part:
    part.write_bytes(b"half")
    os.kill(os.getpid(), {int(number)})
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(files.__file__).parents[2])}
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (128 + number, b"")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"deck": b"old"}
