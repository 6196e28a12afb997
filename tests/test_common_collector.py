"""The making of many records at once, while nobody looks for cycles."""

from __future__ import annotations

import gc

import pytest

from flashcards.common.collector import without_collector


def _fail_inside() -> None:
    with without_collector():
        assert not gc.isenabled()
        raise KeyError


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_as_it_was(was_on: bool) -> None:
    """Inside nobody collects; afterwards, even after an error, the collector is on or off as before."""
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with pytest.raises(KeyError):
            _fail_inside()
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()
