"""Pictures for cards: files beside the corrections, taken for what their content says they are."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from flashcards.common.files import read_bytes
from flashcards.corrections.files import at
from flashcards.errors import InputError
from flashcards.records import Picture

_KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
)
"""How files of pictures begin that every Anki shows; SVG is none of them, since it can run scripts."""
MOST_BYTES = 5_000_000
"""More makes a deck slow to send to a telephone: a photograph of a phone's camera has 3 MB."""
ADVICE = "give a PNG, JPEG, GIF or WebP below 5 MB"


def picture(name: str, corrections: str, line: int) -> Picture:
    """Read a picture that a correction names; `corrections` is the file it stands in.

    Raises:
        InputError: there is no such picture in the folder of the corrections, or it is none.

    """
    folder = os.path.realpath(Path(corrections).parent)
    place = at(corrections, line)
    try:
        path = Path(os.path.realpath(os.path.join(folder, name)))  # noqa: PTH118 (its zero bytes are an error, too)
        if not path.is_relative_to(folder):
            raise InputError(f"{place}: {name} lies outside of the folder of the corrections; put the picture there.")
        content = read_bytes(path)
    except (OSError, ValueError) as error:
        raise InputError(f"{place}: {name} cannot be read; put the picture into the folder of this file.") from error
    shown = of_content(content)
    if shown is None:
        raise InputError(f"{place}: {name} is no picture that Anki shows; {ADVICE}.")
    return shown


def of_content(content: bytes) -> Picture | None:
    """Make a picture of its bytes; None where they are none that every Anki shows."""
    ending = next((ending for start, ending in _KINDS if start.match(content)), "")
    if not ending or len(content) > MOST_BYTES:
        return None
    return Picture(f"flashcards-{hashlib.sha256(content).hexdigest()[:20]}{ending}", content)
