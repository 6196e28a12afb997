"""Limits of a text: what takes too long, or too much memory, ends with a sentence."""

from __future__ import annotations

import sys
import time

import pytest

from flashcards.errors import InputError
from flashcards.library.limits import Limits, limited


def test_a_text_that_hangs_is_ended() -> None:
    """After its seconds the work ends, and nothing ends what comes later."""
    with pytest.raises(InputError, match="longer than 1 seconds"), limited(Limits(seconds=1)):
        time.sleep(10)
    with limited(Limits(seconds=1)):
        pass
    time.sleep(1.1)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_text_that_eats_memory_is_ended() -> None:
    """Beyond its megabytes it gets no more, and afterwards there is as much as before."""
    with pytest.raises(InputError, match="needs more memory"), limited(Limits(megabytes=200)):
        bytearray(1 << 30)
    assert len(bytearray(1 << 29)) == 1 << 29
