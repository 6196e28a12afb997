"""Who speaks, on a line of its own above what is said, as scripts, chats and transcripts have it.

The idea: a name alone looks like a short line of the text. But names come back, two lines that are names never follow
each other, and where all other lines end as sentences do, a line that comes back and does not is a name.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flashcards.chinese import HAN
from flashcards.common.patterns import pattern
from flashcards.documents.passages import with_sections
from flashcards.records import Omission, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.documents.passages import Extract, Passage

_NAME = pattern(
    rf"(?:[{HAN}]{{1,5}}[A-Z\d]?|[A-Z甲乙丙丁]|[A-Z][\w.'’-]{{0,15}}(?:\s[A-Z][\w.'’-]{{0,15}}){{0,2}}|\d?[A-Z]{{2,15}})$"
)
"""What may be a name or a part played: 小王, 店员A, B, Mr. Wang, LI MING."""
_ENDED = pattern(r"""[.!?…。！？:：,，;；—-]["'”’」』)）\]]*$""")
_REASON = "who speaks"
_FEWEST = 2
"""Names, and times that each comes back: one that stands once may be a title."""
_NEARLY_ALL = 0.8
"""The share of the other lines that end with a mark. Set by hand: a caption or an answer may lack it."""


def without_speakers(extract: Extract) -> Extract:
    """Take names that stand alone above what is said off a text, and keep them with it."""
    texts = [extract.text[passage.start : passage.end].strip() for passage in extract.passages]
    speaking = _speaking(texts, extract.passages)
    if not speaking:
        return extract
    left_out = [Omission(extract.name, extract.passages[at].line, texts[at], _REASON) for at in sorted(speaking)]
    kept = [
        replace(passage, speaker=texts[at - 1]) if at - 1 in speaking else passage
        for at, passage in enumerate(extract.passages)
        if at not in speaking
    ]
    passages = with_sections(extract.passages, kept)
    return replace(extract, passages=passages, left_out=(*extract.left_out, *left_out))


def _speaking(texts: Sequence[str], passages: Sequence[Passage]) -> frozenset[int]:
    """Give the places of the lines that are names; none where the text does not have the form of a talk."""
    plain = [
        text if passage.row is None and not passage.heading else ""
        for text, passage in zip(texts, passages, strict=True)
    ]
    counts = Counter(text for text in plain if _NAME.match(text))
    names = {name for name, count in counts.items() if count >= _FEWEST}
    places = frozenset(at for at, text in enumerate(plain) if text in names)
    others = [text for at, text in enumerate(texts) if at not in places]
    ended = sum(bool(_ENDED.search(text)) for text in others)
    alone = all(at + 1 not in places and at + 1 < len(texts) for at in places)
    is_talk = len(names) >= _FEWEST and alone and ended >= _NEARLY_ALL * len(others)
    return places if is_talk else frozenset()
