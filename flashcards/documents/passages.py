"""What each format's module hands on: the text of a file and the passages it is made of, their languages yet unknown.

`formats.known_formats` says what a new format takes; everything behind it is shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.records import Record, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flashcards.records import Language, Omission, Span

_BETWEEN = "\n\n"
"""What parts the texts of two files."""


class Passage(Record):
    """A stretch of text that its format keeps together: a paragraph, a line, a table cell. It begins in line `line`.

    `begins_section` tells that a blank line or the like stands before it: where the language changes by paragraph, it
    changes there. `row` is the number of the table row whose cells are translations of each other. `language` is set
    where the format itself tells it. `heading` is the level of a heading, from 1; 0 stands for what is none.
    `time` is from when to when it is spoken, in milliseconds; `place` is where a reader finds it: "0:01:23".
    `pinyin` is what its format sets beside it, and may be how its author reads it; `twin` is Chinese that it sets
    beside it, and may be the same in the other script. `speaker` is who says it.
    """

    start: int
    end: int
    line: int
    begins_section: bool = True
    row: int | None = None
    language: Language | None = None
    heading: int = 0
    time: Span | None = None
    place: str = ""
    pinyin: str = ""
    speaker: str = ""
    twin: str = ""


class Extract(Record):
    """The text of a file as a reader sees it, and its passages in order.

    `settled` tells that somebody has cut it into sentences already: each passage is one, and is neither cut nor joined.
    `notices` are sentences for the user about what had to be guessed or could not be read. `pinyin` says how the author
    reads characters, by their places in the text, `variants` how the author writes them in the other script.
    """

    name: str
    text: str
    passages: tuple[Passage, ...]
    settled: bool = False
    left_out: tuple[Omission, ...] = ()
    notices: tuple[str, ...] = ()
    pinyin: Mapping[int, str] = field(default_factory=dict)
    variants: Mapping[int, str] = field(default_factory=dict)


def with_sections(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[Passage, ...]:
    """Let the first passage that is left of a section begin it, where the one that did was taken out."""
    starts = iter(passage.start for passage in before if passage.begins_section)
    following = next(starts, None)
    kept: list[Passage] = []
    for passage in after:
        begins = False
        while following is not None and following <= passage.start:
            begins, following = True, next(starts, None)
        kept.append(replace(passage, begins_section=begins))
    return tuple(kept)


def joined(name: str, extracts: Sequence[Extract]) -> Extract:
    """Put the texts of several files, or of the parts of one, one behind the other, their rows numbered on."""
    text, passages, row = "", list[Passage](), 0
    pinyin, variants = dict[int, str](), dict[int, str]()
    for extract in extracts:
        offset = len(text)
        text += extract.text + _BETWEEN
        moved = [
            replace(passage, start=passage.start + offset, end=passage.end + offset) for passage in extract.passages
        ]
        passages += [passage if passage.row is None else replace(passage, row=passage.row + row) for passage in moved]
        pinyin |= {place + offset: syllable for place, syllable in extract.pinyin.items()}
        variants |= {place + offset: variant for place, variant in extract.variants.items()}
        row = 1 + max((passage.row for passage in passages if passage.row is not None), default=row - 1)
    return Extract(
        name,
        text.removesuffix(_BETWEEN),
        tuple(passages),
        all(extract.settled for extract in extracts),
        tuple(omission for extract in extracts for omission in extract.left_out),
        tuple(notice for extract in extracts for notice in extract.notices),
        pinyin,
        variants,
    )
