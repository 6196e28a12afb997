"""The times that notes and note types carry in a package: none of the clock's.

*The idea:* Anki takes a note or a look over its own where it is newer, and writes over whatever the learner changed in
it. So all times of ours lie before any at which a learner can have touched one: what is edited in Anki stays, and of
ours the later wins over the earlier.
"""

from __future__ import annotations

FIRST = 1_600_000_000
"""When every note was first made, whenever that was (September 2020): before any learner can have touched one."""

TOUCHED = FIRST + 10_000_000
"""What is newer than this (January 2021) was touched by a learner: no note is corrected ten million times."""

_SECONDS = 60
"""Of the clock for one of a look: the clock from `FIRST` to the year 2039 then has room before `TOUCHED`."""


def of_look(clock: float) -> int:
    """Give a look the time of its making on a slower clock: in the order of the clock, and before any learner's."""
    return min(max(FIRST, FIRST + int(clock - FIRST) // _SECONDS), TOUCHED - 1)
