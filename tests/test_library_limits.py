"""Limits of a text: what takes too long, or too much memory, ends with a sentence."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from flashcards.common.processes import scattered
from flashcards.errors import InputError
from flashcards.library.limits import Limits, limited
from tests.pieces import hang_in_c


def hang(seconds: int) -> None:
    """Stand in for a text without an end, whose reader swallows errors."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Exception):
            time.sleep(0.01)


def hang_within_a_second(_: object) -> None:
    with limited(Limits(seconds=1)):
        hang(20)


def test_a_text_that_hangs_is_ended() -> None:
    """After its seconds the work ends, and nothing ends what comes later."""
    with pytest.raises(InputError, match="longer than 1 seconds"):
        hang_within_a_second(0)
    with limited(Limits(seconds=1)):
        pass
    hang(2)


def test_a_text_that_hangs_is_ended_in_any_thread() -> None:
    """So it is where the work is not done by the main thread, as on a cluster."""
    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(InputError, match="longer than 1 seconds"):
            pool.submit(hang_within_a_second, 0).result()
        pool.submit(hang, 2).result()


def test_what_hangs_outside_of_python_ends_its_process() -> None:
    """No error reaches code in C; its process ends, and other texts come back."""
    began = time.monotonic()
    assert dict(scattered(hang_in_c, range(3), 2)) == {0: 0, 1: None, 2: 2}
    assert time.monotonic() - began < 60


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_text_that_eats_memory_is_ended() -> None:
    """Beyond its megabytes it gets no more, and afterwards there is as much as before."""
    with pytest.raises(InputError, match="needs more memory"), limited(Limits(megabytes=200)):
        bytearray(1 << 30)
    assert len(bytearray(1 << 29)) == 1 << 29
