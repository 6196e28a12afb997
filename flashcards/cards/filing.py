"""How a card is filed: the text and place that it came from, and the tags by which it is found again.

*The idea:* a card is filed by what a learner may want to find again in years: the text it came from, its level, and
whether the program was unsure of it. A tag is never what the order of the text or the count of a word would change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.records import AlignedPair, Level

LOW = "align::low"
"""The tag of a card whose two sentences may not say the same."""

UNTRANSLATED = "align::none"
"""The tag of a card whose sentence has no translation."""

NAME = "name"
"""The tag of a card whose word is a name."""

LOW_CONFIDENCE = 0.7
"""Below this confidence a card says, and is tagged, that its two sentences may not belong together."""

_NOT_IN_TAG = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff]+")


def origin(source: str, pair: AlignedPair) -> str:
    """Say where a pair is from: the text, and the place in it where the text tells one."""
    place = pair.chinese[0].place
    return f"{source}, {place}" if place else source


def tag(*parts: str) -> str:
    """Make one tag of parts that nest, without white space, as Anki takes it; '' if a part says nothing.

    A colon pair inside a part would nest once more, so it becomes a single colon.
    """
    clean = (re.sub(":{2,}", ":", _NOT_IN_TAG.sub("_", part.strip())).strip(":_") for part in parts)
    named = [part for part in clean if part]
    return "::".join(named) if len(named) == len(parts) else ""


def tags(source: str, more: Iterable[str], pair: AlignedPair, *, is_confirmed: bool) -> tuple[str, ...]:
    """Give the tags of a card of a pair: its text, those that the learner asks for, and what is doubtful about it."""
    names = [tag("source", source), *(tag(*name.split("::")) for name in more)]
    if not is_confirmed:
        names.append(UNTRANSLATED)
    elif pair.english and pair.confidence < LOW_CONFIDENCE:
        names.append(LOW)
    return tuple(dict.fromkeys(name for name in names if name))


def levels(level: Level) -> tuple[str, ...]:
    """Give the tags of a level in both lists: `hsk2::5` for level 5 of HSK 2.0, `hsk3::6` for 4 to 6 of HSK 3.0."""
    lists = (("hsk2", level.hsk2), ("hsk3", level.hsk3))
    return tuple(tag(name, str(number)) for name, number in lists if number is not None)
