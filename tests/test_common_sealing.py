"""Sealed work does what the work would, and whoever passes it on loads nothing of it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from flashcards.common.sealing import opened, seal
from flashcards.library.engine import work


@given(st.text(), st.text())
def test_sealed_work_gives_what_the_work_gives(first: str, second: str) -> None:
    assert opened(seal(partial(str.split, first)), seal(second or " ")) == first.split(second or " ")


def test_a_scheduler_loads_nothing_of_the_work() -> None:
    message = pickle.dumps((partial(opened, seal(work)), seal("a text")))
    script = "import pickle, sys; pickle.loads(sys.stdin.buffer.read()); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], input=message, capture_output=True, check=True)
    modules = run.stdout.decode().split()
    assert "flashcards.common.sealing" in modules
    assert not {"flashcards.library", "flashcards.documents", "flashcards.lexicon", "numpy"}.intersection(modules)
