"""Records of what is learned: terms with their examples, and cards."""

from __future__ import annotations

from typing import TypeAlias

from flashcards.records.record import Record, field
from flashcards.records.texts import AlignedPair, Span
from flashcards.records.words import AnnotatedPair, Entry, Level, Sense, Word


class Example(Record):
    """A word in a sentence pair that shows its use; a verb that is parted there (吃亏) reaches over all of 吃过亏.

    `whole` is the pair of the text that a long example was cut out of, None where it stands whole.
    """

    annotated: AnnotatedPair
    word: Word
    whole: AnnotatedPair | None = None

    @property
    def origin(self) -> AnnotatedPair:
        """The pair of the text that it comes from."""
        return self.whole or self.annotated

    @property
    def is_bare(self) -> bool:
        """Whether the sentence is nothing but the word, untranslated: a word of a list, which nothing shows in use."""
        pair = self.annotated.pair
        return pair.is_untranslated and (self.word.start, self.word.end) == (0, len(pair.chinese_text))


class Term(Record):
    """A word worth a card: what it is, what it means in this text, and the sentence that shows it best.

    `renderings` counts how the translator rendered it over the text, most frequent first: (("anchor", 5),); `texts` is
    how many texts of a library that, and `count`, was counted over.
    `frequency` is the Zipf frequency in general Chinese (0 where unknown: the logarithm, base 10, of occurrences in a
    billion words), `count` how often the term stands in this text. `simplified` and `traditional` are its text in
    each script. `main_sense` is the gloss of the sense of this reading that the dictionary gives first. `parts` are the
    words that a term outside the dictionary is made of, each with its gloss: (("锚", "anchor"), ("点", "point")).
    `own_meaning` is what the learner's own list says it means, '' where none does; it is the first sense then.
    `beside` are the senses that a card shows together with the first: of another part of speech, and as right to learn.
    `breaks` are the places where pinyin parts it, as of a `Word`.
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
    own_meaning: str = ""
    beside: tuple[Sense, ...] = ()
    texts: int = 1
    breaks: tuple[int, ...] = ()

    @property
    def glosses(self) -> tuple[str, ...]:
        """The English of its senses."""
        return tuple(sense.gloss for sense in self.senses)

    @property
    def is_confirmed(self) -> bool:
        """Whether its meaning is no guess: the translation of its sentence tells it, or the list that it is from.

        A word that no sentence shows has all its main senses, and none is guessed.
        """
        return bool(self.own_meaning) or self.example.is_bare or not self.example.annotated.pair.is_untranslated

    @property
    def is_in_doubt(self) -> bool:
        """Whether it has several senses, and nothing confirms which of them is meant."""
        return len(self.senses) > 1 and not self.is_confirmed


class Character(Record):
    """A character of a word: its syllable and its gloss, and the other words of the deck that hold it."""

    text: str
    syllable: str
    gloss: str
    others: tuple[str, ...] = ()


class Context(Record):
    """The pairs before and behind the one of a card, None at either end of the text."""

    before: AlignedPair | None = None
    after: AlignedPair | None = None


class Picture(Record):
    """A picture on a card: `name` is made of its content, so that equal pictures are one file."""

    name: str
    content: bytes


class Quotation(Record):
    """A sentence of another text that shows a word: `spans` are the places of the word, `rendered` what renders it."""

    chinese: str
    english: str
    spans: tuple[Span, ...]
    rendered: tuple[Span, ...]
    source: str


class SentenceCard(Record):
    """A sentence pair as it is learned. `position` is its place in the deck, from 1.

    `simplified` and `traditional` are its Chinese in each script, '' where that is not known. `level` is that of its
    hardest word in each of the HSK lists, `frequency` the Zipf frequency of its rarest word, 0 where unknown.
    `chapter` is the sub-deck of a book's chapter, '' where there is none. `gap` is the word that a cloze card asks for,
    None where none is worth it; `context` is what stands around the sentence, and `speaker` who says it, as far as that
    is asked for; `note` and `picture` are of whoever corrected the deck. `text` is the deck of its text in a library,
    '' for a text alone. `written` are the fields of its note as bytes (`anki.packed_fields`), where they were made
    before, and `key` by what its note is known, '' where nobody has made it; what stands in no other field of the card
    need not be there any more then.
    """

    annotated: AnnotatedPair
    source: str
    position: int
    tags: tuple[str, ...]
    simplified: str = ""
    traditional: str = ""
    level: Level = field(default_factory=Level)
    frequency: float = 0.0
    chapter: str = ""
    gap: Word | None = None
    context: Context = Context()
    speaker: str = ""
    note: str = ""
    picture: Picture | None = None
    text: str = ""
    written: bytes = b""
    key: str = ""


class VocabularyCard(Record):
    """A term as it is learned. `position` is its place in the deck, from 1.

    `subdeck` is the last part of the name of its sub-deck, '' for that of all words; `chapter` that
    of the chapter of a book in it. `characters` are those of a word of several, `rivals` other words that could be
    answered to its English; `context`, `speaker`, `note`, `picture`, `text`, `written` and `key` as in
    `SentenceCard`. `elsewhere` are sentences of other texts of a library.
    """

    term: Term
    source: str
    position: int
    tags: tuple[str, ...]
    subdeck: str = ""
    chapter: str = ""
    characters: tuple[Character, ...] = ()
    rivals: tuple[Entry, ...] = ()
    context: Context = Context()
    speaker: str = ""
    note: str = ""
    picture: Picture | None = None
    text: str = ""
    elsewhere: tuple[Quotation, ...] = ()
    written: bytes = b""
    key: str = ""


Card: TypeAlias = SentenceCard | VocabularyCard
