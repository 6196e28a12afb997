"""A Chinese text that stands in both scripts: the one that comes first is read, the other left out.

The idea: a passage whose simplified form another passage has, while they differ in their characters, is that passage in
the other script. Passages that are alike in both scripts are doubled where they lie as far apart as such pairs do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.documents.passages import with_sections
from flashcards.lexicon import open_lexicon
from flashcards.records import Omission

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.documents.passages import Extract
    from flashcards.lexicon import Lexicon

_REASON = "the same in the other script"
_FEWEST = 2
"""Characters of a passage that is compared."""


def without_other_script(extract: Extract, lexicon: Callable[[], Lexicon] = open_lexicon) -> Extract:
    """Leave out the passages that say again, in the other script, what a passage before them says."""
    texts = {
        number: "".join(HAN_CHARACTER.findall(extract.text, passage.start, passage.end))
        for number, passage in enumerate(extract.passages)
        if passage.row is None
    }
    texts = {number: text for number, text in texts.items() if len(text) >= _FEWEST}
    if len(set(map(len, texts.values()))) == len(texts):
        return extract
    doubled = _doubled(texts, lexicon().simplify)
    if not doubled:
        return extract
    left_out = tuple(
        Omission(extract.name, passage.line, extract.text[passage.start : passage.end], _REASON)
        for number, passage in enumerate(extract.passages)
        if number in doubled
    )
    kept = [passage for number, passage in enumerate(extract.passages) if number not in doubled]
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))


def _doubled(texts: dict[int, str], simplify: Callable[[str], str]) -> set[int]:
    """Find the passages that repeat one before them in the other script, and those that are alike in both."""
    seen: dict[str, int] = {}
    again: list[tuple[int, int]] = []
    for number, text in texts.items():
        key = simplify(text)
        if key in seen:
            again.append((seen[key], number))
        else:
            seen[key] = number
    distances = {later - earlier for earlier, later in again if texts[earlier] != texts[later]}
    return {later for earlier, later in again if later - earlier in distances}
