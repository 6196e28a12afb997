"""What was read aloud once, kept in the user's cache folder under what was read, by whom.

A file is written under a name of its own and put into place in one step, after it was found whole; it is looked through
again when it is taken, so that a damaged one is read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from flashcards.common import files
from flashcards.errors import InputError, OutputError
from flashcards.speech._sound import Sound, UnsoundError, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ATTEMPTS = 2
"""How often a voice is asked for a sound when what it gives is none."""


def kept(key: str, speak: Callable[[], bytes]) -> Sound:
    """Take the sound kept under a key, or have it made and keep it; where nothing can be kept, it is only made.

    Raises:
        InputError: what is made is no whole sound, time and again.

    """
    path = _path(key)
    with contextlib.suppress(OSError, UnsoundError):
        return check(path.read_bytes())
    sound = _spoken(speak)
    with contextlib.suppress(OSError, OutputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_all({path: sound.content})
    return sound


def _spoken(speak: Callable[[], bytes]) -> Sound:
    wrong = ""
    for _ in range(ATTEMPTS):
        try:
            return check(speak())
        except UnsoundError as error:
            wrong = str(error)
    raise InputError(f"--audio: the voice gave no usable sound, {wrong}; try again later, or another engine.")


def _path(key: str) -> Path:
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return files.cache_directory() / "audio" / digest[:2] / digest[2:40]
