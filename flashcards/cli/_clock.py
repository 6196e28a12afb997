"""The time that new notes carry."""

from __future__ import annotations

import os
import time

from flashcards.errors import InputError


def now() -> int:
    """Return the time that new notes carry; SOURCE_DATE_EPOCH sets it for reproducible builds."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return int(time.time())
    if not given.isdecimal():
        raise InputError(f"SOURCE_DATE_EPOCH cannot be {given!r}: give the seconds since 1970, or leave it unset.")
    return int(given)
