"""Records of words: what stands in a sentence, what the dictionary says of it, and how it was rendered."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar

from flashcards.records.record import PartlyCompared, Record
from flashcards.records.texts import AlignedPair, Span


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


class Sense(Record, cache_hash=True):
    """One meaning of a word, as a dictionary puts it.

    `gloss` is its English; ways to put it are parted by semicolons, remarks stand in brackets. The rest is '' or empty
    where the dictionary does not tell it: `pos` is the part of speech (n, v, adj …: `lexicon/_learner.py`),
    `renderings` are English words that translate the word in this sense, to find it by, `literal` is what its
    characters say, `pattern` the frame in which it stands, `use` a remark on how it is used, `register` one on where
    ("literary", "spoken").
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
        return self.pos == "v" if self.pos else bool(_VERB.match(self.gloss))

    @property
    def is_adverb(self) -> bool:
        """Whether this is a meaning of an adverb, by its part of speech or by the words of the gloss."""
        return self.pos == "adv" if self.pos else not self.is_verb and bool(_ADVERB.match(self.gloss))


_REMARK = r"(?:\([^)]*\) )?"
_VERB = re.compile(_REMARK + "to ")
_ADVERB = re.compile(
    _REMARK
    + r"(?:\w+ly|very|quite|rather|again|together|still|already|often|always|once|almost|too|also|even|just|then"
    r"|soon|yet|now|perhaps|(?:in|at|by|on|for|after|to) (?!sth|sb)(?:\w+ ){0,3}\w+)(?: \([^;]*\))?(?:;|$)"
)


class Rendering(Record):
    """How the translator rendered a word in this sentence.

    `spans` point into the pair's English text; `text` is the dictionary form of what stands there; `confidence` is
    that of the link, from 0 to 1. `quotation` is how the dictionary writes it, where it may stand beside the sense that
    fits ("here: campaign"), else '': a link may be right and the text yet be another part of speech, or half of what
    renders the word.
    """

    spans: tuple[Span, ...]
    text: str
    confidence: float
    quotation: str = ""


class SenseContext(Record):
    """The senses of a word, in the order of the dictionary, and what a sentence tells of which is meant.

    `around` names what stands before and after the word ("after noun", "before 的"). `rendered` are the English tokens
    that render it, and `is_verb` tells whether they are a verb there, None where that does not show. `is_phrasal` tells
    that a particle follows which is none of them (bump *into*), or that another word shares one of them (新闻发布会
    "press conference"): they may be half of what is meant. `unlinked` are the English tokens with content that render
    no word of the sentence. `word` is the word itself.
    `is_alone` tells that the sentence has no translation. `cue` is the gloss of the sense that a phrase of the lexicon
    or a rule about the neighbours tells, '' where none does; `is_ruled` tells that it is a rule.
    """

    senses: tuple[Sense, ...]
    around: tuple[str, ...] = ()
    rendered: tuple[str, ...] = ()
    is_verb: bool | None = None
    is_phrasal: bool = False
    unlinked: tuple[str, ...] = ()
    word: str = ""
    is_alone: bool = False
    cue: str = ""
    is_ruled: bool = False


class Crossing(Record):
    """A word of the dictionary across an end of another: it shares some characters, and neither is part of the other.

    `behind` tells how far the likeliest cut with it is behind the one that was chosen, as a difference of logarithms.
    """

    text: str
    behind: float


class Word(PartlyCompared):
    """A word and its place in a Chinese text: `chinese_text[start:end] == text`.

    The words of a text, punctuation and white space among them, join to the text exactly.

    `syllables` holds one syllable for each character, with a tone number as CC-CEDICT writes it, ü as ü, capital where
    a name begins: ("yin2", "hang2"), ("Li3", "Fei1", "fei1"), ("nü3",); a neutral tone is 5, erhua r5. It is empty
    for what has no reading. `senses` are those of this reading, the one that fits the sentence first; `context` is what
    decided which fits, None where there was no choice. Two words are the same whatever decided. `own_meaning` is the
    sense that a person has set, '' where none has; it is the first then. `breaks` are the places within a word of
    several words where pinyin parts it: (2,) for 百科全书 bǎikē quánshū. `crossing` is the word across an end of it
    that came nearest to being cut in its stead (口水 for 出口 in 出|口水), None where there is none.
    """

    text: str
    start: int
    end: int
    kind: WordKind
    syllables: tuple[str, ...] = ()
    senses: tuple[Sense, ...] = ()
    rendering: Rendering | None = None
    context: SenseContext | None = None
    own_meaning: str = ""
    breaks: tuple[int, ...] = ()
    crossing: Crossing | None = None

    beside: ClassVar = ("context", "crossing")

    @property
    def glosses(self) -> tuple[str, ...]:
        """The English of its senses."""
        return tuple(sense.gloss for sense in self.senses)


class AnnotatedPair(Record):
    """A pair with the words of its Chinese text, read and, where there is English, linked to it.

    `position` numbers the pairs of a text from 1, null pairs counted.
    """

    pair: AlignedPair
    words: tuple[Word, ...]
    position: int


class LinkedPair(Record):
    """A pair whose words are linked: `links` holds for each word the numbers of the English tokens that go with it.

    It may hold links that are too doubtful for a rendering. `tokens` are in lower case; both are empty where nothing
    could be linked, or where the two sentences hardly say the same.
    """

    annotated: AnnotatedPair
    tokens: tuple[str, ...] = ()
    links: tuple[tuple[int, ...], ...] = ()


class Decision(Record):
    """Which rule or source decided that a stretch of text is a word, or how a word is read.

    `source` is a source or the name of a rule; `detail` is a sentence for people.
    """

    word: Word
    source: str
    detail: str


class Entry(Record, cache_hash=True):
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


class UsualTranslation(Record):
    """A way in which translators put a word, whatever the text.

    `english` is a dictionary form or a phrase, `probability` the share of the word's places that it renders, from 0 to
    1, `count` how many places say so, weighted by kind of text; 0 where only dictionaries do.
    """

    english: str
    probability: float
    count: float


class Level(Record):
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
