"""Lines of an app or page that come back between the entries: `ready`, `Copy`, `Play audio`, `显示拼音`.

The idea: such a line has no partner, ends with no mark, and stands at the same distance from itself each time. A line
of a song comes back in both languages; what somebody says twice ends as a sentence does.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from flashcards.chinese import HAN_CHARACTER
from flashcards.common.patterns import pattern
from flashcards.documents.passages import with_sections
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.documents.passages import Extract

_LONGEST = 30
"""Characters: what a button says is short. Set by hand."""
_FEWEST, _LEAST_SHARE = 3, 0.1
"""Times that a line comes back, and its share of all lines. Set by hand."""
_REGULAR = 0.6
"""The share of the distances that are the same. Set by hand."""
_ENDED = pattern(r"""[.!?…。！？，,;；]["'”’」』)）\]]*$""")
_REASON = "a line that comes back"


def without_returning_lines(extract: Extract) -> Extract:
    """Leave out the lines that come back between the entries of a text and have no partner."""
    texts = [
        extract.text[passage.start : passage.end].strip().casefold() if passage.row is None else ""
        for passage in extract.passages
    ]
    counts = Counter(text for text in texts if 0 < len(text) <= _LONGEST)
    returning = {text for text in counts if _comes_back(text, texts, counts)}
    if not returning:
        return extract
    left_out = [
        Omission(extract.name, passage.line, extract.text[passage.start : passage.end], _REASON)
        for passage, text in zip(extract.passages, texts, strict=True)
        if text in returning
    ]
    kept = [passage for passage, text in zip(extract.passages, texts, strict=True) if text not in returning]
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))


def _comes_back(text: str, texts: Sequence[str], counts: Mapping[str, int]) -> bool:
    """Whether a line comes back at a distance of its own, and no line of the other language does as often."""
    count = counts[text]
    if count < _FEWEST or count < _LEAST_SHARE * len(texts) or _ENDED.search(text):
        return False
    is_chinese = bool(HAN_CHARACTER.search(text))
    if any(
        other_count >= count - 1 and bool(HAN_CHARACTER.search(other)) != is_chinese
        for other, other_count in counts.items()
    ):
        return False
    places = [at for at, other in enumerate(texts) if other == text]
    distances = Counter(right - left for left, right in pairwise(places))
    distance, times = distances.most_common(1)[0]
    return distance > 1 and times >= _REGULAR * (count - 1)
