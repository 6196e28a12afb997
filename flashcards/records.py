"""Everything that flows between the stages, in the order in which it comes to be.

All records are frozen: a stage never changes what it was handed, it returns new records. A text is never cut loose from
its place: a sentence knows where it stands in its document, a word where it stands in its sentence, so that
`document.text[s.start:s.end] == s.text` holds for every sentence, and the like for every word.
"""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Span: TypeAlias = tuple[int, int]
"""Start and end of a stretch of characters, the end not included."""


class Language(StrEnum):
    """The two languages, by their ISO 639-1 codes."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document in one language: a paragraph, a heading, a list item, a table cell.

    Blocks that the document itself puts side by side (the two cells of a table row) carry the same `row`; they are
    translations of each other and nobody aligns them again. `heading` is the level of a heading, from 1; 0 stands for
    what is none. `place` is where a reader finds the block in its source, where the source tells: a time, "0:01:23".
    """

    start: int
    end: int
    language: Language
    row: int | None = None
    heading: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Omission:
    """Something of a file that was left out on purpose: what, in which line (from 1), and why.

    `document` is the file's name, `reason` a few words that fit behind "left out:".
    """

    document: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read: its text and where in it the blocks of each language stand.

    `name` is what a message calls the file. `text` is what a reader of the file sees: the file's own characters for a
    format without markup, the text that the markup dresses for one with it. Blocks are in order and never overlap; what
    lies between two of them is white space or was left out on purpose and stands in `left_out`.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    left_out: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place: `document.text[start:end] == text`.

    `block` numbers the block it stands in, counted over the blocks of its language in its document, from 0.
    `place` is that of its block, `chapter` the title of the chapter of a book.
    """

    text: str
    start: int
    end: int
    block: int
    place: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a book: its title, which begins with its number, and its sentences' numbers on each side."""

    title: str
    chinese: Span
    english: Span


@dataclass(frozen=True, slots=True)
class Bitext:
    """The sentences of both sides, each side in the order of its text.

    `rows` holds, for a text that is already paired, the sentence numbers of each row (either side may be empty), in the
    order of the text; sentences in no row are aligned with each other. It is None for a text that has to be aligned.
    `left_out` is what the documents lost on purpose, `notices` are sentences for the user about what was guessed.
    """

    chinese: tuple[Sentence, ...]
    english: tuple[Sentence, ...]
    rows: tuple[Bead, ...] | None = None
    left_out: tuple[Omission, ...] = ()
    notices: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentence numbers that render each other: consecutive on each side, either side may be empty (a null bead)."""

    chinese: tuple[int, ...]
    english: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A bead with its sentences, and how sure it is that both sides say the same: `confidence`, from 0 to 1."""

    chinese: tuple[Sentence, ...]
    english: tuple[Sentence, ...]
    confidence: float

    @property
    def is_null(self) -> bool:
        """Whether one side has no partner."""
        return not (self.chinese and self.english)

    @property
    def chinese_text(self) -> str:
        """The Chinese sentences, joined as Chinese is: without spaces, and without the ends of wrapped lines."""
        text = "".join([s.text for s in self.chinese])
        return text if text.isprintable() else _LINE_END.sub(_unwrap, text)

    @property
    def english_text(self) -> str:
        """The English sentences, joined by a space, as are wrapped lines."""
        text = " ".join([s.text for s in self.english])
        return text if text.isprintable() else _LINE_END.sub(" ", text)


_LINE_END = re.compile(r"[^\S\r\n]*[\r\n]\s*")
"""The end of a line inside a sentence, with the white space about it."""


def _unwrap(end: re.Match[str]) -> str:
    """Join two lines of Chinese: by a space only where Latin letters or digits stand on both sides."""
    sides = end.string[max(0, end.start() - 1) : end.start()], end.string[end.end() : end.end() + 1]
    return " " if all(side.isascii() and side.isalnum() for side in sides) else ""


class WordKind(StrEnum):
    """By which rule a stretch of Chinese text became a word; nothing else may stand on a card."""

    DICTIONARY = "dictionary"
    """An entry of the dictionary, or of the user's own word list."""
    NAME = "name"
    """A person's or place's name that follows the pattern of such names."""
    NUMBER = "number"
    """A numeral, a date, a numeral with its measure word."""
    PATTERN = "pattern"
    """A regular formation on dictionary words: reduplication (看看), A-not-A (喜不喜欢)."""
    TERM = "term"
    """Words that this text, or a list of frequencies, shows to be one, rendered as one: 锚点 "anchor"."""
    FOREIGN = "foreign"
    """Latin letters and Arabic digits."""
    UNKNOWN = "unknown"
    """A single character that no source knows as a word."""
    OTHER = "other"
    """Punctuation, symbols and white space: no word at all."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word, as a dictionary puts it.

    `gloss` is its English; ways to put it are parted by semicolons, remarks stand in brackets. The rest is '' or empty
    where the dictionary does not tell it: `pos` is the part of speech, `renderings` are English words that translate
    the word in this sense, to find it by, `literal` is what its characters say, `pattern` the frame in which it
    stands, `use` a remark on how it is used, `register` one on where ("literary", "spoken").
    """

    gloss: str
    pos: str = ""
    renderings: tuple[str, ...] = ()
    literal: str = ""
    pattern: str = ""
    use: str = ""
    register: str = ""

    @property
    def is_verb(self) -> bool:
        """Whether this is a meaning of a verb, by its part of speech or by how the gloss begins."""
        return self.pos == "verb" if self.pos else bool(_VERB.match(self.gloss))

    @property
    def is_adverb(self) -> bool:
        """Whether this is a meaning of an adverb, by its part of speech or by the words of the gloss."""
        return self.pos == "adverb" if self.pos else not self.is_verb and bool(_ADVERB.match(self.gloss))


_REMARK = r"(?:\([^)]*\) )?"
_VERB = re.compile(_REMARK + "to ")
_ADVERB = re.compile(
    _REMARK
    + r"(?:\w+ly|very|quite|rather|again|together|still|already|often|always|once|almost|too|also|even|just|then"
    r"|soon|yet|now|perhaps|(?:in|at|by|on|for|after|to) (?!sth|sb)(?:\w+ ){0,3}\w+)(?: \([^;]*\))?(?:;|$)"
)


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the translator rendered a word in this sentence.

    `spans` point into the pair's English text; `text` is the dictionary form of what stands there; `confidence` is from
    0 to 1.
    """

    spans: tuple[Span, ...]
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place in a Chinese text: `chinese_text[start:end] == text`.

    The words of a text, punctuation and white space among them, join to the text exactly.

    `syllables` holds one syllable for each character, with a tone number as CC-CEDICT writes it, ü as ü, capital where
    a name begins: ("yin2", "hang2"), ("Li3", "Fei1", "fei1"), ("nü3",); a neutral tone is 5, erhua r5. It is empty
    for what has no reading. `senses` are those of this reading, the one that fits the sentence first.
    """

    text: str
    start: int
    end: int
    kind: WordKind
    syllables: tuple[str, ...] = ()
    senses: tuple[Sense, ...] = ()
    rendering: Rendering | None = None

    @property
    def glosses(self) -> tuple[str, ...]:
        """The English of its senses."""
        return tuple(sense.gloss for sense in self.senses)


@dataclass(frozen=True, slots=True)
class AnnotatedPair:
    """A pair with the words of its Chinese text, read and, where there is English, linked to it.

    `position` numbers the pairs of a text from 1, null pairs counted.
    """

    pair: AlignedPair
    words: tuple[Word, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the dictionary: a headword with one reading. `syllables` as in `Word`, one for each character.

    `classifiers` are measure words in simplified characters; `senses` are cleaned for reading and keep their order.
    """

    simplified: str
    traditional: str
    syllables: tuple[str, ...]
    senses: tuple[Sense, ...]
    classifiers: tuple[str, ...] = ()

    @property
    def glosses(self) -> tuple[str, ...]:
        """The English of its senses."""
        return tuple(sense.gloss for sense in self.senses)


@dataclass(frozen=True, slots=True)
class Level:
    """Where a word stands in the HSK lists; None where a list lacks it.

    `hsk2` is a level of HSK 2.0 (2010), 1 to 6. `hsk3` is 3, 6 or 9: the last level of the stage of HSK 3.0 (2021) in
    which the word is learned; the lists do not tell the levels of a stage apart.
    """

    hsk2: int | None = None
    hsk3: int | None = None

    @property
    def names(self) -> dict[str, str]:
        """The level's name in each edition that has it, by the edition's number: {"2": "HSK 2.0 level 5"}."""
        names = {}
        if self.hsk2 is not None:
            names["2"] = f"HSK 2.0 level {self.hsk2}"
        if self.hsk3 is not None:
            names["3"] = f"HSK 3.0 level {self.hsk3 - 2}–{self.hsk3}"
        return names

    @property
    def name(self) -> str:
        """The names in all editions that have it, '' where none has: "HSK 2.0 level 5, HSK 3.0 level 4–6"."""
        return ", ".join(self.names.values())


@dataclass(frozen=True, slots=True)
class Example:
    """A word in a sentence pair that shows its use."""

    annotated: AnnotatedPair
    word: Word


@dataclass(frozen=True, slots=True)
class Term:
    """A word worth a card: what it is, what it means in this text, and the sentence that shows it best.

    `renderings` counts how the translator rendered it over the text, most frequent first: (("anchor", 5),).
    `frequency` is the Zipf frequency in general Chinese (0 where unknown: the logarithm, base 10, of occurrences in a
    billion words), `count` how often the term stands in this text. `simplified` and `traditional` are its text in
    each script. `main_sense` is the gloss of the sense of this reading that the dictionary gives first. `parts` are the
    words that a term outside the dictionary is made of, each with its gloss: (("锚", "anchor"), ("点", "point")).
    """

    text: str
    traditional: str
    syllables: tuple[str, ...]
    senses: tuple[Sense, ...]
    classifiers: tuple[str, ...]
    renderings: tuple[tuple[str, int], ...]
    level: Level
    frequency: float
    count: int
    example: Example
    simplified: str = ""
    main_sense: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    is_name: bool = False

    @property
    def glosses(self) -> tuple[str, ...]:
        """The English of its senses."""
        return tuple(sense.gloss for sense in self.senses)


@dataclass(frozen=True, slots=True)
class SentenceCard:
    """A sentence pair as it is learned. `position` is its place in the deck, from 1.

    `simplified` and `traditional` are its Chinese in each script, '' where that is not known. `level` is that of its
    hardest word in each of the HSK lists, `frequency` the Zipf frequency of its rarest word, 0 where unknown.
    `chapter` is the sub-deck of a book's chapter, '' where there is none.
    """

    annotated: AnnotatedPair
    source: str
    position: int
    tags: tuple[str, ...]
    simplified: str = ""
    traditional: str = ""
    level: Level = Level()
    frequency: float = 0.0
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class VocabularyCard:
    """A term as it is learned. `position` is its place in the deck, from 1.

    `subdeck` is the last part of the name of its sub-deck, '' for that of all words; `chapter` that
    of the chapter of a book in it.
    """

    term: Term
    source: str
    position: int
    tags: tuple[str, ...]
    subdeck: str = ""
    chapter: str = ""


Card: TypeAlias = SentenceCard | VocabularyCard


@contextmanager
def without_collector() -> Iterator[None]:
    """Let nobody look for cycles: records hold none, and the more there are, the longer each look at all of them takes.

    What is no longer used is freed all the same; only cycles would wait for the end.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
