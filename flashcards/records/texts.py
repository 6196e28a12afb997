"""Records of texts: documents and their blocks, sentences, and the pairs that say the same."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from flashcards.records.record import Record, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

Span: TypeAlias = tuple[int, int]
"""Start and end of a stretch of characters, the end not included."""


class Language(StrEnum):
    """The two languages, by their ISO 639-1 codes."""

    CHINESE = "zh"
    ENGLISH = "en"


class Block(Record):
    """A stretch of a document in one language: a paragraph, a heading, a list item, a table cell.

    Blocks that the document itself puts side by side (the two cells of a table row) carry the same `row`; they are
    translations of each other and nobody aligns them again. `heading` is the level of a heading, from 1; 0 stands for
    what is none. `place` is where a reader finds the block in its source, where the source tells: a time, "0:01:23".
    `speaker` is who says it, where the source names one.
    """

    start: int
    end: int
    language: Language
    row: int | None = None
    heading: int = 0
    place: str = ""
    speaker: str = ""


class Omission(Record):
    """Something of a file that was left out on purpose: what, in which line (from 1), and why.

    `document` is the file's name, `reason` a few words that fit behind "left out:".
    """

    document: str
    line: int
    text: str
    reason: str


class Document(Record):
    """One file as it was read: its text and where in it the blocks of each language stand.

    `name` is what a message calls the file. `text` is what a reader of the file sees: the file's own characters for a
    format without markup, the text that the markup dresses for one with it. Blocks are in order and never overlap; what
    lies between two of them is white space or was left out on purpose and stands in `left_out`. `pinyin` says how the
    author of the text reads characters, by their places: "hai2", or "hai" where no tone is given; `variants` how the
    author writes them in the other script, where the text stands in both.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    left_out: tuple[Omission, ...] = ()
    pinyin: Mapping[int, str] = field(default_factory=dict)
    variants: Mapping[int, str] = field(default_factory=dict)


LONGEST_SENTENCE = 5_000
"""Characters that any may have, as read or as mended; the longest sentences of novels have a quarter.

Time and memory grow with the product of both sides.
"""


class Sentence(Record):
    """A sentence and its place: `document.text[start:end] == text`.

    `block` numbers the block it stands in, counted over the blocks of its language in its document, from 0.
    `place` and `speaker` are those of its block, `chapter` is the title of the chapter of a book. `pinyin` says how the
    author reads its characters: the place of each in `text`, and its syllable. `written` is what stands in the document
    where `text` is without its typos, '' where they are the same; `other_script` is the sentence in the other script,
    character for character, '' where the document has it in one.
    """

    text: str
    start: int
    end: int
    block: int
    place: str = ""
    chapter: str = ""
    pinyin: tuple[tuple[int, str], ...] = ()
    speaker: str = ""
    written: str = ""
    other_script: str = ""


class Chapter(Record):
    """A chapter of a book: its title, which begins with its number, and its sentences' numbers on each side."""

    title: str
    chinese: Span
    english: Span


class ListedWord(Record):
    """A word of a list, in line `line` of it; what the list says of it, '' where it says nothing.

    `reading` is its pinyin as it is written there, `meaning` what it means.
    """

    text: str
    line: int
    reading: str = ""
    meaning: str = ""


class Bitext(Record):
    """The sentences of both sides, each side in the order of its text.

    `rows` holds, for a text that is already paired, the sentence numbers of each row (either side may be empty), in the
    order of the text; sentences in no row are aligned with each other. It is None for a text that has to be aligned.
    `left_out` is what the documents lost on purpose, `notices` are sentences for the user about what was guessed.
    `is_one_document` tells that both sides stand in one document, so that their places can be compared.
    Of a list of words there are no sentences but its `words`, and `examples`, the texts that show their use.
    """

    chinese: tuple[Sentence, ...]
    english: tuple[Sentence, ...]
    rows: tuple[Bead, ...] | None = None
    left_out: tuple[Omission, ...] = ()
    notices: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    is_one_document: bool = False
    words: tuple[ListedWord, ...] = ()
    examples: tuple[Bitext, ...] = ()


class Bead(Record):
    """Sentence numbers that render each other: consecutive on each side, either side may be empty (a null bead)."""

    chinese: tuple[int, ...]
    english: tuple[int, ...]


class AlignedPair(Record):
    """A bead with its sentences, and how sure it is that both sides say the same: `confidence`, from 0 to 1.

    `is_given` tells that the text itself pairs them: in a row of a table, in a cue of subtitles; `is_settled` that a
    person has done so, which nothing doubts.
    """

    chinese: tuple[Sentence, ...]
    english: tuple[Sentence, ...]
    confidence: float
    is_given: bool = False
    is_settled: bool = False

    @property
    def is_null(self) -> bool:
        """Whether one side has no partner."""
        return not (self.chinese and self.english)

    @property
    def is_untranslated(self) -> bool:
        """Whether it is Chinese without English."""
        return bool(self.chinese) and not self.english

    @property
    def chinese_text(self) -> str:
        """The Chinese sentences, joined as Chinese is: without spaces, and without the ends of wrapped lines."""
        text = "".join([s.text for s in self.chinese])
        return text if text.isprintable() else _LINE_END.sub(_unwrap, text)

    @property
    def written_chinese(self) -> str:
        """The Chinese as it stands in the document, its typos among it: by it a sentence is known again."""
        if not any(sentence.written for sentence in self.chinese):
            return self.chinese_text
        return replace(self, chinese=tuple(replace(s, text=s.written or s.text) for s in self.chinese)).chinese_text

    @property
    def other_script(self) -> str:
        """The Chinese in the other script, as the document has it, character for character; '' where it has not."""
        if not any(sentence.other_script for sentence in self.chinese):
            return ""
        return replace(
            self, chinese=tuple(replace(s, text=s.other_script or s.text) for s in self.chinese)
        ).chinese_text

    @property
    def speaker(self) -> str:
        """Who says it, as the Chinese names them, or the English alone; '' where neither does."""
        sides = (
            "、".join(dict.fromkeys(s.speaker for s in side if s.speaker)) for side in (self.chinese, self.english)
        )
        return next(filter(None, sides), "")

    @property
    def pinyin(self) -> Mapping[int, str]:
        """How the author reads characters, by their places in `chinese_text`."""
        if not any(sentence.pinyin for sentence in self.chinese):
            return {}
        starts = accumulate((len(sentence.text) for sentence in self.chinese), initial=0)
        syllables = {
            start + at: syllable
            for start, sentence in zip(starts, self.chinese, strict=False)
            for at, syllable in sentence.pinyin
        }
        written = "".join([sentence.text for sentence in self.chinese])
        places = zip(_seen(written), _seen(self.chinese_text), strict=True)
        return {place: syllables[before] for before, place in places if before in syllables}

    @property
    def english_text(self) -> str:
        """The English sentences, joined by a space, as are wrapped lines."""
        text = " ".join([s.text for s in self.english])
        return text if text.isprintable() else _LINE_END.sub(" ", text)


_LINE_END = re.compile(r"[^\S\r\n]*[\r\n]\s*")
"""The end of a line inside a sentence, with the white space about it."""


def _seen(text: str) -> list[int]:
    """Give the places of all that is no white space."""
    return [place for place, character in enumerate(text) if not character.isspace()]


def _unwrap(end: re.Match[str]) -> str:
    """Join two lines of Chinese: by a space only where Latin letters or digits stand on both sides."""
    sides = end.string[max(0, end.start() - 1) : end.start()], end.string[end.end() : end.end() + 1]
    return " " if all(side.isascii() and side.isalnum() for side in sides) else ""
